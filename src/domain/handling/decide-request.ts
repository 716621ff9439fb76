/** 审批: one decision for every kind of request of 办, and what follows from it. Returns and objections are decided in 转. */
import { decide, mayDecide } from '../record/approvals.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft, type Texts, textsOf } from '../record/draft.ts'
import { isEscalation, rework } from '../record/rework.ts'
import type { Approval, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { grantObjection } from '../supervision/object-to-sheet.ts'
import { orderSupervision } from '../supervision/order-supervision.ts'
import type { ApprovalKind, Supervision, Verdict } from '../vocabulary.ts'
import { acceptIfExcepted } from './accept-answer.ts'
import { grantExtension } from './ask-extension.ts'
import type { Claim } from './claim.ts'
import { type Asked, stepOn, whyNotOpen } from './duty.ts'
import { finishReply, whyNotReady } from './reply.ts'
import { suspend } from './suspend-appeal.ts'

export interface DecisionInput {
  no: number
  verdict: Verdict
  note?: string
  /** The words of the request: a draft reply or a report becomes final with them. */
  asked: Texts
}

type Follow = (draft: Draft, asked: Approval, texts: Texts, context: Context) => void

/** What follows from an approval, by kind. Kinds that are missing are decided elsewhere. */
const ON_APPROVAL: Partial<Record<ApprovalKind, Follow>> = {
  // The limits move with the verdict itself.
  extension: () => {},
  suspension: (draft, asked, _, context) => suspend(draft, asked, context),
  innerReview: (draft, { no, assignmentNo, wanted }, texts, context) => {
    const a = draft.state.assignments.find(row => row.no === assignmentNo)!
    stepOn(draft, 'assignment.reviewed', a, { facts: { approvalNo: no } })
    finishReply(draft, a, wanted as Claim, texts, context)
  },
  countersign: (draft, { no, unitId, assignmentNo }) =>
    void draft.step('assignment.countersigned', { unitId, facts: { approvalNo: no, assignmentNo } }),
  reportUpward: (draft, { no, unitId, assignmentNo, wanted: { documentId } }, texts) =>
    void draft.step('assignment.reportedUpward', {
      unitId,
      facts: { approvalNo: no, assignmentNo, ...(documentId !== undefined && { documentId }) },
      texts,
    }),
  closeException: (draft, _asked, _texts, context) => acceptIfExcepted(draft, context),
  sheetObjection: (draft, asked, _, context) => grantObjection(draft, asked, context),
  supervision: (draft, { reason, unitId }, _, context) =>
    orderSupervision(draft, reason as Supervision, unitId, context),
  exclusion: (draft, { no, unitId, reason }) =>
    void draft.step('appeal.excluded', { unitId, facts: { approvalNo: no, reason } }),
}

/** Why may the actor not decide this request? Taking back is for the one who asked, deciding for everybody else. */
export function whyNotDecide(
  t: TicketState,
  asked: Approval,
  verdict: Verdict,
  context: Asked,
): Refusal | null {
  const own = context.actor.personId !== null && asked.askedBy === context.actor.personId
  if (verdict === 'withdrawn') return own ? whyNotWaiting(t, asked) : refuse('not-permitted')
  if (own) return refuse('own-request')
  if (!mayDecide(t, asked, context)) return refuse('not-permitted')
  return whyNotWaiting(t, asked) ?? (verdict === 'approved' ? whyNotApprove(t, asked, context) : null)
}

function whyNotWaiting(t: TicketState, { kind, verdict }: Approval): Refusal | null {
  if (verdict !== null) return refuse('already-decided')
  if (!ON_APPROVAL[kind]) return refuse('wrong-stage')
  // 剔除 concerns the assessment, which looks at ended matters too.
  return t.appeal.endedAt !== null && kind !== 'exclusion' ? refuse('has-ended') : null
}

/** Has something happened since it was asked that stands in the way? */
function whyNotApprove(t: TicketState, { kind, assignmentNo }: Approval, context: Asked): Refusal | null {
  const a = t.assignments.find(row => row.no === assignmentNo)
  if (kind === 'innerReview' && a) return whyNotReady(t, a, context)
  return kind === 'suspension' && a ? whyNotOpen(t, a) : null
}

export const decideRequest: Decide<DecisionInput> = (state, { no, verdict, note, asked: words }, context) => {
  const asked = state.approvals.find(p => p.no === no)
  if (!asked) return refuse('no-such-approval')
  const refusal = whyNotDecide(state, asked, verdict, context)
  if (refusal) return refusal
  const draft = new Draft(state, context.now)
  const approved = verdict === 'approved'
  const isLonger = approved && asked.kind === 'extension'
  decide(
    draft,
    asked,
    { verdict, texts: textsOf({ note }), ...(isLonger && { edit: t => grantExtension(t, asked, context) }) },
    context,
  )
  if (approved) ON_APPROVAL[asked.kind]!(draft, asked, words, context)
  if (verdict === 'rejected' && isEscalation(asked)) rework(draft, { from: 'escalation' }, context)
  return draft.change()
}
