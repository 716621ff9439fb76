/** Changes one cell of the record by hand, whatever its type; the columns come from the database itself. */
import type pg from 'pg'
import type { Database } from '../../kernel/database.ts'

export interface TouchedColumn {
  table: string
  column: string
  type: string
}

const TABLES = [
  ...['event', 'appeal', 'assignment', 'clock', 'approval', 'visit', 'review', 'identity', 'seal'],
  ...['reach', 'appeal_search', 'sheet', 'sheet_recipient'],
]

/** Columns that no history speaks of, and why. */
export const EXEMPT: Record<string, string> = {
  'identity.id': 'a key that nothing refers to: the row is known by its appeal and its commitment',
}

export async function columnsOf(db: Database): Promise<TouchedColumn[]> {
  const { rows } = await db.pool.query<TouchedColumn>(
    `SELECT table_name AS "table", column_name AS "column", udt_name AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = ANY($1) AND is_generated = 'NEVER' ORDER BY table_name, ordinal_position`,
    [TABLES],
  )
  return rows.filter(c => !(`${c.table}.${c.column}` in EXEMPT))
}

/** How a value becomes another, and what a missing one becomes; `how` picks one of the ways. */
const CHANGES: Record<string, { ways: string[]; missing: string }> = {
  int8: { ways: ['x + 1000', 'x + 1000000'], missing: '1' },
  int4: { ways: ['x + 1000', 'x + 1001'], missing: '1' },
  float8: { ways: ['x + 0.000001', '-x'], missing: '1.5' },
  bool: { ways: ['NOT x'], missing: 'true' },
  text: { ways: [`x || ' '`, `overlay(x placing '~' from 1)`, `'' || reverse(x) || '~'`], missing: `'x'` },
  timestamptz: {
    ways: [`x + interval '1 microsecond'`, `x + interval '1 millisecond'`, `x - interval '1 day'`],
    missing: 'now()',
  },
  bytea: {
    ways: ['set_bit(x, 0, 1 - get_bit(x, 0))', 'set_bit(x, 77, 1 - get_bit(x, 77))'],
    missing: String.raw`'\x00'`,
  },
  jsonb: {
    ways: [`CASE jsonb_typeof(x) WHEN 'array' THEN x || '[1]' ELSE x || '{"y": 1}' END`],
    missing: `'{"y": "z"}'`,
  },
  _int4: { ways: ['array_append(x, 1)', 'x[2:]'], missing: `'{}'` },
  tsvector: { ways: [`x || '不曾说过'::tsvector`], missing: `''` },
  _text: { ways: [`array_append(x, 'y')`], missing: 'ARRAY[]::text[]' },
}

/** Changes the cell of the row at this place, counted round and round. */
export async function disturb(
  client: pg.ClientBase,
  c: TouchedColumn,
  { row, how }: { row: number; how: number },
) {
  const change = CHANGES[c.type]
  if (!change) throw new Error(`no way is known to change a ${c.type}`)
  const way = change.ways[how % change.ways.length]!.replace(/\bx\b/g, `"${c.column}"`)
  const { rowCount } = await client.query(
    `UPDATE ${c.table} SET "${c.column}" = CASE WHEN "${c.column}" IS NULL THEN ${change.missing} ELSE ${way} END
     WHERE ctid = (SELECT ctid FROM ${c.table} ORDER BY ctid OFFSET $1 % (SELECT count(*) FROM ${c.table}) LIMIT 1)`,
    [row],
  )
  if (rowCount !== 1) throw new Error(`${c.table} has no row to change`)
}
