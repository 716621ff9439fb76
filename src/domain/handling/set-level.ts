/** 督办级别: the centre says how closely a matter is watched – 一般、重点、疑难复杂. */
import { mayFor } from '../access/actor.ts'
import { classify } from '../policy/traits.ts'
import type { Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Level } from '../vocabulary.ts'
import type { Asked } from './duty.ts'

export interface LevelInput {
  level: Level
  reason: string
}

export function whyNotSetLevel(t: TicketState, { actor, directory }: Asked): Refusal | null {
  if (!mayFor(actor, 'appeal.supervise', t.appeal.ownerUnitId, directory.units))
    return refuse('not-permitted')
  return t.appeal.endedAt === null ? null : refuse('has-ended')
}

/** Limits that run stay as they were given; those that start later follow the new class. */
export const setLevel: Decide<LevelInput> = (state, { level, reason }, context) => {
  const refusal = whyNotSetLevel(state, context)
  if (refusal) return refusal
  if (level === state.appeal.level) return refuse('already-done', { field: 'level' })
  return new Draft(state, context.now)
    .step('appeal.levelSet', { unitId: state.appeal.leadUnitId, texts: { reason } }, t => {
      t.appeal.level = level
      t.appeal.limitClass = classify(t.appeal, context.directory, context.policy)
    })
    .change()
}
