/** 催办: the centre urges a unit that still owes its answer; counted, and not more often than it can be answered. */
import { mayFor } from '../access/actor.ts'
import { HOUR, isoOf } from '../instant.ts'
import { Draft } from '../record/draft.ts'
import type { Assignment, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Asked, hasReplied, onAssignment, stepOn, whyNotOpen } from './duty.ts'

/** Between two urges of the same assignment. */
const URGE_EVERY = HOUR

export function whyNotUrge(t: TicketState, a: Assignment, asked: Asked): Refusal | null {
  const { actor, directory, now } = asked
  if (!mayFor(actor, 'appeal.supervise', t.appeal.ownerUnitId, directory.units))
    return refuse('not-permitted')
  const refusal = whyNotOpen(t, a)
  if (refusal) return refusal
  if (hasReplied(a)) return refuse('already-done')
  if (a.urgedAt === null || now >= a.urgedAt + URGE_EVERY) return null
  return refuse('urged-lately', { facts: { until: isoOf(a.urgedAt + URGE_EVERY) } })
}

export const urgeAssignment = onAssignment<{ note: string }>((state, assignment, { note }, context) => {
  const refusal = whyNotUrge(state, assignment, context)
  if (refusal) return refusal
  const draft = new Draft(state, context.now)
  stepOn(draft, 'appeal.urged', assignment, { texts: { note } }, a => {
    a.urges = (a.urges ?? 0) + 1
    a.urgedAt = context.now
  })
  return draft.change()
})
