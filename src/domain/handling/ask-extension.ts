/** 延期: asked for before the limit with a coded reason, decided up the ladder, added to the unit's and the appellant's limit. */
import { ask, openRequest } from '../record/approvals.ts'
import { extendClock, isPaused, runningClock, startAfter } from '../record/clocks.ts'
import type { Context } from '../record/context.ts'
import { Draft, textsOf } from '../record/draft.ts'
import type { Approval, Assignment, Clock, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { dueOf } from '../time/due.ts'
import { limitFrom } from '../time/limit.ts'
import { type Asked, isLead, onAssignment, whyNotInHand } from './duty.ts'

export interface ExtensionInput {
  /** How much longer, e.g. 5wd. */
  limit: string
  reason: string
  note?: string
}

/** The limit that is asked to be longer: of the rework while there is one, else of the reply, else the appellant's. */
const limitOf = (t: TicketState, a: Assignment): Clock | undefined =>
  runningClock(t, 'rework', a.no) ?? runningClock(t, 'reply', a.no) ?? runningClock(t, 'closure')

const grantedTo = (t: TicketState, a: Assignment): number =>
  t.approvals.filter(p => p.kind === 'extension' && p.assignmentNo === a.no && p.verdict === 'approved')
    .length

export function whyNotAskExtension(t: TicketState, a: Assignment, asked: Asked): Refusal | null {
  const refusal = whyNotInHand(t, a, asked)
  if (refusal) return refusal
  if (openRequest(t, 'extension', a.no)) return refuse('already-asked')
  if (grantedTo(t, a) >= asked.policy.rules.extensions.max) return refuse('extended-too-often')
  const clock = limitOf(t, a)
  if (!clock) return refuse('wrong-stage')
  return asked.now < clock.dueAt || isPaused(clock) ? null : refuse('too-late-to-ask')
}

export const askExtension = onAssignment<ExtensionInput>((state, a, { limit, reason, note }, context) => {
  const { extensions } = context.policy.rules
  const refusal = whyNotAskExtension(state, a, context)
  if (refusal) return refusal
  if (!extensions.reasons.some(r => r.code === reason)) return refuse('unknown-reason', { field: 'reason' })
  if (endOf(limitOf(state, a)!, limit, context) > endOf(limitOf(state, a)!, extensions.longest, context))
    return refuse('extension-too-long', { field: 'limit', facts: { longest: extensions.longest } })
  const step = Math.min(grantedTo(state, a), extensions.ladder.length - 1)
  const of = { kind: 'extension', unitId: a.unitId, assignmentNo: a.no } as const
  const draft = new Draft(state, context.now)
  ask(
    draft,
    { ...of, reason, wanted: { limit }, decidedWith: extensions.ladder[step]! },
    textsOf({ note }),
    context,
  )
  return draft.change()
})

/** Where the limit would end: the only fair way to compare 5wd with 7d. */
function endOf({ dueAt }: Clock, extra: string, { calendar, policy }: Context): number {
  const limit = limitFrom(extra)
  return dueOf({ start: startAfter(dueAt, limit), limit, calendar, rules: policy.rules }).dueAt!
}

/** What the approval of an extension changes; part of its step. The appellant's own limit moves with the lead's. */
export function grantExtension(t: TicketState, asked: Approval, context: Context): void {
  const a = t.assignments.find(row => row.no === asked.assignmentNo)!
  const clocks = [runningClock(t, 'reply', a.no), runningClock(t, 'rework', a.no)]
  if (isLead(a)) clocks.push(runningClock(t, 'closure'))
  for (const clock of clocks) if (clock) extendClock(t, clock, String(asked.wanted.limit), context)
  t.appeal.extensions += 1
}
