/** The duties of a ticket: giving one to a unit, taking one away, and what the appeal's stage makes of it. */
import type { Actor } from '../access/actor.ts'
import type { Instant } from '../instant.ts'
import { withdrawRequests } from '../record/approvals.ts'
import { cancelClocks, meetClock, startClock } from '../record/clocks.ts'
import type { Context } from '../record/context.ts'
import { type Draft, type Facts, nextNo, type Texts } from '../record/draft.ts'
import type { Appeal, Assignment, Target, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type AssignmentRole, isTask } from '../vocabulary.ts'

/** A unit that gets a duty, as the dispatcher chooses it. */
export interface DispatchTo {
  unitId: number
  role: AssignmentRole
  /** The person inside the unit; their substitute when they are on leave. */
  personId?: number
  /** A sub-limit of its own for the reply, e.g. 2wd; the rules' limit otherwise (XA-32). */
  limit?: string
  target?: Omit<Target, 'reached'>
  /** The person on leave for whom `personId` stands in. */
  insteadOf?: number
}

/** Stages in which duties are given and taken away. */
const IN_TRANSFER: readonly Appeal['stage'][] = ['received', 'dispatched', 'handling']

export function whyNotInTransfer({ appeal }: TicketState): Refusal | null {
  if (appeal.stage === 'suspended') return refuse('is-suspended')
  if (appeal.endedAt !== null) return refuse('has-ended')
  return IN_TRANSFER.includes(appeal.stage) ? null : refuse('wrong-stage')
}

export const openAssignments = (t: TicketState): Assignment[] => t.assignments.filter(a => a.endedAt === null)

/** The unit that answers to the centre for the whole matter; passed-down duties are below it. */
export const openLead = (t: TicketState): Assignment | undefined =>
  openAssignments(t).find(a => a.role === 'lead' && a.parentNo === null)

export const openChildren = (t: TicketState, no: number): Assignment[] =>
  openAssignments(t).filter(a => a.parentNo === no)

/** The open assignment of that number, or why there is none to act on. */
export function openAssignment(t: TicketState, no: number): Assignment | Refusal {
  const found = t.assignments.find(a => a.no === no)
  if (!found) return refuse('no-such-assignment')
  return found.endedAt === null ? found : refuse('already-done')
}

/** Has the unit answered? Then the duty is no longer moved about. */
export const isAnswered = (a: Assignment): boolean => a.stage === 'replied' || a.stage === 'accepted'

/** How a duty comes about: the event it is recorded as, and what goes with it. */
export interface Giving {
  kind: 'assignment.assigned' | 'assignment.claimed' | 'assignment.passedDown' | 'assignment.ruled'
  parentNo?: number
  /** By a ruling: it can't be returned any more. */
  bound?: boolean
  facts?: Facts
  texts?: Texts
}

/** A note as the texts of an event. */
export const noteOf = (note: string | undefined): { texts?: Texts } => (note ? { texts: { note } } : {})

/** Records one new duty as one event. */
export function giveDuty(draft: Draft, to: DispatchTo, context: Context, giving: Giving): void {
  const { kind, parentNo = null, bound = false, facts, texts } = giving
  const said: Facts = {
    assignmentNo: nextNo(draft.state.assignments),
    role: to.role,
    ...(parentNo !== null && { parentNo }),
    ...(to.personId && { personId: to.personId }),
    ...(to.insteadOf && { insteadOf: to.insteadOf }),
    ...facts,
  }
  draft.step(kind, { unitId: to.unitId, facts: said, ...(texts && { texts }) }, t => {
    assign(t, to, context, parentNo).bound = bound
  })
}

/** Adds the assignment with its clocks, and moves the appeal on. `parentNo` when a unit passes its duty down. */
export function assign(
  t: TicketState,
  to: DispatchTo,
  context: Context,
  parentNo: number | null = null,
): Assignment {
  const assignment = newAssignment(nextNo(t.assignments), to, context, parentNo)
  t.assignments.push(assignment)
  startUnitClocks(t, assignment, to.limit, context)
  if (to.role === 'lead' && parentNo === null) becomesLead(t, to.unitId, context)
  const dispatchStarts = context.policy.rules.clockStart === 'dispatch'
  if (dispatchStarts && !t.clocks.some(c => c.kind === 'closure'))
    startClock(t, { kind: 'closure', unitId: t.appeal.ownerUnitId }, context)
  return assignment
}

interface Assigning {
  now: Instant
  actor: Actor
}

const newAssignment = (
  no: number,
  to: DispatchTo,
  { now, actor }: Assigning,
  parentNo: number | null,
): Assignment => ({
  no,
  unitId: to.unitId,
  role: to.role,
  stage: 'assigned',
  parentNo,
  personId: to.personId ?? null,
  assignedAt: now,
  assignedBy: actor.personId,
  signedAt: null,
  contactedAt: null,
  preliminaryAt: null,
  siteCheckedAt: null,
  repliedAt: null,
  acceptedAt: null,
  endedAt: null,
  urgedAt: null,
  urges: null,
  bound: false,
  reworks: 0,
  result: null,
  target: to.target ? { ...to.target, reached: null } : null,
  dueAt: null,
})

function becomesLead(t: TicketState, unitId: number, { now }: Assigning): void {
  const { appeal } = t
  appeal.hops += 1
  appeal.leadUnitId = unitId
  appeal.firstUnitId ??= unitId
  if (appeal.stage !== 'received') return
  appeal.stage = 'dispatched'
  appeal.dispatchedAt ??= now
  meetClock(t, 'dispatch', null, now)
}

/** Each unit's clocks start at its own dispatch; the unit that leads also owes contact and the preliminary reply. */
function startUnitClocks(t: TicketState, a: Assignment, limit: string | undefined, context: Context): void {
  const of = { unitId: a.unitId, assignmentNo: a.no }
  startClock(t, { kind: 'sign', ...of }, context)
  startClock(t, { kind: 'return', ...of }, context)
  if (a.role === 'lead' && a.parentNo === null && !isTask(t.appeal.kind)) {
    // Whoever made a confidential report hears from the centre alone: the limit is the centre's.
    const unitId = t.appeal.confidential ? t.appeal.ownerUnitId : a.unitId
    startClock(t, { kind: 'firstContact', unitId, assignmentNo: a.no }, context)
    startClock(t, { kind: 'preliminaryReply', ...of }, context)
  }
  startClock(t, { kind: 'reply', ...of, ...(limit && { limit }) }, context)
}

/**
 * Ends an assignment that nobody has to fulfil any more, with what was passed down from it and asked for on it.
 * Without a lead the appeal waits for dispatch again; the appellant's own clock runs on.
 */
function endAssignment(
  t: TicketState,
  a: Assignment,
  stage: 'returned' | 'cancelled',
  context: Context,
): void {
  const { now } = context
  for (const child of openChildren(t, a.no)) endAssignment(t, child, 'cancelled', context)
  a.stage = stage
  a.endedAt = now
  withdrawRequests(t, now, asked => asked.assignmentNo === a.no)
  cancelClocks(t, now, c => c.assignmentNo === a.no)
  if (a.role === 'lead' && a.parentNo === null) losesLead(t, context)
}

function losesLead(t: TicketState, context: Context): void {
  t.appeal.stage = 'received'
  t.appeal.leadUnitId = null
  startClock(t, { kind: 'dispatch', unitId: t.appeal.ownerUnitId }, context)
}

/** Records the end of a duty that went back to who gave it. */
export const takeBack = (draft: Draft, no: number, context: Context): void =>
  end(draft, no, 'returned', context)

/** Records the end of a duty that was taken from the unit. */
export const takeAway = (draft: Draft, no: number, context: Context, note?: string): void =>
  end(draft, no, 'cancelled', context, note)

/** Whoever gets the lead no longer assists. */
export function endAssistanceOf(draft: Draft, unitId: number, context: Context): void {
  const assisting = openAssignments(draft.state).find(a => a.unitId === unitId && a.role === 'assist')
  if (assisting) takeAway(draft, assisting.no, context)
}

function end(draft: Draft, no: number, how: 'returned' | 'cancelled', context: Context, note?: string): void {
  const a = draft.state.assignments.find(x => x.no === no)!
  const facts = { assignmentNo: no, role: a.role, ...(a.parentNo !== null && { parentNo: a.parentNo }) }
  draft.step(`assignment.${how}`, { unitId: a.unitId, facts, ...noteOf(note) }, t =>
    endAssignment(t, a, how, context),
  )
}
