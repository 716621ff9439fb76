/** 回访 is owed for every accepted answer, unless a coded exemption says why not (ZY-11). */
import { mustTake } from '../policy/traits.ts'
import { startClock } from '../record/clocks.ts'
import type { Context } from '../record/context.ts'
import { nextNo } from '../record/draft.ts'
import type { Appeal, TicketState } from '../record/state.ts'
import { withinHours } from '../record/visit-times.ts'
import { isTask, type VisitExemption } from '../vocabulary.ts'

/** Why the appellant is not called back; null when a visit is due. */
export function exemptionOf(a: Appeal, { directory, policy }: Context): VisitExemption | null {
  if (isTask(a.kind) || !mustTake('visit', a, directory, policy)) return 'notRequired'
  const holds: Partial<Record<VisitExemption, boolean>> = {
    anonymous: a.anonymous,
    askedNotToBeCalled: !a.wantsVisit,
    imported: a.imported,
  }
  return policy.rules.visits.exempt.find(exemption => holds[exemption]) ?? null
}

/** Adds the visit with its limit; part of the step that accepts the answer. */
export function oweVisit(t: TicketState, context: Context): void {
  const { now, policy, calendar } = context
  const clock = startClock(t, { kind: 'visit', unitId: t.appeal.ownerUnitId }, context)
  t.visits.push({
    no: nextNo(t.visits),
    dueAt: clock?.dueAt ?? now,
    attempts: 0,
    lastAttemptAt: null,
    nextAttemptAt: withinHours(now, policy.rules.visits, calendar.zone),
    outcome: null,
    contacted: null,
    result: null,
    processSatisfaction: null,
    resultSatisfaction: null,
    visitorId: null,
    endedAt: null,
  })
}
