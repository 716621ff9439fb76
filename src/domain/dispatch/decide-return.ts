/** 退单审核: the centre takes a duty back, and may give it to another unit at once, or leaves it where it is. */
import { mayFor } from '../access/actor.ts'
import { decide } from '../record/approvals.ts'
import { meetClock } from '../record/clocks.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { Approval, Assignment, TicketState } from '../record/state.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type DispatchTo, endAssistanceOf, takeBack, whyNotInTransfer } from './assignments.ts'
import { dispatchTo } from './dispatch-appeal.ts'
import { deciderOf } from './return-assignment.ts'

export interface DecideReturnInput {
  approvalNo: number
  accept: boolean
  /** Why; kept as text. */
  note?: string
  /** Who gets it instead, when it is accepted. */
  units?: DispatchTo[]
}

/** The undecided return or objection of that number and its duty. */
export function contestedBy(
  t: TicketState,
  approvalNo: number,
  kind: 'return' | 'objection',
): { asked: Approval; a: Assignment } | Refusal {
  const asked = t.approvals.find(p => p.no === approvalNo && p.kind === kind)
  const a = t.assignments.find(x => x.no === asked?.assignmentNo)
  if (!asked || !a) return refuse('no-such-approval')
  return asked.verdict === null ? { asked, a } : refuse('already-decided')
}

export function whyNotDecideReturn(
  t: TicketState,
  asked: Approval,
  a: Assignment,
  { actor, directory }: Pick<Context, 'actor' | 'directory'>,
): Refusal | null {
  const permission = a.parentNo === null ? 'appeal.rule' : 'appeal.handle'
  if (!mayFor(actor, permission, deciderOf(t, a), directory.units)) return refuse('not-permitted')
  if (asked.askedBy !== null && asked.askedBy === actor.personId) return refuse('own-request')
  return whyNotInTransfer(t)
}

export const decideReturn: Decide<DecideReturnInput> = (state, input, context) => {
  const contested = contestedBy(state, input.approvalNo, 'return')
  if (isRefusal(contested)) return contested
  const { asked, a } = contested
  const refusal = whyNotDecideReturn(state, asked, a, context) ?? whyNotUnits(state, a, input, context)
  if (refusal) return refusal
  const draft = new Draft(state, context.now)
  settle(draft, asked, input.accept ? 'approved' : 'rejected', context, input.note)
  if (!input.accept) return draft.change()
  takeBack(draft, a.no, context)
  for (const { unitId, role } of input.units ?? [])
    if (role === 'lead') endAssistanceOf(draft, unitId, context)
  const wrong = input.units ? dispatchTo(draft, { units: input.units }, context) : null
  return wrong ?? draft.change()
}

function whyNotUnits(t: TicketState, a: Assignment, input: DecideReturnInput, c: Context): Refusal | null {
  if (!input.units) return null
  if (!input.accept) return refuse('unit-already-assigned', { field: 'units' })
  if (a.parentNo !== null) return refuse('passed-down', { field: 'units' })
  if (!mayFor(c.actor, 'appeal.dispatch', t.appeal.ownerUnitId, c.directory.units))
    return refuse('not-permitted', { field: 'units' })
  const back = input.units.findIndex(u => u.unitId === a.unitId)
  return back < 0 ? null : refuse('unit-already-assigned', { field: `units.${back}.unitId` })
}

/** Records the verdict on a return or objection; the limit for it is met. */
export function settle(
  draft: Draft,
  asked: Approval,
  verdict: 'approved' | 'rejected',
  context: Context,
  note?: string,
): void {
  const edit = (t: TicketState) => meetClock(t, 'ruling', asked.assignmentNo, context.now)
  decide(draft, asked, { verdict, texts: note ? { note } : {}, edit }, context)
}
