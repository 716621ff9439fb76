/** 会签: other units sign what is going to be answered or reported (LL-26). */
import { ask } from '../record/approvals.ts'
import { Draft } from '../record/draft.ts'
import type { Approval, Assignment, TicketState } from '../record/state.ts'
import { refuse } from '../refusal.ts'
import { onAssignment, whyNotInHand } from './duty.ts'

export interface CountersignInput {
  unitIds: number[]
  /** What they sign: the report material, the detailed answer (LL-25, LL-27). */
  text: string
}

/** The countersignatures asked for since the last rework; what was signed before was another answer. */
const thisRound = (t: TicketState, a: Assignment): Approval[] =>
  t.approvals.filter(p => p.kind === 'countersign' && p.assignmentNo === a.no && p.wanted.round === a.reworks)

/** Has every unit that was asked signed? A unit that refused may be asked again. */
export function isCountersigned(t: TicketState, a: Assignment): boolean {
  const asked = thisRound(t, a)
  const latest = new Map(asked.map(p => [p.unitId, p.verdict]))
  return latest.size > 0 && [...latest.values()].every(verdict => verdict === 'approved')
}

export const whyNotAskCountersign = whyNotInHand

export const askCountersign = onAssignment<CountersignInput>((state, a, { unitIds, text }, context) => {
  const refusal = whyNotAskCountersign(state, a, context)
  if (refusal) return refusal
  const draft = new Draft(state, context.now)
  for (const [i, unitId] of unitIds.entries()) {
    const field = `unitIds.${i}`
    if (unitId === a.unitId || !context.directory.units.get(unitId)?.active)
      return refuse('no-such-unit', { field })
    const before = thisRound(draft.state, a).findLast(p => p.unitId === unitId)
    if (before && before.verdict !== 'rejected' && before.verdict !== 'withdrawn')
      return refuse('already-asked', { field })
    const asking = { kind: 'countersign', unitId, assignmentNo: a.no, reason: 'countersign' } as const
    ask(
      draft,
      { ...asking, wanted: { round: a.reworks }, decidedWith: 'appeal.sign' },
      { report: text },
      context,
    )
  }
  return draft.change()
})
