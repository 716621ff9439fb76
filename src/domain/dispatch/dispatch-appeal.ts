/** 派单: an appeal goes to a lead unit and any number of assisting units, each with its own limits; the appellant's clock starts. */
import { mayFor } from '../access/actor.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { TicketState } from '../record/state.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type DispatchTo, giveDuty, noteOf, openAssignments, whyNotInTransfer } from './assignments.ts'
import { whyNotSoLow } from './duties.ts'
import { recipientOf, standIn } from './recipient.ts'

export interface DispatchInput {
  units: DispatchTo[]
  /** What is asked of the units; kept as text. */
  note?: string
}

export function whyNotDispatch(
  t: TicketState,
  { actor, directory }: Pick<Context, 'actor' | 'directory'>,
): Refusal | null {
  if (!mayFor(actor, 'appeal.dispatch', t.appeal.ownerUnitId, directory.units)) return refuse('not-permitted')
  return whyNotInTransfer(t)
}

/** Direct (one lead), dual (双派: lead and assisting at once) and additional dispatch (加派) are the same act. */
export const dispatchAppeal: Decide<DispatchInput> = (state, input, context) => {
  const draft = new Draft(state, context.now)
  const refusal = whyNotDispatch(state, context) ?? dispatchTo(draft, input, context)
  return refusal ?? draft.change()
}

/** Adds the units to a change in the making, one event each; also after a return, in the same change. */
export function dispatchTo(draft: Draft, { units, note }: DispatchInput, context: Context): Refusal | null {
  const refusal = whyNotUnits(draft.state, units, context)
  if (refusal) return refusal
  for (const [i, asked] of units.entries()) {
    const to = withRecipient(draft.state, asked, context, `units.${i}.personId`)
    if (isRefusal(to)) return to
    giveDuty(draft, to, context, { kind: 'assignment.assigned', ...noteOf(note) })
  }
  return null
}

/** The same with the person who really gets it. */
export function withRecipient(
  t: TicketState,
  to: DispatchTo,
  { directory, now }: Context,
  field: string,
): DispatchTo | Refusal {
  if (to.personId === undefined) return to
  const place = { matter: t.appeal, unitId: to.unitId, directory, now }
  const personId = recipientOf(place, to.personId, field)
  return typeof personId === 'number' ? { ...to, personId, ...standIn(to.personId, personId) } : personId
}

/** One lead, every unit once, active, and none that leads below the catalogue's floor. */
function whyNotUnits(t: TicketState, units: DispatchTo[], { directory }: Context): Refusal | null {
  const open = openAssignments(t)
  const leads = [...units, ...open.filter(a => a.parentNo === null)].filter(u => u.role === 'lead')
  if (leads.length !== 1) return refuse('one-lead-only', { field: 'units' })
  for (const [i, to] of units.entries()) {
    const field = `units.${i}.unitId`
    const twice = units.findIndex(u => u.unitId === to.unitId) !== i
    const refusal = whyNotUnit(t, to, directory, field)
    if (refusal) return refusal
    if (twice) return refuse('unit-already-assigned', { field })
  }
  return null
}

/** May this one unit get this role? */
export function whyNotUnit(
  t: TicketState,
  to: Pick<DispatchTo, 'unitId' | 'role'>,
  directory: Context['directory'],
  field: string,
): Refusal | null {
  if (!directory.units.get(to.unitId)?.active) return refuse('no-such-unit', { field })
  if (openAssignments(t).some(a => a.unitId === to.unitId)) return refuse('unit-already-assigned', { field })
  return whyNotSoLow(t.appeal, to, directory, field)
}
