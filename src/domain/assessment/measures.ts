/** What one event adds to the figures: how many of each measure, on which day, for which unit. Pure and order-free. */
import type { Day, Instant } from '../instant.ts'
import type { Changes, FieldChanges } from '../record/changes.ts'
import type { ChildName } from '../record/state.ts'
import { ENDED_STAGES, isTask, type Stage } from '../vocabulary.ts'
import { excludedOf, RATED } from './rates.ts'
import { countSupervision } from './supervision-measures.ts'

/** One committed event, as the history keeps it. */
export interface CountedEvent {
  seq: number
  kind: string
  at: Instant
  unitId: number
  facts: Record<string, unknown>
  changes: Changes
}

/** What is true of the ticket at an event, as the history up to it says; never what became of it later. */
export interface Surroundings {
  channelId: number
  kind: string
  ownerUnitId: number
  leadUnitId: number | null
  /** By number: whose clock, of which kind, due when. */
  clocks: Map<number, { kind: string; unitId: number; dueAt: Instant }>
  /** By number: whose duty. */
  assignments: Map<number, { unitId: number; role: string; parentNo: number | null }>
  /** By number: the unit each call-back was first owed for, and since when. */
  visits: Map<number, { unitId: number; owedAt: Instant }>
  /** What it has added to the sums of rates so far. */
  rated: Increment[]
  /** Is it left out of assessment 剔除? */
  isExcluded: boolean
}

export const newSurroundings = (): Surroundings => ({
  channelId: 0,
  kind: 'other',
  ownerUnitId: 0,
  leadUnitId: null,
  clocks: new Map(),
  assignments: new Map(),
  visits: new Map(),
  rated: [],
  isExcluded: false,
})

export interface Increment {
  day: Day
  unitId: number
  measure: string
  channelId: number
  /** Kind of appeal. */
  kind: string
  n: number
}

const to = (change: readonly unknown[] | undefined): unknown =>
  change === undefined ? undefined : change.length === 1 ? change[0] : change[1]
const from = (change: readonly unknown[]): unknown => (change.length === 2 ? change[0] : null)

const isEnded = (stage: unknown): boolean => (ENDED_STAGES as readonly unknown[]).includes(stage as Stage)

/**
 * All increments of one event; adding them up over any set of events gives that set's figures. `s` is the ticket before
 * the event and moves on with it: events of a ticket must come in order, from the first.
 */
export function incrementsOf(e: CountedEvent, s: Surroundings, dayOf: (at: Instant) => Day): Increment[] {
  const dueBefore = new Map([...s.clocks].map(([no, clock]) => [no, clock.dueAt]))
  moveOn(e, s)
  // 工作任务 are counted apart: no rate of appeals has them.
  if (isTask(s.kind)) return []
  const found: Increment[] = []
  const add: Add = (unitId, measure, n = 1, on = e.at) =>
    found.push({ day: dayOf(on), unitId, measure, n, channelId: s.channelId, kind: s.kind })
  countStage(e, s, add)
  countAssignments(e, s, add)
  countClocks(e, s, dueBefore, add)
  countVisits(e, s, add)
  countActs(e, s, add)
  countSupervision(e, add)
  return [...found, ...excludedBy(e, s, found)]
}

/** What rates must leave out: with the exclusion all that the ticket has added to them, afterwards whatever it still adds. */
function excludedBy(e: CountedEvent, s: Surroundings, found: readonly Increment[]): Increment[] {
  s.rated.push(...found.filter(i => RATED.has(i.measure)))
  s.isExcluded ||= e.kind === 'appeal.excluded'
  return s.isExcluded ? s.rated.splice(0).map(i => ({ ...i, measure: excludedOf(i.measure) })) : []
}

type Add = (unitId: number, measure: string, n?: number, on?: Instant) => void

/** Takes the event's changes into what is known of the ticket. */
function moveOn(e: CountedEvent, s: Surroundings): void {
  const { channelId, kind, ownerUnitId, leadUnitId } = e.changes.appeal ?? {}
  if (channelId) s.channelId = to(channelId) as number
  if (kind) s.kind = to(kind) as string
  if (ownerUnitId) s.ownerUnitId = to(ownerUnitId) as number
  if (leadUnitId) s.leadUnitId = to(leadUnitId) as number | null
  for (const [no, fields] of rowsOf(e.changes, 'assignments'))
    if (fields.unitId)
      s.assignments.set(no, {
        unitId: to(fields.unitId) as number,
        role: to(fields.role) as string,
        parentNo: (to(fields.parentNo) as number | undefined) ?? null,
      })
  for (const [no, fields] of rowsOf(e.changes, 'clocks')) {
    const known = s.clocks.get(no)
    const dueAt = fields.dueAt ? (to(fields.dueAt) as Instant) : (known?.dueAt ?? 0)
    if (fields.kind)
      s.clocks.set(no, { kind: to(fields.kind) as string, unitId: to(fields.unitId) as number, dueAt })
    else if (known) known.dueAt = dueAt
  }
}

/** Into and out of the centre's hands. */
function countStage(e: CountedEvent, s: Surroundings, add: Add): void {
  const stage = e.changes.appeal?.stage
  if (!stage) return
  const [was, is] = [from(stage), to(stage)]
  if (was === null) add(s.ownerUnitId, 'in')
  else if (isEnded(was) && !isEnded(is)) add(s.ownerUnitId, 'in.reopened')
  if (isEnded(is) && (was === null || !isEnded(was))) add(s.ownerUnitId, `out.${String(is)}`)
}

const rowsOf = (changes: Changes, name: ChildName): [number, FieldChanges][] =>
  Object.entries(changes[name] ?? {}).map(([no, fields]) => [Number(no), fields])

/** Into and out of each unit's hands. */
function countAssignments(e: CountedEvent, s: Surroundings, add: Add): void {
  for (const [no, fields] of rowsOf(e.changes, 'assignments')) {
    const a = s.assignments.get(no)
    if (!a) continue
    if (fields.unitId) {
      add(a.unitId, a.parentNo === null ? 'duty.in' : 'duty.in.passedDown')
      if (a.role === 'lead' && no === 1) add(a.unitId, 'firstDispatch')
    }
    if (fields.endedAt && to(fields.endedAt) !== null && from(fields.endedAt) === null)
      add(a.unitId, `duty.out.${String(to(fields.stage) ?? 'accepted')}`)
    if (fields.endedAt && to(fields.endedAt) === null) add(a.unitId, 'duty.in.reopened')
    if (
      no === 1 &&
      a.role === 'lead' &&
      to(fields.stage) === 'signed' &&
      fields.stage &&
      from(fields.stage) === 'assigned'
    )
      add(a.unitId, 'firstSigned')
  }
}

/** Limits by the day they are due, and by the day they are met. A cancelled limit is due no more. */
function countClocks(e: CountedEvent, s: Surroundings, dueBefore: Map<number, Instant>, add: Add): void {
  for (const [no, fields] of rowsOf(e.changes, 'clocks')) {
    const clock = s.clocks.get(no)
    if (!clock) continue
    const due = `due.${clock.kind}`
    const before = dueBefore.get(no)
    if (fields.dueAt && before !== undefined) add(clock.unitId, due, -1, before)
    if (fields.dueAt) add(clock.unitId, due, 1, clock.dueAt)
    if (fields.cancelledAt && to(fields.cancelledAt) !== null) add(clock.unitId, due, -1, clock.dueAt)
    if (!fields.metAt || to(fields.metAt) === null) continue
    const when = (to(fields.metAt) as Instant) < clock.dueAt ? 'onTime' : 'late'
    add(clock.unitId, `met.${clock.kind}.${when}`)
    add(clock.unitId, `dueMet.${clock.kind}.${when}`, 1, clock.dueAt)
  }
}

/** What people said when they were called back, or by themselves; it counts for the unit that led. */
function countVisits(e: CountedEvent, s: Surroundings, add: Add): void {
  const unit = s.leadUnitId ?? s.ownerUnitId
  for (const [no, fields] of rowsOf(e.changes, 'visits')) {
    if (fields.no) {
      s.visits.set(no, { unitId: unit, owedAt: e.at })
      add(unit, 'visit.owed')
    }
    const outcome = to(fields.outcome)
    if (typeof outcome !== 'string') {
      // Called off: it is owed no more.
      const owed = s.visits.get(no)
      if (owed && fields.endedAt && to(fields.endedAt) !== null)
        add(owed.unitId, 'visit.owed', -1, owed.owedAt)
      continue
    }
    add(unit, `visit.${outcome}`)
    if (fields.result) add(unit, `visit.result.${String(to(fields.result))}`)
    if (fields.resultSatisfaction) add(unit, `visit.stars.${String(to(fields.resultSatisfaction))}`)
    if (fields.processSatisfaction) add(unit, `visit.process.${String(to(fields.processSatisfaction))}`)
    if (fields.contacted) add(unit, `visit.contacted.${to(fields.contacted) ? 'yes' : 'no'}`)
  }
  for (const [, fields] of rowsOf(e.changes, 'reviews')) add(unit, `review.${String(to(fields.stars))}`)
}

/** Acts that are counted as such. */
const ACTS: Record<string, string> = {
  'appeal.answered': 'closed',
  'assignment.returned': 'returned',
  'assignment.sentBack': 'reworked',
  'appeal.reworked': 'reworked',
  'appeal.excluded': 'excluded',
  'appeal.repeated': 'repeated',
}

function countActs(e: CountedEvent, s: Surroundings, add: Add): void {
  const measure = ACTS[e.kind]
  if (measure) add(e.kind === 'assignment.returned' ? e.unitId : (s.leadUnitId ?? e.unitId), measure)
  if (e.kind === 'visit.exempted')
    add(s.leadUnitId ?? s.ownerUnitId, `visit.exempted.${String(e.facts.exemption)}`)
}
