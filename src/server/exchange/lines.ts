/** Cuts a stream of bytes into lines, in constant memory however long a line claims to be. */

export interface Line {
  /** Without its end; of a line that is too long only the beginning. */
  bytes: Buffer
  /** Counted from 1. */
  no: number
  tooLong: boolean
}

const LF = 10
const CR = 13
const BOM = Buffer.from([0xef, 0xbb, 0xbf])
/** What is kept of a line that is too long, to be shown. */
const SHOWN = 1000

/** Empty lines come too. */
export async function* linesOf(chunks: AsyncIterable<Buffer>, longest: number): AsyncGenerator<Line[]> {
  let no = 0
  let rest: Buffer[] = []
  let size = 0
  const cut = (last: Buffer): Line => {
    const tooLong = size + last.length > longest
    let bytes = rest.length === 0 ? last : Buffer.concat([...rest, last])
    if (no === 0 && bytes.subarray(0, 3).equals(BOM)) bytes = bytes.subarray(3)
    if (tooLong) bytes = bytes.subarray(0, SHOWN)
    else if (bytes.at(-1) === CR) bytes = bytes.subarray(0, -1)
    rest = []
    size = 0
    no += 1
    return { bytes, no, tooLong }
  }
  for await (const chunk of chunks) {
    const lines: Line[] = []
    let from = 0
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, from)) {
      lines.push(cut(chunk.subarray(from, end)))
      from = end + 1
    }
    const left = chunk.subarray(from)
    // Beyond the limit nothing more is kept.
    if (left.length > 0 && size <= longest) rest.push(left)
    size += left.length
    if (lines.length > 0) yield lines
  }
  if (size > 0) yield [cut(Buffer.alloc(0))]
}
