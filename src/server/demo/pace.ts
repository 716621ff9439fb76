/** When people get round to things: offices in their hours, callers through the day, call-backs until the evening. */
import { DAY, HOUR, type Instant, MINUTE } from '../../domain/instant.ts'
import type { Calendar } from '../../domain/time/calendar.ts'
import { dueOf } from '../../domain/time/due.ts'
import { dayNumberAt, instantOf, localTimeAt } from '../../domain/time/zone.ts'
import type { Chance } from './chance.ts'

/** So many minutes of office time later. */
export const officeLater = (calendar: Calendar, at: Instant, minutes: number): Instant =>
  dueOf({ start: at, limit: { mode: 'workingHour', amount: Math.max(1, Math.round(minutes)) }, calendar })
    .dueAt ?? at

/** The moment itself when the office is open then, else a little after its next opening. */
export function inOffice(calendar: Calendar, at: Instant, chance: Chance): Instant {
  const next = officeLater(calendar, at, 1)
  return next - at <= 2 * MINUTE
    ? at
    : officeLater(calendar, at, chance.between(3, 50)) + chance.between(0, 59_999)
}

/** The share of a day's calls that come in each hour, from 0 to 23. */
const HOURS = [1, 1, 0.5, 0.5, 0.5, 1, 2, 5, 9, 11, 10, 8, 5, 5, 8, 9, 8, 7, 5, 5, 5, 4, 3, 2]
const WEEKEND = 0.55

/** Moments at which people come with something, in order; `days` days up to and with the day of `present`. */
export function comings(
  calendar: Calendar,
  { present, days, count }: { present: Instant; days: number; count: number },
  chance: Chance,
): Instant[] {
  const last = dayNumberAt(calendar.zone, present)
  const list = Array.from({ length: days }, (_, i) => last - days + 1 + i)
  const weights = list.map(day => [day, [0, 6].includes((day + 4) % 7) ? WEEKEND : 1] as const)
  const found = Array.from({ length: count }, () => atSomeHour(calendar, chance.weighted(weights), chance))
  // What would come later today came at the same hour yesterday.
  return found.map(at => (at > present ? at - DAY : at)).sort((a, b) => a - b)
}

function atSomeHour(calendar: Calendar, day: number, chance: Chance): Instant {
  const hour = chance.weighted(HOURS.map((weight, h) => [h, weight] as const))
  return instantOf(calendar.zone, day * DAY + hour * HOUR) + chance.between(0, HOUR - 1)
}

/** A time of day in so many working days before the present: in office hours, never ahead of it. */
export function workdaysAgo(calendar: Calendar, present: Instant, days: number, chance: Chance): Instant {
  for (let day = dayNumberAt(calendar.zone, present), left = days; ; day--) {
    const open = instantOf(calendar.zone, day * DAY + 9 * HOUR)
    const works = officeLater(calendar, open, 1) - open <= 2 * MINUTE
    if (works && left === 0) return Math.min(open + chance.between(0, 150 * MINUTE), present - 90 * MINUTE)
    if (works) left -= 1
  }
}

/** The next moment from `at` on between two hours of the day. */
export function betweenHours(
  calendar: Calendar,
  at: Instant,
  hours: { from: number; to: number },
  chance: Chance,
): Instant {
  const local = localTimeAt(calendar.zone, at)
  const midnight = Math.floor(local / DAY) * DAY
  const jitter = chance.between(MINUTE, 50 * MINUTE)
  if (local < midnight + hours.from * HOUR)
    return instantOf(calendar.zone, midnight + hours.from * HOUR) + jitter
  return local < midnight + hours.to * HOUR
    ? at
    : instantOf(calendar.zone, midnight + DAY + hours.from * HOUR) + jitter
}
