/** Opens the file of an import: its columns, its records in order, and how much of it has been read. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { type Mapping, missingIn } from './mapping.ts'
import { openLines, type Source, UnreadableSource } from './records.ts'
import { openWorkbook } from './workbook.ts'

export interface OpenSource extends Source {
  /** Below 100 until somebody says that it is done; null for a workbook, which is unpacked ahead of its rows. */
  percent: () => number | null
  close: () => void
}

const READ_AT_ONCE = 1 << 20

/** Throws UnreadableSource, also when the mapping's columns aren't there. */
export async function openSource(path: string, mapping: Mapping): Promise<OpenSource> {
  const { size } = await stat(path)
  const bytes = createReadStream(path, { highWaterMark: READ_AT_ONCE })
  const close = () => void bytes.destroy()
  try {
    const source =
      mapping.format === 'xlsx' ? await openWorkbook(path, bytes, mapping) : await openLines(bytes, mapping)
    const missing = source.columns === null ? [] : missingIn(source.columns, mapping)
    if (missing.length > 0) throw lacking(missing, source.columns!)
    const read = () => Math.min(99, Math.floor((100 * bytes.bytesRead) / size))
    return { ...source, percent: () => (mapping.format === 'xlsx' ? null : read()), close }
  } catch (error) {
    close()
    throw error
  }
}

function lacking(missing: readonly string[], columns: readonly string[]): UnreadableSource {
  const wanted = missing.join('; ')
  const there = columns.join(', ').slice(0, 300)
  return new UnreadableSource(
    `表头里没有映射要用的列：${wanted}；有的是：${there}`,
    `The header lacks columns of the mapping: ${wanted}; it has: ${there}`,
  )
}

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}
