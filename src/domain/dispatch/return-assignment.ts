/** 退单: a unit says, within the window and with a reason of the rules, that a duty isn't its own; somebody else decides. */
import { mayFor } from '../access/actor.ts'
import { isoOf } from '../instant.ts'
import { ask } from '../record/approvals.ts'
import { meetClock, startClock } from '../record/clocks.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { Approval, Assignment, TicketState } from '../record/state.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { isAnswered, openAssignment, openChildren, whyNotInTransfer } from './assignments.ts'

export interface ReturnInput {
  assignmentNo: number
  /** A code of the rules' reasons. */
  reason: string
  /** The material and the words for it; kept as text. */
  note: string
}

/** What both asking to return and objecting need: one's own open, unanswered duty with nothing undecided on it. */
export function whyNotContest(
  t: TicketState,
  a: Assignment,
  { actor, directory }: Pick<Context, 'actor' | 'directory'>,
): Refusal | null {
  if (!mayFor(actor, 'appeal.handle', a.unitId, directory.units)) return refuse('not-your-unit')
  const stage = whyNotInTransfer(t) ?? (isAnswered(a) ? refuse('already-done') : null)
  if (stage) return stage
  if (a.bound) return refuse('ruling-binds')
  if (openChildren(t, a.no).length > 0) return refuse('children-open')
  return contestsOf(t, a).some(p => p.verdict === null) ? refuse('already-asked') : null
}

/** The returns and objections of one duty. */
export const contestsOf = (t: TicketState, a: Assignment): Approval[] =>
  t.approvals.filter(p => p.assignmentNo === a.no && (p.kind === 'return' || p.kind === 'objection'))

/** Is the time over in which this duty may be returned? Never where the rules set none. */
export function whyNotInWindow(t: TicketState, a: Assignment, now: number): Refusal | null {
  const window = t.clocks.find(c => c.kind === 'return' && c.assignmentNo === a.no)
  if (!window || now < window.dueAt) return null
  return refuse('return-window-closed', { facts: { until: isoOf(window.dueAt) } })
}

/** A duty passed down goes back to the unit above, which decides for good; it doesn't count as a return of the appeal. */
const returnsSoFar = (t: TicketState, a: Assignment): number =>
  a.parentNo === null ? t.appeal.returns : contestsOf(t, a).length

export function whyNotReturn(
  t: TicketState,
  a: Assignment,
  context: Pick<Context, 'actor' | 'directory' | 'policy' | 'now'>,
): Refusal | null {
  const refusal = whyNotContest(t, a, context)
  if (refusal) return refusal
  const { max } = context.policy.rules.returns
  if (returnsSoFar(t, a) >= max) return refuse('returned-too-often', { facts: { max } })
  return whyNotInWindow(t, a, context.now)
}

export const returnAssignment: Decide<ReturnInput> = (state, input, context) => {
  const a = openAssignment(state, input.assignmentNo)
  if (isRefusal(a)) return a
  const refusal = whyNotReturn(state, a, context) ?? whyNotReason(input.reason, context)
  if (refusal) return refusal
  const draft = new Draft(state, context.now)
  contest(draft, 'return', a, input, context)
  return draft.change()
}

export const whyNotReason = (reason: string, { policy }: Pick<Context, 'policy'>): Refusal | null =>
  policy.rules.returns.reasons.some(r => r.code === reason)
    ? null
    : refuse('unknown-reason', { field: 'reason' })

/** Puts the return or objection before the one who decides it, whose own limit starts; the unit's clocks run on. */
export function contest(
  draft: Draft,
  kind: 'return' | 'objection',
  a: Assignment,
  { reason, note }: ReturnInput,
  context: Context,
): void {
  const { no: assignmentNo, unitId, parentNo } = a
  const decidedWith = parentNo === null ? 'appeal.rule' : 'appeal.handle'
  const edit = (t: TicketState) => {
    if (kind === 'objection') t.appeal.objections += 1
    else if (parentNo === null) t.appeal.returns += 1
    meetClock(t, 'return', assignmentNo, context.now)
    startClock(t, { kind: 'ruling', unitId: deciderOf(t, a), assignmentNo }, context)
  }
  ask(draft, { kind, unitId, assignmentNo, reason, decidedWith, edit }, { note }, context)
}

/** The centre; for a duty passed down, the unit that passed it. */
export const deciderOf = (t: TicketState, a: Assignment): number =>
  t.assignments.find(p => p.no === a.parentNo)?.unitId ?? t.appeal.ownerUnitId
