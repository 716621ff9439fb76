/** The ground of every act of 办: which assignment, whose it is, and how an act on it becomes an event. */
import { mayFor } from '../access/actor.ts'
import type { Instant } from '../instant.ts'
import type { Context, Decide, Decision } from '../record/context.ts'
import type { Draft, Facts, Texts } from '../record/draft.ts'
import type { EventKind } from '../record/event-kinds.ts'
import type { Assignment, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** Who asks, and what the town looks like: enough for every "why not?". */
export type Asked = Pick<Context, 'actor' | 'directory' | 'policy' | 'now'>

/** A stored file as a decision sees it. */
export interface FileRef {
  id: number
  purpose: string
}

/** The unit that answers to the centre for the whole matter. */
export const isLead = (a: Assignment): boolean => a.role === 'lead' && a.parentNo === null

const isMoving = (a: Assignment): boolean => a.endedAt === null

/** Duties that have to be answered before this one can be: those passed down from it. */
export const childrenOf = (t: TicketState, a: Assignment): Assignment[] =>
  t.assignments.filter(child => child.parentNo === a.no && isMoving(child))

export const assistsOf = (t: TicketState): Assignment[] =>
  t.assignments.filter(a => a.role === 'assist' && a.parentNo === null && isMoving(a))

export const hasReplied = (a: Assignment): boolean => a.stage === 'replied' || a.stage === 'accepted'

/** The assignment and those above it that it was passed down from: what is done below is done for them. */
export function withThoseAbove(t: TicketState, a: Assignment): Assignment[] {
  const above = t.assignments.find(row => row.no === a.parentNo && row.endedAt === null)
  return above ? [a, ...withThoseAbove(t, above)] : [a]
}

/** A rule about one assignment as a rule about its ticket. */
export const onAssignment =
  <Input>(
    decide: (t: TicketState, a: Assignment, input: Input, context: Context) => Decision,
  ): Decide<Input & { no: number }> =>
  (state, input, context) => {
    const assignment = state.assignments.find(a => a.no === input.no)
    return assignment ? decide(state, assignment, input, context) : refuse('no-such-assignment')
  }

/** Why may the actor not work on this assignment at all? */
export function whyNotWork(t: TicketState, a: Assignment, { actor, directory }: Asked): Refusal | null {
  if (!mayFor(actor, 'appeal.handle', a.unitId, directory.units)) return refuse('not-your-unit')
  return whyNotOpen(t, a)
}

/** Is the assignment still one to work on? */
export function whyNotOpen(t: TicketState, a: Assignment): Refusal | null {
  if (t.appeal.stage === 'suspended') return refuse('is-suspended')
  if (t.appeal.endedAt !== null) return refuse('has-ended')
  return a.endedAt === null ? null : refuse('wrong-stage')
}

/** Why is the unit not at work on it: not signed for yet, or answered already? */
export const whyNotInHand = (t: TicketState, a: Assignment, asked: Asked): Refusal | null =>
  whyNotWork(t, a, asked) ?? whyNotUnderWay(t, a)

/** The same, whoever asks. */
export function whyNotUnderWay(t: TicketState, a: Assignment): Refusal | null {
  const refusal = whyNotOpen(t, a)
  if (refusal) return refusal
  if (a.stage === 'assigned') return refuse('sign-first')
  return hasReplied(a) ? refuse('already-done') : null
}

/** Records an act on one assignment as one event. */
export function stepOn(
  draft: Draft,
  kind: EventKind,
  { no, unitId }: Assignment,
  input: { at?: Instant; facts?: Facts; texts?: Texts },
  edit: (a: Assignment, t: TicketState) => void = () => {},
): Draft {
  const facts = { assignmentNo: no, ...input.facts }
  return draft.step(kind, { ...input, unitId, facts }, t => edit(t.assignments.find(a => a.no === no)!, t))
}

/** What happened must lie between the dispatch and now. */
export const whyNotAt = (at: Instant, since: Instant, now: Instant, field = 'at'): Refusal | null =>
  since <= at && at <= now ? null : refuse('time-impossible', { field })

/** Ids as the fact of an event; nothing when there are none. */
export const filesFact = (files: readonly FileRef[] = []): Facts =>
  files.length > 0 ? { files: files.map(f => f.id) } : {}
