/** Contacts that became no ticket have no history: how they ended is part of the next seal. */
import type pg from 'pg'
import { leafHash } from './merkle.ts'

/** A sealed contact: its id, and the hash of how it ended. */
export interface SealedContact {
  id: number
  hash: Buffer
}

/**
 * SHA-256 over the JSON array of what is settled for good, times in microseconds since 1970. Answer and note can be
 * erased: of them it holds only their salted hash, where they were sealed with one. A platform stands before it, where
 * there is one.
 */
export const CONTACT_HASH = `sha256(convert_to((jsonb_build_array(c.tenant_id, c.id, c.channel_id, c.external_id,
  (extract(epoch FROM c.at) * 1000000)::bigint, (extract(epoch FROM c.ended_at) * 1000000)::bigint, c.outcome, c.intent,
  c.kind, c.agent_id, c.unit_id, c.appeal_id, c.article_id, c.article_version, c.reason, c.wait_seconds, c.talk_seconds,
  c.organisation_id, c.imported)
  || CASE WHEN c.external_platform IS NULL THEN '[]' ELSE jsonb_build_array(c.external_platform) END
  || CASE WHEN c.words_hash IS NULL THEN '[]' ELSE jsonb_build_array(jsonb_build_object('words', encode(c.words_hash, 'hex'))) END
  )::text, 'UTF8'))`

/** What was said in an ended contact; erasing takes the salt away with the words. */
export const wordsHash = (salt: string): string =>
  `sha256(${salt} || convert_to(jsonb_build_array(c.answer, c.note)::text, 'UTF8'))`

/** Stars may be given after the contact was sealed, so they are sealed by themselves. */
export const STARS_HASH = `sha256(convert_to(jsonb_build_array('stars', c.tenant_id, c.id, c.stars)::text, 'UTF8'))`

const UNSEALED = `seal_no IS NULL AND outcome IN ('answered', 'refused', 'handedOver', 'abandoned')`
const UNSEALED_STARS = 'stars IS NOT NULL AND stars_seal_no IS NULL'

/** More than a minute brings; what is left, e.g. of the time before they were sealed, comes into the seals after it. */
const AT_ONCE = 20_000

/** The tenants some of whose contacts have ended, or were rated, and are in no seal. */
export async function tenantsWithContacts(client: pg.ClientBase | pg.Pool): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT t.id FROM tenant t WHERE EXISTS (SELECT FROM contact WHERE tenant_id = t.id AND ${UNSEALED})
     OR EXISTS (SELECT FROM contact WHERE tenant_id = t.id AND ${UNSEALED_STARS}) ORDER BY t.id`,
  )
  return rows.map(row => row.id)
}

interface Into {
  tenantId: number
  no: number
}

/** Puts the oldest of a tenant's contacts that are in no seal into this one, then stars; each in the order of their ids. */
export async function sealContacts(client: pg.ClientBase, into: Into): Promise<SealedContact[]> {
  const contacts = await sealedBy(
    client,
    into,
    `WITH ended AS MATERIALIZED (SELECT id, uuid_send(gen_random_uuid()) AS salt FROM (${oldest(UNSEALED)}) o)
    UPDATE contact c SET seal_no = $2, words_salt = salt, words_hash = ${wordsHash('salt')}
    FROM ended WHERE c.tenant_id = $1 AND c.id = ended.id
    RETURNING c.id, ${CONTACT_HASH} AS hash`,
  )
  const stars = await sealedBy(
    client,
    into,
    `WITH ended AS (${oldest(UNSEALED_STARS)})
    UPDATE contact c SET stars_seal_no = $2 FROM ended WHERE c.tenant_id = $1 AND c.id = ended.id
    RETURNING c.id, ${STARS_HASH} AS hash`,
  )
  return [...contacts, ...stars]
}
const oldest = (wanted: string): string =>
  `SELECT id FROM contact WHERE tenant_id = $1 AND ${wanted} ORDER BY id LIMIT ${AT_ONCE}`

async function sealedBy(
  client: pg.ClientBase,
  { tenantId, no }: Into,
  sql: string,
): Promise<SealedContact[]> {
  const { rows } = await client.query<SealedContact>(sql, [tenantId, no])
  return rows.sort((a, b) => a.id - b.id)
}

/** The leaf of a contact: 8 bytes id, 32 bytes hash; an event's is longer, so neither can stand for the other. */
export function contactLeaf({ id, hash }: SealedContact): Buffer {
  const content = Buffer.alloc(8 + hash.length)
  content.writeBigInt64BE(BigInt(id), 0)
  content.set(hash, 8)
  return leafHash(content)
}
