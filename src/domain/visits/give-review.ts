/** 好差评: the appellant's own rating in five levels, given once and locked (ZY-34); a poor one before strike-off means rework. */
import type { Decide } from '../record/context.ts'
import { Draft, nextNo, textsOf } from '../record/draft.ts'
import { answerFellShort, isAnswered } from '../record/rework.ts'
import type { TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Asked, isPoor } from './duty.ts'

export const REVIEW_WAYS = ['web', 'miniProgram', 'sms', 'window', 'platform'] as const
/** Beside the stars of the whole, each 1 to 5. */
export const REVIEW_DIMENSIONS = ['speed', 'attitude', 'ability', 'result'] as const

export interface ReviewInput {
  /** 1 (非常不满意) to 5 (非常满意). */
  stars: number
  dimensions: Partial<Record<(typeof REVIEW_DIMENSIONS)[number], number>>
  via: (typeof REVIEW_WAYS)[number]
  comment?: string
}

export function whyNotReview(t: TicketState, { actor }: Asked): Refusal | null {
  if (actor.kind !== 'appellant' || actor.appealId !== t.id) return refuse('not-permitted')
  if (t.reviews.length > 0) return refuse('review-locked')
  const isRatable = isAnswered(t) || t.appeal.stage === 'struckOff' || t.appeal.stage === 'answeredOnSpot'
  return isRatable ? null : refuse('wrong-stage')
}

export const giveReview: Decide<ReviewInput> = (state, { stars, dimensions, via, comment }, context) => {
  const refusal = whyNotReview(state, context)
  if (refusal) return refusal
  const { now, policy } = context
  const draft = new Draft(state, now)
  const recorded = { unitId: state.appeal.leadUnitId, facts: { stars, via }, texts: textsOf({ comment }) }
  draft.step('review.given', recorded, t => {
    t.reviews.push({ no: nextNo(t.reviews), givenAt: now, stars, dimensions, via })
    t.appeal.satisfaction = stars
  })
  if (isPoor(stars, policy.rules) && isAnswered(state)) answerFellShort(draft, { from: 'review' }, context)
  return draft.change()
}
