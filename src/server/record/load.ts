/** Loads tickets with everything a decision looks at, in one query. */
import type { TicketState } from '../../domain/record/state.ts'
import { CHILD_NAMES } from '../../domain/record/state.ts'
import type { Database } from '../kernel/database.ts'
import { grouped } from '../kernel/grouped.ts'
import { CHILD_TABLES, ticketOf } from './columns.ts'

const children = CHILD_NAMES.map(
  name =>
    `(SELECT json_agg(r ORDER BY r.no) FROM ${CHILD_TABLES[name].table} r WHERE r.tenant_id = a.tenant_id AND r.appeal_id = a.id) AS "${name}"`,
).join(',\n  ')

// The keys come as JSON: of an array the planner counts the members, and plans anew for each number of them.
const LOAD = `SELECT k.n, a.*, ${children} FROM json_to_recordset($1) AS k(n int, tenant_id bigint, id bigint)
CROSS JOIN LATERAL (SELECT * FROM appeal x WHERE x.tenant_id = k.tenant_id AND x.id = k.id OFFSET 0) a`

/** A ticket with the hash its next event continues from. */
export interface LoadedTicket {
  state: TicketState
  headHash: Buffer
}

interface Key {
  tenantId: number
  id: number
}
type Load = (keys: readonly Key[]) => Promise<LoadedTicket[]>

const loaders = new WeakMap<Database, Load>()

/** The tickets of these ids that exist; in no particular order. Shares its query with whoever asks at the same moment. */
export function loadTickets(db: Database, tenantId: number, ids: readonly number[]): Promise<LoadedTicket[]> {
  const load = loaders.get(db) ?? openLoader(db)
  loaders.set(db, load)
  return load(ids.map(id => ({ tenantId, id })))
}

/** A bulk act's hundreds of tickets hold up nobody who opens one. */
const LANES = { lanes: 3 }

const openLoader = (db: Database): Load =>
  grouped(async (asked: (readonly Key[])[]) => {
    const keys = asked.flatMap((keys, n) => keys.map(k => ({ n, tenant_id: k.tenantId, id: k.id })))
    const rows = await db.named<Record<string, unknown>>('ticket.load', LOAD, [JSON.stringify(keys)])
    const found = asked.map((): LoadedTicket[] => [])
    for (const { n, ...row } of rows)
      found[n as number]!.push({ state: ticketOf(row), headHash: row.head_hash as Buffer })
    return found
  }, LANES)
