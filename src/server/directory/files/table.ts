/** Reads and writes a table as CSV; every problem knows its line. */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { Column } from './columns.ts'
import type { Problem } from './problem.ts'

export interface Table<Row> {
  file: string
  columns: { [K in keyof Row]: Column<Row[K]> }
  /** The columns that together name a row. */
  key: readonly (keyof Row & string)[]
}

/** A row and the line it stands on. */
export type At<Row> = Row & { line: number }

export interface TableReading<Row> {
  rows: At<Row>[]
  problems: Problem[]
}

interface RawRecord {
  record: string[]
  info: { lines: number }
}

export function readTable<Row>(table: Table<Row>, text: string): TableReading<Row> {
  const problems: Problem[] = []
  const report = (line: number | null, message: string, column: string | null = null) =>
    problems.push({ file: table.file, line, column, message })
  const [header, ...records] = recordsOf(text, report)
  if (!header) {
    if (problems.length === 0)
      report(null, `is empty; its first line names the columns: ${namesOf(table).join(',')}`)
    return { rows: [], problems }
  }
  const names = header.record.map(cell => cell.trim())
  if (!headerFits(table, names, report)) return { rows: [], problems }
  const rows = records.flatMap(({ record, info }) => {
    const line = info.lines - record.join('').split('\n').length + 1
    if (record.length === names.length) return readRow(table, names, record, line, report)
    report(line, `has ${record.length} cells, the first line has ${names.length}`)
    return []
  })
  for (const { line, first, key } of repeatsIn(table, rows))
    report(line, `${key} is there already, in line ${first}`)
  return { rows, problems }
}

type Report = (line: number | null, message: string, column?: string) => void

function recordsOf(text: string, report: Report): RawRecord[] {
  try {
    // With \r\n inside quotes the parser would count two lines.
    return parse(text.replaceAll('\r\n', '\n'), {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as RawRecord[]
  } catch (error) {
    const { message, lines } = error as Error & { lines?: number }
    report(lines ?? 1, message)
    return []
  }
}

const namesOf = <Row>(table: Table<Row>): (keyof Row & string)[] =>
  Object.keys(table.columns) as (keyof Row & string)[]

function headerFits<Row>(table: Table<Row>, names: string[], report: Report): boolean {
  const known = namesOf(table)
  const unknown = names.filter(name => !(known as string[]).includes(name))
  const missing = known.filter(name => !table.columns[name].optional && !names.includes(name))
  const twice = names.filter((name, i) => names.indexOf(name) !== i)
  for (const name of unknown) report(1, `there is no column '${name}'; known are ${known.join(', ')}`, name)
  for (const name of missing) report(1, `the column '${name}' is missing`, name)
  for (const name of twice) report(1, `the column '${name}' is there twice`, name)
  return unknown.length + missing.length + twice.length === 0
}

function readRow<Row>(
  table: Table<Row>,
  names: string[],
  cells: string[],
  line: number,
  report: Report,
): At<Row>[] {
  const row: Partial<Row> = {}
  let fits = true
  for (const name of namesOf(table)) {
    const cell = (cells[names.indexOf(name)] ?? '').trim()
    try {
      if (cell === '' && !table.columns[name].optional) throw new RangeError('is empty')
      row[name] = table.columns[name].read(cell)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      report(line, `${name} ${error.message}`, name)
      fits = false
    }
  }
  return fits ? [{ ...(row as Row), line }] : []
}

function repeatsIn<Row>(table: Table<Row>, rows: readonly At<Row>[]) {
  const seen = new Map<string, number>()
  return rows.flatMap(row => {
    const key = table.key.map(k => `${k} '${row[k] ?? ''}'`).join(', ')
    const first = seen.get(key)
    if (first === undefined) seen.set(key, row.line)
    return first === undefined ? [] : [{ line: row.line, first, key }]
  })
}

/** The same table as text, in the order of its key: equal rows give equal bytes. */
export function writeTable<Row>(table: Table<Row>, rows: readonly Row[]): string {
  const names = namesOf(table)
  const cellOf = (row: Row, name: keyof Row & string): string => table.columns[name].write(row[name])
  const keyOf = (row: Row): string => table.key.map(name => cellOf(row, name)).join('\u0000')
  const inOrder = rows.map(row => ({ row, key: keyOf(row) })).sort((a, b) => (a.key < b.key ? -1 : 1))
  return stringify([names, ...inOrder.map(({ row }) => names.map(name => cellOf(row, name)))])
}
