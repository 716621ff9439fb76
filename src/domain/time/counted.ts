/** How a due time was counted, day by day: what a clerk shows when somebody asks why. */
import { type Day, type Instant, MINUTE } from '../instant.ts'
import type { DayKind } from './calendar.ts'
import { type DayNumber, dayOfNumber, numberOfDay } from './day.ts'
import { type Counting, type Due, dueOf } from './due.ts'
import { isByDay } from './limit.ts'
import { gapsInDays, gapsOf } from './pauses.ts'
import { countedBetween, type Gap, NATURAL, officeRuler } from './ruler.ts'
import { dayNumberAt, startOfDay } from './zone.ts'

export interface CountedDay {
  day: Day
  kind: DayKind
  /** Of the holiday or make-up day. */
  name: string | null
  /** 1 or 0 in the day modes; minutes in the hour modes. */
  counted: number
  /** Why an otherwise countable day isn't: it is the starting day, paused, or only what the limit moved on over. */
  because: 'start' | 'paused' | 'rolled' | null
}

/** Every day from the start to the due time (or to the day an open pause begins). */
export function howCounted(counting: Counting): { due: Due; days: CountedDay[] } {
  const due = dueOf(counting)
  const gaps = gapsOf(counting.pauses ?? [])
  const first = dayNumberAt(counting.calendar.zone, counting.start)
  const last = due.dueOn === null ? openDay(counting, gaps) : numberOfDay(due.dueOn)
  const tell = isByDay(counting.limit.mode) ? byDay(counting, due, gaps) : byHour(counting, due, gaps)
  const days: CountedDay[] = []
  for (let n = first; n <= last; n++) {
    const day = dayOfNumber(n)
    days.push({ day, ...counting.calendar.describe(day), ...tell(n) })
  }
  return { due, days }
}

type Tell = (day: DayNumber) => Pick<CountedDay, 'counted' | 'because'>

const openDay = ({ calendar, start }: Counting, gaps: readonly Gap[]): DayNumber =>
  dayNumberAt(calendar.zone, Math.max(start, gaps.at(-1)?.from ?? start))

function byDay({ calendar, start, limit }: Counting, due: Due, gaps: readonly Gap[]): Tell {
  const first = dayNumberAt(calendar.zone, start)
  const paused = gapsInDays(gaps, calendar)
  const rolled = due.rolledFrom === null ? Number.POSITIVE_INFINITY : numberOfDay(due.rolledFrom)
  return day => {
    if (day === first) return { counted: 0, because: 'start' }
    if (paused.some(gap => day > gap.from && day <= gap.to)) return { counted: 0, because: 'paused' }
    if (day > rolled) return { counted: 0, because: 'rolled' }
    const counts = limit.mode === 'naturalDay' || calendar.isWorkday(dayOfNumber(day))
    return { counted: counts ? 1 : 0, because: null }
  }
}

function byHour({ calendar, start, limit }: Counting, due: Due, gaps: readonly Gap[]): Tell {
  const ruler = limit.mode === 'workingHour' ? officeRuler(calendar) : NATURAL
  const end = due.dueAt ?? Number.POSITIVE_INFINITY
  const within = (day: DayNumber): [Instant, Instant] => [
    Math.max(start, startOfDay(calendar.zone, day)),
    Math.min(end, startOfDay(calendar.zone, day + 1)),
  ]
  return day => {
    const [from, to] = within(day)
    const counted = countedBetween(ruler, from, to, gaps)
    const lost = ruler.measure(to) - ruler.measure(from) > counted
    return { counted: counted / MINUTE, because: lost ? 'paused' : null }
  }
}
