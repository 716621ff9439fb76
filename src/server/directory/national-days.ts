/** The State Council's holidays and make-up days 2004–2026 as plain days, from the package chinese-days. */
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { SpecialDay } from '../../domain/time/calendar.ts'

/** `New Year's Day,元旦,1`: English, Chinese, statutory days. */
const daysFrom = (list: Record<string, string>, workday: boolean): SpecialDay[] =>
  Object.entries(list).map(([day, names]) => ({ day, workday, name: names.split(',')[1] ?? names }))

/** Every day off and every make-up working day, in order. */
export const NATIONAL_DAYS: readonly SpecialDay[] = [
  ...daysFrom(published.holidays, false),
  ...daysFrom(published.workdays, true),
].sort((a, b) => (a.day < b.day ? -1 : 1))

/** Years whose notice is out: those whose National Day is known. A stray January day of the next year doesn't publish it. */
export const PUBLISHED_YEARS: readonly number[] = [
  ...new Set(NATIONAL_DAYS.filter(d => d.day.slice(5) === '10-01').map(d => Number(d.day.slice(0, 4)))),
]
