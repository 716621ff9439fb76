/** 撤回: the appellant takes the appeal back, by number and code or through an agent. */
import type { Context, Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { TicketState } from '../record/state.ts'
import type { Refusal } from '../refusal.ts'
import { endAppeal } from './ending.ts'
import { whyNotFor, whyNotOpen } from './standing.ts'

export const whyNotWithdraw = (
  t: TicketState,
  context: Pick<Context, 'actor' | 'directory'>,
): Refusal | null => whyNotFor(t, 'contact.take', context) ?? whyNotOpen(t)

export const withdrawAppeal: Decide<{ reason?: string }> = (state, { reason }, context) => {
  const refusal = whyNotWithdraw(state, context)
  if (refusal) return refusal
  return new Draft(state, context.now)
    .step(
      'appeal.withdrawn',
      { facts: { from: state.appeal.stage }, ...(reason && { texts: { reason } }) },
      t => endAppeal(t, 'withdrawn', context.now),
    )
    .change()
}
