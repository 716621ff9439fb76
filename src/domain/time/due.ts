/** When a limit ends: by the day, by the hour, with pauses; 民法典 200–204. */
import { DAY, type Day, type Instant, MINUTE } from '../instant.ts'
import { type Calendar, isPublishedBetween, workdayFrom } from './calendar.ts'
import { type DayNumber, dayOfNumber, withinRange } from './day.ts'
import { isByDay, type Limit, millisecondsOf } from './limit.ts'
import { gapsInDays, gapsOf, type Pause } from './pauses.ts'
import { type Gap, NATURAL, officeRuler, walk, workdayRuler } from './ruler.ts'
import { dayNumberAt, instantOf } from './zone.ts'

export interface CountRules {
  /** When a limit of days ends: at 24:00 of its last day, or when the office closes on it. */
  dayEnds: 'midnight' | 'officeClose'
}

export const DEFAULT_RULES: CountRules = { dayEnds: 'midnight' }

export interface Counting {
  /** Dispatch, sign or acceptance: the caller's choice. */
  start: Instant
  limit: Limit
  calendar: Calendar
  pauses?: readonly Pause[]
  rules?: CountRules
}

export interface Due {
  /** The first instant that is too late; null while an open pause holds the clock. */
  dueAt: Instant | null
  /** The last day, which dueAt ends (midnight is the next day's 00:00) or lies in; null as above. */
  dueOn: Day | null
  /** What an open pause leaves to be counted (minutes rounded up); null when there is a due time. */
  remaining: Limit | null
  /** The last day as counted, when it was a holiday or paused and the limit moved on. */
  rolledFrom: Day | null
  /** Rests on a year whose State Council notice isn't out. */
  provisional: boolean
  calendarVersion: string
}

/** Counts a limit in constant time (plus the pauses); RangeError outside 1990–2100. */
export function dueOf(counting: Counting): Due {
  const gaps = gapsOf(counting.pauses ?? [])
  return isByDay(counting.limit.mode) ? dueByDay(counting, gaps) : dueByHour(counting, gaps)
}

function dueByDay(counting: Counting, gaps: readonly Gap[]): Due {
  const { start, limit, calendar, rules = DEFAULT_RULES } = counting
  const first = withinRange(dayNumberAt(calendar.zone, start))
  const days = gapsInDays(gaps, calendar)
  // 民法典 201: the starting day isn't counted; a position is the end of a day, so counting begins after it.
  const ruler = limit.mode === 'workingDay' ? workdayRuler(calendar) : NATURAL
  const counted = walk(ruler, first, limit.amount, days)
  if ('left' in counted) return held(counting, counted.left)
  const last = rollForward(withinRange(counted.at), calendar, days)
  if (last === null) return held(counting, 1)
  const end = rules.dayEnds === 'midnight' ? DAY : calendar.hours.at(-1)!.closes
  return {
    dueAt: instantOf(calendar.zone, last * DAY + end),
    dueOn: dayOfNumber(last),
    remaining: null,
    rolledFrom: last === counted.at ? null : dayOfNumber(counted.at),
    provisional: !isPublishedBetween(calendar, limit.mode === 'workingDay' ? first : counted.at, last),
    calendarVersion: calendar.version,
  }
}

/** 民法典 203: a last day that is a holiday moves to the next working day, and here past any pause; null: held by an open one. */
function rollForward(day: DayNumber, calendar: Calendar, gaps: readonly Gap[]): DayNumber | null {
  let last = workdayFrom(calendar, day)
  for (const { from, to } of gaps) {
    if (last <= from || last > to) continue
    if (to === Number.POSITIVE_INFINITY) return null
    last = workdayFrom(calendar, to + 1)
  }
  return last
}

function dueByHour(counting: Counting, gaps: readonly Gap[]): Due {
  const { start, limit, calendar } = counting
  const first = withinRange(dayNumberAt(calendar.zone, start))
  const working = limit.mode === 'workingHour'
  const counted = walk(working ? officeRuler(calendar) : NATURAL, start, millisecondsOf(limit), gaps)
  if ('left' in counted) return held(counting, Math.ceil(counted.left / MINUTE))
  const last = withinRange(dayNumberAt(calendar.zone, counted.at))
  return {
    dueAt: counted.at,
    dueOn: dayOfNumber(last),
    remaining: null,
    rolledFrom: null,
    provisional: working && !isPublishedBetween(calendar, first, last),
    calendarVersion: calendar.version,
  }
}

const held = ({ limit, calendar }: Counting, amount: number): Due => ({
  dueAt: null,
  dueOn: null,
  remaining: { mode: limit.mode, amount },
  rolledFrom: null,
  provisional: false,
  calendarVersion: calendar.version,
})
