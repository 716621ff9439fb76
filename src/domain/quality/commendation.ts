/** 表扬与致谢 (LL-01): what counts as credit, how much, and who registers and confirms it. */
import Type, { type Static } from 'typebox'
import { type Actor, mayFor } from '../access/actor.ts'
import type { Permission } from '../access/roles.ts'
import type { UnitTree } from '../directory/units.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { maskName } from '../text/mask.ts'
import { redact } from '../text/redact.ts'

/** 上级来函、企业、群众. */
export const COMMENDATION_SOURCES = ['higherLevel', 'enterprise', 'citizen'] as const
export type CommendationSource = (typeof COMMENDATION_SOURCES)[number]

export const COMMENDATION_STATES = ['proposed', 'confirmed', 'dismissed'] as const
export type CommendationState = (typeof COMMENDATION_STATES)[number]

const Points = Type.Number({ minimum: 0, maximum: 100 })
/** What one of each source counts. */
export const CommendationRules = Type.Object(
  { higherLevel: Points, enterprise: Points, citizen: Points },
  { additionalProperties: false },
)
export type CommendationRules = Static<typeof CommendationRules>
export const DEFAULT_COMMENDATIONS: CommendationRules = { higherLevel: 5, enterprise: 2, citizen: 1 }

/** Who hears it writes it down. */
export const REGISTERS = [
  'contact.take',
  'appeal.visit',
  'appeal.handle',
  'quality.check',
] as const satisfies Permission[]
/** Who confirms reads them too. */
export const READS_COMMENDATIONS = [...REGISTERS, 'figures.read'] as const satisfies Permission[]

const mayAny = (actor: Actor, permissions: readonly Permission[], unitId: number, units: UnitTree): boolean =>
  permissions.some(p => mayFor(actor, p, unitId, units))

export const mayReadCommendation = (actor: Actor, unitId: number, units: UnitTree): boolean =>
  mayAny(actor, READS_COMMENDATIONS, unitId, units)

/** For a unit of one's own, or at the centre for any. */
export function whyNotRegister(actor: Actor, unitId: number, units: UnitTree): Refusal | null {
  if (!units.get(unitId)?.active) return refuse('no-such-unit', { field: 'unitId' })
  return mayAny(actor, REGISTERS, unitId, units) ? null : refuse('not-your-unit', { field: 'unitId' })
}

interface Standing {
  unitId: number
  state: CommendationState
  createdBy: number
}

/** The centre confirms, and nobody what they registered themselves. */
export function whyNotDecide(c: Standing | null, actor: Actor, units: UnitTree): Refusal | null {
  if (!c || !mayReadCommendation(actor, c.unitId, units)) return refuse('not-found')
  if (!mayFor(actor, 'quality.check', c.unitId, units)) return refuse('not-permitted')
  if (c.state !== 'proposed') return refuse('already-done')
  return c.createdBy === actor.personId ? refuse('own-work') : null
}

/** An office or an enterprise by its name; of a citizen no more than may be shown. */
export const thankedByOf = (source: CommendationSource, name: string): string =>
  source === 'citizen' ? maskName(name) : name

/** Words of thanks without numbers that lead to a person. */
export const wordsOfThanks = (text: string): string => redact(text)
