/** 办理答复: the public reply and the internal note apart; a draft until it is signed where the rules ask for an inner review. */
import { mustTake } from '../policy/traits.ts'
import { ask, openRequest, withdrawRequests } from '../record/approvals.ts'
import { cancelClocks, meetClock, startClock } from '../record/clocks.ts'
import type { Context } from '../record/context.ts'
import { Draft, type Texts, textsOf } from '../record/draft.ts'
import type { Assignment, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { answerByReply } from '../supervision/answer-sheet.ts'
import { acceptAnswer } from './accept-answer.ts'
import { isCountersigned } from './ask-countersign.ts'
import { type Claim, type ClaimInput, claimOf, needsException, whyNotClaim } from './claim.ts'
import {
  type Asked,
  assistsOf,
  childrenOf,
  hasReplied,
  isLead,
  onAssignment,
  stepOn,
  whyNotInHand,
  whyNotOpen,
} from './duty.ts'
import { isReportedUpward } from './report-upward.ts'

export interface ReplyInput extends ClaimInput {
  /** 公开答复: what the appellant reads. */
  answer: string
  /** 内部说明: never shown to the appellant. */
  internalNote?: string
  /** The step at which it could not be done (NC-35). */
  causeStep?: string
}

export function whyNotReply(t: TicketState, a: Assignment, asked: Asked): Refusal | null {
  const refusal = whyNotInHand(t, a, asked)
  if (refusal) return refusal
  return openRequest(t, 'innerReview', a.no) ? refuse('already-asked') : whyNotReady(t, a, asked)
}

/** Is a step still missing that has to come before the final reply? */
export function whyNotReady(t: TicketState, a: Assignment, asked: Asked): Refusal | null {
  const refusal = whyNotOpen(t, a)
  if (refusal) return refusal
  if (!childrenOf(t, a).every(hasReplied)) return refuse('children-open')
  return isLead(a) ? whyLeadNotReady(t, a, asked) : null
}

function whyLeadNotReady(t: TicketState, a: Assignment, { directory, policy }: Asked): Refusal | null {
  const must = (step: Parameters<typeof mustTake>[0]): boolean => mustTake(step, t.appeal, directory, policy)
  if (a.stage !== 'contacted') return refuse('contact-first')
  if (must('preliminaryReply') && a.preliminaryAt === null) return refuse('preliminary-first')
  if (must('siteCheck') && a.siteCheckedAt === null) return refuse('site-check-first')
  if (!assistsOf(t).every(hasReplied)) return refuse('assists-open')
  if (must('countersign') && !isCountersigned(t, a)) return refuse('countersign-first')
  return must('reportUpward') && !isReportedUpward(t, a) ? refuse('report-upward-first') : null
}

export const reply = onAssignment<ReplyInput>((state, a, input, context) => {
  const refusal = whyNotReply(state, a, context) ?? whyNotClaim(state, a, input)
  if (refusal) return refusal
  const draft = new Draft(state, context.now)
  const { answer, internalNote, causeStep } = input
  const texts = textsOf({ answer, internalNote, causeStep })
  if (isLead(a) && mustTake('innerReview', state.appeal, context.directory, context.policy))
    askForSignature(draft, a, claimOf(input), texts, context)
  else finishReply(draft, a, claimOf(input), texts, context)
  return draft.change()
})

function askForSignature(draft: Draft, a: Assignment, claim: Claim, texts: Texts, context: Context): void {
  const asking = { kind: 'innerReview', unitId: a.unitId, assignmentNo: a.no, reason: 'reply' } as const
  ask(draft, { ...asking, wanted: { ...claim }, decidedWith: 'appeal.sign' }, texts, context)
}

/** The reply is final: the unit's limits are met, and with the lead's the whole matter is claimed done. */
export function finishReply(
  draft: Draft,
  of: Assignment,
  claim: Claim,
  texts: Texts,
  context: Context,
): void {
  const { now } = context
  const { result, reached, cause, files } = claim
  const facts = { result, ...(cause && { cause }), ...(files.length > 0 && { files }) }
  stepOn(draft, 'assignment.replied', of, { facts, texts }, (a, t) => {
    Object.assign(a, { stage: 'replied', repliedAt: now, result })
    if (a.target) a.target = { ...a.target, reached }
    for (const kind of ['reply', 'rework', 'preliminaryReply'] as const) meetClock(t, kind, a.no, now)
    cancelClocks(t, now, c => c.assignmentNo === a.no)
    withdrawRequests(t, now, p => p.assignmentNo === a.no)
  })
  answerByReply(draft, of, context)
  if (isLead(of)) claimDone(draft, of, claim, context)
}

function claimDone(draft: Draft, { unitId }: Assignment, { result, cause }: Claim, context: Context): void {
  const { now, directory, policy } = context
  const reviewed = mustTake('centreReview', draft.state.appeal, directory, policy)
  draft.step('appeal.answered', { unitId, facts: { result } }, t => {
    Object.assign(t.appeal, { stage: 'answered', answeredAt: now, askedAt: null, result, cause })
    meetClock(t, 'closure', null, now)
    if (reviewed) startClock(t, { kind: 'review', unitId: t.appeal.ownerUnitId }, context)
  })
  if (!reviewed && !needsException(draft.state)) acceptAnswer(draft, true, context)
}
