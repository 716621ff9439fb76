/** 挂账: a matter that can't be solved for now waits, with a reason and a day on which it is looked at again. */
import { mayFor } from '../access/actor.ts'
import type { Day } from '../instant.ts'
import { ask, openRequest } from '../record/approvals.ts'
import { pauseClocks, resumeClocks } from '../record/clocks.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft, textsOf } from '../record/draft.ts'
import type { Approval, Assignment, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { dayOfNumber } from '../time/day.ts'
import { dueOf } from '../time/due.ts'
import { limitFrom } from '../time/limit.ts'
import { dayNumberAt } from '../time/zone.ts'
import { type Asked, isLead, onAssignment, whyNotInHand } from './duty.ts'

export interface SuspensionInput {
  reason: string
  /** The day it is looked at again. */
  reviewOn: Day
  note?: string
}

/** The reason of the pause that a suspension puts on the clocks. */
const PAUSE = 'suspended'

export function whyNotAskSuspension(t: TicketState, a: Assignment, asked: Asked): Refusal | null {
  const refusal = whyNotInHand(t, a, asked)
  if (refusal) return refusal
  if (!isLead(a)) return refuse('not-your-unit')
  return openRequest(t, 'suspension', a.no) ? refuse('already-asked') : null
}

export const askSuspension = onAssignment<SuspensionInput>(
  (state, a, { reason, reviewOn, note }, context) => {
    const { suspensions } = context.policy.rules
    const refusal = whyNotAskSuspension(state, a, context)
    if (refusal) return refusal
    if (!suspensions.reasons.some(r => r.code === reason))
      return refuse('unknown-reason', { field: 'reason' })
    const last = lastReviewDay(context)
    if (reviewOn <= todayOf(context) || reviewOn > last)
      return refuse('review-date-impossible', { field: 'reviewOn', facts: { last } })
    const of = { kind: 'suspension', unitId: a.unitId, assignmentNo: a.no } as const
    const draft = new Draft(state, context.now)
    const asking = { ...of, reason, wanted: { reviewOn }, decidedWith: suspensions.decidedWith }
    ask(draft, asking, textsOf({ note }), context)
    return draft.change()
  },
)

const todayOf = ({ calendar, now }: Context): Day => dayOfNumber(dayNumberAt(calendar.zone, now))

function lastReviewDay({ calendar, now, policy }: Context): Day {
  const limit = limitFrom(policy.rules.suspensions.reviewEvery)
  return dueOf({ start: now, limit, calendar, rules: policy.rules }).dueOn!
}

/** What the approval of a suspension does: one event. The clocks of an emergency never stop. */
export function suspend(draft: Draft, asked: Approval, { now, policy }: Context): void {
  const { reason, wanted, unitId } = asked
  const facts = { reason, reviewOn: wanted.reviewOn, approvalNo: asked.no }
  draft.step('appeal.suspended', { unitId, facts }, t => {
    t.appeal.stageBefore = t.appeal.stage
    t.appeal.stage = 'suspended'
    const pauses = !policy.rules.suspensions.neverPauses.includes(t.appeal.limitClass)
    if (pauses) pauseClocks(t, now, PAUSE, () => true)
  })
}

export function whyNotResume(t: TicketState, { actor, directory }: Asked): Refusal | null {
  if (!mayFor(actor, 'appeal.review', t.appeal.ownerUnitId, directory.units)) return refuse('not-permitted')
  return t.appeal.stage === 'suspended' ? null : refuse('not-suspended')
}

/** 恢复办理: goes on where it stopped; the limits move on by the time that was not counted. */
export const resumeAppeal: Decide<{ note?: string }> = (state, { note }, context) => {
  const refusal = whyNotResume(state, context)
  if (refusal) return refusal
  const draft = new Draft(state, context.now)
  const of = { unitId: state.appeal.leadUnitId, texts: textsOf({ note }) }
  draft.step('appeal.resumed', of, t => {
    t.appeal.stage = t.appeal.stageBefore ?? 'handling'
    t.appeal.stageBefore = null
    resumeClocks(t, context.now, PAUSE, context)
  })
  return draft.change()
}
