import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Counting, type Due, dueOf } from './due.ts'
import { limitFrom } from './limit.ts'
import { at, china, chinaWith, endOf } from './notices.testing.ts'

const count = (start: string, limit: string, more: Partial<Counting> = {}): Due =>
  dueOf({ start: at(start), limit: limitFrom(limit), calendar: china, ...more })

const pause = (from: string, to: string | null) => ({
  from: at(from),
  to: to === null ? null : at(to),
  reason: 'test',
})

test('working days are counted as the State Council lays them out', () => {
  const vectors: [dispatched: string, limit: string, due: string][] = [
    ['2026-09-30', '5wd', '2026-10-13'],
    ['2026-02-13', '5wd', '2026-02-27'],
    ['2026-02-13', '2wd', '2026-02-24'],
    ['2026-04-30', '5wd', '2026-05-11'],
    ['2026-10-09', '1wd', '2026-10-10'],
    ['2026-06-18', '1wd', '2026-06-22'],
    ['2025-09-30', '15wd', '2025-10-28'],
  ]
  for (const [day, limit, expected] of vectors)
    for (const time of ['00:00', '10:00', '23:59']) {
      const due = count(`${day}T${time}`, limit)
      assert.equal(due.dueOn, expected, `${day} ${limit}`)
      assert.equal(due.dueAt, endOf(expected))
      assert.equal(due.provisional, false)
    }
})

test('[ZY-07] first contact, reply and closure run as three limits from one dispatch', () => {
  const [contact, reply, closure] = ['4wh', '3wd', '5wd'].map(limit => count('2026-09-30T10:00', limit).dueAt)
  assert.equal(contact, at('2026-09-30T14:00'))
  assert.equal(reply, endOf('2026-10-10'))
  assert.equal(closure, endOf('2026-10-13'))
})

test('[SZ-04] what a desk hears on a Saturday is due in working days, counted from Monday', () => {
  assert.equal(china.isWorkday('2025-10-25'), false)
  assert.equal(count('2025-10-25T10:00', '1wd').dueOn, '2025-10-27')
  assert.equal(count('2025-10-25T10:00', '2wh').dueAt, at('2025-10-27T11:00'))
})

test('a limit that reaches into a year without a notice is provisional', () => {
  const due = count('2026-12-30T10:00', '5wd')
  assert.equal(due.provisional, true)
  assert.equal(due.calendarVersion, china.version)
  assert.equal(count('2026-12-30T10:00', '1wd').provisional, false)
  assert.equal(count('2026-12-31T10:00', '3d').provisional, true)
  assert.equal(count('2026-12-31T17:00', '2wh').provisional, true)
  assert.equal(count('2026-12-31T17:00', '24h').provisional, false)
})

test('natural days count holidays too, but a last day that is one moves on', () => {
  const due = count('2026-09-26T10:00', '7d')
  assert.equal(due.dueOn, '2026-10-08')
  assert.equal(due.rolledFrom, '2026-10-03')
  const plain = count('2026-10-12T10:00', '7d')
  assert.deepEqual([plain.dueOn, plain.rolledFrom], ['2026-10-19', null])
})

test('hours run from the moment, nights and holidays included', () => {
  assert.equal(count('2026-09-30T22:30', '24h').dueAt, at('2026-10-01T22:30'))
  assert.equal(count('2026-09-30T23:50', '30m').dueAt, at('2026-10-01T00:20'))
})

test('working hours run only while the office is open', () => {
  assert.equal(count('2026-09-29T16:00', '4wh').dueAt, at('2026-09-30T11:00'))
  assert.equal(count('2026-09-30T17:00', '4wh').dueAt, at('2026-10-08T12:00'))
  assert.equal(count('2026-09-30T03:00', '1wh').dueAt, at('2026-09-30T10:00'))
  assert.equal(count('2026-09-30T20:00', '1wh').dueAt, at('2026-10-08T10:00'))
  assert.equal(count('2026-09-30T09:00', '9wh').dueAt, at('2026-09-30T18:00'))
})

test('a lunch break is not office time', () => {
  const calendar = chinaWith({ hours: ['09:00-12:00', '13:30-18:00'] })
  assert.equal(count('2026-09-29T11:00', '2wh', { calendar }).dueAt, at('2026-09-29T14:30'))
  assert.equal(count('2026-09-29T11:00', '1wh', { calendar }).dueAt, at('2026-09-29T12:00'))
  assert.equal(count('2026-09-29T12:30', '1wh', { calendar }).dueAt, at('2026-09-29T14:30'))
})

test('a day ends at 24:00, or when the office closes where the rules say so', () => {
  const rules = { dayEnds: 'officeClose' } as const
  assert.equal(count('2026-09-30T10:00', '5wd', { rules }).dueAt, at('2026-10-13T18:00'))
  assert.equal(count('2026-10-12T10:00', '1d', { rules }).dueAt, at('2026-10-13T18:00'))
})

test('a local holiday makes a limit of that place later', () => {
  const localDays = ['2025-03-31', '2025-04-01'].map(day => ({ day, workday: false, name: '壮族三月三' }))
  assert.equal(count('2025-03-28T10:00', '2wd').dueOn, '2025-04-01')
  assert.equal(count('2025-03-28T10:00', '2wd', { calendar: chinaWith({ localDays }) }).dueOn, '2025-04-03')
})

test('each day touched by a pause is left out whole in a limit of days', () => {
  const paused = (from: string, to: string) =>
    count('2026-10-12T10:00', '3wd', { pauses: [pause(from, to)] }).dueOn
  assert.equal(paused('2026-10-13T16:00', '2026-10-13T17:00'), '2026-10-16')
  assert.equal(paused('2026-10-13T16:00', '2026-10-14T00:00'), '2026-10-16')
  assert.equal(paused('2026-10-13T16:00', '2026-10-14T00:01'), '2026-10-19')
  assert.equal(paused('2026-10-17T00:00', '2026-10-18T00:00'), '2026-10-15')
  assert.equal(paused('2026-10-12T11:00', '2026-10-12T12:00'), '2026-10-15')
  assert.equal(paused('2026-10-13T16:00', '2026-10-13T16:00'), '2026-10-15')
})

test('a pause is left out to the minute in a limit of hours', () => {
  const pauses = [
    pause('2026-09-30T12:00', '2026-09-30T15:30'),
    pause('2026-09-30T14:00', '2026-09-30T16:00'),
  ]
  assert.equal(count('2026-09-30T10:00', '24h', { pauses }).dueAt, at('2026-10-01T14:00'))
  assert.equal(count('2026-09-30T10:00', '5wh', { pauses }).dueAt, at('2026-10-08T10:00'))
})

test('a limit of natural days does not end on a paused day', () => {
  const pauses = [pause('2026-10-08T10:00', '2026-10-08T11:00')]
  assert.equal(count('2026-09-26T10:00', '7d', { pauses }).dueOn, '2026-10-09')
  const untilSunday = [pause('2026-10-08T10:00', '2026-10-10T20:00')]
  assert.equal(count('2026-09-26T10:00', '7d', { pauses: untilSunday }).dueOn, '2026-10-12')
})

test('while a pause lasts nothing is due, and what is left is known', () => {
  const open = (limit: string, from: string) =>
    count('2026-10-12T10:00', limit, { pauses: [pause(from, null)] })
  assert.deepEqual(open('5wd', '2026-10-14T10:00').remaining, limitFrom('4wd'))
  assert.deepEqual(open('5d', '2026-10-12T10:00').remaining, limitFrom('5d'))
  assert.deepEqual(open('24h', '2026-10-12T20:15').remaining, limitFrom('825m'))
  assert.deepEqual(open('9wh', '2026-10-13T03:00').remaining, limitFrom('1wh'))
  for (const limit of ['5wd', '5d', '24h', '9wh']) assert.equal(open(limit, '2026-10-12T10:00').dueAt, null)
  const onHoliday = count('2026-09-26T10:00', '7d', { pauses: [pause('2026-10-07T10:00', null)] })
  assert.deepEqual([onHoliday.dueAt, onHoliday.remaining], [null, limitFrom('1d')])
})

test('a pause that begins after the limit ran out changes nothing', () => {
  const pauses = [pause('2026-10-14T00:00', null)]
  assert.equal(count('2026-09-30T10:00', '5wd', { pauses }).dueOn, '2026-10-13')
})

test('a pause that ends before it begins is refused', () => {
  const pauses = [pause('2026-10-14T00:00', '2026-10-13T00:00')]
  assert.throws(() => count('2026-09-30T10:00', '5wd', { pauses }), {
    message: /a pause ends before it begins/,
  })
})

test('the town’s own clock decides the day: late evening in Shanghai is noon in Berlin', () => {
  const start = Date.parse('2026-10-12T17:00Z')
  const limit = limitFrom('1wd')
  const berlin = chinaWith({ zone: 'Europe/Berlin' })
  assert.equal(dueOf({ start, limit, calendar: china }).dueOn, '2026-10-14')
  assert.equal(dueOf({ start, limit, calendar: berlin }).dueOn, '2026-10-13')
})

test('where clocks are set back, the day still ends at its midnight and hours are real hours', () => {
  const calendar = chinaWith({ zone: 'Europe/Berlin' })
  const due = (limit: string) =>
    dueOf({ start: at('2026-10-23T10:00', 'Europe/Berlin'), limit: limitFrom(limit), calendar })
  assert.equal(due('1wd').dueAt, at('2026-10-27T00:00', 'Europe/Berlin'))
  assert.equal(due('72h').dueAt, at('2026-10-26T09:00', 'Europe/Berlin'))
  assert.equal(due('9wh').dueAt, at('2026-10-26T10:00', 'Europe/Berlin'))
})

test('dates of the years 1 and 9999 are refused at once, whatever is counted', () => {
  for (const limit of ['5wd', '7d', '24h', '4wh']) {
    for (const start of ['0001-01-01T10:00', '1989-12-31T10:00', '2101-01-01T10:00', '9999-12-31T23:59'])
      assert.throws(() => count(start, limit), {
        name: 'RangeError',
        message: /outside the years 1990 to 2100/,
      })
    for (const start of [Number.NaN, Number.POSITIVE_INFINITY, -8.64e15, 8.64e15])
      assert.throws(() => dueOf({ start, limit: limitFrom(limit), calendar: china }), { name: 'RangeError' })
    assert.throws(() => count('2100-12-31T17:00', limit), { name: 'RangeError', message: /1990 to 2100/ })
  }
})
