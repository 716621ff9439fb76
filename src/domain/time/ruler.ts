/** Counting along a line with stretches left out: the one piece of arithmetic below due times and lights. */
import { DAY, type Instant } from '../instant.ts'
import { type Calendar, isWorkedDay, nthWorkday, workdaysUpTo } from './calendar.ts'
import { withinRange } from './day.ts'
import { dayNumberAt, instantOf, localTimeAt } from './zone.ts'

/** A stretch that isn't counted, from (excluded) to (included); `to` is Infinity while it is open. */
export interface Gap {
  from: number
  to: number
}

/** Measures a line (of instants, or of day numbers); never falls as the position grows. */
export interface Ruler {
  measure: (position: number) => number
  /** The first position with that measure. */
  reach: (measure: number) => number
}

/** A ruler that can be walked back along. */
export interface TwoWayRuler extends Ruler {
  /** The last position with that measure: where the next bit begins to count. */
  leave: (measure: number) => number
}

const same = (x: number): number => x

/** Every millisecond, or every day, counts. */
export const NATURAL: TwoWayRuler = { measure: same, reach: same, leave: same }

/** Day numbers; a position is the end of that day. */
export const workdayRuler = (calendar: Calendar): Ruler => ({
  measure: day => workdaysUpTo(calendar, day),
  reach: n => nthWorkday(calendar, n),
})

/** Milliseconds a full working day has. */
export const officeDay = (calendar: Calendar): number =>
  calendar.hours.reduce((sum, span) => sum + span.closes - span.opens, 0)

/** Instants; only office hours of working days count. */
export function officeRuler(calendar: Calendar): TwoWayRuler {
  const length = officeDay(calendar)
  const at = (day: number, time: number): Instant => instantOf(calendar.zone, day * DAY + time)
  return {
    measure(instant) {
      const day = withinRange(dayNumberAt(calendar.zone, instant))
      const past = workdaysUpTo(calendar, day)
      if (!isWorkedDay(calendar, day)) return past * length
      const time = localTimeAt(calendar.zone, instant) - day * DAY
      return (past - 1) * length + officeTimeBefore(calendar, time)
    },
    reach(measure) {
      const days = Math.ceil(measure / length)
      return at(nthWorkday(calendar, days), timeOfDay(calendar, measure - (days - 1) * length, 'first'))
    },
    leave(measure) {
      const days = Math.floor(measure / length)
      return at(nthWorkday(calendar, days + 1), timeOfDay(calendar, measure - days * length, 'last'))
    },
  }
}

function officeTimeBefore({ hours }: Calendar, time: number): number {
  let sum = 0
  for (const { opens, closes } of hours) if (time > opens) sum += Math.min(time, closes) - opens
  return sum
}

/** The time of day with so much office time behind it: before the lunch break, or after it, when it is on the edge. */
function timeOfDay({ hours }: Calendar, behind: number, edge: 'first' | 'last'): number {
  let left = behind
  for (const { opens, closes } of hours) {
    const span = closes - opens
    if (edge === 'first' ? left <= span : left < span) return opens + left
    left -= span
  }
  return hours.at(-1)!.closes
}

/** How far one gets from `start` with `amount`, gaps not counted; or what is left of it when an open gap is met. */
export function walk(
  ruler: Ruler,
  start: number,
  amount: number,
  gaps: readonly Gap[],
): { at: number } | { left: number } {
  let cursor = start
  let left = amount
  for (const { from, to } of gaps) {
    if (to <= cursor) continue
    const counted = from > cursor ? ruler.measure(from) - ruler.measure(cursor) : 0
    if (counted >= left) break
    left -= counted
    if (to === Number.POSITIVE_INFINITY) return { left }
    cursor = to
  }
  return { at: ruler.reach(ruler.measure(cursor) + left) }
}

/** The last position from which `amount` is still left until `end`, gaps not counted; never before `start`. */
export function walkBack(
  ruler: TwoWayRuler,
  span: { start: number; end: number },
  amount: number,
  gaps: readonly Gap[],
): number {
  let cursor = span.end
  let left = amount
  for (const { from, to } of gaps.toReversed()) {
    if (from >= cursor) continue
    const counted = to < cursor ? ruler.measure(cursor) - ruler.measure(to) : 0
    if (counted >= left) break
    left -= counted
    cursor = Math.min(cursor, from)
  }
  const goal = ruler.measure(cursor) - left
  if (cursor <= span.start || goal < ruler.measure(span.start)) return span.start
  return Math.max(span.start, Math.min(span.end, ruler.leave(goal)))
}

/** How much counts between two positions, gaps left out. */
export function countedBetween(ruler: Ruler, from: number, to: number, gaps: readonly Gap[]): number {
  let cursor = from
  let sum = 0
  for (const gap of gaps) {
    if (gap.to <= cursor || cursor >= to) continue
    if (gap.from >= to) break
    if (gap.from > cursor) sum += ruler.measure(gap.from) - ruler.measure(cursor)
    cursor = gap.to
  }
  return cursor >= to ? sum : sum + ruler.measure(to) - ruler.measure(cursor)
}
