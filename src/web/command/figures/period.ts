/** Periods as people ask for them, in days of the city. */
import { t } from '../../text.ts'

export interface Period {
  from: string
  until: string
}

/** A period, and perhaps a unit with those below it. */
export interface Within extends Period {
  unitId?: number
}

const DAY = 86_400_000
const inCity = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })

/** 2026-11-27 of a moment, in the city. */
export const dayOf = (at: number): string => inCity.format(at)
const before = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * DAY).toISOString().slice(0, 10)

export type PeriodName = 'today' | 'week' | 'month' | 'lastMonth' | 'quarter'

export function periodOf(name: PeriodName, now: number): Period {
  const today = dayOf(now)
  const first = `${today.slice(0, 8)}01`
  if (name === 'today') return { from: today, until: today }
  if (name === 'week') return { from: before(today, 6), until: today }
  if (name === 'month') return { from: first, until: today }
  if (name === 'quarter') return { from: before(today, 89), until: today }
  const last = before(first, 1)
  return { from: `${last.slice(0, 8)}01`, until: last }
}

export const PERIODS: readonly { value: PeriodName; label: string }[] = [
  { value: 'today', label: t('今天', 'Today') },
  { value: 'week', label: t('近七天', 'Seven days') },
  { value: 'month', label: t('本月', 'This month') },
  { value: 'lastMonth', label: t('上月', 'Last month') },
  { value: 'quarter', label: t('近三个月', '90 days') },
]

/** The beginning of a day of the city as a moment, and of the day after another. */
export const momentsOf = ({ from, until }: Period): { receivedFrom: string; receivedTo: string } => ({
  receivedFrom: new Date(`${from}T00:00:00+08:00`).toISOString(),
  receivedTo: new Date(Date.parse(`${until}T00:00:00+08:00`) + DAY).toISOString(),
})
