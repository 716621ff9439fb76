/** 质检: why a contact or a matter may not be checked by this person, or not like this. */
import { type Actor, mayFor } from '../access/actor.ts'
import type { UnitTree } from '../directory/units.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { QualityRules } from './scorecard.ts'

/** What is checked. */
export interface CheckedWork {
  /** The centre's unit. */
  unitId: number
  agentId: number | null
  ended: boolean
  checked: boolean
}

export interface CheckInput {
  scores: Readonly<Record<string, number>>
  flags: readonly string[]
}

/** Work of another centre doesn't exist; nobody checks their own. */
export function whyNotCheck(work: CheckedWork | null, actor: Actor, units: UnitTree): Refusal | null {
  if (!work || !mayFor(actor, 'quality.check', work.unitId, units)) return refuse('not-found')
  if (work.agentId !== null && work.agentId === actor.personId) return refuse('own-work')
  if (!work.ended) return refuse('wrong-stage')
  return work.checked ? refuse('already-done') : null
}

/** Only items and flags of the scorecard, and one item at least. */
export function whyNotScore(
  { scores, flags }: CheckInput,
  { items, flags: known }: QualityRules,
): Refusal | null {
  const stray = Object.keys(scores).find(code => !items.some(i => i.code === code))
  if (stray !== undefined) return refuse('not-on-scorecard', { field: `scores.${stray}` })
  if (Object.keys(scores).length === 0) return refuse('not-on-scorecard', { field: 'scores' })
  const at = flags.findIndex(code => !known.some(f => f.code === code))
  return at < 0 ? null : refuse('not-on-scorecard', { field: `flags.${at}` })
}
