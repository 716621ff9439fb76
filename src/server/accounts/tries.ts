/** Counts tries against a limit, by login, number, phone or address, so that nobody can guess for long. */
import { sql } from 'kysely'
import type { Instant } from '../../domain/instant.ts'
import type { Gate } from './gate.ts'

export interface Limit {
  kind:
    | 'login'
    | 'signInFrom'
    | 'number'
    | 'numberFrom'
    | 'codeSent'
    | 'codeSentFrom'
    | 'phone'
    | 'phoneFrom'
    | 'uploadFrom'
    | 'verifyFrom'
  /** How many tries there may be … */
  most: number
  /** … until there was none for so long, in milliseconds. */
  within: number
}

/** A limit applied to one login, number or address. */
export interface Tried {
  limit: Limit
  what: string
}

const keyOf = (gate: Gate, { limit, what }: Tried): Buffer => gate.keys.blind(`${limit.kind}:${what}`, 'try')

/** The moment until which one of these has used up its tries; null when there are tries left. */
export async function blockedUntil(
  gate: Gate,
  tenantId: number,
  tried: readonly Tried[],
): Promise<Instant | null> {
  const mostOf = new Map(tried.map(t => [keyOf(gate, t).toString('hex'), t.limit.most]))
  const rows = await gate.db.kysely
    .selectFrom('failed_try')
    .select(['key', 'count', 'until_at as untilAt'])
    .where('tenant_id', '=', tenantId)
    .where(
      'key',
      'in',
      [...mostOf.keys()].map(hex => Buffer.from(hex, 'hex')),
    )
    .where('until_at', '>', sql<number>`${new Date(gate.now())}`)
    .execute()
  const full = rows.filter(row => row.count >= mostOf.get(row.key.toString('hex'))!)
  return full.length ? Math.max(...full.map(row => row.untilAt)) : null
}

/**
 * Counts one try on each in turn, and stops at the first that is beyond its limit: gives the moment until which it
 * is, null when none is. Put the address first: then whoever floods can't fill the table with made-up numbers.
 */
export async function countTry(
  gate: Gate,
  tenantId: number,
  tried: readonly Tried[],
): Promise<Instant | null> {
  for (const one of tried) {
    const { count, untilAt } = await countOne(gate, tenantId, one)
    if (count > one.limit.most) return untilAt
  }
  return null
}

// Each try puts the end off, those beyond the limit don't: a lock lasts from the last try that counted.
async function countOne(gate: Gate, tenantId: number, tried: Tried) {
  const { most, within } = tried.limit
  const now = gate.now()
  const [row] = await gate.db.named<{ count: number; untilAt: Instant }>(
    'count-try',
    `INSERT INTO failed_try AS t (tenant_id, key, count, until_at) VALUES ($1, $2, 1, $4)
     ON CONFLICT (tenant_id, key) DO UPDATE SET
       count = CASE WHEN t.until_at <= $3 THEN 1 ELSE t.count + 1 END,
       until_at = CASE WHEN t.until_at > $3 AND t.count >= $5 THEN t.until_at ELSE $4 END
     RETURNING count, until_at AS "untilAt"`,
    [tenantId, keyOf(gate, tried), new Date(now), new Date(now + within), most],
  )
  return row!
}

/** Forgets the tries, after it went well. */
export async function forgetTries(gate: Gate, tenantId: number, tried: Tried): Promise<void> {
  await gate.db.kysely
    .deleteFrom('failed_try')
    .where('tenant_id', '=', tenantId)
    .where('key', '=', keyOf(gate, tried))
    .execute()
}
