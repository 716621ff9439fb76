/** The routes of webhooks. */
import * as wire from '../../contract/webhooks.ts'
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import { isoOf } from '../../domain/instant.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { Refused } from '../kernel/http/problems.ts'
import { route } from '../kernel/http/route.ts'
import { whyNotUrl } from './address.ts'
import type { WebhookParts } from './deliver.ts'
import {
  deleteWebhook,
  deliverAgain,
  insertWebhook,
  listDeliveries,
  listWebhooks,
  newSecret,
  SECRET_CONTEXT,
  updateWebhook,
  type WebhookRow,
} from './webhooks.ts'

export const webhookRoutes = (parts: WebhookParts) => [...keepingRoutes(parts), ...deliveryRoutes(parts)]

const keepingRoutes = (parts: WebhookParts) => [
  route(wire.listWebhooks, async ({ actor }) => {
    await mustRun(parts, actor)
    return { webhooks: (await listWebhooks(parts.db, actor.tenantId)).map(shown) }
  }),
  route(wire.createWebhook, async ({ actor, body }) => {
    await mustRun(parts, actor)
    const refusal = whyNotTo(parts, body.url)
    if (refusal) return refusal
    const secret = newSecret()
    const { tenantId, personId: by } = actor
    const made = await insertWebhook(parts.db, parts.keys, { tenantId, ...body, secret, by, at: parts.now() })
    return { ...shown(made), secret }
  }),
  route(wire.changeWebhook, async ({ actor, params, body }) => {
    await mustRun(parts, actor)
    const refusal = body.url === undefined ? null : whyNotTo(parts, body.url)
    if (refusal) return refusal
    const changed = await updateWebhook(parts.db, actor.tenantId, params.id, body)
    return changed ? shown(changed) : refuse('not-found')
  }),
  route(wire.renewWebhookSecret, async ({ actor, params }) => {
    await mustRun(parts, actor)
    const secret = newSecret()
    const sealed = parts.keys.encrypt(secret, SECRET_CONTEXT)
    const changed = await updateWebhook(parts.db, actor.tenantId, params.id, { secret: sealed })
    return changed ? { secret } : refuse('not-found')
  }),
  route(wire.deleteWebhook, async ({ actor, params }) => {
    await mustRun(parts, actor)
    return (await deleteWebhook(parts.db, actor.tenantId, params.id)) ? null : refuse('not-found')
  }),
]

const deliveryRoutes = (parts: WebhookParts) => [
  route(wire.listDeliveries, async ({ actor, params, query }) => {
    await mustRun(parts, actor)
    const known = (await listWebhooks(parts.db, actor.tenantId)).some(w => w.id === params.id)
    if (!known) return refuse('not-found')
    const after = query.after === undefined ? null : Number(query.after)
    const at = { tenantId: actor.tenantId, webhookId: params.id, after, limit: query.limit }
    const rows = await listDeliveries(parts.db, at)
    const deliveries = rows.map(d => ({ ...d, nextAt: d.state === 'waiting' ? isoOf(d.nextAt) : null }))
    return { deliveries, next: rows.length === query.limit ? String(rows.at(-1)!.id) : null }
  }),
  route(wire.deliverAgain, async ({ actor, params }) => {
    await mustRun(parts, actor)
    const { id: webhookId, deliveryId } = params
    const at = { tenantId: actor.tenantId, webhookId, deliveryId, at: parts.now() }
    return (await deliverAgain(parts.db, at)) ? null : refuse('not-found')
  }),
]

/** Webhooks tell of the whole city: who sets them up has to hold the permission for all of it. */
async function mustRun({ tenants }: WebhookParts, actor: Actor): Promise<void> {
  const { units } = (await tenants.get(actor.tenantId)).directory
  if (!mayFor(actor, 'webhook.edit', units.root.id, units)) throw new Refused(refuse('not-permitted'))
}

function whyNotTo({ privateToo }: WebhookParts, url: string): Refusal | null {
  const why = whyNotUrl(url, privateToo)
  return why ? refuse('address-not-allowed', { field: 'url', facts: { why } }) : null
}

const shown = ({ createdAt, ...w }: WebhookRow) => ({ ...w, createdAt: isoOf(createdAt) })
