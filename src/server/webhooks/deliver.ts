/** Delivers to webhooks: at least once, a few at a time to each, again after a failure, to a limit. */
import { setTimeout as sleep } from 'node:timers/promises'
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
  /** How often in a row the webhook took nothing. */
  failures: number
}

interface Tried {
  status: number | null
  error: string | null
}

/** Deliveries at once to one webhook, and webhooks at once. */
const AT_ONCE = 4
const MOST_WEBHOOKS = 64
/** While some webhooks are slow, the others are looked after as often. */
const EVERY_MS = 2000

// A webhook that failed is asked with one delivery, when its rest is over.
const NEXT = `SELECT w.tenant_id AS "tenantId", w.id AS "webhookId", w.url, w.secret_enc AS secret, w.failures, d.id, d.body, d.attempts
FROM webhook w CROSS JOIN LATERAL (SELECT id, body, attempts, next_at FROM webhook_delivery
  WHERE tenant_id = w.tenant_id AND webhook_id = w.id AND state = 'waiting' AND next_at <= $1
  ORDER BY next_at, id LIMIT CASE WHEN w.failures > 0 THEN 1 ELSE ${AT_ONCE} END) d
WHERE w.active AND (w.rests_until IS NULL OR w.rests_until <= $1) ORDER BY d.next_at, d.id`

export const deliverWebhooks = (parts: WebhookParts): Job => ({
  name: 'deliver-webhooks',
  everySeconds: EVERY_MS / 1000,
  // A receiver that doesn't answer takes ten seconds.
  long: true,
  run: signal => deliverAll(parts, signal),
})

/** Until nothing is due: each webhook at its own pace, whatever the others do. */
async function deliverAll(parts: WebhookParts, signal: AbortSignal): Promise<void> {
  const underWay = new Map<string, Promise<void>>()
  const failed: unknown[] = []
  while (!signal.aborted && failed.length === 0) {
    for (const [key, rows] of await dueByWebhook(parts)) {
      if (underWay.has(key) || underWay.size >= MOST_WEBHOOKS) continue
      const round = deliverRound(parts, rows)
        .catch(error => void failed.push(error))
        .finally(() => underWay.delete(key))
      underWay.set(key, round)
    }
    if (underWay.size === 0) return
    const over = new AbortController()
    const pause = sleep(EVERY_MS, undefined, { signal: over.signal }).catch(() => {})
    await Promise.race([...underWay.values(), pause])
    over.abort()
  }
  await Promise.all(underWay.values())
  if (failed.length > 0) throw failed[0]
}

async function dueByWebhook({ db, now }: WebhookParts): Promise<Map<string, Waiting[]>> {
  const rows = await db.named<Waiting>('webhook.waiting', NEXT, [isoOf(now())])
  return Map.groupBy(rows, row => `${row.tenantId}/${row.webhookId}`)
}

/** A few deliveries to one webhook, side by side; when it took none of them, it rests. */
async function deliverRound(parts: WebhookParts, rows: readonly Waiting[]): Promise<void> {
  const all = await Promise.all(rows.map(async row => whyNotTaken(await deliver(parts, row))))
  const [{ tenantId, webhookId, failures }] = rows as [Waiting]
  const lost = all.every(why => why !== null)
  if (!lost && failures === 0) return
  const restsUntil = lost ? isoOf(nextTry(parts.now(), failures + 1, Math.random())) : null
  await parts.db.named(
    'webhook.rest',
    'UPDATE webhook SET failures = $3, rests_until = $4 WHERE tenant_id = $1 AND id = $2',
    [tenantId, webhookId, lost ? failures + 1 : 0, restsUntil],
  )
  if (lost && failures + 1 >= MOST_TRIES) await tell(parts, rows[0]!, all[0]!)
}

const whyNotTaken = ({ status, error }: Tried): string | null =>
  status !== null && status >= 200 && status < 300 ? null : (error ?? `answered ${status}`)

async function deliver(parts: WebhookParts, row: Waiting): Promise<Tried> {
  const tried = await tryOnce(parts, row)
  const error = whyNotTaken(tried)
  const isLast = error !== null && row.attempts + 1 >= MOST_TRIES
  await parts.db.named(
    'webhook.settle',
    `UPDATE webhook_delivery SET state = $3, attempts = attempts + 1, status = $4, error = $5, next_at = $6
     WHERE tenant_id = $1 AND id = $2`,
    [
      row.tenantId,
      row.id,
      error === null ? 'sent' : isLast ? 'failed' : 'waiting',
      tried.status,
      error,
      isoOf(nextTry(parts.now(), row.attempts + 1, Math.random())),
    ],
  )
  if (isLast) await tell(parts, row, error)
  return tried
}

async function tryOnce(
  { keys, now, privateToo }: WebhookParts,
  { id, url, secret, body }: Waiting,
): Promise<Tried> {
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
