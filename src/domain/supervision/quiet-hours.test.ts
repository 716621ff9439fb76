/** When people may be told of what is late. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { townRules } from '../../../test/rules.ts'
import { calendarOf } from '../time/calendar.ts'
import { allowedFrom } from './quiet-hours.ts'

const calendar = calendarOf({
  zone: 'Asia/Shanghai',
  days: [1, 2, 3, 4, 5, 6, 7].map(d => ({ day: `2026-10-0${d}`, workday: false, name: '国庆节' })),
  publishedYears: [2026],
})
const at = (text: string): number => Date.parse(`${text}+08:00`)
const allowed = (text: string, limit: string | null, limitClass = 'general'): string =>
  new Date(allowedFrom(at(text), { rules: townRules, calendar, limitClass, limit }) + 8 * 3_600_000)
    .toISOString()
    .slice(0, 16)

test('[ZY-25] work is called about on working days between eight and nine in the evening; an emergency whenever it is', () => {
  const cases: [string, string | null, string, string?][] = [
    ['2026-09-30T08:00', '5wd', '2026-09-30T08:00'],
    ['2026-09-30T20:59', '5wd', '2026-09-30T20:59'],
    ['2026-09-30T21:00', '5wd', '2026-10-08T08:00'],
    ['2026-10-01T00:00', '5wd+10wd', '2026-10-08T08:00'],
    ['2026-10-03T10:00', '4wh', '2026-10-08T08:00'],
    ['2026-09-30T03:00', '5wd', '2026-09-30T08:00'],
    // Natural time runs on through the holiday, and so may a call.
    ['2026-10-03T10:00', '24h', '2026-10-03T10:00'],
    ['2026-10-03T23:00', '7d', '2026-10-04T08:00'],
    ['2026-10-03T23:00', 'source', '2026-10-04T08:00'],
    ['2026-10-03T23:00', null, '2026-10-04T08:00'],
    ['2026-10-03T03:00', '2h', '2026-10-03T03:00', 'critical'],
  ]
  for (const [from, limit, expected, limitClass] of cases)
    assert.equal(allowed(from, limit, limitClass), expected, `${from} ${limit}`)
})
