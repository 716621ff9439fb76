/** 撤回督办单: a sheet that should not have gone out is taken back; its number stays used. Also how sheets end with their matter. */
import { mayFor } from '../access/actor.ts'
import type { Instant } from '../instant.ts'
import { cancelClocks } from '../record/clocks.ts'
import type { Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { Sheet, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Asked, sheetOf } from './recipients.ts'

export function whyNotWithdraw(t: TicketState, sheet: Sheet, { actor, directory }: Asked): Refusal | null {
  if (!mayFor(actor, 'sheet.issue', t.appeal.ownerUnitId, directory.units)) return refuse('not-permitted')
  return sheet.stage === 'issued' ? null : refuse('wrong-stage')
}

/** Part of a step: nobody owes it anything any more. */
export function takeBack(t: TicketState, sheetNo: number, now: Instant): void {
  Object.assign(sheetOf(t, sheetNo)!, { stage: 'withdrawn', endedAt: now })
  for (const r of t.recipients)
    if (r.sheetNo === sheetNo && r.stage !== 'accepted')
      Object.assign(r, { stage: 'withdrawn', endedAt: r.endedAt ?? now })
  const numbers = new Set(t.recipients.filter(r => r.sheetNo === sheetNo).map(r => r.no))
  cancelClocks(t, now, c => c.recipientNo !== null && numbers.has(c.recipientNo))
}

/** Part of a step that ends the matter: what is out is taken back, what was only proposed is not issued. */
export function endSheets(t: TicketState, now: Instant): void {
  for (const sheet of t.sheets)
    if (sheet.stage === 'issued') takeBack(t, sheet.no, now)
    else if (sheet.stage === 'proposed') Object.assign(sheet, { stage: 'dismissed', endedAt: now })
}

export const withdrawSheet: Decide<{ no: number; reason: string }> = (state, { no, reason }, context) => {
  const sheet = sheetOf(state, no)
  if (!sheet) return refuse('no-such-sheet')
  const refusal = whyNotWithdraw(state, sheet, context)
  if (refusal) return refusal
  const unitId = state.recipients.find(r => r.sheetNo === no)?.unitId ?? null
  const facts = { sheetNo: no, kind: sheet.kind }
  return new Draft(state, context.now)
    .step('sheet.withdrawn', { unitId, facts, texts: { reason } }, t => takeBack(t, no, context.now))
    .change()
}
