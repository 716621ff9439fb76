/** Pauses of a clock, as the gaps that counting leaves out. */
import type { Instant } from '../instant.ts'
import type { Calendar } from './calendar.ts'
import { type CountMode, isByDay } from './limit.ts'
import type { Gap } from './ruler.ts'
import { dayNumberAt, startOfDay } from './zone.ts'

export interface Pause {
  from: Instant
  /** Null while it lasts. */
  to: Instant | null
  reason?: string
}

/** Pauses as gaps between instants, in order and merged; RangeError for a pause that ends before it begins. */
export function gapsOf(pauses: readonly Pause[]): Gap[] {
  const sorted = pauses
    .map(p => ({ from: p.from, to: p.to ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => a.from - b.from)
  const merged: Gap[] = []
  for (const gap of sorted) {
    // The negation also catches NaN.
    if (!(gap.to >= gap.from)) throw new RangeError('a pause ends before it begins')
    const last = merged.at(-1)
    if (last && gap.from <= last.to) last.to = Math.max(last.to, gap.to)
    else if (gap.to > gap.from) merged.push(gap)
  }
  return merged
}

/**
 * The same gaps on the line of day numbers: every day touched is left out whole. A unit that lost an afternoon to a
 * pause can't be held to that day, and a half day has no meaning in a limit of days.
 */
export function gapsInDays(gaps: readonly Gap[], { zone }: Calendar): Gap[] {
  const days: Gap[] = []
  for (const gap of gaps) {
    const from = dayNumberAt(zone, gap.from) - 1
    const to = gap.to === Number.POSITIVE_INFINITY ? gap.to : dayNumberAt(zone, gap.to - 1)
    const last = days.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else days.push({ from, to })
  }
  return days
}

/** What a mode leaves out, between instants: whole days in the day modes, the exact time in the hour modes. */
export function gapsForMode(pauses: readonly Pause[], mode: CountMode, calendar: Calendar): Gap[] {
  const gaps = gapsOf(pauses)
  if (!isByDay(mode)) return gaps
  return gapsInDays(gaps, calendar).map(({ from, to }) => ({
    from: startOfDay(calendar.zone, from + 1),
    to: to === Number.POSITIVE_INFINITY ? to : startOfDay(calendar.zone, to + 1),
  }))
}
