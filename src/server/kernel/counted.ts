/** A count that costs much: kept for each tenant and counted anew now and then. Nobody waits for it long, however many ask. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Instant } from '../../domain/instant.ts'

interface Kept<T> {
  at: Instant
  last: T | null
  running: Promise<T> | null
}

export interface CountedOptions<T> {
  count: (tenantId: number) => Promise<T>
  /** How old the last count may be before the next one begins, in milliseconds. */
  every: number
  now: () => Instant
  /** How long somebody waits for a count that is under way, in milliseconds. */
  patience?: number
}

/** What was counted; of a count that takes longer than one may be asked to wait, the one before; null when there is none yet. */
export function openCounted<T>({ count, every, now, patience = 80 }: CountedOptions<T>) {
  const known = new Map<number, Kept<T>>()
  const begin = (kept: Kept<T>, tenantId: number): void => {
    const startedAt = now()
    kept.running = count(tenantId)
    kept.running.then(
      last => Object.assign(kept, { last, at: startedAt, running: null }),
      // A count that failed isn't kept; whoever asks next begins another.
      () => Object.assign(kept, { running: null }),
    )
  }
  return async (tenantId: number): Promise<T | null> => {
    const kept: Kept<T> = known.get(tenantId) ?? { at: Number.NEGATIVE_INFINITY, last: null, running: null }
    known.set(tenantId, kept)
    if (!kept.running && now() - kept.at >= every) begin(kept, tenantId)
    if (!kept.running) return kept.last
    const before = () => kept.last
    return Promise.race([kept.running.catch(before), sleep(patience, null, { ref: false }).then(before)])
  }
}
