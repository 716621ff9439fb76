/** 转下级: a unit gives its duty on to units below it, and answers for it upward. */
import { mayFor } from '../access/actor.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { Assignment, TicketState } from '../record/state.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import {
  type DispatchTo,
  giveDuty,
  isAnswered,
  noteOf,
  openAssignment,
  whyNotInTransfer,
} from './assignments.ts'
import { whyNotUnit, withRecipient } from './dispatch-appeal.ts'

export interface PassDownInput {
  assignmentNo: number
  units: Omit<DispatchTo, 'role'>[]
  note?: string
}

type Who = Pick<Context, 'actor' | 'directory'>

export function whyNotPassDown(t: TicketState, a: Assignment, { actor, directory }: Who): Refusal | null {
  if (!mayFor(actor, 'appeal.handle', a.unitId, directory.units)) return refuse('not-your-unit')
  return whyNotInTransfer(t) ?? (isAnswered(a) ? refuse('already-done') : null)
}

function whyNotBelow(parent: Assignment, unitId: number, { directory }: Who, field: string): Refusal | null {
  const below = unitId !== parent.unitId && directory.units.isWithin(unitId, parent.unitId)
  return below ? null : refuse('not-below', { field })
}

/** What is passed down keeps the role of the duty it comes from, and so the floor of the catalogue. */
export const passDown: Decide<PassDownInput> = (state, input, context) => {
  const parent = openAssignment(state, input.assignmentNo)
  if (isRefusal(parent)) return parent
  const refusal = whyNotPassDown(state, parent, context)
  if (refusal) return refusal
  const draft = new Draft(state, context.now)
  for (const [i, unit] of input.units.entries()) {
    const field = `units.${i}.unitId`
    const asked = { ...unit, role: parent.role }
    const wrong =
      whyNotUnit(draft.state, asked, context.directory, field) ??
      whyNotBelow(parent, unit.unitId, context, field)
    if (wrong) return wrong
    const to = withRecipient(draft.state, asked, context, `units.${i}.personId`)
    if (isRefusal(to)) return to
    giveDuty(draft, to, context, {
      kind: 'assignment.passedDown',
      parentNo: parent.no,
      ...noteOf(input.note),
    })
  }
  return draft.change()
}
