/** Loads tickets with everything a decision looks at, in one query. */
import type { TicketState } from '../../domain/record/state.ts'
import { CHILD_NAMES } from '../../domain/record/state.ts'
import type { Database } from '../kernel/database.ts'
import { CHILD_TABLES, ticketOf } from './columns.ts'

const children = CHILD_NAMES.map(
  name =>
    `(SELECT json_agg(r ORDER BY r.no) FROM ${CHILD_TABLES[name].table} r WHERE r.tenant_id = a.tenant_id AND r.appeal_id = a.id) AS "${name}"`,
).join(',\n  ')

const LOAD = `SELECT a.*, ${children} FROM appeal a WHERE a.tenant_id = $1 AND a.id = ANY($2::bigint[])`

/** A ticket with the hash its next event continues from. */
export interface LoadedTicket {
  state: TicketState
  headHash: Buffer
}

/** The tickets of these ids that exist; in no particular order. */
export async function loadTickets(
  db: Database,
  tenantId: number,
  ids: readonly number[],
): Promise<LoadedTicket[]> {
  const rows = await db.named<Record<string, unknown>>('ticket.load', LOAD, [tenantId, ids])
  return rows.map(row => ({ state: ticketOf(row), headHash: row.head_hash as Buffer }))
}
