/** A contact 来访: one arrival, settled exactly once (ZY-30): answered, an appeal, refused, handed over or abandoned. */
import { type Actor, mayFor } from '../access/actor.ts'
import type { UnitTree } from '../directory/units.ts'
import type { Instant } from '../instant.ts'
import type { Rules } from '../policy/rules.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { ContactOutcome, Intent, Kind } from '../vocabulary.ts'

export interface Contact {
  id: number
  channelId: number
  externalId: string | null
  at: Instant
  endedAt: Instant | null
  outcome: ContactOutcome
  intent: Intent
  kind: Kind
  agentId: number | null
  unitId: number
  appealId: number | null
  articleId: number | null
  articleVersion: number | null
  reason: string | null
  answer: string | null
  stars: number | null
  waitSeconds: number | null
  talkSeconds: number | null
  organisationId: number | null
  /** Marks, in one word each: flood, restrained. */
  note: string | null
  version: number
}

/** How a contact ends without becoming an appeal. */
export type Settlement =
  | { outcome: 'answered'; answer: string; articleId?: number; articleVersion?: number; stars?: number }
  | { outcome: 'refused'; reason: string; answer?: string }
  | { outcome: 'handedOver'; reason: string }
  | { outcome: 'abandoned' }

export function whyNotTouch(c: Contact, actor: Actor, units: UnitTree): Refusal | null {
  if (!mayFor(actor, 'contact.take', c.unitId, units)) return refuse('no-such-contact')
  return null
}

export const whyNotSettle = (c: Contact): Refusal | null =>
  c.outcome === 'pending' ? null : refuse('contact-settled', { facts: { outcome: c.outcome } })

/** A refusal needs a reason of the rules, a hand-over one of its emergency lines. */
export function whyNotSo(settlement: Settlement, rules: Rules): Refusal | null {
  if (settlement.outcome === 'refused' && !rules.refusals.reasons.some(r => r.code === settlement.reason))
    return refuse('unknown-reason', { field: 'reason' })
  if (settlement.outcome === 'handedOver' && !rules.emergencies.some(e => e.line === settlement.reason))
    return refuse('emergency-line', { field: 'line' })
  return null
}

/** The appellant's own five-level rating of a direct answer, locked once given. */
export function whyNotStars(c: Contact): Refusal | null {
  if (c.outcome !== 'answered') return refuse('wrong-stage')
  return c.stars === null ? null : refuse('stars-given')
}
