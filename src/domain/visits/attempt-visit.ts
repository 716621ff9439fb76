/** 回访: one attempt to ask the appellant what came of it; conclusive when somebody answers, or when the last attempt was in vain. */
import { mayFor } from '../access/actor.ts'
import { HOUR, isoOf } from '../instant.ts'
import { meetClock } from '../record/clocks.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft, textsOf } from '../record/draft.ts'
import { answerFellShort } from '../record/rework.ts'
import type { TicketState, Visit } from '../record/state.ts'
import { nextAttempt, withinHours } from '../record/visit-times.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Asked, isPoor } from './duty.ts'

/** What became of one attempt. */
export const ATTEMPT_OUTCOMES = ['reached', 'refused', 'noAnswer'] as const
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number]

/** 是否联系、是否解决、是否满意（过程）、是否满意（结果）, asked apart. */
export interface VisitAnswer {
  /** Did the unit contact the person? */
  contacted: boolean
  result: 'solved' | 'partly' | 'unsolved'
  /** 1 (非常不满意) to 5 (非常满意). */
  processSatisfaction: number
  resultSatisfaction: number
}

export interface AttemptInput {
  no: number
  outcome: AttemptOutcome
  answer?: VisitAnswer
  note?: string
  /** Reference of the recorded call. */
  call?: string
}

export function whyNotAttempt(t: TicketState, visit: Visit, { actor, directory }: Asked): Refusal | null {
  if (!mayFor(actor, 'appeal.visit', t.appeal.ownerUnitId, directory.units)) return refuse('not-permitted')
  if (t.appeal.endedAt !== null) return refuse('has-ended')
  return visit.endedAt === null ? null : refuse('already-done')
}

/** An attempt in vain counts only at another time of day; who was reached was reached, at any hour. */
function whyNotNow(
  { lastAttemptAt, nextAttemptAt }: Visit,
  { now, policy, calendar }: Context,
): Refusal | null {
  const { visits } = policy.rules
  const isSoon = lastAttemptAt !== null && now < lastAttemptAt + visits.spreadHours * HOUR
  const isOpen = withinHours(now, visits, calendar.zone) === now
  return isSoon || !isOpen
    ? refuse('visit-too-soon', {
        facts: { nextAttemptAt: nextAttemptAt === null ? null : isoOf(nextAttemptAt) },
      })
    : null
}

export const attemptVisit: Decide<AttemptInput> = (state, input, context) => {
  const visit = state.visits.find(v => v.no === input.no)
  if (!visit) return refuse('no-such-visit')
  const { outcome, answer, note, call } = input
  const refusal =
    whyNotAttempt(state, visit, context) ?? (outcome === 'noAnswer' ? whyNotNow(visit, context) : null)
  if (refusal) return refusal
  if ((outcome === 'reached') !== (answer !== undefined))
    return refuse('visit-answer-missing', { field: 'answer' })
  const draft = new Draft(state, context.now)
  const facts = { visitNo: visit.no, outcome, ...(call && { call }) }
  draft.step('visit.attempted', { facts, texts: textsOf({ note }) }, t =>
    attempted(visitIn(t, visit), context),
  )
  if (outcome === 'reached' || outcome === 'refused') conclude(draft, visit, outcome, answer, context)
  else if (visit.attempts + 1 >= context.policy.rules.visits.attempts)
    conclude(draft, visit, 'unreachable', undefined, context)
  return draft.change()
}

const visitIn = (t: TicketState, { no }: Visit): Visit => t.visits.find(v => v.no === no)!

function attempted(visit: Visit, { now, actor, policy, calendar }: Context): void {
  visit.attempts += 1
  visit.lastAttemptAt = now
  visit.visitorId = actor.personId
  visit.nextAttemptAt = nextAttempt(now, visit.attempts, policy.rules.visits, calendar.zone)
}

function conclude(
  draft: Draft,
  of: Visit,
  outcome: NonNullable<Visit['outcome']>,
  answer: VisitAnswer | undefined,
  context: Context,
): void {
  const { now, policy } = context
  const unitId = draft.state.appeal.leadUnitId
  draft.step('visit.concluded', { unitId, facts: { visitNo: of.no, outcome, ...answer } }, t => {
    Object.assign(visitIn(t, of), { outcome, ...answer, endedAt: now, nextAttemptAt: null })
    t.appeal.visitedAt = now
    t.appeal.visitResult = answer?.result ?? null
    t.appeal.satisfaction = answer?.resultSatisfaction ?? null
    if (t.appeal.stage === 'reviewed') t.appeal.stage = 'visited'
    meetClock(t, 'visit', null, now)
  })
  if (answer && (answer.result === 'unsolved' || isPoor(answer.resultSatisfaction, policy.rules)))
    answerFellShort(draft, { from: 'visit' }, context)
}
