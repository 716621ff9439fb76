/** 阶梯试算: which steps of a ladder would have followed from what happened in a period, unit by unit; nothing is changed. */
import { lastPartUnder, type Trial, type Tried } from '../assessment/try-rules.ts'
import type { Instant } from '../instant.ts'
import { limitClassOf, limitTextOf } from '../policy/rules.ts'
import { traitsOf } from '../policy/traits.ts'
import { GIVEN_LIMIT } from '../record/clocks.ts'
import type { Clock, TicketState } from '../record/state.ts'
import { lightMoments, thresholdsFrom } from '../time/lights.ts'
import { hasProgressed } from './climb.ts'
import { type Rung, STEPS, type Step } from './ladder.ts'
import { type Climbing, overdueRungs, rungsAt } from './rungs.ts'

export interface LadderTrial extends Trial {
  /** Only steps of this period count. */
  from: Instant
  until: Instant
}

export type LadderTicket = TicketState & Tried

export interface StepCount {
  automatic: number
  proposed: number
}

/** By unit and step. */
export interface LadderCounts {
  tickets: number
  units: Map<number, Map<Step, StepCount>>
}

export const newLadderTrial = (): LadderCounts => ({ tickets: 0, units: new Map() })

interface Taken {
  at: Instant
  rung: Rung
  clock: Clock
  /** When the limit was met or called off; nothing follows from it any more. */
  over: Instant
}

/** Adds one ticket. Limits of sheets are left out: under other rules there would have been other sheets. */
export function tryLadderOn(counts: LadderCounts, ticket: LadderTicket, trial: LadderTrial): void {
  counts.tickets += 1
  if (ticket.appeal.imported) return
  const steps = ticket.clocks.flatMap(clock => stepsOf(ticket, clock, trial)).sort((a, b) => a.at - b.at)
  const out: Taken[] = []
  for (const step of steps) {
    if (step.rung.unlessProgress && hasProgressed(ticket, step.clock, step.at)) continue
    if (isSaid(out, step)) continue
    out.push(step)
    if (trial.from <= step.at && step.at < trial.until) add(counts, step)
  }
}

function stepsOf(ticket: LadderTicket, clock: Clock, trial: LadderTrial): Taken[] {
  if (clock.kind === 'return' || clock.recipientNo !== null || clock.limit.split('+')[0] === GIVEN_LIMIT)
    return []
  const traits = traitsOf(ticket.appeal, trial.directory)
  const { rules, calendar, now } = trial
  const limit = limitTextOf(rules, limitClassOf(rules, traits), clock.kind)
  const last = limit === null ? null : lastPartUnder(ticket, clock, limit, trial)
  // What a pause holds now is left out.
  if (!last) return []
  const { start, part, dueAt } = last
  const lit = {
    start,
    dueAt,
    limit: part,
    calendar,
    pauses: clock.pauses,
    thresholds: thresholdsFrom(rules.lights),
  }
  const moments = lightMoments(lit)
  const climbing: Climbing = { rules, clock: { kind: clock.kind, dueAt }, traits, sheet: null }
  const over = Math.min(clock.metAt ?? now, clock.cancelledAt ?? now)
  const colours = (['green', 'yellow', 'red'] as const).flatMap(light =>
    rungsAt(light, climbing).map(rung => ({ rung, at: light === 'red' ? dueAt : moments[`${light}At`] })),
  )
  return [...colours, ...overdueRungs(climbing, calendar)]
    .filter(step => step.at < over)
    .map(step => ({ ...step, clock, over }))
}

const SHEETS: readonly Step[] = ['greenUrge', 'yellowUrge', 'redSupervise']
const ORDERS: readonly Step[] = ['joint', 'leader', 'accountability']

/** One sheet at a time about one duty, unless a heavier one; each kind of higher supervision once. */
function isSaid(out: readonly Taken[], { at, rung, clock }: Taken): boolean {
  if (ORDERS.includes(rung.step)) return out.some(o => o.rung.step === rung.step)
  if (!SHEETS.includes(rung.step)) return false
  return out.some(
    o =>
      SHEETS.includes(o.rung.step) &&
      o.clock.assignmentNo === clock.assignmentNo &&
      o.over > at &&
      STEPS.indexOf(o.rung.step) >= STEPS.indexOf(rung.step),
  )
}

function add({ units }: LadderCounts, { rung, clock }: Taken): void {
  const steps = units.get(clock.unitId) ?? new Map<Step, StepCount>()
  units.set(clock.unitId, steps)
  const count = steps.get(rung.step) ?? { automatic: 0, proposed: 0 }
  steps.set(rung.step, count)
  if (rung.mode === 'automatic') count.automatic += 1
  else count.proposed += 1
}
