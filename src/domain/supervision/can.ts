/** Every act of 督 on the sheets of a ticket, by the name of its route, with its why not. */
import { mayFor } from '../access/actor.ts'
import type { Recipient, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { whyNotAnswerSheet } from './answer-sheet.ts'
import { whyNotInstruct } from './instruct.ts'
import { whyNotObject } from './object-to-sheet.ts'
import { type Asked, type Sent, sheetOf, whyNotReview } from './recipients.ts'
import { whyNotDecideProposal, whyNotSendSheet } from './send-sheet.ts'
import { whyNotSignSheet } from './sign-sheet.ts'
import { whyNotWithdraw } from './withdraw-sheet.ts'

type WhyNot = (t: TicketState, asked: Asked) => Refusal | null

/** Null when it may be done to one of them; otherwise why not to the last, which is the one people look at. */
function toOneOf<Row>(rows: readonly Row[], whyNot: (row: Row) => Refusal | null): Refusal | null {
  const refusals = rows.map(whyNot)
  return refusals.includes(null) ? null : (refusals.at(-1) ?? refuse('no-such-sheet'))
}

const sentOf = (t: TicketState, recipient: Recipient): Sent => ({
  recipient,
  sheet: sheetOf(t, recipient.sheetNo)!,
})

/** For what the actor's own units were sent. */
const onOwn =
  (whyNot: (t: TicketState, sent: Sent, asked: Asked) => Refusal | null): WhyNot =>
  (t, asked) => {
    const { actor, directory } = asked
    const own = t.recipients.filter(r => mayFor(actor, 'appeal.handle', r.unitId, directory.units))
    return toOneOf(own, r => whyNot(t, sentOf(t, r), asked))
  }

export const CAN_SUPERVISE = {
  sendSheet: whyNotSendSheet,
  instruct: whyNotInstruct,
  decideProposal: (t, asked) => toOneOf(t.sheets, s => whyNotDecideProposal(t, s, asked)),
  withdrawSheet: (t, asked) => toOneOf(t.sheets, s => whyNotWithdraw(t, s, asked)),
  signSheet: onOwn((_, sent, asked) => whyNotSignSheet(sent, asked)),
  answerSheet: onOwn((_, sent, asked) => whyNotAnswerSheet(sent, asked)),
  objectToSheet: onOwn(whyNotObject),
  acceptSheet: (t, asked) => toOneOf(t.recipients, r => whyNotReview(t, sentOf(t, r), asked)),
  sendBackSheet: (t, asked) => toOneOf(t.recipients, r => whyNotReview(t, sentOf(t, r), asked)),
} satisfies Record<string, WhyNot>
