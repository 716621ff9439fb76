/** Reads the table of contents of a zip (docx and xlsx are zips) without unpacking anything. */
import type { FileHandle } from 'node:fs/promises'

export interface ZipEntry {
  name: string
  /** Declared, in bytes. */
  packed: number
  unpacked: number
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const END_SIZE = 22
const ENTRY_SIZE = 46
const LONGEST_COMMENT = 65_535
/** 4 bytes of ones mean zip64; nothing as large as that is taken. */
const ZIP64 = 0xffffffff
const MOST_TABLE = 8 * 1024 * 1024

/** The entries; null when the end of the file isn't that of a zip, or the table doesn't hold together. */
export async function zipEntriesOf(file: FileHandle, size: number): Promise<ZipEntry[] | null> {
  const end = await endOf(file, size)
  if (!end || end.tableAt < 0 || end.tableSize > MOST_TABLE) return null
  const table = Buffer.alloc(end.tableSize)
  await file.read(table, 0, table.length, end.tableAt)
  const entries: ZipEntry[] = []
  let at = 0
  for (let i = 0; i < end.count; i++) {
    if (at + ENTRY_SIZE > table.length || table.readUInt32LE(at) !== ENTRY) return null
    const [packed, unpacked] = [table.readUInt32LE(at + 20), table.readUInt32LE(at + 24)]
    if (packed === ZIP64 || unpacked === ZIP64) return null
    const nameEnd = at + ENTRY_SIZE + table.readUInt16LE(at + 28)
    entries.push({ name: table.toString('utf8', at + ENTRY_SIZE, nameEnd), packed, unpacked })
    at = nameEnd + table.readUInt16LE(at + 30) + table.readUInt16LE(at + 32)
  }
  return entries
}

/** Where the table is: the last record whose comment ends exactly with the file. */
async function endOf(file: FileHandle, size: number) {
  const tail = Buffer.alloc(Math.min(size, END_SIZE + LONGEST_COMMENT))
  await file.read(tail, 0, tail.length, size - tail.length)
  for (let at = tail.length - END_SIZE; at >= 0; at--) {
    const isEnd = tail.readUInt32LE(at) === END && at + END_SIZE + tail.readUInt16LE(at + 20) === tail.length
    if (!isEnd) continue
    const tableSize = tail.readUInt32LE(at + 12)
    // Right before the record, whatever it says: a zip behind a picture counts from its own beginning.
    return { count: tail.readUInt16LE(at + 10), tableSize, tableAt: size - tail.length + at - tableSize }
  }
  return null
}

const MOST_UNPACKED = 200 * 1024 * 1024
const MOST_RATIO = 100
/** Below this a high ratio is only a dull text. */
const HARMLESS = 4 * 1024 * 1024
const ARCHIVE = /\.(zip|rar|7z|gz|tgz|tar|xz|bz2|zst|jar|iso|cab|docx|xlsx|pptx)$/i
/** The tables behind charts of Word and PowerPoint are whole workbooks. */
const EMBEDDED = /^(word|xl|ppt)\/embeddings\/[^/]+\.xlsx$/i

/** Would unpacking it do harm: too much, too dense, overlapping, or packed twice? */
export function isBomb(entries: readonly ZipEntry[], size: number): boolean {
  const packed = entries.reduce((sum, e) => sum + e.packed, 0)
  const unpacked = entries.reduce((sum, e) => sum + e.unpacked, 0)
  if (unpacked > MOST_UNPACKED || packed > size) return true
  if (unpacked > HARMLESS && unpacked / Math.max(packed, 1) > MOST_RATIO) return true
  return entries.some(e => ARCHIVE.test(e.name) && !EMBEDDED.test(e.name))
}

/** Which office file it is; null for any other zip and for one with macros. */
export function officeKindOf(entries: readonly ZipEntry[]): 'docx' | 'xlsx' | null {
  const names = new Set(entries.map(e => e.name.toLowerCase()))
  if (!names.has('[content_types].xml') || [...names].some(n => n.endsWith('vbaproject.bin'))) return null
  if (names.has('word/document.xml')) return 'docx'
  return names.has('xl/workbook.xml') ? 'xlsx' : null
}
