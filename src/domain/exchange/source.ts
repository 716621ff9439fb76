/** What an import knows of one matter of another system: who brought what when, what became of it. */

import type { Instant } from '../instant.ts'
import type { Place } from '../intake/receive-appeal.ts'
import type { IdentityInput } from '../record/draft.ts'
import type { Intent, Kind, Result, Severity, Urgency } from '../vocabulary.ts'

/** How far the matter had come in its source; the first four are open and run on here. */
export const OUTCOMES = [
  'waiting',
  'dispatched',
  'handling',
  'answered',
  'closed',
  'refused',
  'withdrawn',
  'passedOn',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Whose due times count: the source's own, those the rules give, or none. */
export const LIMITS_FROM = ['source', 'rules', 'none'] as const
export type LimitsFrom = (typeof LIMITS_FROM)[number]

/** One matter, with plain texts and known ids. */
export interface SourceMatter {
  platform: string
  externalId: string
  channelId: number
  kind: Kind
  intent: Intent
  title: string
  content: string
  categoryId?: number
  urgency?: Urgency
  severity?: Severity
  tags?: string[]
  place?: Place
  appellant?: IdentityInput
  /** The source's own pseudonym of the appellant; kept with the words, never as an identity. */
  user?: string
  /** The unit that handles it; left out when nobody does, or when nobody knows. */
  unitId?: number
  outcome: Outcome
  receivedAt: Instant
  dispatchedAt?: Instant
  dueAt?: Instant
  repliedAt?: Instant
  closedAt?: Instant
  /** 公开答复 as the appellant read it. */
  reply?: string
  result?: Result
  /** Why it was refused: a code of the rules. */
  reason?: string
  limits: LimitsFrom
}

/** Which row of which import a ticket comes from. */
export interface Origin {
  runId: number
  /** Counted from 1. */
  row: number
  /** A keyed hash of the row: tells whether it has changed since, and nothing else. */
  fingerprint: string
}
