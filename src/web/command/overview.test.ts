/** The day compared. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byNow, changeOf, type Overview, percent, running } from './overview.ts'

const cell = (n: number) => ({ n, filter: null })
const received = {
  today: cell(9),
  byHour: [0, 1, 2].map(hour => ({ hour, from: '', ...cell(3) })),
  before: Array.from({ length: 24 }, (_, hour) => ({ hour, yesterday: cell(4), weekAgo: cell(hour) })),
} as Overview['received']

test('today is compared with what had come by the same time on an earlier day', () => {
  const at = '2026-11-27T02:30:00.000Z'
  assert.equal(byNow({ received, at }, 'yesterday'), 4 + 4 + 2)
  assert.equal(byNow({ received, at }, 'weekAgo'), 0 + 1 + 1)
})

test('a curve of the day adds up hour by hour', () => {
  assert.deepEqual(running([1, null, 2]), [1, 1, 3])
})

test('a change against nothing is no percentage', () => {
  assert.deepEqual(
    [changeOf(12, 10), changeOf(5, 10), changeOf(5, 0), changeOf(null, 3)],
    [20, -50, null, null],
  )
  assert.deepEqual([percent(0.86134), percent(null)], ['86.1%', '–'])
})
