/** Progress of long work on a terminal: one line rewritten in place, or a line every few seconds into a log. */
import type { WriteStream } from 'node:tty'

const EVERY_MS = { terminal: 100, log: 5000 }

/** A reporter that says nothing when `quiet` (the answer is for a machine). */
export function progressOn(stream: WriteStream, quiet: boolean) {
  let last = 0
  const every = stream.isTTY ? EVERY_MS.terminal : EVERY_MS.log
  return (message: string, done?: number, total?: number): void => {
    const finished = done !== undefined && done === total
    const now = Date.now()
    if (quiet || (now - last < every && !finished)) return
    last = now
    const share =
      done === undefined
        ? ''
        : total
          ? ` ${done}/${total} (${Math.floor((100 * done) / total)} %)`
          : ` ${done}`
    stream.write(stream.isTTY ? `\r\x1b[2K${message}${share}${finished ? '\n' : ''}` : `${message}${share}\n`)
  }
}
