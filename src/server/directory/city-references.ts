/** Checks that run the same over every table: codes that must exist, trees that must be trees. */

/** Line, column, message. */
export type Finding = [line: number, column: string, message: string]

/** The codes a column may name. */
export interface Lookup {
  what: string
  all: ReadonlySet<string>
  active: ReadonlySet<string>
}

interface Coded {
  code: string
  active?: boolean
}

export const lookupOf = (what: string, rows: readonly Coded[]): Lookup => ({
  what,
  all: new Set(rows.map(r => r.code)),
  active: new Set(rows.filter(r => r.active !== false).map(r => r.code)),
})

/** Columns and what they may name; null where the other file couldn't be read and nothing can be said. */
export type References<Row> = { [K in keyof Row]?: Lookup | null }

/** Every code must exist, and for an active row be active itself. */
export function referenceFindings<Row extends { line: number; active?: boolean }>(
  rows: readonly Row[],
  references: References<Row>,
): Finding[] {
  const columns = Object.entries(references) as [keyof Row & string, Lookup | null][]
  return rows.flatMap(row =>
    columns.flatMap(([name, lookup]) => (lookup ? referenceFinding(row, name, lookup) : [])),
  )
}

function referenceFinding<Row extends { line: number; active?: boolean }>(
  row: Row,
  column: keyof Row & string,
  { what, all, active }: Lookup,
): Finding[] {
  const code = row[column]
  if (typeof code !== 'string') return []
  if (!all.has(code)) return [[row.line, column, `${column} '${code}' is not a ${what}`]]
  if (row.active !== false && !active.has(code))
    return [[row.line, column, `${column} '${code}' is a ${what} that is no longer active`]]
  return []
}

interface Node extends Coded {
  parent: string | null
  line: number
}

/** A row that is its own ancestor. */
export function loopFindings(rows: readonly Node[]): Finding[] {
  const byCode = new Map(rows.map(r => [r.code, r]))
  const isInLoop = (row: Node): boolean => {
    const seen = new Set<string>()
    for (let at = parentOf(row, byCode); at && !seen.has(at.code); at = parentOf(at, byCode)) {
      if (at.code === row.code) return true
      seen.add(at.code)
    }
    return false
  }
  return rows.filter(isInLoop).map(r => [r.line, 'parent', `'${r.code}' lies below itself`])
}

const parentOf = (row: Node, byCode: ReadonlyMap<string, Node>): Node | undefined =>
  row.parent === null ? undefined : byCode.get(row.parent)
