/** Lets an appellant to their appeal: by number and query code, or signed in by the phone that brought it. */

import type { Contract } from '../../contract/route.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { appellantBy } from '../accounts/appellant.ts'
import type { Call } from '../kernel/http/route.ts'
import { CAME_WITH_IT } from '../messaging/recipients.ts'
import type { Parts } from '../parts.ts'

type Asked = Pick<Call<Contract>, 'actor' | 'request'>

/** The actor whom the appeal is open to; 'wrong-code' whatever else is wrong, so that numbers can't be sounded out. */
export async function appellantOf(
  parts: Parts,
  { actor, request }: Asked,
  number: string,
): Promise<Actor | Refusal> {
  const code = request.headers['x-query-code']
  if (typeof code === 'string' && code.length <= 40) {
    // A wrong try with a number that doesn't exist is counted all the same.
    const tenantId = (await tenantOfNumber(parts, number)) ?? (await parts.tenants.all())[0]?.id
    if (tenantId === undefined) return refuse('wrong-code')
    return appellantBy(parts.gate, { tenantId, number, code, address: request.ip })
  }
  if (actor.kind !== 'appellant' || actor.tenantId === 0) return refuse('wrong-code')
  const appealId = await parts.tickets.idOf(actor.tenantId, number)
  if (appealId === null) return refuse('wrong-code')
  if (actor.appealId !== undefined) return actor.appealId === appealId ? actor : refuse('wrong-code')
  return (await isOfPhone(parts, actor, appealId)) ? { ...actor, appealId } : refuse('wrong-code')
}

/** Did this phone bring the appeal? Who joined it sees it among their own, and may neither open nor change it. */
export async function isOfPhone(
  { db }: Pick<Parts, 'db'>,
  { tenantId, phoneKey }: Actor,
  appealId: number,
): Promise<boolean> {
  if (phoneKey === undefined) return false
  const own = await db.named(
    'record.isOwn',
    `SELECT FROM identity i WHERE i.tenant_id = $1 AND i.appeal_id = $2 AND i.phone_key = $3 AND ${CAME_WITH_IT}`,
    [tenantId, appealId, Buffer.from(phoneKey, 'hex')],
  )
  return own.length > 0
}

export interface AppellantsFile {
  id: number
  name: string
  type: string
  size: number
}

// The reply that claimed the matter done stands right before the claim; a claim that the centre sent back is not passed.
const THEIRS = `SELECT f.id, f.name, f.type, f.size FROM file f WHERE f.tenant_id = $1 AND f.appeal_id = $2 AND (
  EXISTS (SELECT FROM event e WHERE e.tenant_id = $1 AND e.appeal_id = $2
    AND e.kind IN ('appeal.received', 'appeal.added', 'appeal.told') AND e.facts->'files' @> to_jsonb(f.id))
  OR f.purpose = 'reply' AND EXISTS (SELECT FROM event passed JOIN event said
    ON said.tenant_id = $1 AND said.appeal_id = $2 AND said.seq = (SELECT max(c.seq) - 1 FROM event c
      WHERE c.tenant_id = $1 AND c.appeal_id = $2 AND c.kind = 'appeal.answered' AND c.seq < passed.seq)
    WHERE passed.tenant_id = $1 AND passed.appeal_id = $2 AND passed.kind = 'appeal.reviewed'
      AND said.facts->'files' @> to_jsonb(f.id)))
ORDER BY f.id`

/** The files an appellant may open: what they sent in, and those of the answers that the centre has passed. */
export const filesOfAppellant = (
  { db }: Pick<Parts, 'db'>,
  tenantId: number,
  appealId: number,
): Promise<AppellantsFile[]> => db.named('record.appellantsFiles', THEIRS, [tenantId, appealId])

/** The tenant a number belongs to, or null. */
export async function tenantOfNumber({ db }: Parts, number: string): Promise<number | null> {
  const [row] = await db.named<{ id: number }>(
    'record.tenantOf',
    'SELECT t.id FROM tenant t JOIN appeal a ON a.tenant_id = t.id AND a.number = $1 WHERE t.region_code = left($1, 6)',
    [number],
  )
  return row?.id ?? null
}
