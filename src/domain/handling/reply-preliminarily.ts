/** 初步回复: the appellant hears what is being done before the final answer (LL-13). */
import { meetClock } from '../record/clocks.ts'
import { Draft } from '../record/draft.ts'
import type { Assignment, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Asked, isLead, onAssignment, stepOn, whyNotInHand } from './duty.ts'

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
