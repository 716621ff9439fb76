/** Tells plain text from everything else, and in which encoding it is written. */
import { createReadStream } from 'node:fs'

/** Bytes no text has, whatever its encoding: controls other than tab, line feed, form feed, carriage return. */
const isControl = (byte: number): boolean =>
  byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13

/** 'utf-8' or 'gb18030' (as older office software writes CSV); null when it isn't text. */
export async function textEncodingOf(path: string): Promise<'utf-8' | 'gb18030' | null> {
  const trying = new Map((['utf-8', 'gb18030'] as const).map(e => [e, new TextDecoder(e, { fatal: true })]))
  const feed = (chunk?: Uint8Array) => {
    for (const [encoding, decoder] of trying)
      try {
        decoder.decode(chunk, { stream: chunk !== undefined })
      } catch {
        trying.delete(encoding)
      }
  }
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (chunk.some(isControl)) return null
    feed(chunk)
    if (trying.size === 0) return null
  }
  feed()
  return [...trying.keys()][0] ?? null
}
