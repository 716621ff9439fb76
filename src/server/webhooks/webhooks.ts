/** Webhooks as stored, and what was delivered to them. */
import { randomBytes } from 'node:crypto'
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { Keys } from '../kernel/crypto/keys.ts'
import type { Database } from '../kernel/database.ts'

export interface WebhookRow {
  id: number
  url: string
  kinds: string[]
  active: boolean
  createdAt: Instant
}

export const SECRET_CONTEXT = 'webhook.secret'
const COLUMNS = 'id, url, kinds, active, created_at AS "createdAt"'

export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

export const listWebhooks = (db: Database, tenantId: number): Promise<WebhookRow[]> =>
  db.named('webhook.list', `SELECT ${COLUMNS} FROM webhook WHERE tenant_id = $1 ORDER BY id`, [tenantId])

export async function insertWebhook(
  db: Database,
  keys: Keys,
  w: {
    tenantId: number
    url: string
    kinds: readonly string[]
    secret: string
    by: number | null
    at: Instant
  },
): Promise<WebhookRow> {
  const [row] = await db.named<WebhookRow>(
    'webhook.insert',
    `INSERT INTO webhook (tenant_id, url, kinds, secret_enc, created_by, created_at) VALUES ($1,$2,$3,$4,$5,$6) RETURNING ${COLUMNS}`,
    [w.tenantId, w.url, w.kinds, keys.encrypt(w.secret, SECRET_CONTEXT), w.by, isoOf(w.at)],
  )
  return row!
}

export interface WebhookChange {
  url?: string
  kinds?: readonly string[]
  active?: boolean
  /** Sealed. */
  secret?: Buffer
}

/** What was changed may help: it rests no longer. Null when there is none. */
export async function updateWebhook(
  db: Database,
  tenantId: number,
  id: number,
  { url, kinds, active, secret }: WebhookChange,
): Promise<WebhookRow | null> {
  const [row] = await db.named<WebhookRow>(
    'webhook.update',
    `UPDATE webhook SET url = coalesce($3, url), kinds = coalesce($4, kinds), active = coalesce($5, active),
       secret_enc = coalesce($6, secret_enc), failures = 0, rests_until = NULL WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
    [tenantId, id, url ?? null, kinds ?? null, active ?? null, secret ?? null],
  )
  return row ?? null
}

/** With its deliveries; false when there is none. */
export async function deleteWebhook(db: Database, tenantId: number, id: number): Promise<boolean> {
  const { rows } = await db.pool.query(
    `WITH gone AS (DELETE FROM webhook WHERE tenant_id = $1 AND id = $2 RETURNING id),
       deliveries AS (DELETE FROM webhook_delivery WHERE tenant_id = $1 AND webhook_id = $2)
     SELECT id FROM gone`,
    [tenantId, id],
  )
  return rows.length > 0
}

export interface DeliveryRow {
  id: number
  body: Record<string, unknown>
  state: 'waiting' | 'sent' | 'failed'
  attempts: number
  status: number | null
  error: string | null
  nextAt: Instant
}

/** Latest first. */
export const listDeliveries = (
  db: Database,
  at: { tenantId: number; webhookId: number; after: number | null; limit: number },
): Promise<DeliveryRow[]> =>
  db.named(
    'webhook.deliveries',
    `SELECT id, body, state, attempts, status, error, next_at AS "nextAt" FROM webhook_delivery
     WHERE tenant_id = $1 AND webhook_id = $2 AND id < $3 ORDER BY id DESC LIMIT $4`,
    [at.tenantId, at.webhookId, at.after ?? Number.MAX_SAFE_INTEGER, at.limit],
  )

/** Sets a delivery to be tried anew, from the first try, also while the webhook rests; false when there is none. */
export async function deliverAgain(
  db: Database,
  {
    tenantId,
    webhookId,
    deliveryId,
    at,
  }: { tenantId: number; webhookId: number; deliveryId: number; at: Instant },
): Promise<boolean> {
  const rows = await db.named(
    'webhook.again',
    `WITH again AS (UPDATE webhook_delivery SET state = 'waiting', attempts = 0, next_at = $4
       WHERE tenant_id = $1 AND webhook_id = $2 AND id = $3 RETURNING id),
     awake AS (UPDATE webhook SET rests_until = NULL WHERE tenant_id = $1 AND id = $2 AND EXISTS (SELECT FROM again))
     SELECT id FROM again`,
    [tenantId, webhookId, deliveryId, isoOf(at)],
  )
  return rows.length > 0
}
