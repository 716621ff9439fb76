/** 延期 and 挂账: what takes longer is asked for, approved up the ladder, and gone on with. */
import type { Actor } from '../../../domain/access/actor.ts'
import { askExtension } from '../../../domain/handling/ask-extension.ts'
import { decideRequest } from '../../../domain/handling/decide-request.ts'
import { askSuspension, resumeAppeal } from '../../../domain/handling/suspend-appeal.ts'
import { DAY } from '../../../domain/instant.ts'
import { dayOfNumber } from '../../../domain/time/day.ts'
import { dayNumberAt } from '../../../domain/time/zone.ts'
import type { Life } from '../life.ts'

/** The extensions and the suspension that the plan of the life has. */
export async function delays(life: Life, me: Actor): Promise<void> {
  const { extended = 0, suspended } = life.plan.traits
  for (let time = 1; time <= extended; time++) {
    await life.share('reply', life.lead.no, 0.4, 0.8)
    await life.act(me, askExtension, {
      no: life.lead.no,
      limit: '5wd',
      reason: life.chance.pick(['engineering', 'complexFacts', 'severalUnits']),
      note: '施工周期较长，已向诉求人说明。',
    })
    if (time === extended) life.waitsFor('extension')
    await decided(life, time === 1 ? 'approve.extension' : 'approve.extension.further')
  }
  if (suspended) await suspend(life, me)
}

/** Somebody with the permission approves what was asked for last. */
async function decided(
  life: Life,
  permission: 'approve.extension' | 'approve.extension.further' | 'approve.suspension',
): Promise<void> {
  await life.office(30, 240)
  const asked = life.state.approvals.at(-1)!
  const actor =
    permission === 'approve.extension' ? life.someone('shiftLead') : life.someone('centreDirector')
  await life.act(actor, decideRequest, {
    no: asked.no,
    verdict: 'approved',
    note: '情况属实，同意。',
    asked: {},
  })
}

async function suspend(life: Life, me: Actor): Promise<void> {
  const { zone } = life.scene.town.calendar
  await life.share('reply', life.lead.no, 0.2, 0.6)
  const reviewOn = dayOfNumber(dayNumberAt(zone, life.now) + life.chance.between(7, 25))
  const reason = life.chance.pick(['tender', 'test', 'season', 'conditionsLacking'])
  await life.act(me, askSuspension, { no: life.lead.no, reason, reviewOn, note: '条件具备后立即恢复办理。' })
  life.waitsFor('suspension')
  await decided(life, 'approve.suspension')
  await life.wait(4 * DAY, 12 * DAY)
  await life.office(1, 60)
  await life.act(life.someone('dispatcher'), resumeAppeal, { note: '条件已具备，恢复办理。' })
}
