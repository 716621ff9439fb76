/** 审核反馈: the centre accepts the answer to a sheet, or sends it back with a new limit; with the last one accepted the sheet is closed. */
import { startClock } from '../record/clocks.ts'
import type { Context } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { TicketState } from '../record/state.ts'
import { onRecipient, owing, type Sent, sentFacts, sheetOf, whyNotReview } from './recipients.ts'

export const acceptSheet = onRecipient<object>((state, sent, _, context) => {
  const refusal = whyNotReview(state, sent, context)
  if (refusal) return refusal
  const draft = new Draft(state, context.now)
  accept(draft, sent, context)
  return draft.change()
})

function accept(draft: Draft, sent: Sent, { now }: Context): void {
  const { unitId, no, sheetNo } = sent.recipient
  draft.step('sheet.accepted', { unitId, facts: sentFacts(sent) }, t => {
    Object.assign(t.recipients.find(r => r.no === no)!, { stage: 'accepted', endedAt: now })
    closeIfAnswered(t, sheetNo, now)
  })
}

function closeIfAnswered(t: TicketState, sheetNo: number, now: number): void {
  const sheet = sheetOf(t, sheetNo)!
  if (owing(t, sheet).every(r => r.endedAt !== null)) Object.assign(sheet, { stage: 'closed', endedAt: now })
}

export const sendBackSheet = onRecipient<{ note: string }>((state, sent, { note }, context) => {
  const refusal = whyNotReview(state, sent, context)
  if (refusal) return refusal
  const { unitId, no } = sent.recipient
  return new Draft(state, context.now)
    .step('sheet.sentBack', { unitId, facts: sentFacts(sent), texts: { note } }, t => {
      const row = t.recipients.find(r => r.no === no)!
      const clock = startClock(
        t,
        { kind: 'sheetAnswer', unitId, recipientNo: no, limit: sent.sheet.limit },
        context,
      )
      Object.assign(row, { stage: 'signed', answeredAt: null, answeredBy: null, sentBack: row.sentBack + 1 })
      row.dueAt = clock?.dueAt ?? row.dueAt
    })
    .change()
})

/** The centre accepts the answer to the matter, and with it those to the sheets about it. */
export function acceptSheets(draft: Draft, context: Context): void {
  const answered = draft.state.recipients.filter(r => r.stage === 'answered')
  for (const recipient of answered) {
    const sheet = sheetOf(draft.state, recipient.sheetNo)!
    if (sheet.stage === 'issued') accept(draft, { sheet, recipient }, context)
  }
}
