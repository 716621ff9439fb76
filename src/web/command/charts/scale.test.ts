import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ticksTo } from './scale.ts'

test('an axis has a few round steps and reaches its largest value', () => {
  assert.deepEqual(ticksTo(0), [0, 1])
  assert.deepEqual(ticksTo(3), [0, 1, 2, 3])
  assert.deepEqual(ticksTo(37), [0, 10, 20, 30, 40])
  assert.deepEqual(ticksTo(100), [0, 50, 100])
  assert.deepEqual(ticksTo(1_234), [0, 500, 1_000, 1_500])
})
