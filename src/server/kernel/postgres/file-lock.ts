/**
 * Locks on files that the kernel frees when their holder dies, however it dies. Node has no flock; SQLite,
 * which comes with Node, locks its files that way on every system, and here is used for nothing else.
 */
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { PostgresUnavailable } from './unavailable.ts'

export interface FileLock {
  release: () => void
}

const SQLITE_BUSY = 5
// A lock that nobody refers to would be closed, and so freed, by the garbage collector.
const held = new Set<DatabaseSync>()

/** Takes the lock if it is free: many may share it, or one have it alone. Null when it is taken. */
export function tryLock(path: string, mode: 'shared' | 'exclusive'): FileLock | null {
  const file = open(path)
  try {
    file.exec('PRAGMA journal_mode = MEMORY') // a journal on disk would need room there, and outlive a kill
    file.exec(mode === 'exclusive' ? 'BEGIN EXCLUSIVE' : 'BEGIN; SELECT count(*) FROM sqlite_schema')
  } catch (error) {
    file.close()
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return null
    throw error
  }
  held.add(file)
  return { release: () => held.delete(file) && file.close() }
}

function open(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path)
  } catch (error) {
    const reason = (error as Error).message
    throw new PostgresUnavailable(
      `${path}: ${reason}. If the folder belongs to another user, start Yidan as that user, or set YIDAN_DATA to another folder.`,
    )
  }
}

/** Does the work while holding the lock alone, waiting for it as long as the signal allows. */
export async function inTurn<T>(path: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (;;) {
    signal.throwIfAborted()
    const lock = tryLock(path, 'exclusive')
    if (!lock) {
      await sleep(20)
      continue
    }
    try {
      return await work()
    } finally {
      lock.release()
    }
  }
}
