/** Width and height of a picture from its headers, so that nobody's viewer is made to unfold a gigantic one. */
import type { FileHandle } from 'node:fs/promises'
import type { Family } from './file-types.ts'

export interface PictureSize {
  width: number
  height: number
}

/** The largest sensors take 200 megapixels. */
const MOST_PIXELS = 250e6
/** Above 50 megapixels a real photograph has more than one byte for 500 pixels. */
const LARGE = 50e6
const MOST_PER_BYTE = 500

export const isPictureBomb = ({ width, height }: PictureSize, bytes: number): boolean => {
  const pixels = width * height
  return pixels > MOST_PIXELS || (pixels > LARGE && pixels / bytes > MOST_PER_BYTE)
}

/** Null when the headers say no size. */
export async function pictureSizeOf(file: FileHandle, family: Family): Promise<PictureSize | null> {
  if (family === 'jpeg') return jpegSize(file)
  const head = await bytesAt(file, 0, family === 'heic' ? 256 * 1024 : 64)
  const read = { png: pngSize, gif: gifSize, webp: webpSize, heic: heicSize }[family as string]
  return read?.(head) ?? null
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, at)
  return bytes.subarray(0, bytesRead)
}

const pngSize = (b: Buffer): PictureSize | null =>
  b.length >= 24 ? { width: b.readUInt32BE(16), height: b.readUInt32BE(20) } : null

const gifSize = (b: Buffer): PictureSize | null =>
  b.length >= 10 ? { width: b.readUInt16LE(6), height: b.readUInt16LE(8) } : null

function webpSize(b: Buffer): PictureSize | null {
  if (b.length < 30) return null
  const kind = b.toString('latin1', 12, 16)
  if (kind === 'VP8 ') return { width: b.readUInt16LE(26) & 0x3fff, height: b.readUInt16LE(28) & 0x3fff }
  if (kind === 'VP8X') return { width: b.readUIntLE(24, 3) + 1, height: b.readUIntLE(27, 3) + 1 }
  if (kind !== 'VP8L') return null
  const bits = b.readUInt32LE(21)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

/** The largest `ispe` box: a HEIC holds the picture, its tiles and its thumbnail. */
function heicSize(b: Buffer): PictureSize | null {
  let largest: PictureSize | null = null
  for (let at = b.indexOf('ispe'); at >= 0 && at + 16 <= b.length; at = b.indexOf('ispe', at + 4)) {
    const size = { width: b.readUInt32BE(at + 8), height: b.readUInt32BE(at + 12) }
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size
  }
  return largest
}

/** From segment to segment until the frame header; what lies between may be megabytes of notes. */
async function jpegSize(file: FileHandle): Promise<PictureSize | null> {
  for (let at = 2, hops = 0; hops < 500; hops++) {
    const b = await bytesAt(file, at, 10)
    if (b.length < 10 || b[0] !== 0xff) return null
    const marker = b[1]!
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: b.readUInt16BE(7), height: b.readUInt16BE(5) }
    at += marker === 0xff ? 1 : 2 + b.readUInt16BE(2)
  }
  return null
}
