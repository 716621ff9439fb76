/** Lets an appellant to their appeal: by number and query code, or signed in by the phone that brought it. */

import type { Contract } from '../../contract/route.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { appellantBy } from '../accounts/appellant.ts'
import type { Call } from '../kernel/http/route.ts'
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
    const tenantId = (await tenantOfNumber(parts, number)) ?? (await parts.tenants.all())[0]!.id
    return appellantBy(parts.gate, { tenantId, number, code, address: request.ip })
  }
  if (actor.kind !== 'appellant' || actor.tenantId === 0) return refuse('wrong-code')
  const appealId = await parts.tickets.idOf(actor.tenantId, number)
  if (appealId === null) return refuse('wrong-code')
  if (actor.appealId !== undefined) return actor.appealId === appealId ? actor : refuse('wrong-code')
  return (await isOfPhone(parts, actor, appealId)) ? { ...actor, appealId } : refuse('wrong-code')
}

/** Who joined later sees the appeal among their own, but only who brought it may change it. */
export async function isOfPhone(
  { db }: Pick<Parts, 'db'>,
  { tenantId, phoneKey }: Actor,
  appealId: number,
): Promise<boolean> {
  if (phoneKey === undefined) return false
  const [first] = await db.named<{ own: boolean }>(
    'record.isOwn',
    `SELECT phone_key = $3 AS own FROM identity WHERE tenant_id = $1 AND appeal_id = $2 AND phone_key IS NOT NULL
     ORDER BY id LIMIT 1`,
    [tenantId, appealId, Buffer.from(phoneKey, 'hex')],
  )
  return first?.own ?? false
}

/** The tenant a number belongs to, or null. */
export async function tenantOfNumber({ db }: Parts, number: string): Promise<number | null> {
  const [row] = await db.named<{ id: number }>(
    'record.tenantOf',
    'SELECT t.id FROM tenant t JOIN appeal a ON a.tenant_id = t.id AND a.number = $1 WHERE t.region_code = left($1, 6)',
    [number],
  )
  return row?.id ?? null
}
