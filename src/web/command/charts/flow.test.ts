import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nodesOf, placedIn, type Ribbon } from './flow.ts'

const ribbon = (from: string, to: string, n: number): Ribbon => ({ from, to, n, filter: null })
const RIBBONS = [ribbon('热线', '城管', 6), ribbon('热线', '供水', 2), ribbon('网站', '城管', 4)]

test('the largest channel and the largest unit stand on top', () => {
  assert.deepEqual(
    nodesOf(RIBBONS, 'from').map(n => [n.name, n.n]),
    [
      ['热线', 8],
      ['网站', 4],
    ],
  )
  assert.deepEqual(
    nodesOf(RIBBONS, 'to').map(n => n.name),
    ['城管', '供水'],
  )
})

test('ribbons fill their nodes on both sides exactly, and all of it fits its height', () => {
  const { left, right, ribbons } = placedIn(RIBBONS, 220, 20)
  for (const [side, end, at] of [
    [left, 'from', 'y0'],
    [right, 'to', 'y1'],
  ] as const)
    for (const node of side) {
      const mine = ribbons.filter(r => r[end] === node.name).sort((a, b) => a[at] - b[at])
      assert.equal(Math.round(mine[0]![at]), Math.round(node.y))
      assert.equal(Math.round(mine.at(-1)![at] + mine.at(-1)!.height), Math.round(node.y + node.height))
    }
  assert.ok(left[0]!.y >= 0 && right.at(-1)!.y + right.at(-1)!.height <= 220)
})

test('however many names there are, nothing is drawn outside its place', () => {
  const many = Array.from({ length: 8 }, (_, i) => ribbon(`渠道${i}`, `单位${i}`, 1 + i))
  const { left } = placedIn(many, 60, 20)
  assert.ok(left[0]!.y >= 0 && left.at(-1)!.y + left.at(-1)!.height <= 60.001)
})
