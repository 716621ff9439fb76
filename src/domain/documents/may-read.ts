/** Who may read a document that isn't a ticket's: whoever may for the unit that issued it, or for one it is addressed to. */
import { type Actor, mayFor } from '../access/actor.ts'
import type { UnitTree } from '../directory/units.ts'

export interface Addressed {
  unitId: number
  recipients: readonly number[]
}

export const mayReadDocument = (actor: Actor, { unitId, recipients }: Addressed, units: UnitTree): boolean =>
  [unitId, ...recipients].some(id => mayFor(actor, 'document.read', id, units))

/** The units whose documents the actor may list. */
export const unitsReadBy = (actor: Actor, units: UnitTree): number[] =>
  units.all.filter(u => mayFor(actor, 'document.read', u.id, units)).map(u => u.id)
