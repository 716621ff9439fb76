/** Who a message goes to: the appellant, everybody who reported the same matter, a unit's liaisons. */
import type pg from 'pg'
import type { RobotKind } from '../../domain/vocabulary.ts'
import type { Keys } from '../kernel/crypto/keys.ts'

/** The ways out of the outbox. */
export type Medium = 'sms' | 'email' | 'voice' | RobotKind

export interface Recipient {
  /** Makes the message's key unique among those of one event. */
  key: string
  medium: Medium
  /** Of a call the phones of those to be called, one after the other; of a group its name. */
  to: string
  robotId?: number
  /** The recipient's own ticket. */
  appealId: number
  number: string
  /** The query code, for the appellant of the ticket alone. */
  code: string | null
}

interface Reporter {
  appealId: number
  number: string
  queryCode: Buffer
  identityId: number
  phone: Buffer
  isFirst: boolean
}

const COLUMNS = `a.id AS "appealId", a.number, a.query_code AS "queryCode", i.id AS "identityId", i.phone_enc AS phone`
const REACHABLE = 'NOT a.anonymous AND NOT a.imported AND i.phone_enc IS NOT NULL AND i.erased_at IS NULL'

/**
 * SQL, of an identity `i`: it came with the appeal, as its first event attests. All others joined, even where nobody came
 * with it.
 */
export const CAME_WITH_IT = `i.commitment = (SELECT (e.facts ->> 'identity')::bytea FROM event e
  WHERE e.tenant_id = i.tenant_id AND e.appeal_id = i.appeal_id AND e.seq = 1)`

const APPELLANTS = `SELECT q.tenant AS "tenantId", ${COLUMNS}, true AS "isFirst"
FROM (SELECT DISTINCT * FROM unnest($1::bigint[], $2::bigint[])) q (tenant, appeal),
LATERAL (SELECT * FROM appeal a WHERE a.tenant_id = q.tenant AND a.id = q.appeal OFFSET 0) a,
LATERAL (SELECT * FROM identity i WHERE i.tenant_id = q.tenant AND i.appeal_id = q.appeal AND ${CAME_WITH_IT}) i
WHERE ${REACHABLE}`

/** Whoever came first with the ticket; by tenant and ticket, as 'tenant appeal'. */
export async function appellantsOf(
  client: pg.ClientBase,
  keys: Keys,
  tickets: readonly { tenantId: number; appealId: number }[],
): Promise<Map<string, Recipient[]>> {
  const values = [tickets.map(t => t.tenantId), tickets.map(t => t.appealId)]
  const { rows } = await client.query<Reporter & { tenantId: number }>({
    name: 'message.appellants',
    text: APPELLANTS,
    values,
  })
  return new Map(rows.map(r => [`${r.tenantId} ${r.appealId}`, [recipientOf(keys, r)]]))
}

const JOINER = `SELECT ${COLUMNS}, false AS "isFirst" FROM appeal a
JOIN identity i ON i.tenant_id = a.tenant_id AND i.contact_id = $3 AND i.appeal_id = a.id
WHERE a.tenant_id = $1 AND a.id = $2 AND ${REACHABLE}`

/** Whoever joined with this contact: under the ticket's number, without its code, which is the appellant's. */
export async function joinerOf(
  client: pg.ClientBase,
  keys: Keys,
  { tenantId, appealId, contactId }: { tenantId: number; appealId: number; contactId: number },
): Promise<Recipient[]> {
  const values = [tenantId, appealId, contactId]
  const { rows } = await client.query<Reporter>({ name: 'message.joiner', text: JOINER, values })
  return rows.map(r => recipientOf(keys, r))
}

// A ticket that was merged stays a ticket of its reporter; one that hangs on a parent hears what the parent hears.
const REPORTERS = `WITH RECURSIVE same AS (
  SELECT id, 0 AS depth FROM appeal WHERE tenant_id = $1 AND id = $2
  UNION
  SELECT a.id, s.depth + 1 FROM same s JOIN appeal a ON a.tenant_id = $1
    AND (a.merged_into_id = s.id OR (a.parent_id = s.id AND a.ended_at IS NULL))
  WHERE s.depth < 5
)
SELECT ${COLUMNS}, ${CAME_WITH_IT} IS TRUE AS "isFirst"
FROM same s JOIN appeal a ON a.tenant_id = $1 AND a.id = s.id
JOIN identity i ON i.tenant_id = $1 AND i.appeal_id = a.id
WHERE ${REACHABLE}
ORDER BY s.depth, a.id, i.id`

/** Everybody who reported the matter; each phone once. */
export async function reportersOf(
  client: pg.ClientBase,
  keys: Keys,
  { tenantId, appealId }: { tenantId: number; appealId: number },
): Promise<Recipient[]> {
  const values = [tenantId, appealId]
  const { rows } = await client.query<Reporter>({ name: 'message.reporters', text: REPORTERS, values })
  const byPhone = new Map<string, Recipient>()
  for (const recipient of rows.map(r => recipientOf(keys, r)))
    if (!byPhone.has(recipient.to)) byPhone.set(recipient.to, recipient)
  return [...byPhone.values()]
}

const recipientOf = (keys: Keys, r: Reporter): Recipient => ({
  key: String(r.identityId),
  medium: 'sms',
  to: keys.decrypt(r.phone, 'identity.phone'),
  appealId: r.appealId,
  number: r.number,
  code: r.isFirst ? keys.decrypt(r.queryCode, 'appeal.queryCode') : null,
})

const LIAISONS = `SELECT p.id, p.phone, p.email FROM person p
WHERE p.tenant_id = $1 AND p.unit_id = $2 AND p.active AND (p.email IS NOT NULL OR p.phone IS NOT NULL)
  AND EXISTS (SELECT FROM role_grant g WHERE g.tenant_id = $1 AND g.person_id = p.id AND g.role = 'liaison')
ORDER BY p.id`

/** A unit's liaisons, by e-mail where they have one. */
export async function liaisonsOf(
  client: pg.ClientBase,
  { tenantId, unitId }: { tenantId: number; unitId: number },
  ticket: { appealId: number; number: string },
): Promise<Recipient[]> {
  const { rows } = await client.query<{ id: number; phone: string | null; email: string | null }>({
    name: 'message.liaisons',
    text: LIAISONS,
    values: [tenantId, unitId],
  })
  return rows.map(p => ({
    key: `person${p.id}`,
    medium: p.email ? 'email' : 'sms',
    to: (p.email ?? p.phone)!,
    ...ticket,
    code: null,
  }))
}
