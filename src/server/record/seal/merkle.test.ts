/** The tree is the one of RFC 6962, whatever the number of leaves. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sha256 } from '../hash.ts'
import { leafHash, MerkleTree } from './merkle.ts'

/** RFC 6962, section 2.1, word for word: split at the largest power of two below the number of leaves. */
function rootOf(leaves: Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return sha256(Buffer.of(1), rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)))
}

const treeOf = (leaves: Buffer[]): MerkleTree => {
  const tree = new MerkleTree()
  for (const leaf of leaves) tree.add(leaf)
  return tree
}
const leavesOf = (words: string[]) => words.map(word => leafHash(Buffer.from(word)))

test('the root of any number of leaves is that of RFC 6962', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 70 }), words => {
      const leaves = leavesOf(words)
      assert.deepEqual(treeOf(leaves).root(), rootOf(leaves))
      assert.equal(treeOf(leaves).leaves, leaves.length)
    }),
  )
})

test('a leaf changed, exchanged with its neighbour, left out or added gives another root', () => {
  const several = fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 40 })
  fc.assert(
    fc.property(several, fc.nat(), (words, at) => {
      const root = treeOf(leavesOf(words)).root()
      const i = at % (words.length - 1)
      const others = [
        words.with(i, `${words[i]}!`),
        words.with(i, words[i + 1]!).with(i + 1, words[i]!),
        words.toSpliced(i, 1),
        [...words, words.at(-1)!],
      ]
      for (const other of others) assert.notDeepEqual(treeOf(leavesOf(other)).root(), root)
    }),
  )
})

test('the empty leaf of RFC 6962 hashes to what the standard says', () => {
  assert.equal(
    leafHash(Buffer.alloc(0)).toString('hex'),
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  )
})

test('a tree without leaves has no root', () => {
  assert.throws(() => new MerkleTree().root(), /no root/)
})
