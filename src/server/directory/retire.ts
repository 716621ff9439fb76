/** What the files no longer have: made inactive where the record may refer to it, taken away where nothing does. */
import { type RawBuilder, sql } from 'kysely'
import type { Queryable } from '../kernel/database.ts'
import type { Row } from './upsert.ts'

/** Whose rows are never taken away: tickets, people and histories name them for ever. */
type RetiredTable = 'unit' | 'category' | 'channel' | 'person' | 'organisation'

/** Makes inactive what isn't among the codes; gives how many. */
export async function retire(
  tx: Queryable,
  tenantId: number,
  { table, codes }: { table: RetiredTable; codes: readonly string[] },
): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE ${sql.table(table)} SET active = false
    WHERE tenant_id = ${tenantId} AND active AND code <> ALL (${codes}::text[])`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Who may name a place. */
const USERS = {
  region: [
    'appeal.region_id',
    'organisation.region_id',
    'catalogue_entry.region_id',
    'grid.region_id',
    'region.parent_id',
  ],
  grid: ['appeal.grid_id', 'organisation.grid_id'],
} as const

/** Takes away places that aren't among the codes and that nothing names; the others stay. */
export async function removeUnused(
  tx: Queryable,
  tenantId: number,
  { table, codes }: { table: keyof typeof USERS; codes: readonly string[] },
): Promise<number> {
  const unused = USERS[table].map(user => {
    const [name, column] = user.split('.') as [string, string]
    return sql`AND NOT EXISTS (SELECT FROM ${sql.table(name)} u WHERE u.tenant_id = t.tenant_id AND u.${sql.ref(column)} = t.id)`
  })
  let total = 0
  // A place goes before the one it lies in.
  for (let gone = 1; gone > 0; total += gone) {
    const { numAffectedRows } = await sql`
      DELETE FROM ${sql.table(table)} t
      WHERE t.tenant_id = ${tenantId} AND t.code <> ALL (${codes}::text[])
        ${sql.join(unused, sql` `)}`.execute(tx)
    gone = Number(numAffectedRows ?? 0)
  }
  return total
}

export type ListTable = 'merged_hotline' | 'role_grant' | 'local_day' | 'catalogue_entry'

/** Takes rows out of a list that nothing refers to, until it has only these. */
export async function removeUnlisted(
  tx: Queryable,
  tenantId: number,
  { table, key, rows }: { table: ListTable; key: readonly string[]; rows: readonly Row[] },
): Promise<number> {
  // As text, so that the comparison can hash and an empty region equals an empty region.
  const keyOf = (of: string): RawBuilder<string> =>
    sql`ROW(${sql.join(key.map(k => sql.ref(`${of}.${k}`)))})::text`
  const { numAffectedRows } = await sql`
    DELETE FROM ${sql.table(table)} t WHERE t.tenant_id = ${tenantId} AND ${keyOf('t')} NOT IN (
      SELECT ${keyOf('f')} FROM jsonb_populate_recordset(NULL::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb) f)`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}
