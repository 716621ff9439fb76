/** Builds the files that tests send: real ones, and hostile ones. */
import { crc32, deflateSync } from 'node:zlib'

const u16 = (n: number) => Buffer.from(Uint16Array.of(n).buffer)
const u32 = (n: number) => Buffer.from(Uint32Array.of(n).buffer)
const u32be = (n: number) => u32(n).reverse()

/** A grey PNG that is what it says, or only claims a size. */
export function png(width: number, height: number, claimed = { width, height }): Buffer {
  const chunk = (kind: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind, 'latin1'), content])
    return Buffer.concat([u32be(content.length), body, u32be(crc32(body))])
  }
  const head = Buffer.concat([u32be(claimed.width), u32be(claimed.height), Buffer.of(8, 0, 0, 0, 0)])
  const rows = deflateSync(Buffer.alloc((width + 1) * height, 128))
  const mark = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  return Buffer.concat([mark, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

/** 39° 54' 15" as three rationals; what must never reach anybody but the photographer. */
const LATITUDE = Buffer.concat([39, 1, 54, 1, 15, 1].map(u32))

/** Does the content still say where it was taken? */
export const tellsWhere = (content: Buffer): boolean => content.includes(LATITUDE)

/** A small JPEG with an EXIF block that says where it was taken; `rest` comes behind the picture. */
export function jpeg(rest: Buffer = Buffer.alloc(0)): Buffer {
  const entry = (tag: number, type: number, count: number, value: Buffer) =>
    Buffer.concat([u16(tag), u16(type), u32(count), value])
  // TIFF header, a directory with orientation and the pointer to GPS, the GPS directory, its latitude.
  const first = Buffer.concat([u16(2), entry(0x0112, 3, 1, u32(6)), entry(0x8825, 4, 1, u32(38)), u32(0)])
  const gps = Buffer.concat([
    u16(2),
    entry(1, 2, 2, Buffer.from('N\0\0\0')),
    entry(2, 5, 3, u32(68)),
    u32(0),
    LATITUDE,
  ])
  const exif = Buffer.concat([Buffer.from('Exif\0\0II*\0', 'latin1'), u32(8), first, gps])
  const segment = (marker: number, content: Buffer) =>
    Buffer.concat([Buffer.of(0xff, marker), u16(content.length + 2).reverse(), content])
  const frame = Buffer.of(8, 0, 16, 0, 24, 1, 1, 0x11, 0)
  const scan = Buffer.concat([segment(0xda, Buffer.of(1, 1, 0, 0, 63, 0)), Buffer.alloc(200, 0x5a)])
  return Buffer.concat([
    Buffer.of(0xff, 0xd8),
    segment(0xe1, exif),
    segment(0xc0, frame),
    scan,
    Buffer.of(0xff, 0xd9),
    rest,
  ])
}

export interface ZipPart {
  name: string
  content?: string | Buffer
  /** Instead of the true unpacked size. */
  declared?: number
}

/** A zip of stored entries. */
export function zip(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = []
  const table: Buffer[] = []
  let at = 0
  for (const { name, content = '', declared } of parts) {
    const bytes = Buffer.from(content)
    const [title, sum, unpacked] = [Buffer.from(name), u32(crc32(bytes)), u32(declared ?? bytes.length)]
    const common = Buffer.concat([
      u16(20),
      u16(0),
      u16(0),
      u32(0),
      sum,
      u32(bytes.length),
      unpacked,
      u16(title.length),
    ])
    bodies.push(Buffer.concat([Buffer.from('PK\x03\x04'), common, u16(0), title, bytes]))
    table.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02'),
        u16(20),
        common,
        u16(0),
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(at),
        title,
      ]),
    )
    at += bodies.at(-1)!.length
  }
  const entries = Buffer.concat(table)
  const count = u16(parts.length)
  const end = Buffer.concat([
    Buffer.from('PK\x05\x06'),
    u32(0),
    count,
    count,
    u32(entries.length),
    u32(at),
    u16(0),
  ])
  return Buffer.concat([...bodies, entries, end])
}

/** The parts of a letter as Word writes it. */
export const LETTER: readonly ZipPart[] = [
  { name: '[Content_Types].xml', content: '<Types/>' },
  { name: 'word/document.xml', content: '<w:document>来信</w:document>' },
]

/** The form a browser sends for one file. */
export async function form(
  name: string,
  content: Buffer | string,
): Promise<{ payload: Buffer; headers: Record<string, string> }> {
  const fields = new FormData()
  fields.set('file', new File([new Uint8Array(Buffer.from(content))], name))
  const encoded = new Response(fields)
  return {
    payload: Buffer.from(await encoded.arrayBuffer()),
    headers: { 'content-type': encoded.headers.get('content-type')! },
  }
}
