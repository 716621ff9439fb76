/** Writes rows of a part of a city: codes become ids, trees go in generation by generation. */
import { sql } from 'kysely'
import type { Queryable } from '../kernel/database.ts'
import type { PartName, Rows } from './city-files.ts'
import { type CodedTable, type Codes, type CodesOf, type Known, LAYOUTS } from './layouts.ts'
import { type Count, NOTHING, type Row, upsert } from './upsert.ts'

export interface Store {
  tx: Queryable
  tenantId: number
}

/** The rows as the table's columns; every code they name must be stored. */
export async function columnsOf<P extends PartName>(store: Store, part: P, rows: Rows[P]): Promise<Row[]> {
  const { names, columnsOf: convert } = LAYOUTS[part]
  const codes = new Map<CodedTable, Codes>()
  for (const table of names) codes.set(table, await codesOf(store, table))
  const codesIn: CodesOf = table => codes.get(table)!
  const idIn = (table: CodedTable, code: string | null) =>
    code === null ? null : codesIn(table).get(code)!.id
  return rows.map(row => convert(row, idIn, codesIn))
}

async function codesOf({ tx, tenantId }: Store, table: CodedTable): Promise<Codes> {
  const level = table === 'category' ? sql.ref('level') : sql.lit(0)
  const { rows } = await sql<Known & { code: string }>`
    SELECT code, id, ${level} AS level FROM ${sql.table(table)} WHERE tenant_id = ${tenantId}`.execute(tx)
  return new Map(rows.map(r => [r.code, r]))
}

/** Brings the rows in; those of a tree generation by generation, so that a parent's id is known. */
export async function storeRows<P extends PartName>(store: Store, part: P, rows: Rows[P]): Promise<Count> {
  const total = { ...NOTHING }
  for (const generation of generationsOf<Rows[P][number] & object>(rows)) {
    const { table, key } = LAYOUTS[part]
    const columns = await columnsOf(store, part, generation as Rows[P])
    const count = await upsert(store.tx, table, key, store.tenantId, columns)
    total.added += count.added
    total.changed += count.changed
  }
  return total
}

/** A code that rows of some parts have. */
export const codeIn = (row: object, column: 'code' | 'parent'): string | null | undefined =>
  (row as Record<string, string | null | undefined>)[column]

/** Rows without a parent among the rows, then their children, and so on; rows of no tree are one generation. */
function generationsOf<R extends object>(rows: readonly R[]): R[][] {
  const generations: R[][] = []
  const isChildOf = (row: R, codes: ReadonlySet<unknown>) => codes.has(codeIn(row, 'parent') ?? null)
  const codesIn = (of: readonly R[]) => new Set<unknown>(of.map(row => codeIn(row, 'code')))
  const all = codesIn(rows)
  let next = rows.filter(row => !isChildOf(row, all))
  while (next.length > 0) {
    generations.push(next)
    const parents = codesIn(next)
    next = rows.filter(row => isChildOf(row, parents))
  }
  return generations
}
