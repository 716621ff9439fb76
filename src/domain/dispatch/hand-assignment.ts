/** 经办人: a unit hands its duty to one of its people, by skill; while they are on leave their substitute gets it (LL-33). */
import { mayFor } from '../access/actor.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { Assignment, TicketState } from '../record/state.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { isAnswered, noteOf, openAssignment, whyNotInTransfer } from './assignments.ts'
import { recipientOf, standIn } from './recipient.ts'

export interface HandInput {
  assignmentNo: number
  personId: number
  note?: string
}

export function whyNotHand(
  t: TicketState,
  a: Assignment,
  { actor, directory }: Pick<Context, 'actor' | 'directory'>,
): Refusal | null {
  if (!mayFor(actor, 'appeal.handle', a.unitId, directory.units)) return refuse('not-your-unit')
  return whyNotInTransfer(t) ?? (isAnswered(a) ? refuse('already-done') : null)
}

export const handAssignment: Decide<HandInput> = (state, { assignmentNo, personId, note }, context) => {
  const { directory, now } = context
  const a = openAssignment(state, assignmentNo)
  if (isRefusal(a)) return a
  const refusal = whyNotHand(state, a, context)
  if (refusal) return refusal
  const place = { matter: state.appeal, unitId: a.unitId, directory, now }
  const got = recipientOf(place, personId, 'personId')
  if (typeof got !== 'number') return got
  if (got === a.personId) return refuse('already-done', { field: 'personId' })
  const facts = { assignmentNo, personId: got, ...standIn(personId, got) }
  return new Draft(state, now)
    .step('assignment.handed', { unitId: a.unitId, facts, ...noteOf(note) }, t => {
      t.assignments.find(x => x.no === assignmentNo)!.personId = got
    })
    .change()
}
