/** Who a message goes to: the appellant, everybody who reported the same matter, a unit's liaisons. */
import type pg from 'pg'
import type { Keys } from '../kernel/crypto/keys.ts'

export interface Recipient {
  /** Makes the message's key unique among those of one event. */
  key: string
  medium: 'sms' | 'email'
  to: string
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

// A ticket that was merged stays a ticket of its reporter; one that hangs on a parent hears what the parent hears.
const REPORTERS = `WITH RECURSIVE same AS (
  SELECT id, 0 AS depth FROM appeal WHERE tenant_id = $1 AND id = $2
  UNION
  SELECT a.id, s.depth + 1 FROM same s JOIN appeal a ON a.tenant_id = $1
    AND (a.merged_into_id = s.id OR (a.parent_id = s.id AND a.ended_at IS NULL))
  WHERE $3 AND s.depth < 5
)
SELECT a.id AS "appealId", a.number, a.query_code AS "queryCode", i.id AS "identityId", i.phone_enc AS phone,
  i.id = (SELECT min(f.id) FROM identity f WHERE f.tenant_id = $1 AND f.appeal_id = a.id) AS "isFirst"
FROM same s JOIN appeal a ON a.tenant_id = $1 AND a.id = s.id
JOIN identity i ON i.tenant_id = $1 AND i.appeal_id = a.id
WHERE NOT a.anonymous AND NOT a.imported AND i.phone_enc IS NOT NULL AND i.erased_at IS NULL
ORDER BY s.depth, a.id, i.id`

/** The appellant (whoever came first with the ticket), or with `all` everybody who reported the matter; each phone once. */
export async function reportersOf(
  client: pg.ClientBase,
  keys: Keys,
  { tenantId, appealId, all }: { tenantId: number; appealId: number; all: boolean },
): Promise<Recipient[]> {
  const values = [tenantId, appealId, all]
  const { rows } = await client.query<Reporter>({ name: 'message.reporters', text: REPORTERS, values })
  const byPhone = new Map<string, Recipient>()
  for (const r of rows) {
    if (!all && !r.isFirst) continue
    const to = keys.decrypt(r.phone, 'identity.phone')
    if (byPhone.has(to)) continue
    byPhone.set(to, {
      key: String(r.identityId),
      medium: 'sms',
      to,
      appealId: r.appealId,
      number: r.number,
      code: r.isFirst ? keys.decrypt(r.queryCode, 'appeal.queryCode') : null,
    })
  }
  return [...byPhone.values()]
}

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
