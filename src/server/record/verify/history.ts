/** Checks the events of one ticket: sequence, chain, hashes, texts; and replays what they changed. */
import { blankTicket, type Changes, ReplayMismatch, replay } from '../../../domain/record/changes.ts'
import { commitment, eventHash, FIRST_HASH } from '../hash.ts'
import { Broken } from './finding.ts'

/** A row of `event`, times in epoch milliseconds. */
export interface EventRow {
  tenant_id: number
  appeal_id: number
  seq: number
  kind: string
  actor_kind: string
  actor_id: number | null
  unit_id: number | null
  at: number
  recorded_at: number
  limit_class: string
  policy_version: number
  facts: Record<string, unknown>
  changes: Changes
  texts_hash: Buffer | null
  prev_hash: Buffer
  hash: Buffer
  texts: Record<string, string> | null
  salt: Buffer | null
}

/** What an event says about the identity that came with it. */
export interface IdentityFact {
  seq: number
  recordedAt: number
  contactId: number | null
}

/** A ticket as its history tells it. */
export class History {
  readonly ticket = blankTicket()
  head: Buffer = FIRST_HASH
  seq = 0
  erasedTexts = 0
  /** The words it began with; null when they were erased. */
  words: Record<string, string> | null = null
  /** What it is found by, in the order it was said; nothing of what was erased. */
  readonly said: string[] = []
  /** The contacts that became this ticket or joined it. */
  readonly contacts = new Set<number>()
  /** By the identity's commitment, as hex. */
  readonly identities = new Map<string, IdentityFact>()

  /** Takes the next event; throws Broken when it doesn't follow. */
  add(e: EventRow): void {
    const broken = (field: string, what: string, seq = e.seq): never => {
      throw new Broken({
        table: 'event',
        tenantId: e.tenant_id,
        appealId: e.appeal_id,
        row: { seq },
        field,
        what,
      })
    }
    if (e.seq !== this.seq + 1)
      broken('seq', `event ${this.seq + 1} is missing; ${e.seq} comes instead`, this.seq + 1)
    if (!e.prev_hash.equals(this.head)) broken('prev_hash', 'it does not continue the event before it')
    if (!hashOf(this.head, e).equals(e.hash)) broken('hash', 'its content does not give its hash')
    const texts = whyNotTexts(e)
    if (texts) broken(...texts)
    if (e.texts_hash && !e.texts) this.erasedTexts += 1
    this.replay(e, broken)
    this.remember(e)
    if (e.seq === 1) this.words = e.texts
    if (isSearched(e))
      for (const name of SEARCHED) if (e.texts?.[name] !== undefined) this.said.push(e.texts[name])
    this.head = e.hash
    this.seq = e.seq
  }

  private replay(e: EventRow, broken: (field: string, what: string) => never): void {
    try {
      replay(this.ticket, e.changes)
    } catch (error) {
      if (!(error instanceof ReplayMismatch)) throw error
      broken('changes', `it changes ${error.message} from a value it did not have`)
    }
  }

  private remember({ seq, facts, recorded_at }: EventRow): void {
    const contactId = typeof facts.contactId === 'number' ? facts.contactId : null
    if (contactId !== null) this.contacts.add(contactId)
    if (typeof facts.identity !== 'string') return
    this.identities.set(facts.identity.replace(/^\\x/, ''), { seq, recordedAt: recorded_at, contactId })
  }
}

/** Texts a ticket is found by: what was brought, what was added, and the reply that an import brought. */
const SEARCHED = ['title', 'content', 'address', 'answer', 'addition'] as const
const isSearched = ({ kind, seq, facts }: EventRow): boolean =>
  seq === 1 || kind === 'appeal.added' || facts.imported === true

const hashOf = (previous: Buffer, e: EventRow): Buffer =>
  eventHash(previous, {
    tenantId: e.tenant_id,
    appealId: e.appeal_id,
    seq: e.seq,
    kind: e.kind,
    actorKind: e.actor_kind,
    actorId: e.actor_id,
    unitId: e.unit_id,
    at: e.at,
    recordedAt: e.recorded_at,
    limitClass: e.limit_class,
    policyVersion: e.policy_version,
    facts: e.facts,
    changes: e.changes,
    textsHash: e.texts_hash,
  })

/** Texts stand with their salt and match the commitment, or both were erased. */
function whyNotTexts({ texts, salt, texts_hash }: EventRow): [field: string, what: string] | null {
  if (!texts && !salt) return null
  if (!texts_hash) return ['texts', 'it has words that its hash does not cover']
  if (!texts) return ['texts', 'its words are gone but their salt is not: this is no erasure']
  if (!salt) return ['salt', 'its words have lost their salt']
  return commitment(salt, texts).equals(texts_hash)
    ? null
    : ['texts', 'its words are not those it was recorded with']
}
