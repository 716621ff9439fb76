/** PostgreSQL's own log: a file that outlives every server, kept small. */
import { closeSync, copyFileSync, existsSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'

const LIMIT = 5_000_000

/** Keeps at most two files of 5 MB: the log and, as `.1`, what was before. Safe while PostgreSQL appends to it. */
export function trimLog(path: string): void {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) < LIMIT) return
  try {
    copyFileSync(path, `${path}.1`)
  } catch {
    // No room for the old lines, or no right to write beside the log: short matters more than complete.
  }
  truncateSync(path)
}

/** Calls with a descriptor to append to the log, and answers what came of it and the log's size before, in bytes. */
export function appending<T>(path: string, use: (descriptor: number) => T): { result: T; from: number } {
  const descriptor = openSync(path, 'a', 0o600)
  try {
    return { from: statSync(path).size, result: use(descriptor) }
  } finally {
    closeSync(descriptor)
  }
}

/** The last lines written since the log had so many bytes, as one text; empty when the log is gone. */
export function tailOf(path: string, from: number, lines = 8): string {
  if (!existsSync(path)) return ''
  return readFileSync(path).subarray(from).toString('utf8').trimEnd().split('\n').slice(-lines).join('\n')
}
