/** A Merkle tree over a stream of leaves, as in RFC 6962: bounded memory however many leaves come. */
import { sha256 } from '../hash.ts'

const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)

/** The hash of a leaf; the leading zero keeps a leaf from being taken for an inner node. */
export const leafHash = (content: Uint8Array): Buffer => sha256(LEAF, content)

/**
 * Takes leaf hashes one by one. Leaves are paired from the left into whole trees of 2^n leaves; the root joins the
 * whole trees that are left, the smallest first. Keeps one hash per level: 20 for a million leaves.
 */
export class MerkleTree {
  /** At n: the root of a whole tree of 2^n leaves that waits for its right neighbour. */
  private readonly waiting: (Buffer | undefined)[] = []
  leaves = 0

  add(leaf: Buffer): void {
    let node = leaf
    let level = 0
    for (let left = this.waiting[0]; left; left = this.waiting[++level]) {
      node = sha256(NODE, left, node)
      this.waiting[level] = undefined
    }
    this.waiting[level] = node
    this.leaves += 1
  }

  /** Throws when there are no leaves. */
  root(): Buffer {
    const trees = this.waiting.filter(tree => tree !== undefined)
    const smallest = trees.shift()
    if (!smallest) throw new Error('a tree without leaves has no root')
    return trees.reduce((right, left) => sha256(NODE, left, right), smallest)
  }
}
