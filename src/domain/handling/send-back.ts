/** 退回重办: an answer goes back with coded defects and a new limit (LL-23); also how a settled matter is taken up again before strike-off. */
import { mayFor } from '../access/actor.ts'
import type { Context } from '../record/context.ts'
import { Draft, textsOf } from '../record/draft.ts'
import { backToHandling, isAnswered, startOver } from '../record/rework.ts'
import type { Assignment, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Asked, isLead, onAssignment, stepOn, whyNotOpen } from './duty.ts'

export interface SendBackInput {
  /** Defect codes of the rules. */
  reasons: string[]
  note?: string
}

export function whyNotSendBack(t: TicketState, a: Assignment, asked: Asked): Refusal | null {
  return isLead(a) ? whyNotSendBackLead(t, asked) : whyNotSendBackPart(t, a, asked)
}

/** The centre sends the whole answer back; once it has been reworked often enough only supervision does. */
function whyNotSendBackLead(t: TicketState, { actor, directory, policy }: Asked): Refusal | null {
  const may = (permission: 'appeal.review' | 'appeal.supervise'): boolean =>
    mayFor(actor, permission, t.appeal.ownerUnitId, directory.units)
  const isSpent = t.appeal.reworks >= policy.rules.rework.max
  if (!may('appeal.supervise') && !may('appeal.review')) return refuse('not-permitted')
  if (t.appeal.endedAt !== null) return refuse('has-ended')
  if (!isAnswered(t)) return refuse('wrong-stage')
  return isSpent && !may('appeal.supervise') ? refuse('reworked-too-often') : null
}

/** The unit that has to build on an assisting or passed-down answer sends that one back, before its own is given. */
function whyNotSendBackPart(t: TicketState, a: Assignment, { actor, directory }: Asked): Refusal | null {
  const above = t.assignments.find(row =>
    a.parentNo === null ? isLead(row) && row.endedAt === null : row.no === a.parentNo,
  )
  if (!above || !mayFor(actor, 'appeal.handle', above.unitId, directory.units)) return refuse('not-permitted')
  const refusal = whyNotOpen(t, a)
  if (refusal) return refusal
  return a.stage === 'replied' && t.appeal.stage === 'handling' ? null : refuse('wrong-stage')
}

export const sendBack = onAssignment<SendBackInput>((state, assignment, { reasons, note }, context) => {
  const refusal = whyNotSendBack(state, assignment, context)
  if (refusal) return refusal
  const known = context.policy.rules.rework.reasons.map(r => r.code)
  const unknown = reasons.findIndex(code => !known.includes(code))
  if (unknown >= 0) return refuse('unknown-reason', { field: `reasons.${unknown}` })
  const draft = new Draft(state, context.now)
  stepOn(
    draft,
    'assignment.sentBack',
    assignment,
    { facts: { reasons }, texts: textsOf({ note }) },
    (a, t) => (isLead(a) ? reworkWhole(t, context) : startOver(t, a, context)),
  )
  return draft.change()
})

function reworkWhole(t: TicketState, context: Context): void {
  t.appeal.reworks += 1
  backToHandling(t, context)
}
