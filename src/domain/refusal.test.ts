import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal, refuse } from './refusal.ts'

test('only what was refused is a refusal, not whatever has a field of that name', () => {
  const refusal = refuse('not-found', { field: 'number' })
  assert.ok(isRefusal(refusal))
  assert.ok(isRefusal({ ...refusal, field: 'parts.0.number' }), 'with its field named anew too')
  for (const answer of [{ refused: 3 }, { refused: 'not-found' }, { refused: { code: 'not-found' } }, {}])
    assert.equal(isRefusal(answer), false)
  assert.equal(JSON.stringify(refusal), '{"refused":"not-found","field":"number"}')
})
