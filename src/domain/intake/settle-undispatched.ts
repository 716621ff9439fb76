/** What the pre-review 预审 may come to instead of dispatching: not accepted, answered at once, handed to an emergency line. */
import type { Context, Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { endUndispatched } from './ending.ts'
import { whyNotCentre, whyNotUndispatched } from './standing.ts'

type Seen = Pick<Context, 'actor' | 'directory'>

export const whyNotRefuse = (t: TicketState, context: Seen): Refusal | null =>
  whyNotCentre(t, 'appeal.dispatch', context) ?? whyNotUndispatched(t)

/** 不予受理, with a reason of the rules. */
export const refuseAppeal: Decide<{ reason: string; note?: string }> = (state, { reason, note }, context) => {
  const refusal = whyNotRefuse(state, context)
  if (refusal) return refusal
  if (!context.policy.rules.refusals.reasons.some(r => r.code === reason))
    return refuse('unknown-reason', { field: 'reason' })
  return new Draft(state, context.now)
    .step('appeal.refused', { facts: { reason }, ...(note && { texts: { note } }) }, t => {
      endUndispatched(t, 'refused', context.now)
      t.appeal.refusalReason = reason
    })
    .change()
}

export const whyNotAnswer = (t: TicketState, context: Seen): Refusal | null =>
  whyNotCentre(t, 'contact.take', context) ?? whyNotUndispatched(t)

export interface AnswerInput {
  answer: string
  articleId?: number
  articleVersion?: number
}

/** 当场答复 of what came in writing: the centre knows the answer, no unit has to be asked. */
export const answerAppeal: Decide<AnswerInput> = (state, { answer, ...article }, context) => {
  const refusal = whyNotAnswer(state, context)
  if (refusal) return refusal
  return new Draft(state, context.now)
    .step('appeal.answeredOnSpot', { facts: article, texts: { answer } }, t => {
      endUndispatched(t, 'answeredOnSpot', context.now)
      t.appeal.answeredAt = context.now
      t.appeal.exemption = 'answeredOnSpot'
    })
    .change()
}

/** Anybody who takes contacts may hand over what can't wait. */
export const whyNotHandOver = (t: TicketState, context: Seen): Refusal | null =>
  whyNotCentre(t, 'contact.take', context) ?? whyNotUndispatched(t)

/** 转紧急专线; the ticket stays in the record as passed on. */
export const handOverAppeal: Decide<{ line: string; note?: string }> = (state, { line, note }, context) => {
  const refusal = whyNotHandOver(state, context)
  if (refusal) return refusal
  if (!context.policy.rules.emergencies.some(e => e.line === line))
    return refuse('emergency-line', { field: 'line' })
  return new Draft(state, context.now)
    .step('appeal.handedOver', { facts: { line }, ...(note && { texts: { note } }) }, t =>
      endUndispatched(t, 'passedOn', context.now),
    )
    .change()
}
