/** The same creating call answered again: what was answered first, with the query codes opened anew. */
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Database } from '../kernel/database.ts'
import type { Parts } from '../parts.ts'
import type { Remembered } from './arrivals.ts'

/** The idempotency key of a call, and what was asked with it. */
export interface Once {
  key: string
  requestHash: Buffer
}

/** What is known under a key, or null. */
export async function rememberedUnder(
  db: Database,
  tenantId: number,
  key: string,
): Promise<Remembered | null> {
  const [row] = await db.named<{ hash: Buffer; response: Record<string, unknown> }>(
    'intake.remembered',
    'SELECT request_hash AS hash, response FROM idempotency WHERE tenant_id = $1 AND key = $2',
    [tenantId, key],
  )
  return row ? { requestHash: row.hash, response: row.response } : null
}

/** Null when the key was used for another request. */
export const whyNotAgain = (remembered: Remembered, asked: Once | undefined): Refusal | null =>
  asked && remembered.requestHash.equals(asked.requestHash) ? null : refuse('key-used-differently')

/** The query codes of appeals, by number. */
export async function queryCodesOf(
  { db, keys }: Pick<Parts, 'db' | 'keys'>,
  tenantId: number,
  numbers: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.named<{ number: string; sealed: Buffer }>(
    'intake.codes',
    'SELECT number, query_code AS sealed FROM appeal WHERE tenant_id = $1 AND number = ANY ($2)',
    [tenantId, numbers],
  )
  return new Map(rows.map(r => [r.number, keys.decrypt(r.sealed, 'appeal.queryCode')]))
}
