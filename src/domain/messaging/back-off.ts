/** When to try again after a delivery failed. */
import { HOUR, type Instant, SECOND } from '../instant.ts'

/** Tries before it is given up: some four hours. */
export const MOST_TRIES = 8

/** 10 s, 30 s, 90 s … three hours at most, spread by a fifth either way; `random` is in [0, 1). */
export function nextTry(now: Instant, tries: number, random: number): Instant {
  const wait = Math.min(10 * SECOND * 3 ** (tries - 1), 3 * HOUR)
  return now + Math.round(wait * (0.8 + 0.4 * random))
}
