/** 签收督办单: the unit says that it has the sheet. */
import { Draft } from '../record/draft.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Asked, meetSheetClock, onRecipient, type Sent, sentFacts, whyNotReceive } from './recipients.ts'

export function whyNotSignSheet(sent: Sent, asked: Asked): Refusal | null {
  const refusal = whyNotReceive(sent, asked)
  if (refusal) return refusal
  return sent.recipient.stage === 'sent' ? null : refuse('already-done')
}

export const signSheet = onRecipient<object>((state, sent, _, context) => {
  const refusal = whyNotSignSheet(sent, context)
  if (refusal) return refusal
  const { no, unitId } = sent.recipient
  return new Draft(state, context.now)
    .step('sheet.signed', { unitId, facts: sentFacts(sent) }, t => {
      const row = t.recipients.find(r => r.no === no)!
      Object.assign(row, { stage: 'signed', signedAt: context.now, signedBy: context.actor.personId })
      meetSheetClock(t, 'sheetSign', no, context.now)
    })
    .change()
})
