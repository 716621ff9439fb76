/** 公开: the centre approves a settled matter for the public board, and may take it off again. */
import { mayFor } from '../access/actor.ts'
import type { Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { isTask, type Stage } from '../vocabulary.ts'
import type { Asked } from './duty.ts'

/** The centre has passed the answer: only then is there something to show. */
const SETTLED: readonly Stage[] = ['reviewed', 'visited', 'struckOff']

const mayPublish = (t: TicketState, { actor, directory }: Asked): boolean =>
  mayFor(actor, 'publish', t.appeal.ownerUnitId, directory.units)

export function whyNotPublish(t: TicketState, asked: Asked): Refusal | null {
  if (!mayPublish(t, asked)) return refuse('not-permitted')
  if (t.appeal.confidential || isTask(t.appeal.kind)) return refuse('never-published')
  if (t.appeal.published) return refuse('already-done')
  return SETTLED.includes(t.appeal.stage) ? null : refuse('wrong-stage')
}

export const publishAppeal: Decide<object> = (state, _, context) => {
  const refusal = whyNotPublish(state, context)
  if (refusal) return refusal
  return new Draft(state, context.now)
    .step('appeal.published', { unitId: state.appeal.ownerUnitId }, t => {
      t.appeal.published = true
    })
    .change()
}

/** At any stage: a matter that was taken up again may stand on the board still. */
export function whyNotUnpublish(t: TicketState, asked: Asked): Refusal | null {
  if (!mayPublish(t, asked)) return refuse('not-permitted')
  return t.appeal.published ? null : refuse('not-published')
}

export const unpublishAppeal: Decide<{ reason: string }> = (state, { reason }, context) => {
  const refusal = whyNotUnpublish(state, context)
  if (refusal) return refusal
  return new Draft(state, context.now)
    .step('appeal.unpublished', { unitId: state.appeal.ownerUnitId, texts: { reason } }, t => {
      t.appeal.published = false
    })
    .change()
}
