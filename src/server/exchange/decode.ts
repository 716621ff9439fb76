/** Turns the bytes of a batch's records into rows by column, or into the reason why not. */
import { type Batch, recordsIn } from './batches.ts'
import { whyNotText } from './encoding.ts'
import type { SourceRow } from './field-rules.ts'
import type { Mapping } from './mapping.ts'
import { csvFields } from './records.ts'

export type Decoded = { row: SourceRow } | { fault: string }

/** In the order of the batch. Rows of a workbook come as JSON arrays. */
export function decode(batch: Batch, mapping: Mapping, columns: readonly string[] | null): Decoded[] {
  const texts = textsOf(batch, mapping)
  if (mapping.format === 'jsonl') return texts.map(t => ('fault' in t ? t : objectFrom(t.text)))
  if (mapping.format === 'xlsx')
    return texts.map(t => ('fault' in t ? t : byColumn(JSON.parse(t.text) as string[], columns!)))
  const readable = texts.flatMap(t => ('text' in t ? [t.text] : []))
  const fields = csvFields(readable, mapping.delimiter)
  let at = 0
  return texts.map(t => ('fault' in t ? t : byColumn(fields[at++] ?? [], columns!)))
}

function textsOf(batch: Batch, { encoding, format }: Mapping): ({ text: string } | { fault: string })[] {
  const decoder = new TextDecoder(format === 'xlsx' ? 'utf-8' : encoding, { fatal: true, ignoreBOM: true })
  return recordsIn(batch).map((bytes, i) => {
    const fault = batch.faults[i]
    if (fault) return { fault }
    try {
      return { text: decoder.decode(bytes) }
    } catch {
      return { fault: whyNotText(bytes, encoding)?.join(' ') ?? '' }
    }
  })
}

function objectFrom(text: string): Decoded {
  try {
    const row = JSON.parse(text) as unknown
    if (typeof row === 'object' && row !== null && !Array.isArray(row)) return { row: row as SourceRow }
    return { fault: '不是 JSON 对象 Not a JSON object.' }
  } catch (error) {
    return { fault: `不是有效的 JSON Not valid JSON: ${(error as Error).message.slice(0, 200)}` }
  }
}

function byColumn(fields: readonly string[], columns: readonly string[]): Decoded {
  if (fields.length === 0)
    return { fault: '不是有效的 CSV：引号不对 Not valid CSV: a quote is out of place.' }
  if (fields.length !== columns.length)
    return { fault: `列数不对 The row has ${fields.length} columns, the header ${columns.length}.` }
  return { row: Object.fromEntries(columns.map((column, i) => [column, fields[i]])) }
}
