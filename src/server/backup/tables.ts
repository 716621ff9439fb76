/** The tables of the product as they stand in a database: what a backup takes, in an order in which rows can come back. */
import type pg from 'pg'

export interface TableShape {
  name: string
  columns: string[]
}

/** All tables but the list of migrations; one that refers to another comes after it. */
export async function tablesOf(client: pg.ClientBase | pg.Pool): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migration'
     GROUP BY c.relname ORDER BY c.relname`,
  )
  const { rows: references } = await client.query<{ from: string; to: string }>(
    `SELECT DISTINCT conrelid::regclass::text AS "from", confrelid::regclass::text AS "to" FROM pg_constraint
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conrelid <> confrelid`,
  )
  return inOrder(rows, references)
}

function inOrder(tables: TableShape[], references: { from: string; to: string }[]): TableShape[] {
  const ordered: TableShape[] = []
  const placed = new Set<string>()
  const place = (table: TableShape) => {
    if (placed.has(table.name)) return
    placed.add(table.name)
    for (const { to } of references.filter(r => r.from === table.name))
      place(tables.find(t => t.name === to)!)
    ordered.push(table)
  }
  for (const table of tables) place(table)
  return ordered
}

/** The last value of every sequence that was used. They stand outside transactions: read them after the tables. */
export async function sequencesOf(client: pg.ClientBase): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; value: number }>(
    `SELECT sequencename AS name, last_value AS value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL`,
  )
  return Object.fromEntries(rows.map(row => [row.name, row.value]))
}

export const quotedList = (columns: readonly string[]): string => columns.map(c => `"${c}"`).join(', ')
