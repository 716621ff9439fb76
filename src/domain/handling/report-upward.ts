/** 上报: the result goes to the level above with its report material, once the centre agrees (LL-26, LL-27). */
import { mustTake } from '../policy/traits.ts'
import { ask } from '../record/approvals.ts'
import { Draft, textsOf } from '../record/draft.ts'
import type { Assignment, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { isCountersigned } from './ask-countersign.ts'
import { type Asked, isLead, onAssignment, whyNotInHand } from './duty.ts'

export interface ReportInput {
  /** 汇报材料 in words, where no paper was issued. */
  report?: string
  /** The issued paper. */
  paper?: { id: number; number: string }
  /** To whom, e.g. 德州市12345. */
  to: string
}

const ofThisRound = (t: TicketState, a: Assignment) =>
  t.approvals.findLast(
    p => p.kind === 'reportUpward' && p.assignmentNo === a.no && p.wanted.round === a.reworks,
  )

export const isReportedUpward = (t: TicketState, a: Assignment): boolean =>
  ofThisRound(t, a)?.verdict === 'approved'

export function whyNotReportUpward(t: TicketState, a: Assignment, asked: Asked): Refusal | null {
  const refusal = whyNotInHand(t, a, asked)
  if (refusal) return refusal
  if (!isLead(a)) return refuse('not-your-unit')
  if (mustTake('countersign', t.appeal, asked.directory, asked.policy) && !isCountersigned(t, a))
    return refuse('countersign-first')
  const before = ofThisRound(t, a)
  if (before?.verdict === 'approved') return refuse('already-done')
  return before?.verdict === null ? refuse('already-asked') : null
}

export const reportUpward = onAssignment<ReportInput>((state, a, { report, paper, to }, context) => {
  const refusal = whyNotReportUpward(state, a, context)
  if (refusal) return refusal
  if (!report && !paper) return refuse('evidence-missing', { field: 'report' })
  const draft = new Draft(state, context.now)
  const asking = { kind: 'reportUpward', unitId: a.unitId, assignmentNo: a.no, reason: 'report' } as const
  const wanted = { round: a.reworks, ...(paper && { documentId: paper.id }) }
  const words = report ?? `见${paper!.number}`
  ask(draft, { ...asking, wanted, decidedWith: 'appeal.review' }, textsOf({ report: words, to }), context)
  return draft.change()
})
