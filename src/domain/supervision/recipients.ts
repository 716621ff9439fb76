/** Whose sheet is it to sign for, to answer, to review? The ground of every act on a sheet that is out. */
import { mayFor } from '../access/actor.ts'
import type { Instant } from '../instant.ts'
import { copyToAppeal, isRunning } from '../record/clocks.ts'
import type { Context, Decide, Decision } from '../record/context.ts'
import type { Recipient, Sheet, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'

export type Asked = Pick<Context, 'actor' | 'directory' | 'policy' | 'now'>

/** A sheet that is out, and one of the units it is addressed to. */
export interface Sent {
  sheet: Sheet
  recipient: Recipient
}

export const sheetOf = (t: TicketState, no: number): Sheet | undefined => t.sheets.find(s => s.no === no)

/** Those who owe something: everybody but who gets a copy. */
export const owing = (t: TicketState, sheet: Sheet): Recipient[] =>
  t.recipients.filter(r => r.sheetNo === sheet.no && r.role !== 'copy')

/** A rule about one recipient as a rule about its ticket; `no` is the recipient's. */
export const onRecipient =
  <Input>(
    decide: (t: TicketState, sent: Sent, input: Input, context: Context) => Decision,
  ): Decide<Input & { no: number }> =>
  (state, input, context) => {
    const recipient = state.recipients.find(r => r.no === input.no)
    const sheet = recipient && sheetOf(state, recipient.sheetNo)
    return sheet ? decide(state, { sheet, recipient }, input, context) : refuse('no-such-sheet')
  }

/** Why may the actor not act for the unit that got it? */
export function whyNotReceive({ sheet, recipient }: Sent, { actor, directory }: Asked): Refusal | null {
  if (!mayFor(actor, 'appeal.handle', recipient.unitId, directory.units)) return refuse('not-your-unit')
  if (recipient.role === 'copy') return refuse('only-a-copy')
  return sheet.stage === 'issued' ? null : refuse('wrong-stage')
}

/** Why may the actor not act on it for the centre? */
export function whyNotReview(t: TicketState, { sheet, recipient }: Sent, asked: Asked): Refusal | null {
  const { actor, directory } = asked
  if (!mayFor(actor, 'sheet.review', t.appeal.ownerUnitId, directory.units)) return refuse('not-permitted')
  return sheet.stage === 'issued' && recipient.stage === 'answered' ? null : refuse('wrong-stage')
}

/** What a recipient's limit waited for has happened. */
export function meetSheetClock(
  t: TicketState,
  kind: 'sheetSign' | 'sheetAnswer',
  recipientNo: number,
  at: Instant,
): void {
  const clock = t.clocks.find(c => c.kind === kind && c.recipientNo === recipientNo && isRunning(c))
  if (!clock) return
  clock.metAt = at
  copyToAppeal(t, clock)
}

/** Facts of an event about one recipient. */
export const sentFacts = ({ sheet, recipient }: Sent) => ({
  sheetNo: sheet.no,
  kind: sheet.kind,
  recipientNo: recipient.no,
  ...(sheet.assignmentNo !== null && { assignmentNo: sheet.assignmentNo }),
})
