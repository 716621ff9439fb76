import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { HOUR, MINUTE } from '../instant.ts'
import { isoWithOffset, limitText, localText, momentFrom } from './moment-text.ts'
import { instantOf, localTimeAt, zoneOf } from './zone.ts'

const shanghai = zoneOf('Asia/Shanghai')
const berlin = zoneOf('Europe/Berlin')
const utc = (text: string): number => Date.parse(`${text}Z`)

test('Shanghai is eight hours ahead, summer time of 1991 included', () => {
  assert.equal(shanghai.offsetAt(utc('2026-07-01T00:00')), 8 * HOUR)
  assert.equal(shanghai.offsetAt(utc('1991-07-01T00:00')), 9 * HOUR)
})

test('summer time begins and ends at the very moment', () => {
  assert.equal(berlin.offsetAt(utc('2026-03-29T01:00') - 1), HOUR)
  assert.equal(berlin.offsetAt(utc('2026-03-29T01:00')), 2 * HOUR)
  assert.equal(berlin.offsetAt(utc('2026-10-25T01:00') - 1), 2 * HOUR)
  assert.equal(berlin.offsetAt(utc('2026-10-25T01:00')), HOUR)
})

test('offsets agree with Intl at any moment in zones with short, long and odd summer times', () => {
  const names = [
    'Africa/Casablanca',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Asia/Kathmandu',
    'Africa/Cairo',
  ]
  const moments = fc.integer({ min: utc('1990-01-01T00:00') / MINUTE, max: utc('2100-12-31T00:00') / MINUTE })
  for (const name of names) {
    const format = new Intl.DateTimeFormat('sv', { timeZone: name, dateStyle: 'short', timeStyle: 'short' })
    fc.assert(
      fc.property(moments, minute => {
        const at = minute * MINUTE
        assert.equal(localText(at, zoneOf(name)), format.format(at), name)
      }),
    )
  }
})

test('a wall-clock time shown twice is the first, one never shown lies as far after the gap', () => {
  assert.equal(instantOf(berlin, utc('2026-10-25T02:30')), utc('2026-10-25T00:30'))
  assert.equal(instantOf(berlin, utc('2026-03-29T02:30')), utc('2026-03-29T01:30'))
  assert.equal(localText(instantOf(berlin, utc('2026-03-29T02:30')), berlin), '2026-03-29 03:30')
})

test('a limit that ends with a day is told by that day, not by the next', () => {
  assert.equal(limitText(utc('2026-12-01T16:00'), shanghai), '2026-12-01 24:00')
  assert.equal(limitText(utc('2026-12-01T10:00'), shanghai), '2026-12-01 18:00')
})

test('wall clock and instant lead to each other', () => {
  fc.assert(
    fc.property(fc.integer({ min: utc('1992-01-01T00:00'), max: utc('2100-01-01T00:00') }), at =>
      assert.equal(instantOf(shanghai, localTimeAt(shanghai, at)), at),
    ),
  )
})

test('a zone that does not exist is named in the error', () => {
  assert.throws(() => zoneOf('Mars/Olympus'), {
    name: 'RangeError',
    message: /'Mars\/Olympus' is not a time zone/,
  })
})

test('a moment without an offset is the town’s own clock, with one it is that', () => {
  const cases: [string, string][] = [
    ['2026-09-30T10:00', '2026-09-30T02:00'],
    ['2026-09-30 10:00:05', '2026-09-30T02:00:05'],
    ['2026-09-30', '2026-09-29T16:00'],
    ['2026-09-30T10:00Z', '2026-09-30T10:00'],
    ['2026-09-30T10:00:00.250-05:30', '2026-09-30T15:30:00.250'],
  ]
  for (const [text, expected] of cases) assert.equal(momentFrom(text, shanghai), utc(expected), text)
})

test('what is no moment is refused', () => {
  const wrong = [
    '',
    'now',
    '2026-02-30T10:00',
    '2026-13-01T10:00',
    '2026-01-01T24:00',
    '2026-01-01T10:60',
    '2026-1-1',
  ]
  for (const text of [...wrong, '2026-01-01T10', '10:00', '2026-01-01T10:00+8', '12026-01-01T10:00'])
    assert.throws(() => momentFrom(text, shanghai), { name: 'RangeError', message: /is not a moment/ }, text)
  assert.throws(() => momentFrom('2026-01-01T10:00+99:00', shanghai), /'\+99:00' is not an offset/)
})

test('a moment is written with the offset of its zone and season', () => {
  assert.equal(isoWithOffset(utc('2026-10-13T10:00'), shanghai), '2026-10-13T18:00:00+08:00')
  assert.equal(isoWithOffset(utc('2026-10-13T10:00') - 1, shanghai), '2026-10-13T17:59:59.999+08:00')
  assert.equal(
    isoWithOffset(utc('2026-07-01T00:00'), zoneOf('America/St_Johns')),
    '2026-06-30T21:30:00-02:30',
  )
})
