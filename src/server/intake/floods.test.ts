/** The count of an address’s contacts, and lookups that share a round trip. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR, MINUTE } from '../../domain/instant.ts'
import { grouped } from '../kernel/grouped.ts'
import { openFloods } from './floods.ts'

test('within any hour an address gets in as often as the rules say, then is told until when', () => {
  const floods = openFloods()
  const start = 1_790_000_000_000
  const letIn = [0, 10, 20].map(minutes => floods.count(1, 'a', 3, start + minutes * MINUTE))
  assert.deepEqual(letIn, [null, null, null])
  const refused = floods.count(1, 'a', 3, start + 30 * MINUTE)
  assert.equal(refused?.refused, 'slow-down')
  const until = Date.parse(String(refused?.facts?.until))
  assert.ok(until > start + 50 * MINUTE && until <= start + HOUR + 5 * MINUTE)
  assert.equal(floods.count(1, 'b', 3, start), null, 'another address')
  assert.equal(floods.count(2, 'a', 3, start), null, 'another city')
  assert.equal(floods.count(1, 'a', 3, until), null)
})

test('lookups that come while one is under way share the next, each with its own answer', async () => {
  const groups: number[] = []
  const look = grouped(
    async (asked: number[]) => {
      groups.push(asked.length)
      await new Promise(resolve => setImmediate(resolve))
      return asked.map(n => n * 2)
    },
    { most: 10 },
  )
  const found = await Promise.all(Array.from({ length: 25 }, (_, n) => look(n)))
  assert.deepEqual(
    found,
    Array.from({ length: 25 }, (_, n) => n * 2),
  )
  assert.deepEqual(groups, [1, 10, 10, 4])
})

test('a lookup that fails fails for those who shared it, and for nobody after', async () => {
  let broken = true
  const look = grouped(async (asked: number[]) => {
    if (broken) throw new Error('away')
    return asked
  })
  const failed = await Promise.allSettled([look(1), look(2)])
  assert.ok(failed.every(f => f.status === 'rejected'))
  broken = false
  assert.equal(await look(3), 3)
})
