/** 签收: the unit takes the matter on; whoever signs is the one responsible unless somebody was named. */
import { meetClock, startClock } from '../record/clocks.ts'
import { Draft } from '../record/draft.ts'
import type { Assignment, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { isTask } from '../vocabulary.ts'
import { type Asked, isLead, onAssignment, stepOn, whyNotWork } from './duty.ts'

export function whyNotSign(t: TicketState, a: Assignment, asked: Asked): Refusal | null {
  const refusal = whyNotWork(t, a, asked)
  if (refusal) return refusal
  return a.stage === 'assigned' ? null : refuse('already-done')
}

export const signAssignment = onAssignment<object>((state, assignment, _, context) => {
  const refusal = whyNotSign(state, assignment, context)
  if (refusal) return refusal
  const { now, actor, policy } = context
  const draft = new Draft(state, now)
  stepOn(draft, 'assignment.signed', assignment, {}, (a, t) => {
    // Nobody brought a task: there is nobody to contact.
    a.stage = isTask(t.appeal.kind) ? 'contacted' : 'signed'
    a.signedAt = now
    a.personId ??= actor.personId
    meetClock(t, 'sign', a.no, now)
    if (!isLead(a) || t.appeal.stage !== 'dispatched') return
    t.appeal.stage = 'handling'
    const isFirst = !t.clocks.some(c => c.kind === 'closure')
    if (policy.rules.clockStart === 'sign' && isFirst)
      startClock(t, { kind: 'closure', unitId: t.appeal.ownerUnitId }, context)
  })
  return draft.change()
})
