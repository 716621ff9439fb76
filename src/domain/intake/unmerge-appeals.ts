/** 撤销并单: the signpost becomes a ticket again and goes on where it was when it was merged. */
import type { Instant } from '../instant.ts'
import { restartClock } from '../record/clocks.ts'
import type { Context } from '../record/context.ts'
import { type Change, Draft } from '../record/draft.ts'
import type { Assignment, Clock, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { AssignmentStage, ClockKind } from '../vocabulary.ts'
import { whyNotCentre } from './standing.ts'

/** The reason of the pause that covers the time a unit's clock lay merged. */
export const MERGED = 'merged'

export function whyNotUnmerge(t: TicketState, context: Pick<Context, 'actor' | 'directory'>): Refusal | null {
  const refusal = whyNotCentre(t, 'appeal.dispatch', context)
  if (refusal) return refusal
  return t.appeal.stage === 'merged' && t.appeal.mergedIntoId !== null ? null : refuse('not-merged')
}

/** `into` is the ticket it was merged into, whatever became of it. */
export function unmergeAppeals(source: TicketState, into: TicketState, context: Context): Change[] | Refusal {
  const refusal = whyNotUnmerge(source, context)
  if (refusal) return refusal
  const { now } = context
  const unmerged = new Draft(source, now).step('appeal.unmerged', { facts: { from: into.id } }, t => {
    const mergedAt = t.appeal.endedAt!
    t.appeal.stage = t.appeal.stageBefore ?? 'received'
    t.appeal.stageBefore = null
    t.appeal.mergedIntoId = null
    t.appeal.endedAt = null
    for (const a of t.assignments) if (a.stage === 'cancelled' && a.endedAt === mergedAt) reopen(a)
    for (const clock of t.clocks.filter(c => c.cancelledAt === mergedAt)) restart(t, clock, mergedAt, context)
  })
  const gaveBack = new Draft(into, now).step('appeal.gaveBack', {
    facts: { to: source.id, number: source.appeal.number },
  })
  return [unmerged.change(), gaveBack.change()]
}

function reopen(a: Assignment): void {
  a.stage = stageReached(a)
  a.endedAt = null
}

function stageReached({ repliedAt, contactedAt, signedAt }: Assignment): AssignmentStage {
  if (repliedAt !== null) return 'replied'
  if (contactedAt !== null) return 'contacted'
  return signedAt === null ? 'assigned' : 'signed'
}

/** The appellant's time and the centre's ran on all the while. */
const NEVER_RESTED: readonly ClockKind[] = ['dispatch', 'closure']

/** A new clock from the original start; a unit isn't charged with the time its duty lay merged. */
function restart(t: TicketState, old: Clock, mergedAt: Instant, context: Context): void {
  const ended = old.pauses.map(p => ({ ...p, to: p.to ?? mergedAt }))
  const rest = { from: mergedAt, to: context.now, reason: MERGED }
  const pauses = NEVER_RESTED.includes(old.kind) ? ended : [...ended, rest]
  restartClock(t, old, pauses, context)
}
