/** 裁定: after an objection somebody who had no part in the dispatch names the unit, and that binds. */
import { mayFor } from '../access/actor.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { Approval, Assignment, TicketState } from '../record/state.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { endAssistanceOf, giveDuty, takeBack, whyNotInTransfer } from './assignments.ts'
import { contestedBy, settle } from './decide-return.ts'
import { whyNotUnit } from './dispatch-appeal.ts'
import { contestsOf } from './return-assignment.ts'

export interface RulingInput {
  approvalNo: number
  /** The unit that has to do it; the first receiver when left out (首接负责). */
  unitId?: number
  /** The legal basis and the reasons; kept as text. */
  basis: string
}

export function whyNotRule(
  t: TicketState,
  asked: Approval,
  a: Assignment,
  { actor, directory }: Pick<Context, 'actor' | 'directory'>,
): Refusal | null {
  if (!mayFor(actor, 'appeal.rule', t.appeal.ownerUnitId, directory.units)) return refuse('not-permitted')
  const me = actor.personId
  if (me !== null && asked.askedBy === me) return refuse('own-request')
  const hadPart = a.assignedBy === me || contestsOf(t, a).some(p => p.decidedBy === me)
  if (me !== null && hadPart) return refuse('own-dispatch')
  return whyNotInTransfer(t)
}

export const ruleOnObjection: Decide<RulingInput> = (state, input, context) => {
  const contested = contestedBy(state, input.approvalNo, 'objection')
  if (isRefusal(contested)) return contested
  const { asked, a } = contested
  const refusal = whyNotRule(state, asked, a, context)
  if (refusal) return refusal
  const unitId = input.unitId ?? state.appeal.firstUnitId ?? a.unitId
  const draft = new Draft(state, context.now)
  const stays = unitId === a.unitId
  settle(draft, asked, stays ? 'rejected' : 'approved', context)
  return (stays ? bind(draft, a.no, input) : moveTo(draft, a, unitId, input, context)) ?? draft.change()
}

const said = (input: RulingInput) => ({
  facts: { approvalNo: input.approvalNo, firstReceiver: input.unitId === undefined },
  texts: { basis: input.basis },
})

/** The unit keeps it, and can't return it any more. */
function bind(draft: Draft, assignmentNo: number, input: RulingInput): null {
  const a = draft.state.assignments.find(x => x.no === assignmentNo)!
  const { facts, texts } = said(input)
  const kept = { ...facts, assignmentNo, role: a.role, kept: true }
  draft.step('assignment.ruled', { unitId: a.unitId, facts: kept, texts }, () => {
    a.bound = true
  })
  return null
}

/** The unit named may be assisting already: its assistance ends where it gets the lead. */
function moveTo(
  draft: Draft,
  a: Assignment,
  unitId: number,
  input: RulingInput,
  context: Context,
): Refusal | null {
  takeBack(draft, a.no, context)
  if (a.role === 'lead') endAssistanceOf(draft, unitId, context)
  const to = { unitId, role: a.role }
  const refusal = whyNotUnit(draft.state, to, context.directory, 'unitId')
  if (refusal) return refusal
  giveDuty(draft, to, context, { kind: 'assignment.ruled', bound: true, ...said(input) })
  return null
}
