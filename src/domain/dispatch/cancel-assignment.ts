/** 撤销派单、改派: the dispatcher takes a duty away, and may give it to another unit at once; a unit takes back what it passed down. */
import { mayFor } from '../access/actor.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { Assignment, TicketState } from '../record/state.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type DispatchTo, isAnswered, openAssignment, takeAway, whyNotInTransfer } from './assignments.ts'
import { dispatchTo } from './dispatch-appeal.ts'

export interface CancelInput {
  assignmentNo: number
  /** Why; kept as text. */
  note: string
  /** Who gets it instead, for a duty given by the dispatcher. */
  units?: DispatchTo[]
}

type Who = Pick<Context, 'actor' | 'directory'>

export function whyNotCancel(t: TicketState, a: Assignment, { actor, directory }: Who): Refusal | null {
  const parent = t.assignments.find(p => p.no === a.parentNo)
  const dispatches = mayFor(actor, 'appeal.dispatch', t.appeal.ownerUnitId, directory.units)
  const passedIt = parent !== undefined && mayFor(actor, 'appeal.handle', parent.unitId, directory.units)
  if (!dispatches && !passedIt) return refuse('not-permitted')
  return whyNotInTransfer(t) ?? (isAnswered(a) ? refuse('already-done') : null)
}

export const cancelAssignment: Decide<CancelInput> = (state, input, context) => {
  const open = openAssignment(state, input.assignmentNo)
  if (isRefusal(open)) return open
  const refusal = whyNotCancel(state, open, context) ?? whyNotReplace(state, open, input, context)
  if (refusal) return refusal
  const draft = new Draft(state, context.now)
  takeAway(draft, open.no, context, input.note)
  const wrong = input.units ? dispatchTo(draft, { units: input.units }, context) : null
  return wrong ?? draft.change()
}

function whyNotReplace(t: TicketState, a: Assignment, input: CancelInput, c: Context): Refusal | null {
  if (!input.units) return null
  if (a.parentNo !== null) return refuse('passed-down', { field: 'units' })
  return mayFor(c.actor, 'appeal.dispatch', t.appeal.ownerUnitId, c.directory.units)
    ? null
    : refuse('not-permitted')
}
