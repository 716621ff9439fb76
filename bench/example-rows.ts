/** The rows of real appeals as they stand in a database, to be written again as other appeals' by what Yidan is measured against. */
import pg from 'pg'

/** One row; every value is the text PostgreSQL gave and takes again. */
export interface ExampleRow {
  table: string
  columns: string[]
  values: (string | null)[]
}

/** The tables of one new appeal, and the column by which its rows are found. */
const TABLES = [
  ['appeal', 'id'],
  ['clock', 'appeal_id'],
  ['event', 'appeal_id'],
  ['reach', 'appeal_id'],
  ['contact', 'appeal_id'],
  ['identity', 'appeal_id'],
  ['appeal_search', 'appeal_id'],
] as const
/** Filled by the database. */
const LEFT_OUT: Record<string, string[]> = { event: ['id', 'tx'], identity: ['id'] }

// Everything comes as text.
const types: pg.CustomTypesConfig = { getTypeParser: () => (text: string) => text }

const rowOf = (
  table: string,
  row: Record<string, string | null>,
  generated: readonly string[] = [],
): ExampleRow => {
  const columns = Object.keys(row).filter(c => !LEFT_OUT[table]?.includes(c) && !generated.includes(c))
  return { table, columns, values: columns.map(c => row[c] ?? null) }
}

async function generatedOf(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'ALWAYS'`,
    [table],
  )
  return rows.map(row => row.name)
}

/** All rows of each of the first appeals, with the answer remembered for one call each. */
export async function exampleRows(connectionString: string, appeals: number): Promise<ExampleRow[][]> {
  const client = new pg.Client({ connectionString, types })
  await client.connect()
  const byAppeal = new Map<string, ExampleRow[]>()
  for (const [table, key] of TABLES) {
    const generated = await generatedOf(client, table)
    const { rows } = await client.query(
      `SELECT * FROM ${table} WHERE ${key} IN (SELECT id FROM appeal ORDER BY id LIMIT $1)`,
      [appeals],
    )
    for (const row of rows)
      byAppeal.set(row[key], [...(byAppeal.get(row[key]) ?? []), rowOf(table, row, generated)])
  }
  const { rows } = await client.query('SELECT * FROM idempotency LIMIT $1', [appeals])
  await client.end()
  return [...byAppeal.values()].map((all, i) => [...all, ...(rows[i] ? [rowOf('idempotency', rows[i])] : [])])
}

/** What of a row makes it the row of one appeal: its ids, and the keys that are unique. */
export function ownOf({ table }: ExampleRow, column: string): 'id' | 'key' | null {
  if (column === 'appeal_id' || column === 'contact_id' || (column === 'id' && table !== 'identity'))
    return 'id'
  return column === 'number' || column === 'key' ? 'key' : null
}
