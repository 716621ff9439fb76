/** Finds the bytes of a picture or film that tell where it was taken; they stay in the original and are blanked for others. */
import { open } from 'node:fs/promises'

/** [start, length], in bytes of the file. */
export type Span = readonly [start: number, length: number]

const CHUNK = 1024 * 1024
/** How far a find may reach over the end of a chunk. */
const OVERLAP = 1024
/** TIFF headers behind the mark of Exif, coordinates in XMP, and ISO 6709 positions as telephones write them into films. */
const TRACES =
  /Exif\0\0(?=II\*\0|MM\0\*)|GPSL(?:atitude|ongitude)[^0-9]{1,8}[0-9][0-9.,]{0,30}|[+-]\d{2}\.\d{3,8}[+-]\d{3}\.\d{3,8}/g
const GPS_POINTER = 0x8825
const MOST_ENTRIES = 60
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]

/** All such spans, in order. Reads the file in pieces. */
export async function whereaboutsIn(path: string, size: number): Promise<Span[]> {
  const file = await open(path)
  try {
    const spans: Span[] = []
    const read = async (at: number, length: number) => {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - at)))
      await file.read(bytes, 0, bytes.length, at)
      return bytes
    }
    for (let start = 0; start < size; start += CHUNK) {
      const text = (await read(start, CHUNK + OVERLAP)).toString('latin1')
      for (const { index, 0: found } of text.matchAll(TRACES)) {
        if (index >= CHUNK) continue
        const at = start + index
        if (found.startsWith('Exif')) spans.push(...gpsOf(await read(at + 6, 65_536), at + 6))
        else spans.push([at, found.length])
      }
    }
    return spans.sort((a, b) => a[0] - b[0])
  } finally {
    await file.close()
  }
}

/** The GPS directory of a TIFF block with all its values; `base` is where the block lies in the file. */
function gpsOf(tiff: Buffer, base: number): Span[] {
  const little = tiff[0] === 0x49
  const u16 = (at: number) =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
  const u32 = (at: number) =>
    at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at)
  const entriesAt = (directory: number) =>
    Array.from({ length: Math.min(u16(directory), MOST_ENTRIES) }, (_, i) => directory + 2 + i * 12)
  const pointer = entriesAt(u32(4)).find(entry => u16(entry) === GPS_POINTER)
  if (pointer === undefined) return []
  const directory = u32(pointer + 8)
  const entries = entriesAt(directory)
  const values = entries.flatMap((entry): Span[] => {
    const bytes = (SIZES[u16(entry + 2)] ?? 0) * u32(entry + 4)
    return bytes > 4 ? [[u32(entry + 8), bytes]] : []
  })
  const own: Span = [directory, 2 + entries.length * 12 + 4]
  return [own, ...values]
    .filter(([at, length]) => at + length <= tiff.length)
    .map(([at, length]) => [base + at, length] as const)
}
