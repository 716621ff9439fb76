/** How picked duties are asked for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mattersOf, partOf } from './picked.ts'

const picked = [
  { number: '1', no: 1 },
  { number: '2', no: 1 },
  { number: '2', no: 3 },
  { number: '3', no: 2 },
]

test('one duty of a matter is meant alone, several mean the whole matter', () => {
  assert.deepEqual(mattersOf(picked), {
    numbers: ['1', '2', '3'],
    duties: [
      { number: '1', no: 1 },
      { number: '3', no: 2 },
    ],
  })
})

test('a part of them keeps what was meant', () => {
  assert.deepEqual(partOf(mattersOf(picked), ['2', '3']), {
    numbers: ['2', '3'],
    duties: [{ number: '3', no: 2 }],
  })
})
