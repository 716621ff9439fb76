/** The tar format (ustar), as far as an archive of ours needs it: plain files, written and read as streams. */
import { ArchiveBroken } from './broken.ts'

const BLOCK = 512
/** ustar keeps a size in eleven octal digits. */
const LARGEST = 8 ** 11 - 1

/** The header of a file and the zeros that follow its content. */
export function tarFrame(name: string, size: number, at: number): { header: Buffer; padding: Buffer } {
  if (Buffer.byteLength(name) > 100) throw new Error(`the name ${name} is too long for the archive`)
  if (size > LARGEST) throw new Error(`${name} is too large for the archive`)
  const header = Buffer.alloc(BLOCK)
  const octal = (value: number, offset: number, length: number) =>
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, offset)
  header.write(name, 0)
  octal(0o600, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(size, 124, 12)
  octal(Math.floor(at / 1000), 136, 12)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  header.write(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, 148)
  return { header, padding: Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK) }
}

/** What ends an archive. */
export const TAR_END = Buffer.alloc(2 * BLOCK)

/** The checksum field itself counts as blanks. */
function checksumOf(header: Buffer): number {
  let sum = 8 * 0x20
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += header[i]!
  return sum
}

export interface TarEntry {
  name: string
  size: number
  /** Must be read to its end before the next entry is asked for. */
  content: () => AsyncGenerator<Buffer>
}

/** Reads the files of an archive one after the other. Throws ArchiveBroken where it is cut off or no archive. */
export async function* tarEntries(bytes: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const source = new Source(bytes)
  for (;;) {
    const header = await source.exactly(BLOCK)
    if (header.every(byte => byte === 0)) {
      await source.toTheEnd()
      return
    }
    const field = (from: number, to: number) => header.toString('utf8', from, to).split('\0')[0]!.trim()
    if (Number.parseInt(field(148, 156), 8) !== checksumOf(header))
      throw new ArchiveBroken('a header of it does not hold: it was altered, or it is no archive')
    const size = Number.parseInt(field(124, 136), 8)
    yield { name: field(0, 100), size, content: () => source.upTo(size) }
    await source.exactly((BLOCK - (size % BLOCK)) % BLOCK)
  }
}

/** Bytes by the piece from chunks as they come. */
class Source {
  private readonly chunks: AsyncIterator<Buffer>
  private rest: Buffer = Buffer.alloc(0)

  constructor(bytes: AsyncIterable<Buffer>) {
    this.chunks = bytes[Symbol.asyncIterator]()
  }

  async exactly(size: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for await (const part of this.upTo(size)) parts.push(part)
    return Buffer.concat(parts)
  }

  async *upTo(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0; ) {
      if (this.rest.length === 0) await this.more()
      const piece = this.rest.subarray(0, left)
      this.rest = this.rest.subarray(piece.length)
      left -= piece.length
      yield piece
    }
  }

  /** Reads on to the very end, so that the checksum of the compression is looked at. */
  async toTheEnd(): Promise<void> {
    for (let next = await this.chunks.next(); !next.done; next = await this.chunks.next())
      if (next.value.some(byte => byte !== 0)) throw new ArchiveBroken('something follows after its end')
  }

  private async more(): Promise<void> {
    const next = await this.chunks.next()
    if (next.done) throw new ArchiveBroken('it is cut off')
    this.rest = next.value
  }
}
