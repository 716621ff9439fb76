/** The streaming Excel writer, made to wait: left alone it keeps every row that isn't compressed yet in memory. */

import { once } from 'node:events'
import { PassThrough, type Writable } from 'node:stream'
import Excel from 'exceljs'

interface Text {
  toBuffer: () => Buffer
}

/** Takes what the writer writes: strings, bytes, or its own buffers, which it uses again at once. */
class SheetStream extends PassThrough {
  override write(chunk: string | Uint8Array | Text): boolean {
    return super.write(
      typeof chunk === 'object' && 'toBuffer' in chunk ? Buffer.from(chunk.toBuffer()) : chunk,
    )
  }
}

/** Call `drained` between rows. */
export class PacedWorkbook extends Excel.stream.xlsx.WorkbookWriter {
  declare private readonly zip: { append: (stream: Writable, entry: { name: string }) => void }
  private sheetStream: PassThrough | undefined
  private readonly gone = new AbortController()

  constructor(out: Writable) {
    super({ stream: out })
    out.once('close', () => this.gone.abort())
  }

  /** The writer asks for one stream per sheet and wants to be told when it was taken. */
  _openStream(path: string): PassThrough {
    const stream = new SheetStream()
    this.zip.append(stream, { name: path })
    stream.on('finish', () => stream.emit('zipped'))
    this.sheetStream = stream
    return stream
  }

  /** Waits while the compression, or whoever reads its output, is behind. Throws once the reader is gone. */
  async drained(): Promise<void> {
    this.gone.signal.throwIfAborted()
    if (this.sheetStream?.writableNeedDrain)
      await once(this.sheetStream, 'drain', { signal: this.gone.signal })
  }
}
