/** 中心审核: the centre accepts what the units answered; nothing unsolved without an approved exception (LL-37). */
import { mayFor } from '../access/actor.ts'
import { mustTake } from '../policy/traits.ts'
import { openRequest } from '../record/approvals.ts'
import { meetClock } from '../record/clocks.ts'
import type { Context } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import { leadOf } from '../record/rework.ts'
import type { Assignment, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { acceptSheets } from '../supervision/review-sheet.ts'
import { needsException } from './claim.ts'
import { type Asked, isLead, onAssignment, stepOn } from './duty.ts'
import { exemptionOf, oweVisit } from './owe-visit.ts'

/** Was closing it unsolved approved for the present answer? */
const isExcepted = (t: TicketState): boolean =>
  t.approvals.some(
    p => p.kind === 'closeException' && p.verdict === 'approved' && p.wanted.round === leadOf(t)?.reworks,
  )

export function whyNotAccept(t: TicketState, a: Assignment, { actor, directory }: Asked): Refusal | null {
  if (!mayFor(actor, 'appeal.review', t.appeal.ownerUnitId, directory.units)) return refuse('not-permitted')
  if (t.appeal.endedAt !== null) return refuse('has-ended')
  if (t.appeal.stage !== 'answered' || !isLead(a) || a.stage !== 'replied') return refuse('wrong-stage')
  if (openRequest(t, 'closeException')) return refuse('approval-open')
  return needsException(t) && !isExcepted(t) ? refuse('unsolved-needs-exception') : null
}

export const accept = onAssignment<object>((state, a, _, context) => {
  const refusal = whyNotAccept(state, a, context)
  if (refusal) return refusal
  const draft = new Draft(state, context.now)
  acceptAnswer(draft, false, context)
  return draft.change()
})

/** Accepts every answer there is, and owes the appellant a visit. `automatic` where the rules ask for no centre review. */
export function acceptAnswer(draft: Draft, automatic: boolean, context: Context): void {
  const { now } = context
  const facts = automatic ? { automatic } : {}
  for (const of of draft.state.assignments.filter(a => a.stage === 'replied'))
    stepOn(draft, 'assignment.accepted', of, { facts }, a => {
      a.stage = 'accepted'
      a.acceptedAt = now
    })
  acceptSheets(draft, context)
  const exemption = exemptionOf(draft.state.appeal, context)
  draft.step('appeal.reviewed', { unitId: draft.state.appeal.leadUnitId, facts }, t => {
    t.appeal.stage = 'reviewed'
    t.appeal.reviewedAt = now
    meetClock(t, 'review', null, now)
    if (!exemption) oweVisit(t, context)
  })
  if (exemption)
    draft.step('visit.exempted', { facts: { exemption } }, t => {
      t.appeal.exemption = exemption
    })
}

/** An exception was approved: where the centre doesn't review, that accepts the answer. */
export function acceptIfExcepted(draft: Draft, context: Context): void {
  const { appeal } = draft.state
  const reviewed = mustTake('centreReview', appeal, context.directory, context.policy)
  if (appeal.stage === 'answered' && !reviewed) acceptAnswer(draft, true, context)
}
