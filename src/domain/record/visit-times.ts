/** When to call back: within the hours of the rules, and each time at another time of day. */
import { DAY, HOUR, type Instant } from '../instant.ts'
import type { Rules } from '../policy/rules.ts'
import { instantOf, localTimeAt, type Zone } from '../time/zone.ts'

type VisitRules = Rules['visits']

/** The moment itself when it lies in the visiting hours, else the next opening. */
export function withinHours(at: Instant, { hours }: VisitRules, zone: Zone): Instant {
  const local = localTimeAt(zone, at)
  const midnight = Math.floor(local / DAY) * DAY
  if (local < midnight + hours.from * HOUR) return instantOf(zone, midnight + hours.from * HOUR)
  return local < midnight + hours.to * HOUR ? at : instantOf(zone, midnight + DAY + hours.from * HOUR)
}

/**
 * The best time after `attempts` calls that nobody took, the last at `lastAt`: later the same day while it is open,
 * the next day at an hour that moves on with every attempt.
 */
export function nextAttempt(lastAt: Instant, attempts: number, rules: VisitRules, zone: Zone): Instant {
  const later = lastAt + rules.spreadHours * HOUR
  if (withinHours(later, rules, zone) === later) return later
  const { from, to } = rules.hours
  const hour = from + ((attempts * rules.spreadHours) % (to - from))
  const midnight = Math.floor(localTimeAt(zone, lastAt) / DAY) * DAY
  const proposed = instantOf(zone, midnight + DAY + hour * HOUR)
  return withinHours(Math.max(proposed, later), rules, zone)
}
