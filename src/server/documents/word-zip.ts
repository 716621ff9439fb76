/** Takes out of a .docx what differs from one making to the next: the times of its entries, when it was made, counters of pictures. */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50]
/** 1 January 1980, as a zip writes days. */
const FIRST_DAY = 0x21

interface Entry {
  name: Buffer
  content: Buffer
}

/** `at` is what the file says of when it was made: ISO 8601. */
export function withoutClock(zip: Buffer, at: string): Buffer {
  return zipOf(
    entriesIn(zip).map(({ name, content }) => ({ name, content: settled(name.toString(), content, at) })),
  )
}

/** Pictures are counted over all files a process ever made; here each file counts its own. */
function settled(name: string, content: Buffer, at: string): Buffer {
  if (name === 'docProps/core.xml')
    return Buffer.from(content.toString().replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, at))
  if (name !== 'word/document.xml') return content
  let picture = 0
  return Buffer.from(content.toString().replace(/<wp:docPr id="\d+"/g, () => `<wp:docPr id="${++picture}"`))
}

function entriesIn(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  const entries: Entry[] = []
  let at = zip.readUInt32LE(end + 16)
  while (zip.readUInt32LE(at) === CENTRAL) {
    const [nameLength, extra, comment] = [28, 30, 32].map(o => zip.readUInt16LE(at + o)) as [
      number,
      number,
      number,
    ]
    const name = zip.subarray(at + 46, at + 46 + nameLength)
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20))
    entries.push({ name, content: zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed) })
    at += 46 + nameLength + extra + comment
  }
  return entries.filter(e => !e.name.toString().endsWith('/'))
}

function zipOf(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content } of entries) {
    const packed = deflateRawSync(content)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(0x800, 2)
    head.writeUInt16LE(8, 4)
    head.writeUInt16LE(FIRST_DAY, 8)
    head.writeUInt32LE(crc32(content), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(content.length, 18)
    head.writeUInt16LE(name.length, 22)
    parts.push(number(LOCAL), head, name, packed)
    const more = Buffer.alloc(14)
    more.writeUInt32LE(offset, 10)
    directory.push(number(CENTRAL), Buffer.from([20, 0]), head, more, name)
    offset += 30 + name.length + packed.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, ...directory, number(END), end])
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
