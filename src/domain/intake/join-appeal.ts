/** “Me too” 我也遇到: somebody else joins an appeal as a further contact, without a ticket of their own. */
import type { Decide } from '../record/context.ts'
import { type ContactRow, Draft, type IdentityInput } from '../record/draft.ts'
import { refuse } from '../refusal.ts'
import { whyNotOpen } from './standing.ts'

export interface JoinInput {
  contact: ContactRow
  appellant: IdentityInput | null
}

/** Who may see or take part is asked before; a confidential appeal is as good as none. */
export const joinAppeal: Decide<JoinInput> = (state, { contact, appellant }, context) => {
  if (state.appeal.confidential) return refuse('not-found')
  const refusal = whyNotOpen(state)
  if (refusal) return refusal
  const draft = new Draft(state, context.now).step('appeal.joined', { facts: { contactId: contact.id } })
  draft.beside.contact = { ...contact, appeal_id: state.id, outcome: 'appeal' }
  if (appellant) draft.beside.identity = appellant
  return draft.change()
}
