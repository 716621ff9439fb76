/** Reads the committed history in an order in which nothing is ever put in before what was read already. */

import type { Instant } from '../../../domain/instant.ts'
import type { Facts } from '../../../domain/record/draft.ts'
import type { EventKind } from '../../../domain/record/event-kinds.ts'

/** An event as readers get it: coded facts, never the texts; what it changed is large and read by whoever needs it. */
export interface HistoryEvent {
  tenantId: number
  id: number
  tx: number
  appealId: number
  seq: number
  kind: EventKind
  actorKind: 'staff' | 'appellant' | 'system'
  actorId: number | null
  unitId: number | null
  at: Instant
  recordedAt: Instant
  limitClass: string
  policyVersion: number
  facts: Facts
}

/**
 * How far a reader has come: everything with tx < txTo has been taken, and of older epochs everything with
 * id <= afterId. An epoch begins when the database was restored into a younger one, which counts transactions anew.
 */
export interface Mark {
  txTo: number
  afterId: number
}

/** Anything that runs a query: the pool, or the connection of a transaction. */
export interface Asking {
  query: (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>
}

export interface Batch {
  events: HistoryEvent[]
  /** Where the next batch begins. */
  mark: Mark
  /** There may be more at once. */
  more: boolean
}

const COLUMNS = `tenant_id AS "tenantId", id, tx, appeal_id AS "appealId", seq, kind, actor_kind AS "actorKind",
  actor_id AS "actorId", unit_id AS "unitId", at, recorded_at AS "recordedAt", limit_class AS "limitClass",
  policy_version AS "policyVersion", facts`

/** No transaction that can still commit is older than this: what lies below is complete. */
const SETTLED = '(SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint)'

const NEXT = `SELECT ${COLUMNS} FROM event WHERE tx >= $1 AND tx < ${SETTLED} AND id > $2 ORDER BY tx, id LIMIT $3`
const WHOLE = `SELECT ${COLUMNS} FROM event WHERE tx = $1 AND id > $2 ORDER BY id`
const OLD = `SELECT ${COLUMNS} FROM event WHERE tx >= $1 AND id > $2 AND id <= $3 ORDER BY tx, id LIMIT $4`

/** The next events after the mark, whole transactions only; about `most` of them. */
export async function nextBatch(db: Asking, mark: Mark, most: number): Promise<Batch> {
  const epoch = await lastEpoch(db)
  if (mark.afterId < epoch) return oldBatch(db, mark, epoch, most)
  const rows = await eventsOf(db, NEXT, [mark.txTo, mark.afterId, most])
  return batchOf(db, rows, mark, most)
}

/** What an older epoch has left; when nothing, the reader enters the next. */
async function oldBatch(db: Asking, mark: Mark, epoch: number, most: number): Promise<Batch> {
  const rows = await eventsOf(db, OLD, [mark.txTo, mark.afterId, epoch, most])
  if (rows.length === 0) return { events: [], mark: { txTo: 0, afterId: epoch }, more: true }
  return { ...(await batchOf(db, rows, mark, most)), more: true }
}

async function batchOf(db: Asking, rows: HistoryEvent[], mark: Mark, most: number): Promise<Batch> {
  const last = rows.at(-1)?.tx
  if (last === undefined) return { events: [], mark, more: false }
  if (rows.length < most) return { events: rows, mark: { ...mark, txTo: last + 1 }, more: false }
  // The last transaction may be cut off: it is left to the next batch, or taken whole when it is alone.
  const whole = rows.filter(e => e.tx < last)
  if (whole.length > 0) return { events: whole, mark: { ...mark, txTo: last }, more: true }
  const events = await eventsOf(db, WHOLE, [last, mark.afterId])
  return { events, mark: { ...mark, txTo: last + 1 }, more: true }
}

const eventsOf = async (db: Asking, text: string, values: unknown[]): Promise<HistoryEvent[]> =>
  (await db.query(text, values)).rows as HistoryEvent[]

/** Where a reader that only wants what comes from now on begins. */
export async function endOfHistory(db: Asking): Promise<Mark> {
  const { rows } = await db.query(`SELECT ${SETTLED} AS "txTo"`, [])
  return { ...(rows[0] as { txTo: number }), afterId: await lastEpoch(db) }
}

/** The row of `reader` that says where the last epoch ended. */
export const EPOCH = '(epoch)'

async function lastEpoch(db: Asking): Promise<number> {
  const { rows } = await db.query('SELECT after_id AS "afterId" FROM reader WHERE name = $1', [EPOCH])
  return (rows[0] as { afterId: number } | undefined)?.afterId ?? 0
}

/**
 * Call on start, before anything is written: when the newest events carry transactions this database hasn't come to
 * yet, it was restored, and all events so far become an older epoch. Answers whether a new epoch began.
 */
export async function openEpoch(db: Asking): Promise<boolean> {
  const { rows } = await db.query(
    `INSERT INTO reader (name, tx_to, after_id)
     SELECT $1, 0, max(id) FROM (SELECT id, tx FROM event ORDER BY id DESC LIMIT 10000) e
     HAVING max(tx) >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
     ON CONFLICT (name) DO UPDATE SET after_id = excluded.after_id WHERE reader.after_id < excluded.after_id
     RETURNING after_id`,
    [EPOCH],
  )
  return rows.length > 0
}
