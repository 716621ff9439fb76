/** 销号: the matter is over, signed by the centre, when everybody has answered, been reviewed and been asked. */
import { mayFor } from '../access/actor.ts'
import { cancelClocks } from '../record/clocks.ts'
import type { Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Asked } from './duty.ts'

export function whyNotStrikeOff(t: TicketState, { actor, directory }: Asked): Refusal | null {
  if (!mayFor(actor, 'appeal.strikeOff', t.appeal.ownerUnitId, directory.units))
    return refuse('not-permitted')
  return whyNotSettled(t)
}

function whyNotSettled({ appeal, assignments, approvals, sheets }: TicketState): Refusal | null {
  if (appeal.endedAt !== null) return refuse('has-ended')
  if (appeal.stage === 'suspended') return refuse('is-suspended')
  const isReworked = assignments.some(a => a.reworks > 0 && a.stage !== 'accepted' && a.endedAt === null)
  if (isReworked) return refuse('rework-open')
  if (appeal.stage === 'reviewed' && appeal.exemption === null) return refuse('visit-first')
  if (appeal.stage !== 'reviewed' && appeal.stage !== 'visited') return refuse('wrong-stage')
  if (approvals.some(p => p.verdict === null)) return refuse('approval-open')
  if (sheets.some(s => s.stage === 'issued')) return refuse('sheet-open')
  return assignments.every(a => a.stage === 'accepted' || a.endedAt !== null) ? null : refuse('assists-open')
}

export const strikeOff: Decide<object> = (state, _, context) => {
  const refusal = whyNotStrikeOff(state, context)
  if (refusal) return refusal
  const { now } = context
  const { leadUnitId: unitId, exemption } = state.appeal
  const draft = new Draft(state, now)
  draft.step('appeal.struckOff', { unitId, facts: exemption ? { exemption } : {} }, t => {
    t.appeal.stage = 'struckOff'
    t.appeal.endedAt = now
    for (const a of t.assignments) a.endedAt ??= now
    cancelClocks(t, now)
  })
  return draft.change()
}
