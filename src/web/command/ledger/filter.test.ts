/** A list as an address. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filterFields } from '../../../contract/record-lists.ts'
import { FILTER_KEYS, filterFrom, isSame, searchOf } from './filter.ts'

test('the ledger can be narrowed to everything the API can', () => {
  assert.deepEqual([...FILTER_KEYS].sort(), Object.keys(filterFields).sort())
})

test('a filter survives being sent as a link', () => {
  const filter = {
    q: '路灯 & 井盖',
    open: true,
    light: ['red', 'yellow'],
    leadUnitId: 4,
    receivedFrom: '2026-11-26T16:00:00.000Z',
    repeats: 0,
    sort: 'due',
  }
  assert.deepEqual(filterFrom(searchOf(filter)), filter)
})

test('what is wrong in a link is passed over', () => {
  assert.deepEqual(filterFrom('leadUnitId=x&open=perhaps&receivedFrom=soon&sort=age&who=me&repeats=-1'), {})
})

test('two filters are one whatever the order they are written in', () => {
  assert.ok(isSame({ open: true, stage: ['handling'] }, { stage: 'handling', open: 'true', q: '' }))
  assert.ok(!isSame({ open: true }, { open: false }))
})
