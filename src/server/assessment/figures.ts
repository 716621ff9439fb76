/** Figures of a period: the fold up to its mark and the live tail behind it, read in one snapshot, exact to the last second. */
import type pg from 'pg'
import type { Increment } from '../../domain/assessment/measures.ts'
import { type Rate, ratesOf } from '../../domain/assessment/rates.ts'
import type { Day } from '../../domain/instant.ts'
import type { Database } from '../kernel/database.ts'
import { type Asking, countEvents, type DayOf, FOLD } from './fold.ts'

export interface FigureQuery {
  tenantId: number
  /** First and last day, both counted. */
  from: Day
  until: Day
  /** Only these units; all when left out. */
  unitIds?: readonly number[]
  by: 'unit' | 'day' | 'channel' | 'kind' | 'all'
}

export interface FigureRow {
  /** Unit id, day, channel id or kind; 'all' for the sum. */
  key: string
  figures: Map<string, number>
  rates: Rate[]
}

const COLUMN = {
  unit: 'unit_id::text',
  day: 'day::text',
  channel: 'channel_id::text',
  kind: 'kind',
  all: `'all'`,
} as const
const FIELD = { unit: 'unitId', day: 'day', channel: 'channelId', kind: 'kind' } as const

const folded = (by: FigureQuery['by']): string =>
  `SELECT ${COLUMN[by]} AS key, measure, sum(n)::bigint AS n FROM figure
   WHERE tenant_id = $1 AND day BETWEEN $2 AND $3 AND ($4::bigint[] IS NULL OR unit_id = ANY($4))
   GROUP BY 1, 2`

/** Everything the fold has not taken yet, also of transactions it has to wait for. */
const TAIL = `SELECT e.appeal_id AS "appealId", e.seq FROM event e
  LEFT JOIN reader r ON r.name = $2
  WHERE e.tenant_id = $1 AND e.tx >= coalesce(r.tx_to, 0) AND e.id > coalesce(r.after_id, 0)`

/** Rows in the order of their keys. */
export async function figuresOf(db: Database, query: FigureQuery, dayOf: DayOf): Promise<FigureRow[]> {
  const cells = await inOneSnapshot(db, client => readFigures(client, query, dayOf))
  return [...cells]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, figures]) => ({ key, figures, rates: ratesOf(figures) }))
}

async function readFigures(
  client: pg.PoolClient,
  q: FigureQuery,
  dayOf: DayOf,
): Promise<Map<string, Map<string, number>>> {
  const values = [q.tenantId, q.from, q.until, q.unitIds ?? null]
  const { rows } = await client.query<{ key: string; measure: string; n: number }>(folded(q.by), values)
  const cells = new Map<string, Map<string, number>>()
  const add = (key: string, measure: string, n: number) => {
    const figures = cells.get(key) ?? new Map<string, number>()
    cells.set(key, figures.set(measure, (figures.get(measure) ?? 0) + n))
  }
  for (const { key, measure, n } of rows) add(key, measure, n)
  for (const i of await tailOf(client, q, dayOf))
    add(q.by === 'all' ? 'all' : String(i[FIELD[q.by]]), i.measure, i.n)
  return cells
}

async function tailOf(client: Asking, q: FigureQuery, dayOf: DayOf): Promise<Increment[]> {
  const { rows } = await client.query<{ appealId: number; seq: number }>(TAIL, [q.tenantId, FOLD])
  if (rows.length === 0) return []
  const units = q.unitIds && new Set(q.unitIds)
  const counted = await countEvents(client, q.tenantId, rows, dayOf)
  return counted.filter(i => i.day >= q.from && i.day <= q.until && (!units || units.has(i.unitId)))
}

/** Mark, fold and tail must be of the same moment. */
async function inOneSnapshot<T>(db: Database, read: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await db.pool.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    return await read(client)
  } finally {
    await client.query('COMMIT').catch(() => {})
    client.release()
  }
}
