/** Brings rows of one directory table to what a file says: new ones in, changed ones changed, equal ones untouched. */
import { sql } from 'kysely'
import type { Queryable } from '../kernel/database.ts'
import type { Tables } from '../kernel/tables.gen.ts'

export interface Count {
  added: number
  changed: number
  /** No longer in the files: made inactive, or taken away where nothing refers to it. */
  gone: number
}

export const NOTHING: Readonly<Count> = { added: 0, changed: 0, gone: 0 }

/** Values as JSON: texts, numbers, booleans, lists, objects; PostgreSQL turns them into the columns' types. */
export type Row = Record<string, unknown>

/** How many rows go in one statement. */
const CHUNK = 2000

/** Inserts or updates by `key` (tenant_id included by itself); every row must have the same columns. */
export async function upsert(
  tx: Queryable,
  table: keyof Tables,
  key: readonly string[],
  tenantId: number,
  rows: readonly Row[],
): Promise<Count> {
  const count = { ...NOTHING }
  for (let from = 0; from < rows.length; from += CHUNK) {
    const results = await upsertChunk(
      tx,
      table,
      ['tenant_id', ...key],
      rows.slice(from, from + CHUNK).map(r => ({ tenant_id: tenantId, ...r })),
    )
    for (const { inserted } of results)
      if (inserted) count.added++
      else count.changed++
  }
  return count
}

async function upsertChunk(tx: Queryable, table: keyof Tables, key: readonly string[], rows: readonly Row[]) {
  const columns = Object.keys(rows[0]!)
  const rest = columns.filter(c => !key.includes(c))
  const list = (names: readonly string[], of?: string) =>
    sql.join(names.map(name => sql.ref(of ? `${of}.${name}` : name)))
  const update = rest.length
    ? sql`DO UPDATE SET ${sql.join(rest.map(c => sql`${sql.ref(c)} = ${sql.ref(`excluded.${c}`)}`))}
          WHERE (${list(rest, table)}) IS DISTINCT FROM (${list(rest, 'excluded')})`
    : sql`DO NOTHING`
  const { rows: results } = await sql<{ inserted: boolean }>`
    INSERT INTO ${sql.table(table)} (${list(columns)})
    SELECT ${list(columns)} FROM jsonb_populate_recordset(NULL::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)
    ON CONFLICT (${list(key)}) ${update}
    RETURNING (xmax = 0) AS inserted`.execute(tx)
  return results
}
