/** Whose ticket is it to see? The one function behind every "not found, or not yours". */
import type { UnitTree } from '../directory/units.ts'
import type { TicketState } from '../record/state.ts'
import { type Actor, mayFor } from './actor.ts'
import { seesByForce } from './task-force.ts'

interface Involving {
  appeal: { ownerUnitId: number }
  assignments: readonly { unitId: number }[]
  approvals: readonly { kind: string; unitId: number }[]
  recipients: readonly { unitId: number }[]
}

/** Every unit that has to do with the ticket: the centre, all that were ever assigned, those asked to countersign, those sent a sheet. */
export const involvedUnits = (t: Involving): number[] => [
  ...new Set([
    t.appeal.ownerUnitId,
    ...t.assignments.map(a => a.unitId),
    ...t.approvals.filter(p => p.kind === 'countersign').map(p => p.unitId),
    ...t.recipients.map(r => r.unitId),
  ]),
]

/** May the actor see the ticket at all? What of it is a question of masking. */
export function maySee(actor: Actor, t: TicketState, units: UnitTree): boolean {
  if (actor.tenantId !== t.tenantId) return false
  if (actor.kind === 'system') return true
  if (actor.kind === 'appellant') return actor.appealId === t.id
  if (involvedUnits(t).some(unit => mayFor(actor, 'appeal.read', unit, units))) return true
  return seesByForce(actor, { ...t.appeal, id: t.id })
}
