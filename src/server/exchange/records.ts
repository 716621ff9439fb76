/** The records of a CSV or JSONL file: each a row of bytes with its line, or a fault that says why it can't be one. */
import { parse } from 'csv-parse/sync'
import { whyNotText } from './encoding.ts'
import { type Line, linesOf } from './lines.ts'
import type { Mapping } from './mapping.ts'

export interface RawRecord {
  bytes: Buffer
  /** The line it begins on. */
  line: number
  fault: string | null
}

export interface Source {
  /** Column names; null where every row names its own. */
  columns: string[] | null
  /** Records in the order of the file, some at a time. */
  records: AsyncIterable<RawRecord[]>
}

/** Thrown when a file as a whole can't be read: no header, no such sheet, a bomb. */
export class UnreadableSource extends Error {
  readonly zh: string
  readonly en: string
  constructor(zh: string, en: string) {
    super(`${zh} ${en}`)
    this.zh = zh
    this.en = en
  }
}

const TOO_LONG = '这一行太长 The row is longer than the mapping’s longestRow.'
const QUOTE = 34

export async function openLines(chunks: AsyncIterable<Buffer>, mapping: Mapping): Promise<Source> {
  const lines = linesOf(chunks, mapping.longestRow)
  return mapping.format === 'jsonl' ? { columns: null, records: jsonRecords(lines) } : openCsv(lines, mapping)
}

async function* jsonRecords(lines: AsyncIterable<Line[]>): AsyncGenerator<RawRecord[]> {
  for await (const some of lines) yield some.filter(l => l.tooLong || !isBlank(l.bytes)).map(recordOf)
}

const recordOf = ({ bytes, no, tooLong }: Line): RawRecord => ({
  bytes,
  line: no,
  fault: tooLong ? TOO_LONG : null,
})

const isBlank = (bytes: Buffer): boolean => bytes.every(b => b === 32 || b === 9)

async function openCsv(lines: AsyncGenerator<Line[]>, mapping: Mapping): Promise<Source> {
  const records = csvRecords(lines, mapping)
  const first = await records.next()
  const [header, ...more] = first.value ?? []
  if (!header || header.fault) throw new UnreadableSource('文件没有表头。', 'The file has no header row.')
  const wrong = whyNotText(header.bytes, mapping.encoding)
  if (wrong) throw new UnreadableSource(`表头${wrong[0]}`, `The header row: ${wrong[1]}`)
  const columns = csvFields([textFrom(header.bytes, mapping.encoding)], mapping.delimiter)[0]
  if (!columns) throw new UnreadableSource('表头无法读取。', 'The header row can’t be read.')
  return { columns: columns.map(c => c.trim()), records: joined(more, records) }
}

async function* joined(first: RawRecord[], rest: AsyncIterable<RawRecord[]>): AsyncGenerator<RawRecord[]> {
  yield first
  yield* rest
}

/** A text that is no valid text of its encoding becomes one with replacement characters. */
const textFrom = (bytes: Buffer, encoding: string): string => new TextDecoder(encoding).decode(bytes)

/**
 * A record goes over several lines while its quotes are open. What can't be a record (a quote that never closes, or
 * closes in another row) costs its first line only: reading goes on with the next.
 */
async function* csvRecords(lines: AsyncGenerator<Line[]>, mapping: Mapping): AsyncGenerator<RawRecord[]> {
  const cutter = csvCutter(mapping)
  for await (const some of lines) {
    const records = cutter.take(some)
    if (records.length > 0) yield records
  }
  yield cutter.end()
}

const MOST_LINES = 2000

export function csvCutter({
  longestRow,
  encoding,
  delimiter,
}: Pick<Mapping, 'longestRow' | 'encoding' | 'delimiter'>) {
  let open: Line[] = []
  let width = 0
  const isRecord = (bytes: Buffer): boolean => {
    const fields = csvFields([textFrom(bytes, encoding)], delimiter)
    return fields.length === 1 && (width === 0 || fields[0]!.length === width)
  }
  const put = (record: RawRecord, out: RawRecord[]) => {
    if (width === 0 && !record.fault)
      width = csvFields([textFrom(record.bytes, encoding)], delimiter)[0]?.length ?? 1
    out.push(record)
  }
  function take(lines: readonly Line[]): RawRecord[] {
    const out: RawRecord[] = []
    const waiting = [...lines].reverse()
    for (let line = waiting.pop(); line; line = waiting.pop()) {
      if (open.length === 0 && (line.tooLong || hasEvenQuotes(line.bytes))) {
        if (line.tooLong || !isBlank(line.bytes)) put(recordOf(line), out)
        continue
      }
      open.push(line)
      const closes = open.length > 1 && !hasEvenQuotes(line.bytes)
      const size = open.reduce((sum, l) => sum + l.bytes.length + 1, 0)
      if (closes && size <= longestRow) {
        const bytes = Buffer.concat(open.flatMap((l, i) => (i === 0 ? [l.bytes] : [Buffer.of(10), l.bytes])))
        if (!isRecord(bytes)) {
          giveUp(out, waiting)
          continue
        }
        put({ bytes, line: open[0]!.no, fault: null }, out)
        open = []
      } else if (closes || size > longestRow || open.length > MOST_LINES || line.tooLong) giveUp(out, waiting)
    }
    return out
  }
  function giveUp(out: RawRecord[], waiting: Line[]): void {
    const [first, ...rest] = open
    open = []
    out.push({
      bytes: first!.bytes,
      line: first!.no,
      fault: '引号没有闭合 A quote in this row is not closed.',
    })
    waiting.push(...rest.reverse())
  }
  function end(): RawRecord[] {
    const out: RawRecord[] = []
    while (open.length > 0) {
      const waiting: Line[] = []
      giveUp(out, waiting)
      out.push(...take(waiting.reverse()))
    }
    return out
  }
  return { take, end }
}

function hasEvenQuotes(bytes: Buffer): boolean {
  let count = 0
  for (let at = bytes.indexOf(QUOTE); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) count += 1
  return count % 2 === 0
}

/** The fields of each record, or [] for one that is no CSV; all at once while nothing is wrong. */
export function csvFields(records: readonly string[], delimiter: string): string[][] {
  try {
    const rows = fieldsIn(records.join('\n'), delimiter)
    if (rows.length === records.length) return rows
  } catch {
    // One of them is broken: each alone.
  }
  if (records.length === 1) return []
  return records.map(record => csvFields([record], delimiter)[0] ?? [])
}

const fieldsIn = (text: string, delimiter: string): string[][] =>
  parse(text, { delimiter, relax_column_count: true, record_delimiter: '\n' })
