/** 认领: a unit takes a matter that nobody has been given yet (NC-34). */
import { mayFor } from '../access/actor.ts'
import { maySee } from '../access/sight.ts'
import type { Directory } from '../directory/directory.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { Appeal, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { giveDuty, noteOf, whyNotInTransfer } from './assignments.ts'
import { whyNotUnit } from './dispatch-appeal.ts'
import { dutiesOf, type Matter, territoriesOf } from './duties.ts'

export interface ClaimInput {
  unitId: number
  note?: string
}

/** A matter as far as the question who may claim it goes. */
export type Claimable = Matter & Pick<Appeal, 'confidential'>

/**
 * Is the matter offered to this unit? It is to every unit that the catalogue names for it and every unit its place
 * lies in, and to what stands above them; a confidential matter to nobody.
 */
export function isOfferedTo(unitId: number, matter: Claimable, directory: Directory): boolean {
  if (matter.confidential) return false
  const named = dutiesOf(matter, directory).map(d => d.entry.unitId)
  const placed = territoriesOf(matter, directory).map(t => t.unitId)
  // The top unit is above everything: it doesn't claim, it dispatches.
  if (unitId === directory.units.root.id) return false
  return [...named, ...placed].some(id => directory.units.isWithin(id, unitId))
}

export function whyNotClaim(
  t: TicketState,
  unitId: number,
  { actor, directory }: Pick<Context, 'actor' | 'directory'>,
): Refusal | null {
  const offered = isOfferedTo(unitId, t.appeal, directory)
  const mine = mayFor(actor, 'appeal.handle', unitId, directory.units)
  // The one ticket a unit sees before it is its own, and only if it was offered.
  if (!(offered && mine) && !maySee(actor, t, directory.units)) return refuse('not-found')
  if (!mine) return refuse('not-your-unit', { field: 'unitId' })
  if (!offered || t.appeal.stage !== 'received') return refuse('not-claimable')
  return whyNotInTransfer(t)
}

/** Sees to its own sight: the ticket needn't be the unit's yet. */
export const claimAppeal: Decide<ClaimInput> = (state, { unitId, note }, context) => {
  const to = { unitId, role: 'lead' } as const
  const refusal = whyNotClaim(state, unitId, context) ?? whyNotUnit(state, to, context.directory, 'unitId')
  if (refusal) return refusal
  const draft = new Draft(state, context.now)
  giveDuty(draft, to, context, { kind: 'assignment.claimed', ...noteOf(note) })
  return draft.change()
}
