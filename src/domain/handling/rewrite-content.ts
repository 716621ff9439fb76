/** 改写: what the handler of a confidential report reads, without what would give the reporter away. */
import { mayFor } from '../access/actor.ts'
import type { Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Asked } from './duty.ts'

export function whyNotRewrite(t: TicketState, { actor, directory }: Asked): Refusal | null {
  if (!mayFor(actor, 'content.rewrite', t.appeal.ownerUnitId, directory.units)) return refuse('not-permitted')
  if (t.appeal.endedAt !== null) return refuse('has-ended')
  return t.appeal.confidential ? null : refuse('not-confidential')
}

export const rewriteContent: Decide<{ content: string }> = (state, { content }, context) => {
  const refusal = whyNotRewrite(state, context)
  if (refusal) return refusal
  return new Draft(state, context.now).step('appeal.rewritten', { texts: { content } }).change()
}
