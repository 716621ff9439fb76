/** 派单异议: when returns are used up or a return was rejected, a unit objects once more, and a ruling decides for good. */
import type { Context, Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { Assignment, TicketState } from '../record/state.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { openAssignment } from './assignments.ts'
import {
  contest,
  contestsOf,
  type ReturnInput,
  whyNotContest,
  whyNotInWindow,
  whyNotReason,
} from './return-assignment.ts'

export function whyNotObject(
  t: TicketState,
  a: Assignment,
  context: Pick<Context, 'actor' | 'directory' | 'policy' | 'now'>,
): Refusal | null {
  const refusal = whyNotContest(t, a, context)
  if (refusal) return refusal
  if (a.parentNo !== null) return refuse('passed-down')
  // Who was told no in time may still object; who never asked has the window of a return.
  if (contestsOf(t, a).some(p => p.verdict === 'rejected')) return null
  if (t.appeal.returns < context.policy.rules.returns.max) return refuse('return-first')
  return whyNotInWindow(t, a, context.now)
}

export const objectToDispatch: Decide<ReturnInput> = (state, input, context) => {
  const a = openAssignment(state, input.assignmentNo)
  if (isRefusal(a)) return a
  const refusal = whyNotObject(state, a, context) ?? whyNotReason(input.reason, context)
  if (refusal) return refusal
  const draft = new Draft(state, context.now)
  contest(draft, 'objection', a, input, context)
  return draft.change()
}
