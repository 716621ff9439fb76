/** The overview of the day, and what follows from it in words: comparisons with yesterday and the week before. */
import type { Answer } from '../api.ts'

export type Overview = Answer<'readOverview'>
type Hours = Overview['received']

/** So many came by this hour, on an earlier day; the running hour counts by the part of it that is gone. */
export function byNow(
  { received, at }: Pick<Overview, 'received' | 'at'>,
  day: 'yesterday' | 'weekAgo',
): number {
  const hour = received.byHour.length - 1
  const part = (Date.parse(at) % 3_600_000) / 3_600_000
  const of = (index: number): number => received.before[index]?.[day].n ?? 0
  let sum = 0
  for (let i = 0; i < hour; i++) sum += of(i)
  return Math.round(sum + of(hour) * part)
}

/** Sums hour by hour; a curve of the day so far. */
export function running(hours: readonly (number | null)[]): number[] {
  let sum = 0
  return hours.map(n => {
    sum += n ?? 0
    return sum
  })
}

export const hoursOf = (received: Hours) => ({
  today: received.byHour.map(h => h.n),
  yesterday: received.before.map(h => h.yesterday.n),
  weekAgo: received.before.map(h => h.weekAgo.n),
})

/** By how much more or less, in per cent; null when there was nothing to compare with. */
export const changeOf = (now: number | null, before: number | null): number | null =>
  now === null || !before ? null : Math.round(((now - before) / before) * 100)

/** 0.8613 → 86.1%; a dash when there was nothing to count. */
export const percent = (value: number | null, digits = 1): string =>
  value === null ? '–' : `${(value * 100).toFixed(digits)}%`
