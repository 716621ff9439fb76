import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hoursFrom, nthWorkday, workdayFrom, workdaysUpTo } from './calendar.ts'
import { dayOfNumber, FIRST_DAY, LAST_DAY, numberOfDay, weekdayOf } from './day.ts'
import { china, chinaWith, daysBetween, HOLIDAYS, MADE_UP } from './notices.testing.ts'

const HOUR = 3_600_000

test('2025 and 2026 have 248 working days each', () => {
  for (const year of [2025, 2026])
    assert.equal(daysBetween(`${year}-01-01`, `${year}-12-31`).filter(china.isWorkday).length, 248)
})

test('every day of both notices is what the notice says, every other Monday to Friday', () => {
  for (const day of daysBetween('2025-01-01', '2026-12-31')) {
    const weekday = new Date(`${day}T12:00Z`).getUTCDay()
    const expected = MADE_UP.includes(day) || (!HOLIDAYS.includes(day) && weekday > 0 && weekday < 6)
    assert.equal(china.isWorkday(day), expected, day)
  }
})

test('a clerk can say why a day is worked or not', () => {
  assert.deepEqual(china.describe('2026-10-10'), { kind: 'makeUp', name: '调休' })
  assert.deepEqual(china.describe('2026-10-03'), { kind: 'holiday', name: '国庆节' })
  assert.deepEqual(china.describe('2026-10-11'), { kind: 'weekend', name: null })
  assert.deepEqual(china.describe('2026-10-12'), { kind: 'workday', name: null })
})

test('a local holiday wins over the national calendar, both ways', () => {
  const guangxi = chinaWith({
    localDays: [
      { day: '2025-03-31', workday: false, name: '壮族三月三' },
      { day: '2025-10-01', workday: true, name: '值守' },
    ],
  })
  assert.equal(guangxi.isWorkday('2025-03-31'), false)
  assert.equal(guangxi.isWorkday('2025-10-01'), true)
  assert.equal(china.isWorkday('2025-03-31'), true)
})

test('years without a notice are Monday to Friday and known to be so', () => {
  assert.equal(china.publishedThrough, 2026)
  assert.equal(china.isPublished('2026-12-31'), true)
  assert.equal(china.isPublished('2027-01-01'), false)
  assert.equal(china.isWorkday('2027-10-01'), true)
  assert.equal(china.isWorkday('2027-10-02'), false)
})

test('the version changes with a day, the hours, the years or the zone, and with nothing else', () => {
  assert.equal(chinaWith().version, china.version)
  const others = [
    chinaWith({ localDays: [{ day: '2026-04-20', workday: false, name: 'x' }] }),
    chinaWith({ hours: ['08:30-17:30'] }),
    chinaWith({ publishedYears: [2025, 2026, 2027] }),
    chinaWith({ zone: 'Asia/Urumqi' }),
  ].map(c => c.version)
  assert.equal(new Set([china.version, ...others]).size, 5)
  assert.equal(chinaWith({ version: 'linyi-7' }).version, 'linyi-7')
})

test('counting to the n-th working day and back agrees over the whole span', () => {
  for (let day = FIRST_DAY; day <= LAST_DAY; day += 13) {
    const next = workdayFrom(china, day)
    assert.ok(next >= day && china.isWorkday(dayOfNumber(next)))
    assert.equal(nthWorkday(china, workdaysUpTo(china, next)), next)
  }
})

test('office hours are read as written, and impossible ones refused', () => {
  assert.deepEqual(hoursFrom(['09:00-12:00', '13:30-24:00']), [
    { opens: 9 * HOUR, closes: 12 * HOUR },
    { opens: 13.5 * HOUR, closes: 24 * HOUR },
  ])
  for (const wrong of [
    [],
    ['9-5'],
    ['18:00-09:00'],
    ['09:00-09:00'],
    ['20:00-25:00'],
    ['13:00-18:00', '09:00-12:00'],
  ])
    assert.throws(() => hoursFrom(wrong), { name: 'RangeError', message: /office hours/ })
})

test('a day that does not exist, or lies centuries away, is named in the error', () => {
  for (const wrong of ['2025-02-29', '2025-13-01', '2025-1-1', '', 'tomorrow'])
    assert.throws(() => numberOfDay(wrong), {
      name: 'RangeError',
      message: new RegExp(`'${wrong}' is not a day`),
    })
  for (const far of ['0001-01-01', '1989-12-31', '2101-01-01', '9999-12-31'])
    assert.throws(() => china.isWorkday(far), {
      name: 'RangeError',
      message: new RegExp(`${far} lies outside`),
    })
  assert.throws(
    () => chinaWith({ localDays: [{ day: '2026-02-30', workday: false, name: 'x' }] }),
    /2026-02-30/,
  )
})

test('weekdays are right before and after 1970', () => {
  assert.equal(weekdayOf(0), 4)
  assert.equal(weekdayOf(-5), 6)
  assert.equal(weekdayOf(numberOfDay('2026-10-13')), 2)
})
