/** The limits of a ticket 时限: starting, meeting, cancelling and pausing its clocks, and the appellant's own due time. */
import type { Instant } from '../instant.ts'
import { limitTextOf } from '../policy/rules.ts'
import { dueOf } from '../time/due.ts'
import { isBrighter, lightMoments, lightOf, thresholdsFrom } from '../time/lights.ts'
import { isByDay, type Limit, limitFrom } from '../time/limit.ts'
import { gapsOf } from '../time/pauses.ts'
import type { ClockKind } from '../vocabulary.ts'
import type { Context } from './context.ts'
import { nextNo } from './draft.ts'
import type { Clock, TicketState } from './state.ts'

/** What a decision needs of its context to count. */
export type Counting = Pick<Context, 'now' | 'policy' | 'calendar'>

export interface NewClock {
  kind: ClockKind
  unitId: number
  assignmentNo?: number | null
  recipientNo?: number | null
  /** Now when left out. */
  startedAt?: Instant
  /** The rules' limit for the ticket's class when left out. */
  limit?: string
  /** Ended pauses that count for it too, when it takes the place of another clock. */
  pauses?: Clock['pauses']
}

export const isRunning = (c: Clock): boolean => c.metAt === null && c.cancelledAt === null

/** The running clock of a kind, of one assignment (null: of the appeal itself). */
export const runningClock = (
  t: TicketState,
  kind: ClockKind,
  assignmentNo: number | null = null,
): Clock | undefined => t.clocks.find(c => c.kind === kind && c.assignmentNo === assignmentNo && isRunning(c))

/** Starts a clock when the rules set a limit for it. Answers it, or null. */
export function startClock(
  t: TicketState,
  input: NewClock,
  { now, policy, calendar }: Counting,
): Clock | null {
  const limit = input.limit ?? limitTextOf(policy.rules, t.appeal.limitClass, input.kind)
  if (limit === null) return null
  const clock = newClock(t, { ...input, limit }, { now, policy, calendar })
  count(clock, { policy, calendar })
  copyToAppeal(t, clock)
  if (t.appeal.askedAt !== null) restClocks(t, { now, policy })
  return clock
}

/** The reason of the pauses while the appellant is asked for more; one act begins them, the other ends them. */
export const ASKED = 'asked'

/** What can't go on without the appellant's answer. */
const WAITING: readonly ClockKind[] = ['closure', 'reply', 'preliminaryReply', 'rework']

/** Pauses what can't go on, where the rules pause for questions and the class isn't one that never pauses. */
export function restClocks(t: TicketState, { now, policy }: Pick<Counting, 'now' | 'policy'>): void {
  const { askPauses, suspensions } = policy.rules
  if (askPauses && !suspensions.neverPauses.includes(t.appeal.limitClass))
    pauseClocks(t, now, ASKED, c => WAITING.includes(c.kind))
}

/** How the limit of a clock is written whose due time was given, not counted. */
export const GIVEN_LIMIT = 'source'
const isGiven = (clock: Clock): boolean => clock.limit.split('+')[0] === GIVEN_LIMIT

/** Starts a clock whose moments an import gives; pauses and extensions move them on from there. */
export function newGivenClock(
  t: TicketState,
  input: NewClock,
  moments: Pick<Clock, 'greenAt' | 'yellowAt' | 'dueAt'>,
  counting: Counting,
): Clock {
  const clock = newClock(t, { ...input, limit: input.limit ?? GIVEN_LIMIT }, counting)
  Object.assign(clock, moments)
  // What comes from elsewhere has its colour already; nobody is told of it, and no sheet follows.
  const light = lightOf(clock, counting.now)
  if (light !== 'none') clock.lit = light
  copyToAppeal(t, clock)
  return clock
}

/** A new clock in the place of an ended one: from the same start, with these ended pauses instead of its own. */
export function restartClock(
  t: TicketState,
  old: Clock,
  pauses: Clock['pauses'],
  counting: Counting,
): Clock | null {
  const { kind, unitId, assignmentNo, recipientNo, startedAt, limit } = old
  const input = { kind, unitId, assignmentNo, recipientNo, startedAt, limit, pauses }
  if (!isGiven(old)) return startClock(t, input, counting)
  const { greenAt, yellowAt, dueAt } = old
  const clock = newGivenClock(t, input, { greenAt, yellowAt, dueAt }, counting)
  moveOn(clock, restedIn(pauses) - restedIn(old.pauses))
  copyToAppeal(t, clock)
  return clock
}

function newClock(
  t: TicketState,
  input: NewClock & { limit: string },
  { now, policy, calendar }: Counting,
): Clock {
  const startedAt = input.startedAt ?? now
  const clock: Clock = {
    no: nextNo(t.clocks),
    kind: input.kind,
    assignmentNo: input.assignmentNo ?? null,
    recipientNo: input.recipientNo ?? null,
    unitId: input.unitId,
    limit: input.limit,
    startedAt,
    greenAt: startedAt,
    yellowAt: startedAt,
    dueAt: startedAt,
    pauses: input.pauses ?? [],
    metAt: null,
    cancelledAt: null,
    provisional: false,
    calendarVersion: calendar.version,
    policyVersion: policy.version,
    lit: null,
    rungs: null,
    rungAt: null,
  }
  t.clocks.push(clock)
  return clock
}

/**
 * Counts the moments of a clock anew from its start, limit and pauses. Does nothing while it is paused.
 * An extended limit is written 5wd+10wd: the second part counts from the end of the first.
 */
export function count(clock: Clock, { policy, calendar }: Pick<Counting, 'policy' | 'calendar'>): void {
  if (isGiven(clock)) return
  let from = clock.startedAt
  let provisional = false
  for (const [i, part] of clock.limit.split('+').entries()) {
    const limit = limitFrom(part)
    const start = i === 0 ? from : startAfter(from, limit)
    const due = dueOf({ start, limit, calendar, pauses: clock.pauses, rules: policy.rules })
    if (due.dueAt === null) return
    const lit = { start, dueAt: due.dueAt, limit, calendar, pauses: clock.pauses }
    Object.assign(clock, lightMoments({ ...lit, thresholds: thresholdsFrom(policy.rules.lights) }))
    provisional ||= due.provisional
    clock.calendarVersion = due.calendarVersion
    from = due.dueAt
  }
  clock.provisional = provisional
}

/** Where more time counts from: what ended at 24:00 ended on that day, so that days count on from that day. */
export const startAfter = (dueAt: Instant, more: Limit): Instant => (isByDay(more.mode) ? dueAt - 1 : dueAt)

/** What the clock waited for has happened. */
export function meetClock(t: TicketState, kind: ClockKind, assignmentNo: number | null, at: Instant): void {
  const clock = runningClock(t, kind, assignmentNo)
  if (!clock) return
  clock.metAt = at
  copyToAppeal(t, clock)
}

/** What the clocks waited for won't happen any more. */
export function cancelClocks(
  t: TicketState,
  at: Instant,
  which: (clock: Clock) => boolean = () => true,
): void {
  for (const clock of t.clocks)
    if (isRunning(clock) && which(clock)) {
      clock.cancelledAt = at
      copyToAppeal(t, clock)
    }
}

export const isPaused = (clock: Clock): boolean => clock.pauses.some(p => p.to === null)

export function pauseClocks(
  t: TicketState,
  at: Instant,
  reason: string,
  which: (clock: Clock) => boolean,
): void {
  for (const clock of t.clocks)
    if (isRunning(clock) && !clock.pauses.some(p => p.to === null && p.reason === reason) && which(clock)) {
      clock.pauses = [...clock.pauses, { from: at, to: null, reason }]
      copyToAppeal(t, clock)
    }
}

/** Ends the pauses of this reason; the due times move on by what was not counted. */
export function resumeClocks(
  t: TicketState,
  at: Instant,
  reason: string,
  counting: Pick<Counting, 'policy' | 'calendar'>,
): void {
  for (const clock of t.clocks) {
    if (!isRunning(clock) || !clock.pauses.some(p => p.to === null && p.reason === reason)) continue
    const before = restedIn(clock.pauses)
    clock.pauses = clock.pauses.map(p => (p.to === null && p.reason === reason ? { ...p, to: at } : p))
    if (isGiven(clock)) moveOn(clock, restedIn(clock.pauses) - before)
    count(clock, counting)
    relight(clock, at)
    copyToAppeal(t, clock)
  }
}

/** Its moments moved on: a colour that it has no longer is told of again when it comes again. */
function relight(clock: Clock, now: Instant): void {
  const light = lightOf(clock, now)
  if (!isBrighter(clock.lit ?? 'none', light)) return
  clock.lit = light === 'none' ? null : light
  clock.rungAt = null
}

/** Moves a clock on by an approved extension, counted from its present due time. */
export function extendClock(t: TicketState, clock: Clock, extra: string, counting: Counting): void {
  clock.limit = `${clock.limit}+${extra}`
  if (isGiven(clock)) extendGiven(clock, extra, counting)
  else count(clock, counting)
  relight(clock, counting.now)
  copyToAppeal(t, clock)
}

/** Milliseconds that ended pauses cover together; where two overlap the time counts once. */
const restedIn = (pauses: Clock['pauses']): number =>
  gapsOf(pauses.filter(p => p.to !== null)).reduce((sum, { from, to }) => sum + to - from, 0)

function moveOn(clock: Clock, by: number): void {
  clock.greenAt += by
  clock.yellowAt += by
  clock.dueAt += by
}

function extendGiven(
  clock: Clock,
  extra: string,
  { policy, calendar }: Pick<Counting, 'policy' | 'calendar'>,
): void {
  const limit = limitFrom(extra)
  const start = startAfter(clock.dueAt, limit)
  const { dueAt } = dueOf({ start, limit, calendar, rules: policy.rules })
  if (dueAt === null) return
  Object.assign(
    clock,
    lightMoments({ start, dueAt, limit, calendar, thresholds: thresholdsFrom(policy.rules.lights) }),
  )
}

/**
 * The closure clock is the appellant's, and when that is over the clock of the rework: the appeal carries its moments, so
 * that lists colour themselves and messages tell the limit that runs.
 */
export function copyToAppeal(t: TicketState, clock: Clock): void {
  const isOver = !t.clocks.some(c => c.kind === 'closure' && isRunning(c))
  if (clock.kind === 'closure' || (clock.kind === 'rework' && isOver)) {
    const shown = isRunning(clock) && !isPaused(clock)
    t.appeal.greenAt = shown ? clock.greenAt : null
    t.appeal.yellowAt = shown ? clock.yellowAt : null
    t.appeal.dueAt = clock.cancelledAt === null ? clock.dueAt : null
  }
  const assignment = t.assignments.find(a => a.no === clock.assignmentNo)
  if (assignment && (clock.kind === 'reply' || clock.kind === 'rework')) assignment.dueAt = clock.dueAt
}
