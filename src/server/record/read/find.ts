/** Words that name one ticket or one person: a number, an external id, a phone. */
import { mayAnywhere } from '../../../domain/access/actor.ts'
import { normalPhone } from '../../../domain/access/phone.ts'
import type { Context } from '../../../domain/record/context.ts'
import { isNumber } from '../../../domain/text/digits.ts'
import { phoneKeyOf } from '../../kernel/crypto/blind-index.ts'
import type { Database } from '../../kernel/database.ts'
import type { Parts } from '../../parts.ts'
import { logViews } from './view-log.ts'

/** One person's tickets; more than any list shows at once. */
const MOST_HITS = 500

/** Ids of the tickets that `q` names, or null when it names none and is to be searched for as words. */
export async function exactHits(
  { db, tickets, keys }: Parts,
  context: Context,
  q: string,
): Promise<number[] | null> {
  const { tenantId } = context.actor
  if (isNumber(q)) {
    const id = await tickets.idOf(tenantId, q)
    return id === null ? [] : [id]
  }
  const hits = [...(await byExternalId(db, tenantId, q))]
  const phone = phoneIn(q)
  if (phone && mayAnywhere(context.actor, 'identity.reveal'))
    hits.push(...(await byPhone(db, context, phoneKeyOf(keys, phone))))
  return hits.length > 0 ? hits : null
}

const phoneIn = (q: string): string | null =>
  /^[+(\d][\d\s()-]{6,20}$/.test(q.normalize('NFKC')) ? normalPhone(q) : null

const idsIn = (rows: { id: number }[]): number[] => rows.map(r => r.id)

const BY_EXTERNAL_ID = 'SELECT id FROM appeal WHERE tenant_id = $1 AND external_id = $2 LIMIT 100'
const byExternalId = async (db: Database, tenantId: number, q: string): Promise<number[]> =>
  idsIn(await db.named('find.external', BY_EXTERNAL_ID, [tenantId, q]))

const BY_PHONE = `SELECT DISTINCT a.id FROM identity i JOIN appeal a ON a.tenant_id = i.tenant_id AND a.id = i.appeal_id
  WHERE i.tenant_id = $1 AND i.phone_key = $2 AND NOT a.confidential LIMIT ${MOST_HITS}`

/** Finding somebody's tickets by phone is a look at who they belong to: it is logged, found or not. */
async function byPhone(db: Database, { actor, now }: Context, phoneKey: Buffer | null): Promise<number[]> {
  const ids = idsIn(await db.named('find.phone', BY_PHONE, [actor.tenantId, phoneKey]))
  const look = { fields: ['phone'], purpose: 'search', reason: null, now }
  await logViews(
    db,
    actor,
    (ids.length > 0 ? ids : [null]).map(appealId => ({ ...look, appealId })),
  )
  return ids
}
