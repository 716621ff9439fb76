import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { calendarOf } from '../../domain/time/calendar.ts'
import { calendarFileFrom } from './calendar-file.ts'

const read = (text: string) => calendarFileFrom(text, 'linyi.yaml')

test('the calendar of Guangxi that ships can be read and counted with', () => {
  const path = new URL('../../../config/calendars/guangxi.yaml', import.meta.url)
  const { zone = '', hours = [], days = [] } = calendarFileFrom(readFileSync(path, 'utf8'), 'guangxi.yaml')
  const guangxi = calendarOf({ zone, hours, days: [], publishedYears: [2025], localDays: days })
  assert.deepEqual(guangxi.describe('2025-03-31'), { kind: 'holiday', name: '壮族三月三' })
})

test('every part of a calendar file may be left out', () => {
  assert.deepEqual(read(''), {})
  assert.deepEqual(read('zone: Asia/Urumqi'), { zone: 'Asia/Urumqi' })
})

test('a mistake in a calendar file is named with its line', () => {
  const cases: [string, RegExp][] = [
    ['zone: [', /^linyi.yaml, line \d: /],
    ['zone: Asia/Shanghai\nholidays: []', /^linyi.yaml, line 1: .*additional/],
    [
      'days:\n  - { day: 2026-02-30, workday: false, name: x }',
      /^linyi.yaml, line 2: '2026-02-30' is not a day/,
    ],
    [
      'days:\n  - { day: 2026-02-03, workday: false, name: x }\n  - { day: 2026-02-04, workday: no, name: x }',
      /line 3: days.1.workday must be boolean/,
    ],
    ['days:\n\n  - { day: 2026-02-03, name: x }', /line 3: days.0 must have required properties workday/],
    ['hours: []', /line 1: hours must not have fewer than 1 items/],
    ['just words', /line 1: the file must be object/],
  ]
  for (const [text, message] of cases) assert.throws(() => read(text), { name: 'RangeError', message }, text)
})
