/** 反馈督办单: the unit answers a sheet in its own words; whoever replies to the matter itself answers its sheets with it. */
import { type FileRef, filesFact } from '../handling/duty.ts'
import type { Context } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { Assignment, Recipient, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import {
  type Asked,
  meetSheetClock,
  onRecipient,
  type Sent,
  sentFacts,
  sheetOf,
  whyNotReceive,
} from './recipients.ts'

export interface AnswerInput {
  answer: string
  files?: FileRef[]
}

export function whyNotAnswerSheet(sent: Sent, asked: Asked): Refusal | null {
  const refusal = whyNotReceive(sent, asked)
  if (refusal) return refusal
  if (sent.recipient.stage === 'sent') return refuse('sign-first')
  return sent.recipient.stage === 'signed' ? null : refuse('already-done')
}

export const answerSheet = onRecipient<AnswerInput>((state, sent, { answer, files }, context) => {
  const refusal = whyNotAnswerSheet(sent, context)
  if (refusal) return refusal
  const facts = { ...sentFacts(sent), ...filesFact(files) }
  return new Draft(state, context.now)
    .step('sheet.answered', { unitId: sent.recipient.unitId, facts, texts: { answer } }, t =>
      markAnswered(t, sent.recipient.no, context),
    )
    .change()
})

function markAnswered(t: TicketState, no: number, { now, actor }: Pick<Context, 'now' | 'actor'>): void {
  const row = t.recipients.find(r => r.no === no)!
  row.signedAt ??= now
  row.signedBy ??= actor.personId
  Object.assign(row, { stage: 'answered', answeredAt: now, answeredBy: actor.personId })
  for (const kind of ['sheetSign', 'sheetAnswer'] as const) meetSheetClock(t, kind, no, now)
}

/** The reply to the matter is the answer to every sheet that asked the unit for it. */
export function answerByReply(draft: Draft, { no, unitId }: Assignment, context: Context): void {
  const waiting = (r: Recipient): boolean => {
    const sheet = sheetOf(draft.state, r.sheetNo)
    if (r.endedAt !== null || sheet?.stage !== 'issued') return false
    return sheet.assignmentNo === null ? r.unitId === unitId : sheet.assignmentNo === no
  }
  for (const recipient of draft.state.recipients.filter(waiting)) {
    if (recipient.stage === 'answered') continue
    const sheet = sheetOf(draft.state, recipient.sheetNo)!
    const facts = { ...sentFacts({ sheet, recipient }), byReply: true }
    draft.step('sheet.answered', { unitId: recipient.unitId, facts }, t =>
      markAnswered(t, recipient.no, context),
    )
  }
}
