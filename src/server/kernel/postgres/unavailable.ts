/** The one error of this folder: PostgreSQL can't be had, and what the operator can do about it. */

/** An expected failure: its message is one paragraph for the operator, to be shown without a stack. */
export class PostgresUnavailable extends Error {
  override name = 'PostgresUnavailable'
}

/** PostgreSQL's last words, led by plain ones when they mean that the disk is full. */
export function inPlainWords(lastLines: string): string {
  const full = /No space left on device|Check free disk space|wrote only \d+ of \d+ bytes/.test(lastLines)
  return full ? `the disk is full: make room and start again. ${lastLines}` : lastLines
}
