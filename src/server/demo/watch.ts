/** While a life waits its limits run on: colours come on, sheets go out at their moments, and units sign for them, answer, and object. */
import { type Actor, systemActor } from '../../domain/access/actor.ts'
import { decideRequest } from '../../domain/handling/decide-request.ts'
import { type Instant, MINUTE, SECOND } from '../../domain/instant.ts'
import type { Decide } from '../../domain/record/context.ts'
import type { Clock, Recipient, Sheet } from '../../domain/record/state.ts'
import { isRefusal, type RefusalCode } from '../../domain/refusal.ts'
import { answerSheet } from '../../domain/supervision/answer-sheet.ts'
import { climb, hasProgressed } from '../../domain/supervision/climb.ts'
import { type Step, supervisionOf } from '../../domain/supervision/ladder.ts'
import { objectToSheet } from '../../domain/supervision/object-to-sheet.ts'
import { acceptSheet } from '../../domain/supervision/review-sheet.ts'
import { nextOf } from '../../domain/supervision/rungs.ts'
import { signSheet } from '../../domain/supervision/sign-sheet.ts'
import { redSheetAt } from '../../domain/time/lights.ts'
import { wordsOf } from '../supervision/words.ts'
import type { Chance } from './chance.ts'
import type { Life } from './life.ts'
import { inOffice, officeLater } from './pace.ts'
import type { Until } from './telling.ts'

interface Errand {
  at: Instant
  run: () => Promise<void>
}

export interface Watch {
  /** Waits, and lets happen what comes before. */
  until: Until
  /** When nobody tells the story any further: what still comes. */
  toTheEnd: () => Promise<void>
}

const SHEETS: readonly Step[] = ['greenUrge', 'yellowUrge', 'redSupervise']
/** Somebody else was there first: the matter is over, or the sheet. */
const TOO_LATE: readonly RefusalCode[] = [
  'has-ended',
  'wrong-stage',
  'already-done',
  'already-decided',
  'not-found',
]

export function openWatch(life: Life, until: Until, chance: Chance): Watch {
  const { parts, town } = life.scene
  const kinds = new Set(
    supervisionOf(town.tenant.policy.rules)
      .ladder.filter(r => SHEETS.includes(r.step))
      .flatMap(r => r.clocks),
  )
  const errands: Errand[] = []
  const known = new Set<number>()

  async function act<Input>(
    actor: Actor,
    decide: Decide<Input>,
    input: Input,
    issues = false,
  ): Promise<void> {
    const done = await parts.door.act({ actor, appealId: life.id, decide, input, issues })
    if (!isRefusal(done)) life.state = done.state
    else if (!TOO_LATE.includes(done.refused)) life.scene.onRefused(decide.name, done)
  }

  /** A unit that is about to give the matter back waits for no sheet. */
  const isWatched = (): boolean => life.id > 0 && !life.plan.traits.contested

  function nextClimb(): Instant | null {
    const moments = life.state.clocks.filter(c => kinds.has(c.kind)).flatMap(c => sheetMoment(c) ?? [])
    return moments.length > 0 ? Math.min(...moments) + 5 * SECOND : null
  }

  /** When a sheet may follow from a limit; colours that lead to none are told with the next. */
  function sheetMoment(clock: Clock): Instant | null {
    const next = nextOf(clock)
    if (next?.light === 'green' && hasProgressed(life.state, clock, next.at)) return clock.yellowAt
    return next?.light === 'red' ? redSheetAt(clock.dueAt, town.calendar) : (next?.at ?? null)
  }

  async function climbNow(by: Instant): Promise<void> {
    const words = (await wordsOf(parts.db, town.tenantId, [life.id]))(life.id)
    await act(systemActor(town.tenantId), climb, { words }, true)
    for (const recipient of life.state.recipients)
      if (!known.has(recipient.no)) {
        known.add(recipient.no)
        const sheet = life.state.sheets.find(s => s.no === recipient.sheetNo)!
        if (recipient.role !== 'copy') plan(recipient, sheet, by)
      }
  }

  /** What becomes of a sheet, unless the reply to the matter answers it first. */
  function plan({ no, unitId }: Recipient, sheet: Sheet, by: Instant): void {
    const dice = chance.of(`sheet ${sheet.no}`)
    const later = (at: Instant, least: number, most: number) =>
      officeLater(town.calendar, at, dice.between(least, most))
    const unit = () => town.forUnit('appeal.handle', unitId, dice)
    const centre = () => town.someone('supervisor', dice)
    if (!dice.happens(0.85)) return
    const signedAt = inOffice(town.calendar, life.now + dice.between(8, 150) * MINUTE, dice)
    errands.push({ at: signedAt, run: () => act(unit(), signSheet, { no }) })
    const decidedAt = later(signedAt, 70, 200)
    if (dice.happens(0.35) && decidedAt < by) {
      errands.push({
        at: later(signedAt, 10, 60),
        run: () => act(unit(), objectToSheet, { no, reason: OBJECTION }),
      })
      errands.push({ at: decidedAt, run: () => decideObjection(no, centre(), dice.happens(0.6)) })
    } else if (dice.happens(0.4)) {
      const answeredAt = later(signedAt, 40, 360)
      errands.push({
        at: answeredAt,
        run: () => act(unit(), answerSheet, { no, answer: dice.pick(ANSWERS) }),
      })
      if (dice.happens(0.6))
        errands.push({ at: later(answeredAt, 20, 200), run: () => act(centre(), acceptSheet, { no }) })
    }
  }

  async function decideObjection(recipientNo: number, actor: Actor, isUpheld: boolean): Promise<void> {
    const asked = life.state.approvals.findLast(
      p => p.kind === 'sheetObjection' && p.wanted.recipientNo === recipientNo && p.verdict === null,
    )
    if (!asked) return
    const verdict = isUpheld ? 'rejected' : 'approved'
    const note = isUpheld ? '责任清单已明确，维持原单，请按时反馈。' : '经核实确非该单位职责，予以撤回。'
    await act(actor, decideRequest, { no: asked.no, verdict, note, asked: {} })
  }

  /** What comes first, if it comes by then. */
  function next(by: Instant): Errand | null {
    const at = isWatched() ? nextClimb() : null
    const all = [...errands, ...(at === null ? [] : [{ at, run: () => climbNow(by) }])]
    const first = all.sort((a, b) => a.at - b.at)[0]
    if (!first || first.at > by) return null
    const place = errands.indexOf(first)
    if (place >= 0) errands.splice(place, 1)
    return first
  }

  async function happenBefore(by: Instant): Promise<void> {
    for (let errand = next(by); errand; errand = next(by)) {
      await until(Math.max(errand.at, life.now))
      await errand.run()
    }
  }

  return {
    until: async at => {
      await happenBefore(at)
      await until(at)
    },
    toTheEnd: () => happenBefore(Number.POSITIVE_INFINITY),
  }
}

const OBJECTION = '现场核查，涉事设施由其他单位管养，申请撤回本单。'
const ANSWERS = [
  '已安排人员到场处理，预计时限内办结并答复。',
  '因配件采购延误，现已到货，今日完成施工。',
  '已约请相关单位现场会商，明确分工后立即整改。',
  '整改已完成，正在复核，将及时答复诉求人。',
]
