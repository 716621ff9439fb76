/** 补充: the appellant, or an agent for them, adds to what was said. */
import type { Context, Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { TicketState } from '../record/state.ts'
import type { Refusal } from '../refusal.ts'
import { redact } from '../text/redact.ts'
import { whyNotFor, whyNotOpen } from './standing.ts'

export interface AddInput {
  addition: string
  fileIds?: readonly number[]
  /** All that was said before, so that the search finds old and new words alike. */
  saidBefore: string
}

export const whyNotAdd = (t: TicketState, context: Pick<Context, 'actor' | 'directory'>): Refusal | null =>
  whyNotFor(t, 'contact.take', context) ?? whyNotOpen(t)

export const addToAppeal: Decide<AddInput> = (state, { addition, fileIds, saidBefore }, context) => {
  const refusal = whyNotAdd(state, context)
  if (refusal) return refusal
  const draft = new Draft(state, context.now)
  const facts = fileIds?.length ? { files: [...fileIds] } : {}
  draft.step('appeal.added', { facts, texts: { addition } })
  if (!state.appeal.confidential) draft.beside.searchText = redact(`${saidBefore}\n${addition}`)
  return draft.change()
}
