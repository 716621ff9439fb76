/** 工作专班: which matters belong to one, whether it is at work on a day, and who may set one up. */
import type { UnitTree } from '../directory/units.ts'
import type { Day } from '../instant.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Actor, mayAnywhere, mayFor } from './actor.ts'

/** What a force is responsible for, everything below what it names included. */
export interface ForceScope {
  id: number
  categoryIds: readonly number[]
  regionIds: readonly number[]
  appealIds: readonly number[]
}

interface Placed {
  id: number
  categoryId: number | null
  regionId: number | null
  confidential: boolean
}

/** Single tickets, and what is of a category and in a region named; a confidential report belongs to no force. */
export function belongsTo({ categoryIds, regionIds, appealIds }: ForceScope, a: Placed): boolean {
  if (a.confidential) return false
  if (appealIds.includes(a.id)) return true
  if (categoryIds.length === 0 && regionIds.length === 0) return false
  const fits = (ids: readonly number[], id: number | null) =>
    ids.length === 0 || (id !== null && ids.includes(id))
  return fits(categoryIds, a.categoryId) && fits(regionIds, a.regionId)
}

/** Does the actor see the ticket because a force they belong to is responsible for it? Reading tickets must be theirs anyway. */
export const seesByForce = (actor: Actor, a: Placed): boolean =>
  actor.forces !== undefined &&
  actor.forces.length > 0 &&
  mayAnywhere(actor, 'appeal.read') &&
  actor.forces.some(force => belongsTo(force, a))

export const FORCE_ROLES = ['leader', 'deputy', 'member'] as const
export type ForceRole = (typeof FORCE_ROLES)[number]

export const FORCE_STATES = ['coming', 'active', 'ended'] as const
export type ForceState = (typeof FORCE_STATES)[number]

export interface ForceSpan {
  startsOn: Day
  /** The last day. */
  endsOn: Day | null
  dissolvedOn: Day | null
}

/** On the day it is dissolved it is over. */
export function forceStateOf({ startsOn, endsOn, dissolvedOn }: ForceSpan, today: Day): ForceState {
  if (dissolvedOn !== null && dissolvedOn <= today) return 'ended'
  if (endsOn !== null && endsOn < today) return 'ended'
  return today < startsOn ? 'coming' : 'active'
}

/** It reaches across all units: only who opens tasks for the whole city sets one up. */
export const maySetUpForces = (actor: Actor, units: UnitTree): boolean =>
  mayFor(actor, 'task.open', units.root.id, units)

/** Who reads tickets of the whole city reads of every force; everybody else of their own, also when it is over. */
export const whyNotReadForce = (actor: Actor, units: UnitTree, isOrWasMember: boolean): Refusal | null =>
  isOrWasMember || mayFor(actor, 'appeal.read', units.root.id, units) ? null : refuse('not-found')

interface Named {
  categoryIds: readonly number[]
  regionIds: readonly number[]
  numbers: readonly string[]
  leaderId: number
  deputyId: number | null
  members: readonly { personId: number }[]
}

/** A force has something to do, and nobody twice in it. */
export function whyNotForce(force: Named & ForceSpan): Refusal | null {
  if (force.categoryIds.length + force.regionIds.length + force.numbers.length === 0)
    return refuse('force-without-matters', { field: 'categoryIds' })
  if (force.endsOn !== null && force.endsOn < force.startsOn)
    return refuse('force-ends-first', { field: 'endsOn' })
  const people = [
    force.leaderId,
    ...(force.deputyId === null ? [] : [force.deputyId]),
    ...force.members.map(m => m.personId),
  ]
  return new Set(people).size === people.length ? null : refuse('twice-in-force', { field: 'members' })
}
