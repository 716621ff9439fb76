/** Contacts as lists and counts: newest first with filters, those left open, and how many of which kind ended how. */

import { type Instant, isoOf } from '../../domain/instant.ts'
import type { ContactOutcome, Intent, Kind } from '../../domain/vocabulary.ts'
import type { Database } from '../kernel/database.ts'
import { pageOf, positionFrom } from '../kernel/http/cursor.ts'
import { CONTACT_COLUMNS, type StoredContact } from './contacts.ts'

/** Whose contacts: a tenant's, of the centres (units with everything below them) given. */
export interface Whose {
  tenantId: number
  unitIds: readonly number[]
}

export interface ContactFilter {
  from?: Instant | undefined
  to?: Instant | undefined
  channelId?: number | undefined
  kind?: Kind | undefined
  intent?: Intent | undefined
}

const AMONG = `c.tenant_id = $1 AND c.unit_id = ANY ($2::bigint[]) AND ($3::timestamptz IS NULL OR c.at >= $3)
  AND ($4::timestamptz IS NULL OR c.at < $4) AND ($5::bigint IS NULL OR c.channel_id = $5)
  AND ($6::text IS NULL OR c.kind = $6) AND ($7::text IS NULL OR c.intent = $7)`

const among = ({ tenantId, unitIds }: Whose, { from, to, channelId, kind, intent }: ContactFilter) => [
  tenantId,
  unitIds,
  from === undefined ? null : isoOf(from),
  to === undefined ? null : isoOf(to),
  channelId ?? null,
  kind ?? null,
  intent ?? null,
]

export interface ListOptions {
  outcome?: ContactOutcome | undefined
  /** Number of the appeal. */
  appeal?: string | undefined
  /** `next` of the page before. */
  after?: string | undefined
  limit?: number | undefined
}

/** A page, newest first. Throws InvalidInput for a cursor that isn't one. */
export async function listContacts(db: Database, whose: Whose, filter: ContactFilter & ListOptions) {
  const { outcome, appeal, after, limit = 50 } = filter
  const from = after === undefined ? null : positionFrom('contacts', after)
  const rows = await db.named<StoredContact>(
    'contact.list',
    `SELECT ${CONTACT_COLUMNS} FROM contact c WHERE ${AMONG} AND ($8::text IS NULL OR c.outcome = $8)
       AND ($9::text IS NULL OR c.appeal_id = (SELECT id FROM appeal WHERE tenant_id = $1 AND number = $9))
       AND ($10::timestamptz IS NULL OR (c.at, c.id) < ($10, $11::bigint))
     ORDER BY c.at DESC, c.id DESC LIMIT $12`,
    [
      ...among(whose, filter),
      outcome ?? null,
      appeal ?? null,
      from && isoOf(from.at),
      from?.id ?? null,
      limit + 1,
    ],
  )
  const { page, next } = pageOf('contacts', rows, limit, row => row)
  return { contacts: page, next }
}

/** Pending contacts that began before a moment, oldest first, and how many there are (ZY-30). */
export async function contactsLeftOpen(
  db: Database,
  { tenantId, unitIds }: Whose,
  before: Instant,
  limit = 50,
) {
  const where = `c.tenant_id = $1 AND c.unit_id = ANY ($2::bigint[]) AND c.outcome = 'pending' AND c.at < $3`
  const values = [tenantId, unitIds, isoOf(before)]
  const [counted, contacts] = await Promise.all([
    db.named<{ n: number }>(
      'contact.open.count',
      `SELECT count(*) AS n FROM contact c WHERE ${where}`,
      values,
    ),
    db.named<StoredContact>(
      'contact.open',
      `SELECT ${CONTACT_COLUMNS} FROM contact c WHERE ${where} ORDER BY c.at, c.id LIMIT $4`,
      [...values, limit],
    ),
  ])
  return { count: counted[0]!.n, contacts }
}

export interface ContactCount {
  channelId: number
  kind: Kind
  intent: Intent
  outcome: ContactOutcome
  n: number
}

/** How many contacts of each channel, kind, intent and outcome (XA-27, SZ-43, NC-29). */
export const countContacts = (db: Database, whose: Whose, filter: ContactFilter): Promise<ContactCount[]> =>
  db.named<ContactCount>(
    'contact.counts',
    `SELECT c.channel_id AS "channelId", c.kind, c.intent, c.outcome, count(*) AS n FROM contact c WHERE ${AMONG}
     GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    among(whose, filter),
  )
