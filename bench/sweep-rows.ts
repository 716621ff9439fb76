/** Many open limits in a city of their own: copies of one dispatched matter, made by PostgreSQL itself. */
import type { Database } from '../src/server/kernel/database.ts'

/** Limits of a dispatched matter that run and have a light: sign, first contact, reply, closure. */
const OPEN_PER_MATTER = 4

const COPIED = ['appeal', 'assignment', 'clock', 'event', 'reach'] as const

/** The columns of a table that can be written. */
async function columnsOf(db: Database, table: string): Promise<string[]> {
  const { rows } = await db.pool.query(
    `SELECT column_name FROM information_schema.columns
     WHERE table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`,
    [table],
  )
  return rows.map(r => r.column_name as string)
}

/** What a copy has instead of the original's value. */
function copiedValue(table: string, column: string): string {
  if (column === 'appeal_id' || (table === 'appeal' && column === 'id')) return `$1::bigint + g.n`
  if (column === 'number') return `left(r.number, -8) || lpad(g.n::text, 8, '0')`
  if (table === 'event' && column === 'id') return `nextval('event_id_seq')`
  return `r."${column}"`
}

/** Makes so many open limits, none of them due, from the only matter there is. Answers how many matters. */
export async function manyClocks(db: Database, clocks: number): Promise<number> {
  const matters = Math.ceil(clocks / OPEN_PER_MATTER) - 1
  const { id } = (await db.pool.query('SELECT id FROM appeal')).rows[0]
  // The original is no copy of itself: what is due is due far from now.
  await db.pool.query(
    `UPDATE clock SET green_at = now() + interval '30 days', yellow_at = now() + interval '31 days', due_at = now() + interval '32 days'`,
  )
  for (const table of COPIED) {
    const columns = await columnsOf(db, table)
    const values = columns.map(c => copiedValue(table, c)).join(', ')
    const key = table === 'appeal' ? 'id' : 'appeal_id'
    await db.pool.query(
      `INSERT INTO ${table} (${columns.map(c => `"${c}"`).join(', ')}) SELECT ${values}
       FROM generate_series(1, $2::int) g(n), ${table} r WHERE r.${key} = $1`,
      [id, matters],
    )
  }
  await db.pool.query('VACUUM ANALYZE')
  return matters + 1
}

/** So many limits of a kind come to their next colour now; `lit` is the one they have. */
export const makeDue = (
  db: Database,
  { kind, count, lit }: { kind: string; count: number; lit: 'green' | null },
) =>
  db.pool.query(
    `UPDATE clock c SET lit = $3, green_at = now() - interval '2 days', yellow_at = CASE WHEN $3::text IS NULL THEN yellow_at ELSE now() - interval '1 minute' END
     FROM (SELECT tenant_id, appeal_id, no FROM clock WHERE kind = $1 ORDER BY appeal_id LIMIT $2) d
     WHERE c.tenant_id = d.tenant_id AND c.appeal_id = d.appeal_id AND c.no = d.no`,
    [kind, count, lit],
  )
