import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { calendarOf } from '../../domain/time/calendar.ts'
import { china, daysBetween } from '../../domain/time/notices.testing.ts'
import { NATIONAL_DAYS, PUBLISHED_YEARS } from './national-days.ts'

const calendar = calendarOf({ zone: 'Asia/Shanghai', days: NATIONAL_DAYS, publishedYears: PUBLISHED_YEARS })

test('the shipped calendar is the State Council’s of 2025 and 2026, day by day', () => {
  for (const day of daysBetween('2025-01-01', '2026-12-31'))
    assert.equal(calendar.isWorkday(day), china.isWorkday(day), day)
})

test('the shipped calendar knows every year from 2004 without a hole, and the holidays by their Chinese names', () => {
  const last = PUBLISHED_YEARS.at(-1)!
  assert.ok(last >= 2026)
  assert.deepEqual(
    PUBLISHED_YEARS,
    Array.from({ length: last - 2003 }, (_, i) => 2004 + i),
  )
  assert.equal(calendar.publishedThrough, last)
  assert.deepEqual(calendar.describe('2015-09-06').kind, 'makeUp')
  assert.equal(calendar.describe('2026-10-01').name, '国庆节')
})

const table = `${process.env.YIDAN_REAL_DATA ?? ''}/workdays_2007_2026.csv`
const skip = existsSync(table)
  ? false
  : 'left out: YIDAN_REAL_DATA names no folder with workdays_2007_2026.csv'

test('every day of 2007–2026 agrees with the table of real working days', { skip }, () => {
  const rows = readFileSync(table, 'utf8').trim().split('\n').slice(1)
  assert.equal(rows.length, 7305)
  for (const row of rows) {
    const [day = '', , workday] = row.split(',')
    assert.equal(calendar.isWorkday(day), workday === '1', day)
  }
})
