/** The State Council's notices for 2025 and 2026, typed from their text, and the calendars that tests count with. */
import { DAY, type Instant } from '../instant.ts'
import { type Calendar, type CalendarSource, calendarOf, type SpecialDay } from './calendar.ts'
import { dayOfNumber, numberOfDay } from './day.ts'
import { momentFrom } from './moment-text.ts'
import { zoneOf } from './zone.ts'

const OFF: [from: string, to: string, name: string][] = [
  ['2025-01-01', '2025-01-01', '元旦'],
  ['2025-01-28', '2025-02-04', '春节'],
  ['2025-04-04', '2025-04-06', '清明'],
  ['2025-05-01', '2025-05-05', '劳动节'],
  ['2025-05-31', '2025-06-02', '端午'],
  ['2025-10-01', '2025-10-08', '国庆节'],
  ['2026-01-01', '2026-01-03', '元旦'],
  ['2026-02-15', '2026-02-23', '春节'],
  ['2026-04-04', '2026-04-06', '清明'],
  ['2026-05-01', '2026-05-05', '劳动节'],
  ['2026-06-19', '2026-06-21', '端午'],
  ['2026-09-25', '2026-09-27', '中秋'],
  ['2026-10-01', '2026-10-07', '国庆节'],
]
export const MADE_UP = [
  ...['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
]

/** Every day from the first to the last, both included. */
export function daysBetween(from: string, to: string): string[] {
  const first = numberOfDay(from)
  return Array.from({ length: numberOfDay(to) - first + 1 }, (_, i) => dayOfNumber(first + i))
}

export const HOLIDAYS = OFF.flatMap(([from, to]) => daysBetween(from, to))

const NOTICES: SpecialDay[] = [
  ...OFF.flatMap(([from, to, name]) => daysBetween(from, to).map(day => ({ day, workday: false, name }))),
  ...MADE_UP.map(day => ({ day, workday: true, name: '调休' })),
]

/** The calendar of both notices, in Shanghai unless told otherwise. */
export const chinaWith = (changes: Partial<CalendarSource> = {}): Calendar =>
  calendarOf({ zone: 'Asia/Shanghai', days: NOTICES, publishedYears: [2025, 2026], ...changes })

export const china = chinaWith()

/** The instant of a wall-clock time, `2026-09-30T10:00`, in Shanghai unless told otherwise. */
export const at = (text: string, zone = 'Asia/Shanghai'): Instant => momentFrom(text, zoneOf(zone))

/** The end of a day in Shanghai. */
export const endOf = (day: string): Instant => at(day) + DAY
