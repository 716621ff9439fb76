/** The centre asks the appellant for more, and the appellant tells it; meanwhile the clocks rest if the rules say so. */
import { ASKED, restClocks, resumeClocks } from '../record/clocks.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { whyNotCentre, whyNotFor, whyNotOpen } from './standing.ts'

type Seen = Pick<Context, 'actor' | 'directory'>

export function whyNotAsk(t: TicketState, context: Seen): Refusal | null {
  const refusal = whyNotCentre(t, 'appeal.dispatch', context) ?? whyNotOpen(t)
  if (refusal) return refusal
  if (t.appeal.stage === 'suspended') return refuse('is-suspended')
  return t.appeal.askedAt === null ? null : refuse('waiting-for-appellant')
}

export const askAppellant: Decide<{ question: string }> = (state, { question }, context) => {
  const refusal = whyNotAsk(state, context)
  if (refusal) return refusal
  const { now } = context
  return new Draft(state, now)
    .step('appeal.asked', { texts: { question } }, t => {
      t.appeal.askedAt = now
      restClocks(t, context)
    })
    .change()
}

export function whyNotTell(t: TicketState, context: Seen): Refusal | null {
  const refusal = whyNotFor(t, 'contact.take', context) ?? whyNotOpen(t)
  if (refusal) return refusal
  return t.appeal.askedAt === null ? refuse('not-asked') : null
}

export interface TellInput {
  answer: string
  fileIds?: readonly number[]
}

export const tellCentre: Decide<TellInput> = (state, { answer, fileIds }, context) => {
  const refusal = whyNotTell(state, context)
  if (refusal) return refusal
  const facts = fileIds?.length ? { files: [...fileIds] } : {}
  return new Draft(state, context.now)
    .step('appeal.told', { facts, texts: { answer } }, t => {
      t.appeal.askedAt = null
      resumeClocks(t, context.now, ASKED, context)
    })
    .change()
}
