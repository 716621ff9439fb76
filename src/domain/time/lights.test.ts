import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY, MINUTE } from '../instant.ts'
import { dueOf } from './due.ts'
import { type LightClock, lightMoments, lightOf, redSheetAt, thresholdsFrom } from './lights.ts'
import { type CountMode, limitFrom } from './limit.ts'
import { localText } from './moment-text.ts'
import { at, china, chinaWith, endOf } from './notices.testing.ts'

function lightsOf(from: string, written: string, pauses: { from: number; to: number }[] = []) {
  const limit = limitFrom(written)
  const start = at(from)
  const dueAt = dueOf({ start, limit, calendar: china, pauses }).dueAt!
  const { greenAt, yellowAt } = lightMoments({ start, dueAt, limit, calendar: china, pauses })
  return [greenAt, yellowAt, dueAt].map(moment => localText(moment, china.zone))
}

test('[ZY-24] five working days turn green two working days, yellow one working day before they end', () => {
  assert.deepEqual(lightsOf('2026-09-30T10:00', '5wd'), [
    '2026-10-12 09:00',
    '2026-10-13 09:00',
    '2026-10-14 00:00',
  ])
})

test('a long limit warns by days, not by its share', () => {
  assert.deepEqual(lightsOf('2026-09-30T10:00', '15wd'), [
    '2026-10-26 09:00',
    '2026-10-27 09:00',
    '2026-10-28 00:00',
  ])
})

test('a one-day limit is not born yellow, but warns in the afternoon of its day', () => {
  assert.deepEqual(lightsOf('2026-10-12T10:00', '1wd'), [
    '2026-10-13 14:24',
    '2026-10-13 16:12',
    '2026-10-14 00:00',
  ])
})

test('hours warn by their share', () => {
  assert.deepEqual(lightsOf('2026-10-12T22:00', '2h'), [
    '2026-10-12 23:12',
    '2026-10-12 23:36',
    '2026-10-13 00:00',
  ])
  assert.deepEqual(lightsOf('2026-10-12T16:00', '5wh'), [
    '2026-10-13 10:00',
    '2026-10-13 11:00',
    '2026-10-13 12:00',
  ])
})

test('natural days warn two and one working day before the end where that is less than the share', () => {
  assert.deepEqual(lightsOf('2026-10-09T10:00', '15d'), [
    '2026-10-23 09:00',
    '2026-10-26 09:00',
    '2026-10-27 00:00',
  ])
})

test('what is left on the day a pause took is not left for the light', () => {
  const pauses = [{ from: at('2026-10-12T10:00'), to: at('2026-10-12T11:00') }]
  assert.deepEqual(lightsOf('2026-09-30T10:00', '5wd', pauses), [
    '2026-10-13 09:00',
    '2026-10-14 09:00',
    '2026-10-15 00:00',
  ])
  const yesterday = [{ from: at('2026-10-13T10:00'), to: at('2026-10-13T11:00') }]
  assert.deepEqual(lightsOf('2026-09-30T10:00', '5wd', yesterday), [
    '2026-10-12 09:00',
    '2026-10-14 09:00',
    '2026-10-15 00:00',
  ])
})

test('a city’s own thresholds are read from its rules', () => {
  const thresholds = thresholdsFrom({ green: { left: '4wd', share: 0.9 }, yellow: { left: '12h', share: 1 } })
  const clock = { start: at('2026-09-30T10:00'), limit: limitFrom('5wd'), calendar: china, thresholds }
  const { greenAt, yellowAt } = lightMoments({ ...clock, dueAt: endOf('2026-10-13') })
  assert.equal(greenAt, at('2026-10-09T09:00'))
  assert.equal(yellowAt, at('2026-10-13T12:00'))
  assert.throws(
    () => thresholdsFrom({ green: { left: 'soon', share: 1 }, yellow: { left: '1d', share: 1 } }),
    /'soon'/,
  )
})

test('the red sheet goes out at the opening of the first overdue working day', () => {
  assert.equal(redSheetAt(endOf('2026-09-30'), china), at('2026-10-08T09:00'))
  assert.equal(redSheetAt(at('2026-10-13T18:00'), china), at('2026-10-14T09:00'))
  assert.equal(redSheetAt(at('2026-10-13T14:20'), china), at('2026-10-13T14:20'))
  assert.equal(redSheetAt(at('2026-10-10T02:00'), china), at('2026-10-10T09:00'))
})

const clock: LightClock = { greenAt: 100, yellowAt: 200, dueAt: 300, metAt: null }

test('[ZY-24] a ticket shows no light, then green, yellow and red, each from its very moment', () => {
  const shown = [99, 100, 199, 200, 299, 300, 9999].map(now => lightOf(clock, now))
  assert.deepEqual(shown, ['none', 'green', 'green', 'yellow', 'yellow', 'red', 'red'])
})

test('what is met or cancelled shows no light, but did before', () => {
  assert.equal(lightOf({ ...clock, metAt: 350 }, 350), 'none')
  assert.equal(lightOf({ ...clock, metAt: 350 }, 349), 'red')
  assert.equal(lightOf({ ...clock, metAt: 0 }, 349), 'none')
  assert.equal(lightOf({ ...clock, cancelledAt: 250 }, 260), 'none')
  assert.equal(lightOf({ ...clock, cancelledAt: null }, 260), 'yellow')
})

test('what is paused shows no light, unless it was overdue before', () => {
  const paused = {
    ...clock,
    pauses: [
      { from: 150, to: 180 },
      { from: 250, to: null },
    ],
  }
  assert.deepEqual(
    [149, 150, 180, 250, 9999].map(now => lightOf(paused, now)),
    ['green', 'none', 'green', 'none', 'none'],
  )
  assert.equal(lightOf({ ...clock, pauses: [{ from: 300, to: null }] }, 400), 'red')
})

test('lights come in order, inside the time there is, and never at birth', () => {
  const calendars = [china, chinaWith({ hours: ['08:30-12:00', '13:30-17:30'], zone: 'Europe/Berlin' })]
  const minute = fc.integer({ min: at('2025-01-01') / MINUTE, max: at('2026-12-31') / MINUTE })
  const property = fc.property(
    fc.record({
      start: minute.map(m => m * MINUTE),
      mode: fc.constantFrom<CountMode>('workingDay', 'naturalDay', 'workingHour', 'naturalHour'),
      amount: fc.integer({ min: 1, max: 60 }),
      calendar: fc.constantFrom(...calendars),
      pauses: fc.array(fc.tuple(fc.nat(30 * 1440), fc.nat(9000)), { maxLength: 3 }),
    }),
    ({ start, mode, amount, calendar, pauses: spans }) => {
      const limit = { mode, amount }
      const pauses = spans.map(([after, length]) => ({
        from: start + after * MINUTE,
        to: start + (after + length) * MINUTE,
      }))
      const { dueAt } = dueOf({ start, limit, calendar, pauses })
      const { greenAt, yellowAt } = lightMoments({ start, dueAt: dueAt!, limit, calendar, pauses })
      assert.ok(start < greenAt && greenAt <= yellowAt && yellowAt < dueAt!)
      const redAt = redSheetAt(dueAt!, calendar)
      assert.ok(redAt >= dueAt! && redAt - dueAt! < 12 * DAY)
    },
  )
  fc.assert(property, { numRuns: 1000 })
})
