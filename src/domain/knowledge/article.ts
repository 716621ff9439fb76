/** 知识 articles: who may change which, when one is in force, and which state may follow which. */
import { type Actor, mayFor } from '../access/actor.ts'
import type { UnitTree } from '../directory/units.ts'
import type { Instant } from '../instant.ts'
import { type Refusal, refuse } from '../refusal.ts'

export const ARTICLE_STATES = ['draft', 'published', 'withdrawn'] as const
export type ArticleState = (typeof ARTICLE_STATES)[number]

/** What of an article the rules look at. */
export interface ArticleStanding {
  state: ArticleState
  ownerUnitId: number
  validFrom: Instant
  /** The first moment it no longer holds; null when it holds until withdrawn. */
  validUntil: Instant | null
}

/** An article that was published once is never a draft again: somebody may have answered from it. */
export const NEXT_STATES: Record<ArticleState, readonly ArticleState[]> = {
  draft: ['draft', 'published', 'withdrawn'],
  published: ['published', 'withdrawn'],
  withdrawn: ['withdrawn', 'published'],
}

/** May somebody be answered from it at this moment? */
export const isInForce = (a: ArticleStanding, now: Instant): boolean =>
  a.state === 'published' && a.validFrom <= now && (a.validUntil === null || now < a.validUntil)

export const mayEdit = (actor: Actor, ownerUnitId: number, units: UnitTree): boolean =>
  mayFor(actor, 'knowledge.edit', ownerUnitId, units)

/** Everybody with access reads what is in force; what isn't is for those who keep it. */
export const whyNotRead = (
  a: ArticleStanding,
  actor: Actor,
  units: UnitTree,
  now: Instant,
): Refusal | null => (isInForce(a, now) || mayEdit(actor, a.ownerUnitId, units) ? null : refuse('not-found'))

/** Why may the actor not save it as `next`? Handing it to another unit needs the permission for both. */
export function whyNotSave(
  before: ArticleStanding | null,
  next: ArticleStanding,
  actor: Actor,
  units: UnitTree,
): Refusal | null {
  if (before && !mayEdit(actor, before.ownerUnitId, units)) return refuse('not-your-unit')
  if (!units.get(next.ownerUnitId)?.active) return refuse('no-such-unit', { field: 'ownerUnitId' })
  if (!mayEdit(actor, next.ownerUnitId, units)) return refuse('not-your-unit', { field: 'ownerUnitId' })
  const isNext = before ? NEXT_STATES[before.state].includes(next.state) : next.state !== 'withdrawn'
  return isNext ? null : refuse('wrong-stage', { field: 'state' })
}
