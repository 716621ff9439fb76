/** 转: the centre looks at an appeal, settles it at once or finds the unit; units give back what isn't theirs. */

import type { DispatchTo } from '../../../domain/dispatch/assignments.ts'
import { claimAppeal, isOfferedTo } from '../../../domain/dispatch/claim-appeal.ts'
import { decideReturn } from '../../../domain/dispatch/decide-return.ts'
import { dispatchAppeal } from '../../../domain/dispatch/dispatch-appeal.ts'
import { objectToDispatch } from '../../../domain/dispatch/object-to-dispatch.ts'
import { returnAssignment } from '../../../domain/dispatch/return-assignment.ts'
import { ruleOnObjection } from '../../../domain/dispatch/rule-on-objection.ts'
import { suggestUnits } from '../../../domain/dispatch/suggest-units.ts'
import { rewriteContent } from '../../../domain/handling/rewrite-content.ts'
import { HOUR, MINUTE } from '../../../domain/instant.ts'
import { askAppellant, tellCentre } from '../../../domain/intake/ask-appellant.ts'
import { answerAppeal, handOverAppeal, refuseAppeal } from '../../../domain/intake/settle-undispatched.ts'
import { withdrawAppeal } from '../../../domain/intake/withdraw-appeal.ts'
import type { Life } from '../life.ts'

/** Ends it before a unit is asked; false when it goes on. */
export async function preReview(life: Life): Promise<boolean> {
  const { traits } = life.plan
  await life.wait(8 * MINUTE, life.isUrgent ? 25 * MINUTE : 3 * HOUR)
  if (traits.early === 'answer')
    await life.act(life.someone('agent'), answerAppeal, { answer: life.words.reply })
  if (traits.early === 'refuse') await refuse(life)
  if (traits.early === 'handOver')
    await life.act(life.someone('agent'), handOverAppeal, {
      line: '110',
      note: '情况紧急，已电话转接并三方确认。',
    })
  if (traits.early === 'withdraw')
    await life.act(life.appellant, withdrawAppeal, { reason: '问题已经自行解决。' })
  if (traits.confidential)
    await life.act(life.someone('dispatcher'), rewriteContent, {
      content: `群众反映：${life.words.title.replace(/^举报/, '')}。请核查处理。`,
    })
  return traits.early !== undefined
}

async function refuse(life: Life): Promise<void> {
  const { reasons } = life.scene.town.tenant.policy.rules.refusals
  const reason = life.chance.pick(reasons.filter(r => r.code !== 'emergency'))
  await life.act(life.someone('dispatcher'), refuseAppeal, {
    reason: reason.code,
    note: reason.explain ?? reason.zh,
  })
}

/** Brings it to the unit that will answer. */
export async function transfer(life: Life): Promise<void> {
  const { traits } = life.plan
  if (traits.asked) await ask(life)
  if (traits.claimed) return claim(life)
  const right = unitsFor(life)
  if (traits.contested === undefined) return dispatch(life, right)
  await dispatch(life, [{ unitId: elsewhere(life, right), role: 'lead' }])
  await (traits.contested === 'return' ? returned(life, right) : ruled(life))
}

/** The suggestion's lead, and who assists when two have to work on it. */
function unitsFor(life: Life): DispatchTo[] {
  const { directory } = life.scene.town
  const suggested = suggestUnits({ matter: life.appeal, cases: [], assignments: [] }, directory)
  const isDistrict = (unitId: number) => directory.units.get(unitId)?.kind === 'district'
  const lead = (life.plan.traits.passedDown && suggested.find(u => isDistrict(u.unitId))) ||
    suggested.find(u => u.role === 'lead') || { unitId: life.appeal.ownerUnitId }
  const noisy = directory.categories.get(life.appeal.categoryId ?? -1)?.code.startsWith('0502')
  const target = { measure: '夜间噪声', direction: 'atMost', threshold: 55, unit: '分贝' } as const
  const to: DispatchTo = {
    unitId: lead.unitId,
    role: 'lead',
    ...(noisy && life.chance.happens(0.4) && { target }),
  }
  const assist = suggested.find(
    u => u.unitId !== lead.unitId && directory.units.get(u.unitId)?.kind !== 'city',
  )
  return life.plan.traits.assisted && assist ? [to, { unitId: assist.unitId, role: 'assist' }] : [to]
}

async function dispatch(life: Life, units: DispatchTo[]): Promise<void> {
  const note = life.chance.happens(0.3) ? '请按时限联系诉求人并答复。' : undefined
  await life.act(life.someone('dispatcher'), dispatchAppeal, { units, ...(note && { note }) })
}

async function ask(life: Life): Promise<void> {
  const question = life.chance.pick([
    '请补充具体的楼栋和单元号。',
    '请补充发生的时间和对方的名称。',
    '请补充一张现场照片或门牌号。',
  ])
  await life.act(life.someone('dispatcher'), askAppellant, { question })
  await life.wait(2 * HOUR, 20 * HOUR)
  await life.act(life.appellant, tellCentre, {
    answer: life.chance.pick([
      '在二号楼一单元门口。',
      '每天晚上十点以后都有。',
      '门牌已写在楼道口，麻烦您了。',
    ]),
  })
  await life.wait(10 * MINUTE, HOUR)
}

async function claim(life: Life): Promise<void> {
  const { directory } = life.scene.town
  const offered = directory.units.all.filter(
    u => u.kind !== 'village' && u.kind !== 'community' && isOfferedTo(u.id, life.appeal, directory),
  )
  const [first] = unitsFor(life)
  const unitId = offered.some(u => u.id === first!.unitId) ? first!.unitId : (offered[0]?.id ?? first!.unitId)
  await life.office(5, 90)
  await life.act(life.forUnit('appeal.handle', unitId), claimAppeal, {
    unitId,
    note: '属于我单位职责，主动认领。',
  })
}

/** A department that has nothing to do with it. */
function elsewhere(life: Life, [right]: DispatchTo[]): number {
  const departments = life.scene.town.directory.units.all.filter(
    u => u.kind === 'department' && u.id !== right!.unitId && u.parentId !== null,
  )
  return life.chance.pick(departments.filter(u => u.code.length > 3)).id
}

/** 退单: taken back by somebody else than who dispatched it, and sent to the right unit at once. */
async function returned(life: Life, right: DispatchTo[]): Promise<void> {
  await giveBack(life)
  const asked = life.state.approvals.at(-1)!
  await life.act(otherDispatcher(life), decideReturn, {
    approvalNo: asked.no,
    accept: true,
    note: '同意退回，改派责任单位。',
    units: right,
  })
}

/** Given back twice, objected to, and ruled on by somebody who had no part in it. */
async function ruled(life: Life): Promise<void> {
  await giveBack(life)
  const asked = life.state.approvals.at(-1)!
  await life.act(otherDispatcher(life), decideReturn, {
    approvalNo: asked.no,
    accept: false,
    note: '依据责任清单，仍由你单位办理。',
  })
  await life.office(20, 120)
  const a = life.lead
  await life.act(life.forUnit('appeal.handle', a.unitId), objectToDispatch, {
    assignmentNo: a.no,
    reason: 'unclearDuty',
    note: '责任清单未列明本事项，请裁定。',
  })
  life.waitsFor('ruling')
  await life.share('ruling', a.no, 0.1, 0.8)
  await life.act(life.someone('supervisor'), ruleOnObjection, {
    approvalNo: life.state.approvals.at(-1)!.no,
    unitId: unitsFor(life)[0]!.unitId,
    basis: '依据责任清单和“三定”规定，经会商裁定。',
  })
}

async function giveBack(life: Life): Promise<void> {
  const a = life.lead
  await life.share('return', a.no, 0.05, 0.5)
  const reason = life.chance.pick(['notOurArea', 'notOurDuty', 'unclearDuty'])
  await life.act(life.forUnit('appeal.handle', a.unitId), returnAssignment, {
    assignmentNo: a.no,
    reason,
    note: '经核对，该事项不在我单位职责范围内，附职责清单。',
  })
  life.waitsFor('return')
  await life.share('ruling', a.no, 0.1, 0.7)
}

const otherDispatcher = (life: Life) =>
  life.scene.town.another('dispatcher', [life.lead.assignedBy], life.chance)
