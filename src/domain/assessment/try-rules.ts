/** 规则试算: what the limits of tickets would have been under other rules, with everything that happened as it happened. */
import type { Directory } from '../directory/directory.ts'
import type { Instant } from '../instant.ts'
import { limitClassOf, limitTextOf, type Rules } from '../policy/rules.ts'
import { traitsOf } from '../policy/traits.ts'
import { GIVEN_LIMIT, startAfter } from '../record/clocks.ts'
import type { Clock, TicketState } from '../record/state.ts'
import type { Calendar } from '../time/calendar.ts'
import { dueOf } from '../time/due.ts'
import { type Limit, limitFrom } from '../time/limit.ts'
import type { ClockKind } from '../vocabulary.ts'

/** What of a ticket its limits depend on. */
export type Tried = Pick<TicketState, 'appeal' | 'clocks'> & { signedAt: Instant | null }

export interface Trial {
  rules: Rules
  /** What started the closure clock under the version a ticket was given. */
  startOf: (policyVersion: number) => Rules['clockStart'] | undefined
  /** With the office hours of the rules that are tried. */
  calendar: Calendar
  directory: Directory
  now: Instant
}

export interface TrialRow {
  kind: ClockKind
  /** As the tried rules sort the ticket. */
  limitClass: string
  /** What they allow; null: they set no limit there. */
  limit: string | null
  total: number
  lateBefore: number
  lateUnder: number
  newlyLate: number
  noLongerLate: number
  /** The first tickets that would have been late and weren't, then those the other way round. */
  samples: string[]
}

/** Counted in no row: what an import gave with its own due time, what was called off before anybody was late. */
export interface TrialCounts {
  tickets: number
  rows: Map<string, TrialRow>
  given: number
  calledOff: number
}

const SAMPLES = 10

export const newTrial = (): TrialCounts => ({ tickets: 0, rows: new Map(), given: 0, calledOff: 0 })

/** Adds one ticket to the counts. */
export function tryOn(counts: TrialCounts, ticket: Tried, trial: Trial): void {
  counts.tickets += 1
  const limitClass = limitClassOf(trial.rules, traitsOf(ticket.appeal, trial.directory))
  for (const clock of ticket.clocks) {
    if (clock.limit.split('+')[0] === GIVEN_LIMIT) counts.given += 1
    else if (clock.cancelledAt !== null) counts.calledOff += 1
    else addClock(counts, { ticket, clock, limitClass }, trial)
  }
}

interface OfTicket {
  ticket: Tried
  clock: Clock
  limitClass: string
}

function addClock(counts: TrialCounts, { ticket, clock, limitClass }: OfTicket, trial: Trial): void {
  const limit = limitTextOf(trial.rules, limitClass, clock.kind)
  const key = `${clock.kind}/${limitClass}`
  const row = counts.rows.get(key) ?? newRow(clock.kind, limitClass, limit)
  counts.rows.set(key, row)
  const over = clock.metAt ?? trial.now
  const before = over >= clock.dueAt && !isHeld(clock)
  const due = limit === null ? null : dueUnder(ticket, clock, limit, trial)
  const under = due !== null && over >= due
  row.total += 1
  if (before) row.lateBefore += 1
  if (under) row.lateUnder += 1
  if (under === before) return
  if (under) row.newlyLate += 1
  else row.noLongerLate += 1
  if (row.samples.length < SAMPLES) row.samples.push(ticket.appeal.number)
}

const isHeld = (clock: Clock): boolean => clock.metAt === null && clock.pauses.some(p => p.to === null)

const newRow = (kind: ClockKind, limitClass: string, limit: string | null): TrialRow => ({
  kind,
  limitClass,
  limit,
  total: 0,
  lateBefore: 0,
  lateUnder: 0,
  newlyLate: 0,
  noLongerLate: 0,
  samples: [],
})

/** When the clock would have run out: same pauses, extensions granted on top; null while a pause holds it. */
const dueUnder = (ticket: Tried, clock: Clock, limit: string, trial: Trial): Instant | null =>
  lastPartUnder(ticket, clock, limit, trial)?.dueAt ?? null

/** The limit itself, or the last extension of it: from when, how much, until when. */
export function lastPartUnder(
  ticket: Tried,
  clock: Clock,
  limit: string,
  trial: Trial,
): { start: Instant; part: Limit; dueAt: Instant } | null {
  const { calendar, rules } = trial
  const [, ...extensions] = clock.limit.split('+')
  let from = startUnder(ticket, clock, trial)
  let last = null
  for (const [i, text] of [limit, ...extensions].entries()) {
    const part = limitFrom(text)
    const start = i === 0 ? from : startAfter(from, part)
    const { dueAt } = dueOf({ start, limit: part, calendar, pauses: clock.pauses, rules })
    if (dueAt === null) return null
    last = { start, part, dueAt }
    from = dueAt
  }
  return last
}

/** The appellant's own clock may start at another moment; all others start where they started. */
function startUnder({ appeal, signedAt }: Tried, clock: Clock, { rules, startOf }: Trial): Instant {
  if (clock.kind !== 'closure' || startOf(clock.policyVersion) === rules.clockStart) return clock.startedAt
  if (rules.clockStart === 'acceptance') return appeal.receivedAt
  return (rules.clockStart === 'dispatch' ? appeal.dispatchedAt : signedAt) ?? clock.startedAt
}
