/**
 * Finds every dictionary word in a text, overlapping ones too. jieba's own `cutAll` does the same, but hands over
 * each character as a string of its own, which costs 130 µs for 300 characters against 10 µs here.
 */

/** Tells where the words that start at a place end. */
export type WordTrie = {
  /** Calls `found` with the end (exclusive) of each word of two or more units that starts at `at`, shortest first. */
  endsAt(text: string, at: number, found: (end: number) => void): void
}

const ROOT = 0
const WORD = 1 << 16 // set beside the unit where a word ends

/**
 * A trie as one open-addressed table from (node, next UTF-16 unit) to node. A slot is two integers side by side,
 * parent node + 1 (0: free) and unit, so that a step costs one cache miss; some 16 MB for 350 000 words. Goes through
 * the words twice.
 */
export function wordTrie(words: Iterable<string>): WordTrie {
  let steps = 0
  for (const word of words) steps += word.length
  const bits = Math.max(4, Math.ceil(Math.log2(steps * 1.5 + 1)))
  const mask = 2 ** bits - 1
  const table = new Int32Array(2 ** bits * 2)

  /** The slot of a step, taken or free; the node a taken slot stands for is slot + 1. */
  const slotOf = (node: number, unit: number): number => {
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> (32 - bits)
    for (;;) {
      const parent = table[slot * 2]!
      if (parent === 0 || (parent === node + 1 && (table[slot * 2 + 1]! & 0xffff) === unit)) return slot
      slot = (slot + 1) & mask
    }
  }

  for (const word of words) {
    let node = ROOT
    for (let at = 0; at < word.length; at++) {
      const unit = word.charCodeAt(at)
      const slot = slotOf(node, unit)
      if (table[slot * 2] === 0) {
        table[slot * 2] = node + 1
        table[slot * 2 + 1] = unit
      }
      node = slot + 1
    }
    if (word.length > 1) table[node * 2 - 1]! |= WORD
  }

  return {
    endsAt(text, at, found) {
      let node = ROOT
      for (let end = at; end < text.length; ) {
        const slot = slotOf(node, text.charCodeAt(end++))
        if (table[slot * 2] === 0) return
        if (table[slot * 2 + 1]! & WORD) found(end)
        node = slot + 1
      }
    },
  }
}
