import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY, HOUR, MINUTE } from '../instant.ts'
import type { SpecialDay } from './calendar.ts'
import { howCounted } from './counted.ts'
import { dayOfNumber } from './day.ts'
import { type Counting, dueOf } from './due.ts'
import { type CountMode, isByDay, millisecondsOf } from './limit.ts'
import { at, chinaWith } from './notices.testing.ts'
import { gapsOf, type Pause } from './pauses.ts'
import { countedBetween, officeRuler } from './ruler.ts'
import { localTimeAt } from './zone.ts'

const FROM = at('2025-01-01')
const TO = at('2026-12-31')

const moments = fc.integer({ min: FROM / MINUTE, max: TO / MINUTE }).map(m => m * MINUTE)
const days = fc.integer({ min: Math.ceil(FROM / DAY), max: Math.floor(TO / DAY) }).map(dayOfNumber)
const ZONES = ['Asia/Shanghai', 'Asia/Urumqi', 'Europe/Berlin', 'America/New_York']
const HOURS = [['09:00-18:00'], ['08:30-12:00', '13:30-17:30'], ['00:00-24:00']]
/** Every zone with every kind of hours, and some local days. */
const CALENDARS = ZONES.flatMap(zone =>
  HOURS.map(hours =>
    chinaWith({
      zone,
      hours,
      localDays: [
        { day: '2025-03-31', workday: false, name: 'local' },
        { day: '2026-06-06', workday: true, name: 'local' },
      ],
    }),
  ),
)

const limits = fc.record({
  mode: fc.constantFrom<CountMode>('workingDay', 'naturalDay', 'workingHour', 'naturalHour'),
  amount: fc.integer({ min: 1, max: 60 }),
})
const pauses = fc.array(
  fc
    .record({ from: moments, length: fc.integer({ min: 0, max: 20 * 24 * 60 }) })
    .map(({ from, length }): Pause => ({ from, to: from + length * MINUTE })),
  { maxLength: 4 },
)
const rules = fc.record({ dayEnds: fc.constantFrom('midnight' as const, 'officeClose' as const) })
const countings = fc.record({
  start: moments,
  limit: limits,
  calendar: fc.constantFrom(...CALENDARS),
  pauses,
  rules,
})

/** The due moment; an open pause counts as never. */
const dueAt = (counting: Counting): number => dueOf(counting).dueAt ?? Number.POSITIVE_INFINITY
const holds = (property: fc.IRawProperty<unknown>) => fc.assert(property, { numRuns: 500 })

test('nothing is due before it began', () => {
  holds(fc.property(countings, counting => assert.ok(dueAt(counting) > counting.start)))
})

test('a longer limit is never due earlier', () => {
  holds(
    fc.property(countings, fc.nat(30), (counting, extra) => {
      const { limit } = counting
      assert.ok(dueAt({ ...counting, limit: { ...limit, amount: limit.amount + extra } }) >= dueAt(counting))
    }),
  )
})

test('what begins later is never due earlier', () => {
  holds(
    fc.property(countings, fc.nat(40 * 24 * 60), (counting, minutes) => {
      assert.ok(dueAt({ ...counting, start: counting.start + minutes * MINUTE }) >= dueAt(counting))
    }),
  )
})

test('a pause never shortens a limit, nor does a longer or an open one', () => {
  holds(
    fc.property(countings, moments, fc.nat(10_000), (counting, from, minutes) => {
      const pausedFor = (length: number | null): number => {
        const pause = { from, to: length === null ? null : from + length * MINUTE }
        return dueAt({ ...counting, pauses: [...counting.pauses, pause] })
      }
      const lengths = [dueAt(counting), pausedFor(minutes), pausedFor(minutes + 60), pausedFor(null)]
      assert.deepEqual(
        lengths,
        lengths.toSorted((a, b) => a - b),
      )
    }),
  )
})

test('adding a holiday never makes a limit end earlier', () => {
  const localDays = fc.array(
    fc.record<SpecialDay>({ day: days, workday: fc.boolean(), name: fc.constant('local') }),
  )
  const property = fc.property(countings, localDays, days, (counting, local, day) => {
    const holiday = { day, workday: false, name: 'new' }
    const before = dueAt({ ...counting, calendar: chinaWith({ localDays: local }) })
    assert.ok(dueAt({ ...counting, calendar: chinaWith({ localDays: [...local, holiday] }) }) >= before)
  })
  fc.assert(property, { numRuns: 150 })
})

test('a limit of days ends on a working day that no pause touches', () => {
  holds(
    fc.property(countings, counting => {
      const { dueOn } = dueOf(counting)
      if (!isByDay(counting.limit.mode) || dueOn === null) return
      assert.ok(counting.calendar.isWorkday(dueOn), dueOn)
      const last = howCounted(counting).days.at(-1)
      assert.equal(last?.day, dueOn)
      assert.notEqual(last?.because, 'paused')
    }),
  )
})

test('a limit of working hours ends while the office is open, or as it closes', () => {
  holds(
    fc.property(countings, counting => {
      if (counting.limit.mode !== 'workingHour') return
      const { calendar } = counting
      const due = dueOf(counting)
      const local = localTimeAt(calendar.zone, due.dueAt! - 1)
      const time = (((local % DAY) + DAY) % DAY) + 1
      assert.ok(calendar.isWorkday(dayOfNumber(Math.floor(local / DAY))))
      assert.ok(
        calendar.hours.some(span => time > span.opens && time <= span.closes),
        String(time / HOUR),
      )
    }),
  )
})

test('the days told add up to the limit', () => {
  holds(
    fc.property(countings, counting => {
      const { due, days } = howCounted(counting)
      if (due.dueAt === null) return
      const sum = days.reduce((total, day) => total + day.counted, 0)
      // A day on which clocks are set forward or back has 23 or 25 hours, of which an office open all night counts 24.
      if (counting.calendar.zone.name.startsWith('Asia') || isByDay(counting.limit.mode))
        assert.equal(Math.round(sum * 1e6) / 1e6, counting.limit.amount)
    }),
  )
})

test('office time between start and due is the limit, pauses left out', () => {
  holds(
    fc.property(countings, counting => {
      if (counting.limit.mode !== 'workingHour' || !counting.calendar.zone.name.startsWith('Asia')) return
      const end = dueOf(counting).dueAt!
      const counted = countedBetween(
        officeRuler(counting.calendar),
        counting.start,
        end,
        gapsOf(counting.pauses),
      )
      assert.equal(counted, millisecondsOf(counting.limit))
    }),
  )
})

test('the same counting done day by day, the slow way, gives the same due day', () => {
  holds(
    fc.property(countings, counting => {
      const { start, limit, calendar, pauses } = counting
      if (limit.mode !== 'workingDay') return
      const dayOf = (instant: number) => Math.floor(localTimeAt(calendar.zone, instant) / DAY)
      const touched = (n: number) =>
        pauses.some(p => p.to! > p.from && n >= dayOf(p.from) && n <= dayOf(p.to! - 1))
      let day = dayOf(start)
      for (let left = limit.amount; left > 0; ) {
        day++
        if (calendar.isWorkday(dayOfNumber(day)) && !touched(day)) left--
      }
      assert.equal(dueOf(counting).dueOn, dayOfNumber(day))
    }),
  )
})
