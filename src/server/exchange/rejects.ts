/** The reject file: every row that was not taken, as it was, with its line and the reason. */
import { type FileHandle, open } from 'node:fs/promises'
import { stringify } from 'csv-stringify/sync'
import type { Reject } from './loader.ts'
import type { Mapping } from './mapping.ts'
import { csvFields } from './records.ts'

export interface RejectFile {
  path: string
  /** Bytes written so far. */
  bytes: () => number
  write: (rejects: readonly Reject[]) => Promise<void>
  close: () => Promise<void>
}

/** Goes on at `keep` bytes (0: begins anew); what stood behind them is cut off. Only its owner may read it. */
export async function openRejects(
  path: string,
  mapping: Mapping,
  columns: readonly string[] | null,
  keep: number,
): Promise<RejectFile> {
  const file = await open(path, 'a', 0o600)
  await file.truncate(keep)
  const writing = { file, bytes: keep }
  const csv = mapping.format !== 'jsonl'
  if (keep === 0 && csv && columns) await put(writing, csvLine([...columns, 'line', 'reason'], mapping))
  return {
    path,
    bytes: () => writing.bytes,
    write: async rejects => {
      if (rejects.length === 0) return
      await put(
        writing,
        rejects.map(r => (csv ? csvReject(r, mapping, columns ?? []) : jsonReject(r))).join(''),
      )
    },
    close: () => file.close(),
  }
}

async function put(writing: { file: FileHandle; bytes: number }, text: string): Promise<void> {
  const { bytesWritten } = await writing.file.write(text)
  writing.bytes += bytesWritten
}

const csvLine = (fields: readonly unknown[], { delimiter }: Mapping): string =>
  stringify([fields], { delimiter: delimiter, escape_formulas: true })

/** In UTF-8 whatever the source was in. A row that has no columns stands in the first one whole. */
function csvReject({ bytes, line, reason }: Reject, mapping: Mapping, columns: readonly string[]): string {
  const fields =
    mapping.format === 'xlsx' ? (JSON.parse(textOf(bytes, 'utf-8')) as string[]) : fieldsOf(bytes, mapping)
  const row = columns.map((_, i) => fields[i] ?? '')
  return csvLine([...row, line, reason], mapping)
}

function fieldsOf(bytes: Uint8Array, { encoding, delimiter }: Mapping): string[] {
  const text = textOf(bytes, encoding)
  return csvFields([text], delimiter)[0] ?? [text]
}

function jsonReject({ bytes, line, reason }: Reject): string {
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
