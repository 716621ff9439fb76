/** A call made again with the same idempotency key gets the answer it got first. */
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { type Database, type Queryable, violatedKey } from './database.ts'

/** The idempotency key of a call, and what was asked with it. */
export interface Once {
  key: string
  requestHash: Buffer
}

/** What was answered under a key. */
export interface Remembered {
  requestHash: Buffer
  response: Record<string, unknown>
}

/** What is known under a key, or null. */
export async function rememberedUnder(
  db: Database,
  tenantId: number,
  key: string,
): Promise<Remembered | null> {
  const [row] = await db.named<{ hash: Buffer; response: Record<string, unknown> }>(
    'record.remembered',
    'SELECT request_hash AS hash, response FROM idempotency WHERE tenant_id = $1 AND key = $2',
    [tenantId, key],
  )
  return row ? { requestHash: row.hash, response: row.response } : null
}

/** Null when the key was used for another request. */
export const whyNotAgain = (remembered: Remembered, asked: Once | undefined): Refusal | null =>
  asked && remembered.requestHash.equals(asked.requestHash) ? null : refuse('key-used-differently')

/** Whoever calls, and the key they call with. */
export interface Repeatable {
  actor: { tenantId: number }
  idempotency?: Once | undefined
}

/**
 * Runs a change unless it was answered before. A no and a clash are looked at once more: the same call may have been under
 * way twice, and whoever came second hears what the first did.
 */
export async function answeredOnce<Answer extends object>(
  db: Database,
  { actor, idempotency: once }: Repeatable,
  run: () => Promise<Answer | Refusal>,
): Promise<Answer | Refusal> {
  if (!once) return run()
  const before = async () => {
    const remembered = await rememberedUnder(db, actor.tenantId, once.key)
    return remembered && (whyNotAgain(remembered, once) ?? (remembered.response as Answer))
  }
  const first = await before()
  if (first) return first
  try {
    const answer = await run()
    return isRefusal(answer) ? ((await before()) ?? answer) : answer
  } catch (error) {
    if (violatedKey(error) !== 'idempotency_pkey') throw error
    const meanwhile = await before()
    if (!meanwhile) throw error
    return meanwhile
  }
}

/** Keeps the answer under the key of the call, where it has one; in the transaction that changed what it tells of. */
export async function keepUnder(
  tx: Queryable,
  { actor, idempotency: once }: Repeatable,
  answer: object,
): Promise<void> {
  if (!once) return
  await tx
    .insertInto('idempotency')
    .values({
      tenant_id: actor.tenantId,
      key: once.key,
      request_hash: once.requestHash,
      status: 200,
      response: JSON.stringify(answer),
    })
    .execute()
}
