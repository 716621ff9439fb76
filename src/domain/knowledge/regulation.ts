/** 政策文件: who may change which, and whether one is in force on a day. */
import { type Actor, mayFor } from '../access/actor.ts'
import type { UnitTree } from '../directory/units.ts'
import type { Day } from '../instant.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** `public`: citizens read it too. */
export const REGULATION_SCOPES = ['inside', 'public'] as const
export type RegulationScope = (typeof REGULATION_SCOPES)[number]

export const REGULATION_STATES = ['coming', 'inForce', 'repealed'] as const
export type RegulationState = (typeof REGULATION_STATES)[number]

/** What of a document the rules look at. Days are whole: on the day it is repealed it no longer holds. */
export interface RegulationStanding {
  issuedOn: Day
  inForceFrom: Day
  repealedOn: Day | null
  ownerUnitId: number
}

export const regulationStateOf = (
  { inForceFrom, repealedOn }: Pick<RegulationStanding, 'inForceFrom' | 'repealedOn'>,
  today: Day,
): RegulationState =>
  repealedOn !== null && repealedOn <= today ? 'repealed' : today < inForceFrom ? 'coming' : 'inForce'

/** The field whose day can't be, and why; null when the days follow one another. */
export function dayProblem({ issuedOn, inForceFrom, repealedOn }: Omit<RegulationStanding, 'ownerUnitId'>) {
  if (inForceFrom < issuedOn)
    return {
      field: 'inForceFrom',
      zh: '施行日期不能早于发布日期。',
      en: 'must not be before the day of issue',
    } as const
  if (repealedOn !== null && repealedOn <= inForceFrom)
    return {
      field: 'repealedOn',
      zh: '废止日期应晚于施行日期。',
      en: 'must be after the day it came into force',
    } as const
  return null
}

/** Why may the actor not save it so? Handing it to another unit needs the permission for both. */
export function whyNotSaveRegulation(
  before: Pick<RegulationStanding, 'ownerUnitId'> | null,
  next: Pick<RegulationStanding, 'ownerUnitId'>,
  actor: Actor,
  units: UnitTree,
): Refusal | null {
  if (before && !mayFor(actor, 'knowledge.edit', before.ownerUnitId, units)) return refuse('not-your-unit')
  if (!units.get(next.ownerUnitId)?.active) return refuse('no-such-unit', { field: 'ownerUnitId' })
  return mayFor(actor, 'knowledge.edit', next.ownerUnitId, units)
    ? null
    : refuse('not-your-unit', { field: 'ownerUnitId' })
}
