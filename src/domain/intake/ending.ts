/** How a ticket ends before its time: nobody owes anything any more, and nothing is left open. */
import type { Instant } from '../instant.ts'
import { cancelClocks, meetClock } from '../record/clocks.ts'
import type { TicketState } from '../record/state.ts'
import { endSheets } from '../supervision/withdraw-sheet.ts'
import type { Stage } from '../vocabulary.ts'

/** Ends the ticket in `stage`: open assignments and clocks are cancelled, open requests withdrawn, visits called off. */
export function endAppeal(t: TicketState, stage: Stage, now: Instant): void {
  for (const a of t.assignments)
    if (a.endedAt === null) {
      a.stage = 'cancelled'
      a.endedAt = now
    }
  for (const approval of t.approvals)
    if (approval.verdict === null) {
      approval.verdict = 'withdrawn'
      approval.decidedAt = now
    }
  for (const visit of t.visits)
    if (visit.endedAt === null) Object.assign(visit, { endedAt: now, nextAttemptAt: null })
  endSheets(t, now)
  cancelClocks(t, now)
  t.appeal.stage = stage
  t.appeal.endedAt = now
  t.appeal.askedAt = null
}

/** The centre has decided instead of dispatching: the dispatch clock is met, then everything ends. */
export function endUndispatched(t: TicketState, stage: Stage, now: Instant): void {
  meetClock(t, 'dispatch', null, now)
  endAppeal(t, stage, now)
}
