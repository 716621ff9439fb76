/** Contacts as lists and counts: newest first with filters, those left open, and how many of which kind ended how. */

import { type RawBuilder, sql } from 'kysely'
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

type Condition = RawBuilder<unknown>

const moment = (at: Instant): Condition => sql`${isoOf(at)}::timestamptz`
const all = (conditions: Condition[]): Condition => sql.join(conditions, sql` AND `)

/** Only what was asked for stands in the query, so that each is planned as what it is. */
function among(
  { tenantId, unitIds }: Whose,
  { from, to, channelId, kind, intent }: ContactFilter,
): Condition[] {
  const c: Condition[] = [sql`c.tenant_id = ${tenantId}`, sql`c.unit_id = ANY(${[...unitIds]}::bigint[])`]
  if (from !== undefined) c.push(sql`c.at >= ${moment(from)}`)
  if (to !== undefined) c.push(sql`c.at < ${moment(to)}`)
  if (channelId !== undefined) c.push(sql`c.channel_id = ${channelId}`)
  if (kind !== undefined) c.push(sql`c.kind = ${kind}`)
  if (intent !== undefined) c.push(sql`c.intent = ${intent}`)
  return c
}

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
  const c = among(whose, filter)
  if (outcome !== undefined) c.push(sql`c.outcome = ${outcome}`)
  if (appeal !== undefined)
    c.push(
      sql`c.appeal_id = (SELECT id FROM appeal WHERE tenant_id = ${whose.tenantId} AND number = ${appeal})`,
    )
  if (after !== undefined) {
    const from = positionFrom('contacts', after)
    c.push(sql`(c.at, c.id) < (${moment(from.at)}, ${from.id}::bigint)`)
  }
  const { rows } = await sql<StoredContact>`SELECT ${sql.raw(CONTACT_COLUMNS)} FROM contact c WHERE ${all(c)}
    ORDER BY c.at DESC, c.id DESC LIMIT ${limit + 1}`.execute(db.kysely)
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
export async function countContacts(
  db: Database,
  whose: Whose,
  filter: ContactFilter,
): Promise<ContactCount[]> {
  const { rows } =
    await sql<ContactCount>`SELECT c.channel_id AS "channelId", c.kind, c.intent, c.outcome, count(*) AS n
    FROM contact c WHERE ${all(among(whose, filter))} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`.execute(
      db.kysely,
    )
  return rows
}
