/** Which domains are hot. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hotAmong } from './hot-domains.ts'

test('[LL-44] a domain is hot when a week brings many and half as many again as usual', () => {
  const domain = (categoryId: number, week: number, before: number) => ({ categoryId, week, before })
  const hot = hotAmong([
    domain(1, 9, 0),
    domain(2, 30, 80),
    domain(3, 29, 80),
    domain(4, 12, 0),
    domain(5, 100, 100),
  ])
  assert.deepEqual(
    hot.map(d => [d.categoryId, d.usual, d.times]),
    [
      [5, 25, 4],
      [4, 0, 12],
      [2, 20, 1.5],
    ],
  )
})
