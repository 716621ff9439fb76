import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cursorOf, pageOf, positionFrom } from './cursor.ts'
import { InvalidInput } from './problems.ts'

const FIRST = Date.parse('0001-01-01T00:00:00Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')

test('a cursor leads back to where the page ended, and only in its own list', () => {
  const position = fc.record({
    at: fc.integer({ min: FIRST, max: LAST }),
    id: fc.nat(Number.MAX_SAFE_INTEGER),
    no: fc.nat(9999),
  })
  fc.assert(
    fc.property(position, at => {
      assert.deepEqual(positionFrom('visits', cursorOf('visits', at)), { ...at })
      assert.throws(() => positionFrom('due', cursorOf('visits', at)), InvalidInput)
    }),
  )
})

test('what nobody was given is refused: made-up words, moments no database can write, ids beyond counting', () => {
  const made = ['due', 'due.1', 'due.1.2', 'due.1.2.x', 'due.-62135596800001.1.0', 'due.1.9007199254740993.0']
  for (const text of ['', '💧', "1'; --", ...made])
    assert.throws(() => positionFrom('due', Buffer.from(text).toString('base64url')), InvalidInput, text)
})

test('a page has a next one only while there is more', () => {
  const rows = [1, 2, 3]
  const position = (id: number) => ({ at: 5, id })
  assert.deepEqual(pageOf('due', rows, 3, position), { page: rows, next: null })
  assert.deepEqual(pageOf('due', [], 3, position), { page: [], next: null })
  const { page, next } = pageOf('due', rows, 2, position)
  assert.deepEqual([page, positionFrom('due', next!)], [[1, 2], { at: 5, id: 2, no: 0 }])
})
