/** 亮灯与督办阶梯: what the clocks of a ticket have come to by now – each colour once, and each rung that follows from it. */
import { traitsOf } from '../policy/traits.ts'
import { ask } from '../record/approvals.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { Clock, Sheet, TicketState } from '../record/state.ts'
import { issueSheet, type MatterWords, openSheetOf, proposeSheet } from './issue-sheet.ts'
import type { Rung, Step } from './ladder.ts'
import { orderSupervision } from './order-supervision.ts'
import { type Climbing, type Lit, nextOf, overdueRungs, rungsAt } from './rungs.ts'

export interface ClimbInput {
  /** What a sheet says of the matter; its own words are not part of the state. */
  words: MatterWords
}

/**
 * Nothing is skipped after a standstill: what came meanwhile is told in its order, each at its own moment. Of several sheets
 * about one duty only the heaviest is issued; that the others were due is told.
 */
export const climb: Decide<ClimbInput> = (state, input, context) => {
  const draft = new Draft(state, context.now)
  const heaviest = heaviestOf(state, context)
  for (const { no } of state.clocks) climbOne(draft, no, { ...input, heaviest }, context)
  return draft.change()
}

interface Climb extends ClimbInput {
  heaviest: Heaviest
}

const clockOf = (draft: Draft, no: number): Clock => draft.state.clocks.find(c => c.no === no)!

function climbOne(draft: Draft, no: number, climb: Climb, context: Context): void {
  for (;;) {
    const clock = clockOf(draft, no)
    const next = nextOf(clock)
    if (!next || next.at > context.now) return
    if (next.light) light(draft, clock, { ...next, climb }, context)
    else climbOverdue(draft, clock, climb, context)
  }
}

interface Lighting {
  at: number
  light: Lit
  climb: Climb
}

function light(draft: Draft, clock: Clock, { at, light, climb }: Lighting, context: Context): void {
  const climbing = climbingOf(draft.state, clock, context)
  const isQuiet = draft.state.appeal.imported
  const rungs = isQuiet ? [] : rungsAt(light, climbing)
  const later = isQuiet || light !== 'red' ? [] : overdueRungs(climbing, context.calendar)
  draft.step('clock.lit', { at, unitId: clock.unitId, facts: { ...factsOf(clock), light } }, t => {
    const lit = t.clocks.find(c => c.no === clock.no)!
    lit.lit = light
    lit.rungAt = later[0]?.at ?? null
  })
  for (const rung of rungs) take(draft, rung, clock, climb, context)
}

const climbingOf = (t: TicketState, clock: Clock, { policy, directory }: Context): Climbing => ({
  rules: policy.rules,
  clock,
  traits: traitsOf(t.appeal, directory),
  sheet: sheetOfClock(t, clock)?.kind ?? null,
})

/** The sheet that is to be signed for or answered. */
function sheetOfClock(t: TicketState, { recipientNo }: Clock): Sheet | undefined {
  const recipient = t.recipients.find(r => r.no === recipientNo)
  return t.sheets.find(s => s.no === recipient?.sheetNo)
}

/** The next rung of an overdue limit, and the moment of the one after it. */
function climbOverdue(draft: Draft, clock: Clock, climb: Climb, context: Context): void {
  const rungs = overdueRungs(climbingOf(draft.state, clock, context), context.calendar)
  const climbed = clock.rungs ?? 0
  const rung = rungs[climbed]
  const facts = { ...factsOf(clock), rung: rung?.rung.step ?? null }
  draft.step('ladder.climbed', { at: clock.rungAt!, unitId: clock.unitId, facts }, t => {
    const row = t.clocks.find(c => c.no === clock.no)!
    row.rungs = climbed + 1
    row.rungAt = rungs[climbed + 1]?.at ?? null
  })
  if (rung) take(draft, rung.rung, clock, climb, context)
}

const factsOf = ({ no, kind, assignmentNo, recipientNo }: Clock) => ({
  clockNo: no,
  kind,
  ...(assignmentNo !== null && { assignmentNo }),
  ...(recipientNo !== null && { recipientNo }),
})

/** Had the unit told of its work since the limit began, by that moment? */
export const hasProgressed = (
  t: Pick<TicketState, 'assignments'>,
  { assignmentNo, startedAt }: Clock,
  by: number,
): boolean => {
  const a = t.assignments.find(row => row.no === assignmentNo)
  const told = [a?.contactedAt, a?.preliminaryAt, a?.siteCheckedAt]
  return told.some(at => at != null && at >= startedAt && at <= by)
}

type Urge = 'greenUrge' | 'yellowUrge' | 'redSupervise'
/** From the lightest on. */
const URGES: readonly Urge[] = ['greenUrge', 'yellowUrge', 'redSupervise']

const SHEETS: Partial<Record<Step, Urge>> = {
  greenUrge: 'greenUrge',
  yellowUrge: 'yellowUrge',
  redSupervise: 'redSupervise',
}
const ORDERS: Partial<Record<Step, 'joint' | 'leader' | 'accountability'>> = {
  joint: 'joint',
  leader: 'leader',
  accountability: 'accountability',
}

function take(draft: Draft, rung: Rung, clock: Clock, climb: Climb, context: Context): void {
  if (rung.unlessProgress && hasProgressed(draft.state, clock, context.now)) return
  const sheet = SHEETS[rung.step]
  const order = ORDERS[rung.step]
  if (sheet) sheetFor(draft, { ...climb, kind: sheet, rung, clock }, context)
  else if (order) orderFor(draft, { order, rung, clock }, context)
  else {
    const kind = rung.step === 'call' ? 'call.owed' : 'assignment.reminded'
    draft.step(kind, { unitId: clock.unitId, facts: { ...factsOf(clock), light: clock.lit } })
  }
}

interface ForSheet extends Climb {
  kind: Urge
  rung: Rung
  clock: Clock
}

/** What follows from a sheet is about the same duty as the sheet. */
const dutyOf = (t: TicketState, clock: Clock): number | null =>
  clock.assignmentNo ?? sheetOfClock(t, clock)?.assignmentNo ?? null

/** By duty: the heaviest sheet that is due by now, and whether it goes out by itself. */
type Heaviest = ReadonlyMap<number | null, Urge>

/** Looks ahead: the sheets that every limit has come to by now, without taking them. One that is only proposed overtakes none. */
function heaviestOf(t: TicketState, context: Context): Heaviest {
  const found = new Map<number | null, Urge>()
  for (const clock of t.clocks)
    for (const rung of dueRungs(t, clock, context)) {
      const kind = SHEETS[rung.step]
      const isLeftOut = rung.unlessProgress && hasProgressed(t, clock, context.now)
      if (!kind || rung.mode !== 'automatic' || isLeftOut) continue
      const duty = dutyOf(t, clock)
      const known = found.get(duty)
      if (!known || URGES.indexOf(kind) > URGES.indexOf(known)) found.set(duty, kind)
    }
  return found
}

/** The heavier sheet that goes out in the place of this one. */
function overtaking(heaviest: Heaviest, duty: number | null, kind: Urge): Urge | null {
  const by = heaviest.get(duty)
  return by && URGES.indexOf(by) > URGES.indexOf(kind) ? by : null
}

/** The rungs that one limit has come to by now. */
function dueRungs(t: TicketState, clock: Clock, context: Context): Rung[] {
  const first = nextOf(clock)
  if (t.appeal.imported || !first || first.at > context.now) return []
  const climbing = climbingOf(t, clock, context)
  const overdue = overdueRungs(climbing, context.calendar)
  const ahead = { ...clock }
  const found: Rung[] = []
  for (let next = nextOf(ahead); next && next.at <= context.now; next = nextOf(ahead)) {
    if (next.light) {
      ahead.lit = next.light
      if (next.light === 'red') ahead.rungAt = overdue[0]?.at ?? null
      found.push(...rungsAt(next.light, climbing))
    } else {
      const climbed = ahead.rungs ?? 0
      if (overdue[climbed]) found.push(overdue[climbed].rung)
      ahead.rungs = climbed + 1
      ahead.rungAt = overdue[climbed + 1]?.at ?? null
    }
  }
  return found
}

/** One sheet at a time: a heavier one, or the same, that still waits for its answer says it already. */
function sheetFor(draft: Draft, { kind, rung, clock, words, heaviest }: ForSheet, context: Context): void {
  const assignmentNo = dutyOf(draft.state, clock)
  const open = openSheetOf(draft.state, kind, assignmentNo)
  const by = open?.kind ?? overtaking(heaviest, assignmentNo, kind)
  if (by === kind) return
  if (by) {
    draft.step('ladder.overtaken', {
      unitId: clock.unitId,
      facts: { ...factsOf(clock), rung: rung.step, by },
    })
    return
  }
  const units = [{ unitId: clock.unitId, role: 'lead' as const }]
  const input = { kind, cause: 'light' as const, units, assignmentNo, words }
  if (rung.mode === 'automatic') issueSheet(draft, input, context)
  else proposeSheet(draft, input, context)
}

function orderFor(
  draft: Draft,
  { order, rung, clock }: { order: 'joint' | 'leader' | 'accountability'; rung: Rung; clock: Clock },
  context: Context,
): void {
  if (rung.mode === 'automatic') {
    orderSupervision(draft, order, clock.unitId, context)
    return
  }
  const { assignmentNo, unitId } = clock
  const isAsked = draft.state.approvals.some(
    p => p.kind === 'supervision' && p.reason === order && p.verdict === null,
  )
  if (isAsked) return
  const asking = { kind: 'supervision' as const, unitId, assignmentNo, reason: order }
  ask(draft, { ...asking, decidedWith: 'supervision.order' }, {}, context)
}
