/** Decides whether an uploaded file is taken: its content must be what its name says, and harmless to open. */
import { type FileHandle, open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { type Family, familyFound, isPicture, promisedBy } from './file-types.ts'
import { isPictureBomb, pictureSizeOf } from './picture-size.ts'
import { textEncodingOf } from './text-encoding.ts'
import { isBomb, officeKindOf, zipEntriesOf } from './zip-contents.ts'

/** The media type to serve it with, or why it isn't taken. */
export async function checkFile(
  path: string,
  size: number,
  name: string,
): Promise<{ type: string } | Refusal> {
  const promised = promisedBy(name)
  if (!promised) return refuse('file-type-not-allowed', { field: 'file' })
  const { family, type } = promised
  const encoding = family === 'text' ? await textEncodingOf(path) : null
  if (family === 'text') return encoding ? { type: `${type}; charset=${encoding}` } : lies()
  const file = await open(path)
  try {
    const refusal = await whyNotContent(file, { path, size, family })
    return refusal ?? { type }
  } finally {
    await file.close()
  }
}

const lies = (): Refusal => refuse('file-lies', { field: 'file' })
const bomb = (): Refusal => refuse('file-bomb', { field: 'file' })

interface Content {
  path: string
  size: number
  family: Family
}

async function whyNotContent(file: FileHandle, { path, size, family }: Content): Promise<Refusal | null> {
  const entries = await zipEntriesOf(file, size)
  if (family === 'docx' || family === 'xlsx') {
    if (!entries || !(await beginsWith(file, 'PK\x03\x04'))) return lies()
    if (isBomb(entries, size)) return bomb()
    return officeKindOf(entries) === family ? null : lies()
  }
  // A picture that is a zip at its end is two files, of which only one was shown.
  if (entries) return lies()
  if (family === 'doc' || family === 'xls') return (await isOldOffice(file, size, family)) ? null : lies()
  if (familyFound((await fileTypeFromFile(path))?.ext) !== family) return lies()
  return isPicture(family) ? whyNotPicture(file, size, family) : null
}

async function whyNotPicture(file: FileHandle, bytes: number, family: Family): Promise<Refusal | null> {
  const size = await pictureSizeOf(file, family)
  if (!size || size.width === 0 || size.height === 0) return lies()
  return isPictureBomb(size, bytes) ? bomb() : null
}

async function beginsWith(file: FileHandle, mark: string): Promise<boolean> {
  const expected = Buffer.from(mark, 'latin1')
  const head = Buffer.alloc(expected.length)
  await file.read(head, 0, head.length, 0)
  return head.equals(expected)
}

/** Installers are written in the same container; the name of the main stream tells them apart. */
const MAIN_STREAM = { doc: ['WordDocument'], xls: ['Workbook', 'Book'] }

async function isOldOffice(file: FileHandle, size: number, family: 'doc' | 'xls'): Promise<boolean> {
  if (!(await beginsWith(file, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'))) return false
  const streams = MAIN_STREAM[family].map(name => Buffer.from(name, 'utf16le'))
  const piece = Buffer.alloc(1024 * 1024)
  for (let at = 0; at < size; at += piece.length - 64) {
    const { bytesRead } = await file.read(piece, 0, piece.length, at)
    if (streams.some(stream => piece.subarray(0, bytesRead).includes(stream))) return true
  }
  return false
}
