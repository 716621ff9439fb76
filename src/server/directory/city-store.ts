/** Writes a whole city into its tenant, parents before children, and retires what the files no longer have. */
import type { Queryable } from '../kernel/database.ts'
import { type City, PARTS, type PartName } from './city-files.ts'
import { LAYOUTS } from './layouts.ts'
import { removeUnlisted, removeUnused, retire } from './retire.ts'
import { codeIn, columnsOf, type Store, storeRows } from './rows.ts'
import type { Count } from './upsert.ts'

export type Counts = Record<PartName, Count>

/** Everything but the tenant's own row and its rules; the city must have passed its checks. */
export async function storeCity(tx: Queryable, tenantId: number, city: City): Promise<Counts> {
  const store = { tx, tenantId }
  const counts: [PartName, Count][] = []
  for (const part of PARTS) counts.push([part, await storeRows(store, part, city[part])])
  // What names others goes before them.
  for (const [part, count] of counts.reverse()) count.gone = await removeAbsent(store, part, city)
  return Object.fromEntries(counts) as Counts
}

async function removeAbsent({ tx, tenantId }: Store, part: PartName, city: City): Promise<number> {
  const { table, key } = LAYOUTS[part]
  switch (table) {
    case 'region':
    case 'grid':
      return removeUnused(tx, tenantId, { table, codes: codesOf(city[part]) })
    case 'merged_hotline':
    case 'role_grant':
    case 'local_day':
    case 'catalogue_entry':
      return removeUnlisted(tx, tenantId, {
        table,
        key,
        rows: await columnsOf({ tx, tenantId }, part, city[part]),
      })
    default:
      return retire(tx, tenantId, { table, codes: codesOf(city[part]) })
  }
}

const codesOf = (rows: readonly object[]): string[] => rows.map(row => codeIn(row, 'code')!)
