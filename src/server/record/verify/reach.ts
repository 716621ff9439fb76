/** Checks who may see a ticket: a row of `reach` for every unit that has to do with it and every unit above, and no other. */
import type pg from 'pg'
import { involvedUnits } from '../../../domain/access/sight.ts'
import { type Unit, type UnitTree, unitTreeOf } from '../../../domain/directory/units.ts'
import { reachOfUnits } from '../rows.ts'
import { Broken } from './finding.ts'
import type { History } from './history.ts'
import { exactTypes } from './reading.ts'
import type { TicketKey } from './state.ts'

export interface ReachRow {
  unit_id: number
  received_at: number
}

export interface Town {
  units: UnitTree
  /** Units have moved, and the reach of their tickets may not have followed yet: it is not compared. */
  moving: boolean
}

/** By tenant, as the transaction sees them. */
export async function townsIn(client: pg.ClientBase): Promise<Map<number, Town>> {
  const units = await client.query<Unit & { tenantId: number }>({
    text: `SELECT tenant_id AS "tenantId", id, code, name, kind, parent_id AS "parentId", active FROM unit ORDER BY tenant_id, id`,
    types: exactTypes,
  })
  const moved = await client.query<{ tenantId: number }>({
    text: 'SELECT DISTINCT tenant_id AS "tenantId" FROM unit_moved',
    types: exactTypes,
  })
  const moving = new Set(moved.rows.map(m => m.tenantId))
  return new Map(
    [...Map.groupBy(units.rows, u => u.tenantId)].map(([tenantId, of]) => [
      tenantId,
      { units: unitTreeOf(of), moving: moving.has(tenantId) },
    ]),
  )
}

/** Throws Broken when a unit sees the ticket that shouldn't, or doesn't though it should. */
export function checkReach(key: TicketKey, history: History, rows: readonly ReachRow[], town: Town): void {
  const broken = (unitId: number, field: string, what: string) =>
    new Broken({ table: 'reach', ...key, row: { unit_id: unitId }, field, what })
  const told = unitsTold(history, town.units)
  const there = new Set(rows.map(row => row.unit_id))
  for (const { unit_id, received_at } of rows)
    if (received_at !== history.ticket.appeal.receivedAt)
      throw broken(unit_id, 'received_at', 'it is not when the ticket was received')
  if (town.moving) return
  for (const unit of there)
    if (!told.has(unit)) throw broken(unit, 'unit_id', 'it sees a ticket it has nothing to do with')
  for (const unit of told)
    if (!there.has(unit)) throw broken(unit, 'unit_id', 'it has to do with the ticket, but does not see it')
}

function unitsTold({ ticket }: History, units: UnitTree): Set<number> {
  const { appeal, children } = ticket
  const unitIdOf = ({ unitId }: Record<string, unknown>) => Number(unitId)
  const involved = involvedUnits({
    appeal: { ownerUnitId: Number(appeal.ownerUnitId) },
    assignments: [...children.assignments.values()].map(a => ({ unitId: unitIdOf(a) })),
    approvals: [...children.approvals.values()].map(p => ({ kind: String(p.kind), unitId: unitIdOf(p) })),
    recipients: [...children.recipients.values()].map(r => ({ unitId: unitIdOf(r) })),
  })
  return new Set(reachOfUnits(involved, units))
}
