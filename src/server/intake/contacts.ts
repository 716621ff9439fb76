/** Contacts in the database: begun, settled once, found again. */

import { type Instant, isoOf } from '../../domain/instant.ts'
import type { Contact, Settlement } from '../../domain/intake/contact.ts'
import type { ContactRow, IdentityInput } from '../../domain/record/draft.ts'
import type { Intent, Kind } from '../../domain/vocabulary.ts'
import type { Database } from '../kernel/database.ts'
import type { Once } from '../kernel/once.ts'
import type { Parts } from '../parts.ts'
import { IDENTITY } from '../record/commit-sql.ts'
import { identityRow } from '../record/rows.ts'

/** With the number of the appeal it became or joined. */
export type StoredContact = Contact & { appeal: string | null }

export const CONTACT_COLUMNS = `c.id, c.channel_id AS "channelId", c.external_id AS "externalId", c.at, c.ended_at AS "endedAt",
  c.outcome, c.intent, c.kind, c.agent_id AS "agentId", c.unit_id AS "unitId", c.appeal_id AS "appealId",
  c.article_id AS "articleId", c.article_version AS "articleVersion", c.reason, c.answer, c.stars,
  c.wait_seconds AS "waitSeconds", c.talk_seconds AS "talkSeconds", c.organisation_id AS "organisationId", c.note, c.version,
  (SELECT number FROM appeal a WHERE a.tenant_id = c.tenant_id AND a.id = c.appeal_id) AS appeal`

export async function contactBy(db: Database, tenantId: number, id: number): Promise<StoredContact | null> {
  const sql = `SELECT ${CONTACT_COLUMNS} FROM contact c WHERE c.tenant_id = $1 AND c.id = $2`
  const [row] = await db.named<StoredContact>('contact.by', sql, [tenantId, id])
  return row ?? null
}

export async function contactByExternal(
  db: Database,
  { tenantId, channelId, externalId }: { tenantId: number; channelId: number; externalId: string },
): Promise<StoredContact | null> {
  const sql = `SELECT ${CONTACT_COLUMNS} FROM contact c WHERE c.tenant_id = $1 AND c.channel_id = $2 AND c.external_id = $3
    AND c.external_platform IS NULL`
  const [row] = await db.named<StoredContact>('contact.external', sql, [tenantId, channelId, externalId])
  return row ?? null
}

/** What is known of a contact when it begins. */
export interface Beginning {
  tenantId: number
  channelId: number
  externalId: string | null
  at: Instant
  intent: Intent
  kind: Kind
  agentId: number | null
  unitId: number
  waitSeconds: number | null
  organisationId: number | null
  note: string | null
}

const personColumns = IDENTITY.filter(c => c !== 'contact_id')
const insertPerson = (from: string) =>
  `INSERT INTO identity (contact_id, ${personColumns.join(', ')})
   SELECT ${from}.id, ${personColumns.map(c => `r.${c}`).join(', ')} FROM json_populate_record(NULL::identity, $2) r, ${from}
   WHERE $2::json IS NOT NULL`

// A key or an external id that is known begins nothing.
const BEGIN = `
WITH fresh AS MATERIALIZED (SELECT nextval('contact_id_seq') AS id),
once AS (INSERT INTO idempotency (tenant_id, key, request_hash, status, response, at)
  SELECT r.tenant_id, $3, $4, 201, jsonb_build_object('id', fresh.id), $5
  FROM json_populate_record(NULL::contact, $1) r, fresh WHERE $3::text IS NOT NULL ON CONFLICT DO NOTHING RETURNING key),
begun AS (INSERT INTO contact (tenant_id, id, channel_id, external_id, at, outcome, intent, kind, agent_id, unit_id,
    wait_seconds, organisation_id, note)
  SELECT r.tenant_id, fresh.id, r.channel_id, r.external_id, r.at, 'pending', r.intent, r.kind, r.agent_id, r.unit_id,
    r.wait_seconds, r.organisation_id, r.note
  FROM json_populate_record(NULL::contact, $1) r, fresh WHERE $3::text IS NULL OR EXISTS (SELECT FROM once)
  ON CONFLICT DO NOTHING RETURNING id),
person AS (${insertPerson('begun')})
SELECT id FROM begun`

/** Begins a contact and answers its id, or null when its key or external id is known already. */
export async function beginContact(
  { db, keys, now }: Pick<Parts, 'db' | 'keys' | 'now'>,
  b: Beginning,
  appellant: IdentityInput | null,
  once: Once | undefined,
): Promise<number | null> {
  const row = {
    tenant_id: b.tenantId,
    channel_id: b.channelId,
    external_id: b.externalId,
    at: isoOf(b.at),
    intent: b.intent,
    kind: b.kind,
    agent_id: b.agentId,
    unit_id: b.unitId,
    wait_seconds: b.waitSeconds,
    organisation_id: b.organisationId,
    note: b.note,
  }
  const person = appellant && JSON.stringify(identityRow({ tenantId: b.tenantId }, appellant, keys, now()))
  const values = [JSON.stringify(row), person, once?.key ?? null, once?.requestHash ?? null, isoOf(now())]
  const [begun] = await db.named<{ id: number }>('contact.begin', BEGIN, values)
  return begun?.id ?? null
}

/** What is learnt of a contact by the time it is settled. */
export interface Learnt {
  intent?: Intent
  kind?: Kind
  talkSeconds?: number
  waitSeconds?: number
}

// The guard on the outcome lets only one settle it.
const SETTLE = `
WITH c AS (UPDATE contact SET outcome = r.outcome, ended_at = r.ended_at, version = contact.version + 1,
    intent = coalesce(r.intent, contact.intent), kind = coalesce(r.kind, contact.kind),
    talk_seconds = coalesce(r.talk_seconds, contact.talk_seconds), wait_seconds = coalesce(r.wait_seconds, contact.wait_seconds),
    agent_id = coalesce(r.agent_id, contact.agent_id), answer = r.answer, reason = r.reason,
    article_id = r.article_id, article_version = r.article_version, stars = r.stars
  FROM json_populate_record(NULL::contact, $1) r
  WHERE contact.tenant_id = r.tenant_id AND contact.id = r.id AND contact.outcome = 'pending' RETURNING contact.*),
person AS (${insertPerson('c')})
SELECT ${CONTACT_COLUMNS} FROM c`

/** Settles a pending contact; null when somebody else was first. */
export async function settleContact(
  { db, keys, now }: Pick<Parts, 'db' | 'keys' | 'now'>,
  at: { tenantId: number; id: number; agentId: number | null },
  settlement: Settlement,
  learnt: Learnt & { appellant: IdentityInput | null },
): Promise<StoredContact | null> {
  const { outcome, ...how } = settlement
  const row = {
    tenant_id: at.tenantId,
    id: at.id,
    agent_id: at.agentId,
    outcome,
    ended_at: isoOf(now()),
    intent: learnt.intent,
    kind: learnt.kind,
    talk_seconds: learnt.talkSeconds,
    wait_seconds: learnt.waitSeconds,
    ...('answer' in how && { answer: how.answer }),
    ...('reason' in how && { reason: how.reason }),
    ...('stars' in how && { stars: how.stars }),
    ...('articleId' in how && { article_id: how.articleId, article_version: how.articleVersion }),
  }
  const person = learnt.appellant && JSON.stringify(identityRow(at, learnt.appellant, keys, now()))
  const [settled] = await db.named<StoredContact>('contact.settle', SETTLE, [JSON.stringify(row), person])
  return settled ?? null
}

/** Keeps the rating of a direct answer; null when there is one already. */
export async function rateContact(
  db: Database,
  { tenantId, id, stars }: { tenantId: number; id: number; stars: number },
): Promise<StoredContact | null> {
  const [rated] = await db.named<StoredContact>(
    'contact.rate',
    `WITH c AS (UPDATE contact SET stars = $3, version = version + 1
       WHERE tenant_id = $1 AND id = $2 AND stars IS NULL AND outcome = 'answered' RETURNING *)
     SELECT ${CONTACT_COLUMNS} FROM c`,
    [tenantId, id, stars],
  )
  return rated ?? null
}

/** The row by which a contact becomes an appeal, or part of one, in the commit of that appeal. */
export const contactRowOf = (to: Contact): ContactRow => ({
  id: to.id,
  channel_id: to.channelId,
  external_id: to.externalId,
  at: isoOf(to.at),
  ended_at: to.endedAt === null ? null : isoOf(to.endedAt),
  outcome: to.outcome,
  intent: to.intent,
  kind: to.kind,
  agent_id: to.agentId,
  unit_id: to.unitId,
  appeal_id: to.appealId,
  article_id: to.articleId,
  article_version: to.articleVersion,
  reason: to.reason,
  answer: to.answer,
  stars: to.stars,
  wait_seconds: to.waitSeconds,
  talk_seconds: to.talkSeconds,
  organisation_id: to.organisationId,
  note: to.note,
  version: to.version,
  imported: false,
})

/** A contact that begins and ends in one commit with the appeal it becomes. */
export const newContact = (
  given: Pick<Contact, 'id' | 'channelId' | 'at' | 'intent' | 'kind' | 'unitId'> & Partial<Contact>,
): Contact => ({
  externalId: null,
  endedAt: given.at,
  outcome: 'appeal',
  agentId: null,
  appealId: null,
  articleId: null,
  articleVersion: null,
  reason: null,
  answer: null,
  stars: null,
  waitSeconds: null,
  talkSeconds: null,
  organisationId: null,
  note: null,
  version: 1,
  ...given,
})
