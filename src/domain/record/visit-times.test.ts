import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { townRules } from '../../../test/rules.ts'
import { DAY, HOUR } from '../instant.ts'
import { at } from '../time/notices.testing.ts'
import { localTimeAt, zoneOf } from '../time/zone.ts'
import { nextAttempt, withinHours } from './visit-times.ts'

const zone = zoneOf('Asia/Shanghai')
const rules = townRules.visits

const OPENINGS: [now: string, call: string][] = [
  ['2026-09-28T07:30', '2026-09-28T09:00'],
  ['2026-09-28T09:00', '2026-09-28T09:00'],
  ['2026-09-28T19:59', '2026-09-28T19:59'],
  ['2026-09-28T20:00', '2026-09-29T09:00'],
]
for (const [now, call] of OPENINGS)
  test(`an answer accepted at ${now} is called about from ${call}`, () => {
    assert.equal(withinHours(at(now), rules, zone), at(call))
  })

const ATTEMPTS: [last: string, attempts: number, next: string][] = [
  ['2026-09-28T10:00', 1, '2026-09-28T14:00'],
  ['2026-09-28T15:59', 2, '2026-09-28T19:59'],
  ['2026-09-28T16:00', 1, '2026-09-29T13:00'],
  ['2026-09-28T18:00', 2, '2026-09-29T17:00'],
  // The third call in vain comes round to ten o'clock.
  ['2026-09-28T18:00', 3, '2026-09-29T10:00'],
]
for (const [last, attempts, next] of ATTEMPTS)
  test(`after call ${attempts} in vain at ${last} the next is proposed for ${next}`, () => {
    assert.equal(nextAttempt(at(last), attempts, rules, zone), at(next))
  })

test('a proposal never comes too soon, never outside the visiting hours, and always within two days', () => {
  const hours = fc.record({ from: fc.integer({ min: 0, max: 12 }), to: fc.integer({ min: 13, max: 24 }) })
  const spread = fc.integer({ min: 0, max: 20 })
  const moment = fc.integer({ min: at('2026-01-01T00:00'), max: at('2026-12-31T00:00') })
  fc.assert(
    fc.property(
      hours,
      spread,
      moment,
      fc.integer({ min: 1, max: 5 }),
      (open, spreadHours, last, attempts) => {
        const own = { ...rules, hours: open, spreadHours }
        const next = nextAttempt(last, attempts, own, zone)
        const hour = (localTimeAt(zone, next) % DAY) / HOUR
        assert.ok(next >= last + spreadHours * HOUR)
        assert.ok(hour >= open.from && hour < open.to)
        assert.ok(next <= last + 2 * DAY)
      },
    ),
  )
})
