/** When a limit is to be looked at next: its next light, and after its due time the next rung of the ladder. */
import type { Instant } from '../instant.ts'
import { matches, type Rules, type Traits } from '../policy/rules.ts'
import { isPaused, isRunning } from '../record/clocks.ts'
import type { Clock } from '../record/state.ts'
import type { Calendar } from '../time/calendar.ts'
import { type Light, redSheetAt } from '../time/lights.ts'
import { isByDay, isByWork, limitFrom, millisecondsOf } from '../time/limit.ts'
import { officeDay, officeRuler } from '../time/ruler.ts'
import type { SheetKind } from '../vocabulary.ts'
import { type Rung, supervisionOf } from './ladder.ts'

export type Lit = Exclude<Light, 'none'>

/** Either a colour that comes on, or the next rung after the due time. */
export type Next = { at: Instant; light: Lit } | { at: Instant; light: null }

/** What comes next of a running limit, or null; the column `clock.next_at` says the same. */
export function nextOf(clock: Clock): Next | null {
  // A window in which something may be given back is no duty.
  if (clock.kind === 'return' || !isRunning(clock) || isPaused(clock)) return null
  if (clock.lit === null) return { at: clock.greenAt, light: 'green' }
  if (clock.lit === 'green') return { at: clock.yellowAt, light: 'yellow' }
  if (clock.lit === 'yellow') return { at: clock.dueAt, light: 'red' }
  return clock.rungAt === null ? null : { at: clock.rungAt, light: null }
}

/** A limit, of which matter, under which rules. */
export interface Climbing {
  rules: Rules
  clock: Pick<Clock, 'kind' | 'dueAt'>
  traits: Traits
  /** Of which sheet it is a limit; null for none. */
  sheet: SheetKind | null
}

/** The rungs that a limit of this matter leads to, leaving out those that are off. */
const rungsFor = ({ rules, clock, traits, sheet }: Climbing): Rung[] =>
  supervisionOf(rules).ladder.filter(
    r =>
      r.mode !== 'off' &&
      r.clocks.includes(clock.kind) &&
      (!r.when || matches(r.when, traits)) &&
      (!r.sheets || (sheet !== null && r.sheets.includes(sheet))),
  )

/** Those climbed when a colour comes on; red comes at the due moment. */
export const rungsAt = (light: Lit, climbing: Climbing): Rung[] =>
  rungsFor(climbing).filter(r => r.at === (light === 'red' ? 'due' : light))

/** Those climbed one after the other once it is overdue, with their moments, the earliest first. */
export function overdueRungs(climbing: Climbing, calendar: Calendar): { rung: Rung; at: Instant }[] {
  const first = redSheetAt(climbing.clock.dueAt, calendar)
  return rungsFor(climbing)
    .filter(r => r.at === 'overdue')
    .map(rung => ({ rung, at: momentAfter(first, rung.after, calendar) }))
    .sort((a, b) => a.at - b.at)
}

function momentAfter(first: Instant, after: string | undefined, calendar: Calendar): Instant {
  if (after === undefined) return first
  const limit = limitFrom(after)
  const length = isByDay(limit.mode) ? limit.amount * officeDay(calendar) : millisecondsOf(limit)
  if (!isByWork(limit.mode)) return first + (isByDay(limit.mode) ? limit.amount * 24 * 3_600_000 : length)
  const ruler = officeRuler(calendar)
  return ruler.leave(ruler.measure(first) + length)
}
