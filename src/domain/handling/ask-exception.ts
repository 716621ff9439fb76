/** Two requests for the whole matter: to close it although it isn't solved (LL-37), and to leave it out of assessment 剔除. */
import { mayFor } from '../access/actor.ts'
import type { Permission } from '../access/roles.ts'
import type { Rules } from '../policy/rules.ts'
import { ask, openRequest } from '../record/approvals.ts'
import type { Context, Decide, Decision } from '../record/context.ts'
import { Draft, textsOf } from '../record/draft.ts'
import { leadOf } from '../record/rework.ts'
import type { TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { needsException } from './claim.ts'
import type { Asked } from './duty.ts'

export interface ExceptionInput {
  reason: string
  note?: string
}

/** Asked for by a unit that handles it, or by the centre. */
function whyNotAsk(t: TicketState, { actor, directory }: Asked): Refusal | null {
  const may = (permission: Permission, unitId: number): boolean =>
    mayFor(actor, permission, unitId, directory.units)
  const units = t.assignments.filter(a => a.stage !== 'returned' && a.stage !== 'cancelled')
  const isOurs = units.some(a => may('appeal.handle', a.unitId)) || may('appeal.review', t.appeal.ownerUnitId)
  return isOurs ? null : refuse('not-permitted')
}

export function whyNotAskCloseException(t: TicketState, asked: Asked): Refusal | null {
  const refusal = whyNotAsk(t, asked)
  if (refusal) return refusal
  if (t.appeal.endedAt !== null) return refuse('has-ended')
  if (t.appeal.stage !== 'answered' || !needsException(t)) return refuse('wrong-stage')
  return openRequest(t, 'closeException') ? refuse('already-asked') : null
}

export const askCloseException: Decide<ExceptionInput> = (state, input, context) => {
  const refusal = whyNotAskCloseException(state, context)
  return refusal ?? asked(state, input, 'closeException', context)
}

export function whyNotAskExclusion(t: TicketState, asked: Asked): Refusal | null {
  const refusal = whyNotAsk(t, asked)
  if (refusal) return refusal
  if (openRequest(t, 'exclusion')) return refuse('already-asked')
  return isExcluded(t) ? refuse('already-done') : null
}

/** Is it left out of assessment? */
export const isExcluded = (t: TicketState): boolean =>
  t.approvals.some(p => p.kind === 'exclusion' && p.verdict === 'approved')

export const askExclusion: Decide<ExceptionInput> = (state, input, context) => {
  const refusal = whyNotAskExclusion(state, context)
  return refusal ?? asked(state, input, 'exclusion', context)
}

const LISTS = { closeException: 'closeExceptions', exclusion: 'exclusions' } as const satisfies Record<
  string,
  keyof Rules
>

function asked(
  state: TicketState,
  { reason, note }: ExceptionInput,
  kind: keyof typeof LISTS,
  context: Context,
): Decision {
  const { reasons, decidedWith } = context.policy.rules[LISTS[kind]]
  if (!reasons.some(r => r.code === reason)) return refuse('unknown-reason', { field: 'reason' })
  const draft = new Draft(state, context.now)
  const unitId = state.appeal.leadUnitId ?? state.appeal.ownerUnitId
  const wanted = kind === 'closeException' ? { round: leadOf(state)!.reworks } : {}
  ask(draft, { kind, unitId, reason, wanted, decidedWith }, textsOf({ note }), context)
  return draft.change()
}
