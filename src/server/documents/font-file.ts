/** Reads what a font file says of itself: its families, and which characters it has (OpenType name and cmap tables). */
import { type FileHandle, open } from 'node:fs/promises'

export interface FontFace {
  /** All names of its family, in any language. */
  families: string[]
  has: (code: number) => boolean
}

type TableOf = (tag: string) => Promise<Buffer | null>

/** Of a .ttf or .otf one face, of a .ttc all of them; throws when it is no font. */
export async function readFontFile(path: string): Promise<FontFace[]> {
  const file = await open(path)
  try {
    const head = await slice(file, 0, 12)
    const tag = head.toString('latin1', 0, 4)
    if (tag !== 'ttcf') return [await readFace(file, 0)]
    const offsets = await slice(file, 12, 4 * head.readUInt32BE(8))
    const faces: FontFace[] = []
    for (let i = 0; i < offsets.length; i += 4) faces.push(await readFace(file, offsets.readUInt32BE(i)))
    return faces
  } finally {
    await file.close()
  }
}

async function slice(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, at)
  if (bytesRead < length) throw new Error('the font file ends too early')
  return buffer
}

async function readFace(file: FileHandle, at: number): Promise<FontFace> {
  const head = await slice(file, at, 12)
  if (!['\0\x01\0\0', 'OTTO', 'true'].includes(head.toString('latin1', 0, 4)))
    throw new Error('this is not a font file')
  const directory = await slice(file, at + 12, 16 * head.readUInt16BE(4))
  const tableOf: TableOf = async tag => {
    for (let i = 0; i < directory.length; i += 16)
      if (directory.toString('latin1', i, i + 4) === tag)
        return slice(file, directory.readUInt32BE(i + 8), directory.readUInt32BE(i + 12))
    return null
  }
  const [names, cmap] = [await tableOf('name'), await tableOf('cmap')]
  if (!names || !cmap) throw new Error('the font has no names or no characters')
  return { families: familiesIn(names), has: charactersIn(cmap) }
}

/** Name 1 is the family, 16 the typographic one. */
const FAMILY_NAMES = new Set([1, 16])
const [UNICODE, MAC, WINDOWS] = [0, 1, 3]

function familiesIn(table: Buffer): string[] {
  const storage = table.readUInt16BE(4)
  const found = new Set<string>()
  for (let i = 0; i < table.readUInt16BE(2); i++) {
    const at = 6 + 12 * i
    const platform = table.readUInt16BE(at)
    if (!FAMILY_NAMES.has(table.readUInt16BE(at + 6))) continue
    const start = storage + table.readUInt16BE(at + 10)
    const bytes = table.subarray(start, start + table.readUInt16BE(at + 8))
    if (platform === WINDOWS || platform === UNICODE)
      found.add(Buffer.from(bytes).swap16().toString('utf16le'))
    if (platform === MAC) found.add(bytes.toString('latin1'))
  }
  return [...found]
}

/** Prefers the table of all planes (format 12) over that of the first (format 4). */
function charactersIn(table: Buffer): (code: number) => boolean {
  const bits = new Uint8Array(0x110000 / 8)
  const add = (code: number) => {
    bits[code >> 3]! |= 1 << (code & 7)
  }
  for (let i = 0; i < table.readUInt16BE(2); i++) {
    const part = table.subarray(table.readUInt32BE(4 + 8 * i + 4))
    const format = part.readUInt16BE(0)
    if (format === 12) addGroups(part, add)
    if (format === 4) addSegments(part, add)
  }
  return code => (bits[code >> 3]! & (1 << (code & 7))) !== 0
}

function addGroups(part: Buffer, add: (code: number) => void): void {
  for (let i = 0; i < part.readUInt32BE(12); i++) {
    const at = 16 + 12 * i
    const [first, last, glyph] = [part.readUInt32BE(at), part.readUInt32BE(at + 4), part.readUInt32BE(at + 8)]
    for (let code = first; code <= Math.min(last, 0x10ffff); code++) if (glyph + code - first !== 0) add(code)
  }
}

function addSegments(part: Buffer, add: (code: number) => void): void {
  const count = part.readUInt16BE(6) / 2
  const [ends, starts] = [14, 16 + 2 * count]
  const [deltas, offsets] = [starts + 2 * count, starts + 4 * count]
  for (let s = 0; s < count; s++) {
    const [first, last] = [part.readUInt16BE(starts + 2 * s), part.readUInt16BE(ends + 2 * s)]
    const [delta, offset] = [part.readUInt16BE(deltas + 2 * s), part.readUInt16BE(offsets + 2 * s)]
    for (let code = first; code <= last && code !== 0xffff; code++) {
      const at = offsets + 2 * s + offset + 2 * (code - first)
      const glyph = offset === 0 ? code + delta : at + 1 < part.length ? part.readUInt16BE(at) : 0
      if ((glyph & 0xffff) !== 0) add(code)
    }
  }
}
