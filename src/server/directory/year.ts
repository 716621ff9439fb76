/** A year of the city's calendar: the days that aren't plain working days or weekends. */

import type { readCalendar } from '../../contract/directory.ts'
import type { AnswerOf } from '../../contract/route.ts'
import { type Calendar, workdaysUpTo } from '../../domain/time/calendar.ts'
import { dayOfNumber, numberOfDay } from '../../domain/time/day.ts'

/** `localDays` are the days the city set itself. */
export function yearOfCalendar(
  calendar: Calendar,
  year: number,
  localDays: ReadonlySet<string>,
): AnswerOf<typeof readCalendar> {
  const [first, last] = [numberOfDay(`${year}-01-01`), numberOfDay(`${year}-12-31`)]
  const all = Array.from({ length: last - first + 1 }, (_, i) => dayOfNumber(first + i))
  const days = all.flatMap(day => {
    const { kind, name } = calendar.describe(day)
    const local = localDays.has(day)
    return local || name !== null || kind === 'makeUp' ? [{ day, kind, name, local }] : []
  })
  const before = workdaysUpTo(calendar, first - 1)
  return {
    published: calendar.isPublished(`${year}-01-01`),
    version: calendar.version,
    workdays: workdaysUpTo(calendar, last) - before,
    days,
  }
}
