/** Chance that can be repeated: the same seed gives the same sequence, so that every run meets the same load. */

export interface Chance {
  /** From 0 up to 1. */
  next: () => number
  /** A whole number from 0 up to `n`. */
  below: (n: number) => number
  /** Each as likely as the others. */
  pick: <T>(from: readonly T[]) => T
  /** The first far more often than the last, as words, places and kinds of matters really are (Zipf). */
  zipf: <T>(from: readonly T[]) => T
}

/** Mulberry32. */
export function chanceFrom(seed: number): Chance {
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    next,
    below,
    pick: from => from[below(from.length)]!,
    zipf: from =>
      from[Math.min(from.length - 1, Math.floor(Math.exp(next() * Math.log(from.length + 1))) - 1)]!,
  }
}
