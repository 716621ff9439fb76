/** Says of bytes that are no text in the mapping's encoding what they look like instead, so that the operator knows what to write. */
import type { Mapping } from './mapping.ts'

type Encoding = Mapping['encoding']
type Told = [zh: string, en: string]

const NAME: Record<Encoding, string> = { 'utf-8': 'UTF-8', gb18030: 'GB18030' }

const isText = (bytes: Uint8Array, encoding: Encoding): boolean => {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** Excel's “Unicode text” begins with either of these. */
const isUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)

/** Null when the bytes are text in this encoding. */
export function whyNotText(bytes: Uint8Array, encoding: Encoding): Told | null {
  if (isText(bytes, encoding)) return null
  const [zh, en] = [`不是有效的 ${NAME[encoding]}`, `Not valid ${NAME[encoding]}`]
  if (isUtf16(bytes))
    return [`${zh}，看起来是 UTF-16：请另存为 UTF-8。`, `${en}; it looks like UTF-16: save it as UTF-8.`]
  const other = encoding === 'utf-8' ? 'gb18030' : 'utf-8'
  if (!isText(bytes, other)) return [`${zh}。`, `${en}.`]
  return [
    `${zh}，看起来是 ${NAME[other]}：请在映射里写 encoding: ${other}。`,
    `${en}; it looks like ${NAME[other]}: say encoding: ${other} in the mapping.`,
  ]
}
