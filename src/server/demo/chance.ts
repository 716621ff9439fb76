/** Chance that can be had again: the same seed throws the same dice. */

export interface Chance {
  /** From 0 (included) to 1 (excluded). */
  share: () => number
  /** A whole number, both ends included. */
  between: (least: number, most: number) => number
  /** A number on a line. */
  within: (least: number, most: number) => number
  /** True in so many of 1. */
  happens: (likelihood: number) => boolean
  pick: <T>(list: readonly T[]) => T
  /** One of the values by its weight; a weight of 0 never. */
  weighted: <T>(list: readonly (readonly [T, number])[]) => T
  shuffled: <T>(list: readonly T[]) => T[]
  /** Dice of its own for a part, so that another throw elsewhere doesn't move them. */
  of: (name: string) => Chance
}

/** FNV-1a: spreads the letters of a seed over 32 bits. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** Mulberry32: 32 bits of state are plenty for a city of paper. */
function throwsOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function chanceOf(seed: string): Chance {
  const share = throwsOf(seedOf(seed))
  const below = (n: number): number => Math.floor(share() * n)
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error('nothing to pick from')
    return list[below(list.length)]!
  }
  return {
    share,
    between: (least, most) => least + below(most - least + 1),
    within: (least, most) => least + share() * (most - least),
    happens: likelihood => share() < likelihood,
    pick,
    weighted: list => {
      let left = share() * list.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of list) {
        left -= weight
        if (left < 0) return value
      }
      return pick(list.filter(([, weight]) => weight > 0))[0]
    },
    shuffled: list => {
      const left = [...list]
      return list.map(() => left.splice(below(left.length), 1)[0]!)
    },
    of: name => chanceOf(`${seed}/${name}`),
  }
}
