/** Changes what an appeal was classified as, before it is dispatched; its limits follow, visibly, as new clocks. */
import { classify } from '../policy/traits.ts'
import { ASKED, cancelClocks, resumeClocks, startClock } from '../record/clocks.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { Clock, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Intent, Kind, Level, Severity, Urgency } from '../vocabulary.ts'
import { whyNotPlace } from './receive-appeal.ts'
import { whyNotCentre, whyNotUndispatched } from './standing.ts'

export interface ClassifyInput {
  kind?: Kind
  intent?: Intent
  categoryId?: number | null
  urgency?: Urgency
  severity?: Severity
  level?: Level
  tags?: string[]
  regionId?: number | null
  gridId?: number | null
}

export const whyNotClassify = (
  t: TicketState,
  context: Pick<Context, 'actor' | 'directory'>,
): Refusal | null => whyNotCentre(t, 'appeal.dispatch', context) ?? whyNotUndispatched(t)

/** Fields left out stay as they are. */
export const classifyAppeal: Decide<ClassifyInput> = (state, input, context) => {
  const { categoryId, regionId, gridId } = input
  const { directory } = context
  const refusal =
    whyNotClassify(state, context) ??
    whyNotPlace({ regionId: regionId ?? undefined, gridId: gridId ?? undefined }, directory, '')
  if (refusal) return refusal
  if (categoryId && !directory.categories.get(categoryId)?.active)
    return refuse('no-such-category', { field: 'categoryId' })
  return new Draft(state, context.now)
    .step('appeal.classified', {}, t => {
      Object.assign(t.appeal, input)
      const limitClass = classify(t.appeal, directory, context.policy)
      if (limitClass === t.appeal.limitClass) return
      t.appeal.limitClass = limitClass
      recount(t, context)
    })
    .change()
}

/** Every running clock gives way to one with the new class's limit, from the same start and with the same pauses. */
function recount(t: TicketState, context: Context): void {
  const { now } = context
  resumeClocks(t, now, ASKED, context)
  // A sheet's limits are its own.
  const isOfMatter = (c: Clock): boolean => c.recipientNo === null
  const running = t.clocks.filter(c => c.metAt === null && c.cancelledAt === null && isOfMatter(c))
  cancelClocks(t, now, isOfMatter)
  for (const { kind, unitId, assignmentNo, startedAt, pauses } of running)
    startClock(t, { kind, unitId, assignmentNo, startedAt, pauses }, context)
}
