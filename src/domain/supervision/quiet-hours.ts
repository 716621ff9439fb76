/** 免打扰: when people may be reminded and called – in the hours the rules name, about work on working days only, in an emergency always. */
import { DAY, HOUR, type Instant } from '../instant.ts'
import type { Rules } from '../policy/rules.ts'
import { type Calendar, workdayFrom } from '../time/calendar.ts'
import { isByWork, limitFrom } from '../time/limit.ts'
import { dayNumberAt, instantOf, localTimeAt } from '../time/zone.ts'
import { supervisionOf } from './ladder.ts'

export interface Reminding {
  rules: Rules
  calendar: Calendar
  limitClass: string
  /** The limit that it is about, as written; null for none. */
  limit: string | null
}

/** The first moment from `at` on at which somebody may be told. */
export function allowedFrom(at: Instant, { rules, calendar, limitClass, limit }: Reminding): Instant {
  // What never pauses can't wait until morning.
  if (rules.suspensions.neverPauses.includes(limitClass)) return at
  const { from, to } = supervisionOf(rules).calls
  const { zone } = calendar
  const today = dayNumberAt(zone, at)
  const time = localTimeAt(zone, at) - today * DAY
  const isOver = time >= to * HOUR
  const next = isOver ? today + 1 : today
  const day = isOfWork(limit) ? workdayFrom(calendar, next) : next
  return day === today && time >= from * HOUR ? at : instantOf(zone, day * DAY + from * HOUR)
}

/** Limits of an import, and none, are as natural time. */
function isOfWork(limit: string | null): boolean {
  const first = limit?.split('+')[0] ?? ''
  return /^\d/.test(first) && isByWork(limitFrom(first).mode)
}
