/** 督办单异议: a unit holds that a sheet is wrong; the centre upholds the sheet or takes it back. The limits run on meanwhile. */
import { ask } from '../record/approvals.ts'
import type { Context } from '../record/context.ts'
import { Draft, textsOf } from '../record/draft.ts'
import type { Approval, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Asked, onRecipient, type Sent, whyNotReceive } from './recipients.ts'
import { takeBack } from './withdraw-sheet.ts'

const askedFor = (t: TicketState, recipientNo: number): Approval | undefined =>
  t.approvals.findLast(p => p.kind === 'sheetObjection' && p.wanted.recipientNo === recipientNo)

export function whyNotObject(t: TicketState, sent: Sent, asked: Asked): Refusal | null {
  const refusal = whyNotReceive(sent, asked)
  if (refusal) return refusal
  const before = askedFor(t, sent.recipient.no)
  if (before?.verdict === null) return refuse('already-asked')
  // Upheld once, it stands.
  return before?.verdict === 'rejected' ? refuse('already-decided') : null
}

export const objectToSheet = onRecipient<{ reason: string }>((state, sent, { reason }, context) => {
  const refusal = whyNotObject(state, sent, context)
  if (refusal) return refusal
  const { recipient, sheet } = sent
  const draft = new Draft(state, context.now)
  const wanted = { recipientNo: recipient.no, sheetNo: sheet.no }
  const asking = { kind: 'sheetObjection', unitId: recipient.unitId, reason: 'objection' } as const
  ask(draft, { ...asking, wanted, decidedWith: 'sheet.review' }, textsOf({ reason }), context)
  return draft.change()
})

/** The objection is right: the sheet is taken back. */
export function grantObjection(draft: Draft, { wanted, unitId }: Approval, { now }: Context): void {
  const sheetNo = Number(wanted.sheetNo)
  const sheet = draft.state.sheets.find(s => s.no === sheetNo)!
  if (sheet.stage !== 'issued') return
  draft.step('sheet.withdrawn', { unitId, facts: { sheetNo, kind: sheet.kind } }, t =>
    takeBack(t, sheetNo, now),
  )
}
