/** 初步回复: the appellant hears what is being done before the final answer (LL-13); the centre may say it for the unit (LL-25). */
import { mayFor } from '../access/actor.ts'
import { meetClock } from '../record/clocks.ts'
import type { Context } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import { leadOf } from '../record/rework.ts'
import type { Assignment, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Asked, hasReplied, isLead, onAssignment, stepOn, whyNotInHand, whyNotOpen } from './duty.ts'

export function whyNotReplyPreliminarily(t: TicketState, a: Assignment, asked: Asked): Refusal | null {
  const refusal = whyNotInHand(t, a, asked)
  if (refusal) return refusal
  // The appellant hears one voice: the lead unit's.
  return isLead(a) ? null : refuse('not-your-unit')
}

export const replyPreliminarily = onAssignment<{ answer: string }>(
  (state, assignment, { answer }, context) => {
    const refusal = whyNotReplyPreliminarily(state, assignment, context)
    if (refusal) return refusal
    const { now } = context
    const draft = new Draft(state, now)
    stepOn(draft, 'assignment.preliminary', assignment, { texts: { answer } }, (a, t) => {
      a.preliminaryAt ??= now
      meetClock(t, 'preliminaryReply', a.no, now)
    })
    return draft.change()
  },
)

/** Adds the centre's own preliminary reply: before the unit has signed, and for many messages at once. */
export function answerForCentre(draft: Draft, answer: string, context: Context): Refusal | null {
  const { appeal } = draft.state
  const lead = leadOf(draft.state)
  if (!mayFor(context.actor, 'appeal.dispatch', appeal.ownerUnitId, context.directory.units))
    return refuse('not-permitted')
  if (!lead) return refuse('wrong-stage')
  const refusal = whyNotOpen(draft.state, lead)
  if (refusal) return refusal
  if (hasReplied(lead)) return refuse('already-done')
  const { no } = lead
  const facts = { assignmentNo: no, byCentre: true }
  draft.step('assignment.preliminary', { unitId: appeal.ownerUnitId, facts, texts: { answer } }, t => {
    t.assignments.find(a => a.no === no)!.preliminaryAt ??= context.now
    meetClock(t, 'preliminaryReply', no, context.now)
  })
  return null
}
