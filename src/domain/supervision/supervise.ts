/** 督办升级: somebody puts a matter under a kind of supervision, or asks those who may for a higher one. */
import { mayFor } from '../access/actor.ts'
import { ask } from '../record/approvals.ts'
import type { Decide } from '../record/context.ts'
import { Draft, textsOf } from '../record/draft.ts'
import { leadOf } from '../record/rework.ts'
import type { TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { SUPERVISIONS, type Supervision } from '../vocabulary.ts'
import { orderSupervision } from './order-supervision.ts'
import type { Asked } from './recipients.ts'

export interface SuperviseInput {
  supervision: Supervision
  /** Why, in a sentence. */
  reason?: string
}

/** What the centre's supervisors order themselves 实时、通报; the others are for its director and the city's leaders. */
export const ORDERED_BY_SUPERVISORS: readonly Supervision[] = ['realTime', 'circular']

export function whyNotSupervise(t: TicketState, { actor, directory }: Asked): Refusal | null {
  if (!mayFor(actor, 'appeal.supervise', t.appeal.ownerUnitId, directory.units))
    return refuse('not-permitted')
  return t.appeal.endedAt === null ? null : refuse('has-ended')
}

/** A matter that is under this or a higher kind already stays as it is. */
export const supervise: Decide<SuperviseInput> = (state, { supervision, reason }, context) => {
  const refusal = whyNotSupervise(state, context)
  if (refusal) return refusal
  const lead = leadOf(state)
  if (!lead) return refuse('no-such-assignment')
  const { ownerUnitId, supervision: present } = state.appeal
  if (present && SUPERVISIONS.indexOf(present) >= SUPERVISIONS.indexOf(supervision))
    return refuse('already-done')
  const { actor, directory, now } = context
  const draft = new Draft(state, now)
  const texts = textsOf({ note: reason })
  const mayOrder =
    ORDERED_BY_SUPERVISORS.includes(supervision) ||
    mayFor(actor, 'supervision.order', ownerUnitId, directory.units)
  if (mayOrder) orderSupervision(draft, supervision, lead.unitId, context, texts)
  else if (state.approvals.some(p => p.kind === 'supervision' && p.reason === supervision && !p.verdict))
    return refuse('already-asked')
  else {
    const asking = { kind: 'supervision' as const, unitId: lead.unitId, reason: supervision }
    ask(draft, { ...asking, decidedWith: 'supervision.order' }, texts, context)
  }
  return draft.change()
}
