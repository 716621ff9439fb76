/** 重新打开: before strike-off it is a rework; for some time after, the same number opens again; later a new appeal is due. */
import { mayFor } from '../access/actor.ts'
import { DAY, isoOf } from '../instant.ts'
import { startClock } from '../record/clocks.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft, textsOf } from '../record/draft.ts'
import { answerFellShort, backToHandling, isAnswered, isEscalated, leadOf } from '../record/rework.ts'
import type { TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Asked } from './duty.ts'

export function whyNotReopen(t: TicketState, { actor, directory, policy, now }: Asked): Refusal | null {
  const isTheirs = actor.kind === 'appellant' && actor.appealId === t.id
  const isOurs = mayFor(actor, 'appeal.review', t.appeal.ownerUnitId, directory.units)
  if (!isTheirs && !isOurs) return refuse('not-permitted')
  if (isAnswered(t)) return isEscalated(t) ? refuse('already-asked') : null
  if (t.appeal.stage !== 'struckOff' && t.appeal.stage !== 'answeredOnSpot') return refuse('wrong-stage')
  const until = (t.appeal.endedAt ?? now) + policy.rules.reopen.withinDays * DAY
  return now <= until ? null : refuse('reopen-too-late', { facts: { until: isoOf(until) } })
}

export const reopenAppeal: Decide<{ note: string }> = (state, { note }, context) => {
  const refusal = whyNotReopen(state, context)
  if (refusal) return refusal
  const draft = new Draft(state, context.now)
  const texts = textsOf({ note })
  if (isAnswered(state)) answerFellShort(draft, { from: 'reopen', texts }, context)
  else draft.step('appeal.reopened', { unitId: state.appeal.leadUnitId, texts }, t => openAgain(t, context))
  return draft.change()
}

/** To the unit that had it; to dispatch when none did. */
function openAgain(t: TicketState, context: Context): void {
  t.appeal.reopened += 1
  if (leadOf(t)) backToHandling(t, context)
  else {
    Object.assign(t.appeal, { stage: 'received', endedAt: null, exemption: null })
    startClock(t, { kind: 'dispatch', unitId: t.appeal.ownerUnitId }, context)
  }
}
