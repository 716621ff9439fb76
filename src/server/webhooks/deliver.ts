/** Delivers to webhooks: at least once, several at a time, again after a failure, to a limit. */
import { DAY, isoOf } from '../../domain/instant.ts'
import { MOST_TRIES, nextTry } from '../../domain/messaging/back-off.ts'
import { raiseAlert } from '../kernel/alerts.ts'
import type { Job } from '../kernel/jobs.ts'
import type { Parts } from '../parts.ts'
import { targetOf } from './address.ts'
import { post } from './post.ts'
import { SECRET_CONTEXT } from './webhooks.ts'

export type WebhookParts = Pick<Parts, 'db' | 'keys' | 'now' | 'tenants'> & {
  /** Deliver to private addresses and over plain HTTP too (YIDAN_WEBHOOK_PRIVATE=on). */
  privateToo: boolean
}

interface Waiting {
  tenantId: number
  id: number
  webhookId: number
  body: unknown
  attempts: number
  url: string
  secret: Buffer
}

const BATCH = 16

const NEXT = `SELECT d.tenant_id AS "tenantId", d.id, d.webhook_id AS "webhookId", d.body, d.attempts, w.url, w.secret_enc AS secret
FROM webhook_delivery d JOIN webhook w ON w.tenant_id = d.tenant_id AND w.id = d.webhook_id
WHERE d.state = 'waiting' AND d.next_at <= $1 AND w.active ORDER BY d.next_at, d.id LIMIT ${BATCH}`

export const deliverWebhooks = (parts: WebhookParts): Job => ({
  name: 'deliver-webhooks',
  everySeconds: 2,
  run: async signal => {
    while (!signal.aborted) {
      const rows = await parts.db.named<Waiting>('webhook.waiting', NEXT, [isoOf(parts.now())])
      await Promise.all(rows.map(row => deliver(parts, row)))
      if (rows.length < BATCH) return
    }
  },
})

async function deliver(parts: WebhookParts, row: Waiting): Promise<void> {
  const tried = await tryOnce(parts, row)
  const isTaken = tried.status !== null && tried.status >= 200 && tried.status < 300
  const isLast = !isTaken && row.attempts + 1 >= MOST_TRIES
  const error = isTaken ? null : (tried.error ?? `answered ${tried.status}`)
  await parts.db.named(
    'webhook.settle',
    `UPDATE webhook_delivery SET state = $3, attempts = attempts + 1, status = $4, error = $5, next_at = $6
     WHERE tenant_id = $1 AND id = $2`,
    [
      row.tenantId,
      row.id,
      isTaken ? 'sent' : isLast ? 'failed' : 'waiting',
      tried.status,
      error,
      isoOf(nextTry(parts.now(), row.attempts + 1, Math.random())),
    ],
  )
  if (isLast) await tell(parts, row, error ?? '')
}

async function tryOnce(
  { keys, now, privateToo }: WebhookParts,
  { id, url, secret, body }: Waiting,
): Promise<{ status: number | null; error: string | null }> {
  try {
    const target = await targetOf(url, privateToo)
    const delivery = { id: `msg_${id}`, body: JSON.stringify(body), at: now() }
    return {
      status: await post(target, { ...delivery, secret: keys.decrypt(secret, SECRET_CONTEXT) }),
      error: null,
    }
  } catch (error) {
    return { status: null, error: (error as Error).message }
  }
}

/** Once a day and webhook: a receiver that is gone fails often. */
const tell = ({ db, now }: WebhookParts, { tenantId, id, webhookId }: Waiting, error: string) =>
  raiseAlert(db, {
    tenantId,
    key: `webhook:${webhookId}:${Math.floor(now() / DAY)}`,
    kind: 'webhookFailed',
    facts: { webhook: webhookId, delivery: id, error },
    at: now(),
  })
