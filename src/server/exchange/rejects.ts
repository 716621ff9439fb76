/** The reject file: every row that was not taken, as it was, with its line and the reason. */
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify/sync'
import type { Mapping } from './mapping.ts'
import { csvFields, type RawRecord } from './records.ts'
import type { Refused } from './runs.ts'
import { openSource } from './source.ts'

/** In UTF-8 whatever the source was in. Where the source is no longer at hand, line and reason alone. */
export async function* rejectText(
  rejects: AsyncIterable<Refused>,
  mapping: Mapping,
  path: string | null,
): AsyncGenerator<string> {
  const source = path === null ? null : await openSource(path, mapping)
  try {
    if (mapping.format !== 'jsonl')
      yield `\ufeff${csvLine([...(source?.columns ?? []), 'line', 'reason'], mapping)}`
    const rows = source && rowsIn(source.records)
    for await (const reject of rejects) {
      const bytes = rows && (await rows(reject.row))
      yield mapping.format === 'jsonl'
        ? jsonReject(reject, bytes)
        : csvReject(reject, bytes, mapping, source?.columns ?? [])
    }
  } finally {
    source?.close()
  }
}

/** Only its owner may read the file. */
export async function writeRejects(
  to: string,
  rejects: AsyncIterable<Refused>,
  mapping: Mapping,
  path: string,
): Promise<void> {
  await pipeline(rejectText(rejects, mapping, path), createWriteStream(to, { mode: 0o600 }))
}

/** Gives rows by their number, asked for in rising order. */
function rowsIn(records: AsyncIterable<RawRecord[]>): (row: number) => Promise<Uint8Array | null> {
  const chunks = records[Symbol.asyncIterator]()
  let some: RawRecord[] = []
  let first = 1
  return async row => {
    while (row >= first + some.length) {
      first += some.length
      const next = await chunks.next()
      if (next.done) return null
      some = next.value
    }
    return some[row - first]!.bytes
  }
}

const csvLine = (fields: readonly unknown[], { delimiter }: Mapping): string =>
  stringify([fields], { delimiter, escape_formulas: true })

/** A row that has no columns stands in the first one whole. */
function csvReject(
  { line, reason }: Refused,
  bytes: Uint8Array | null,
  mapping: Mapping,
  columns: readonly string[],
): string {
  const fields = bytes === null ? [] : fieldsOf(bytes, mapping)
  return csvLine([...columns.map((_, i) => fields[i] ?? ''), line, reason], mapping)
}

function fieldsOf(bytes: Uint8Array, { encoding, delimiter, format }: Mapping): string[] {
  if (format === 'xlsx') return JSON.parse(textOf(bytes, 'utf-8')) as string[]
  const text = textOf(bytes, encoding)
  return csvFields([text], delimiter)[0] ?? [text]
}

function jsonReject({ line, reason }: Refused, bytes: Uint8Array | null): string {
  if (bytes === null) return `${JSON.stringify({ line, reason })}\n`
  const text = textOf(bytes, 'utf-8')
  try {
    const row = JSON.parse(text) as unknown
    if (typeof row === 'object' && row !== null && !Array.isArray(row))
      return `${JSON.stringify({ ...row, line, reason })}\n`
  } catch {
    // It is shown as it stands.
  }
  return `${JSON.stringify({ raw: text, line, reason })}\n`
}

const textOf = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes)
