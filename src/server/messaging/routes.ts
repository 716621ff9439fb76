/** The routes of the outbox and the alerts. */
import * as wire from '../../contract/messaging.ts'
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import type { UnitTree } from '../../domain/directory/units.ts'
import { isoOf, MINUTE } from '../../domain/instant.ts'
import { alertName } from '../../domain/messaging/alert-kinds.ts'
import { refuse } from '../../domain/refusal.ts'
import { route } from '../kernel/http/route.ts'
import type { Parts } from '../parts.ts'
import { listAlerts, seeAlert, type Watching } from './alerts.ts'
import { hearOutcome } from './make-calls.ts'
import { listOutbox } from './outbox.ts'
import { isSignedWith } from './voice.ts'
import { voiceOf } from './voice-calls.ts'

type OutboxParts = Pick<Parts, 'db' | 'keys' | 'tenants' | 'now' | 'door' | 'gateways'>

/** How far the clock of the gateway may be off; what is older may have been listened to. */
const FRESH = 10 * MINUTE

export const messagingRoutes = (parts: OutboxParts) => [
  route(wire.listMessages, async ({ actor, query }) => {
    const { sample, directory } = await parts.tenants.get(actor.tenantId)
    const { units } = directory
    const isAll = mayFor(actor, 'message.read', units.root.id, units)
    const messages = await listOutbox(parts, {
      tenantId: actor.tenantId,
      ownerUnits: isAll
        ? null
        : units.all.filter(u => mayFor(actor, 'message.read', u.id, units)).map(u => u.id),
      number: query.number ?? null,
      state: query.state ?? null,
      template: query.template ?? null,
      after: query.after === undefined ? null : Number(query.after),
      limit: query.limit,
      open: sample,
    })
    return { messages, next: nextOf(messages, query.limit) }
  }),
  route(wire.listAlerts, async ({ actor, query }) => {
    const { units, people } = (await parts.tenants.get(actor.tenantId)).directory
    const alerts = await listAlerts(parts.db, watchedBy(actor, units), {
      kind: query.kind ?? null,
      seen: query.seen ?? false,
      after: query.after === undefined ? null : Number(query.after),
      limit: query.limit,
    })
    return {
      alerts: alerts.map(({ seenBy, at, seenAt, ...alert }) => {
        const [zh, en] = alertName(alert.kind)
        const name = people.get(seenBy ?? 0)?.name ?? null
        return {
          ...alert,
          zh,
          en,
          at: isoOf(at),
          seenBy: name,
          seenAt: seenAt === null ? null : isoOf(seenAt),
        }
      }),
      next: nextOf(alerts, query.limit),
    }
  }),
  route(wire.seeAlert, async ({ actor, params }) => {
    const { units, people } = (await parts.tenants.get(actor.tenantId)).directory
    const seeing = { id: params.id, personId: actor.personId, at: parts.now() }
    const seen = await seeAlert(parts.db, watchedBy(actor, units), seeing)
    if (!seen) return refuse('not-found')
    return { seenBy: people.get(seen.seenBy ?? 0)?.name ?? '', seenAt: isoOf(seen.seenAt) }
  }),
  route(wire.readVoice, async ({ actor }) => {
    const { units } = (await parts.tenants.get(actor.tenantId)).directory
    if (!mayFor(actor, 'webhook.edit', units.root.id, units)) return refuse('not-permitted')
    return voiceOf(parts, actor.tenantId)
  }),
  // Whoever isn't the gateway is told nothing: not even that there are calls.
  route(wire.hearCall, async ({ body }) => {
    const { signature, ...said } = body
    const secret = parts.gateways.voice?.secret
    if (!secret || !isSignedWith(said, signature, secret)) return refuse('not-found')
    if (Math.abs(Date.parse(said.at) - parts.now()) > FRESH) return refuse('not-found')
    return (await hearOutcome(parts, said.key, said.outcome)) ? null : refuse('not-found')
  }),
]

const nextOf = (rows: readonly { id: number }[], limit: number): string | null =>
  rows.length === limit ? String(rows.at(-1)!.id) : null

/** Matters of a unit are watched by its supervision and dispatch; how the system does also by its administrators. */
function watchedBy(actor: Actor, units: UnitTree): Watching {
  const watches = (id: number) =>
    mayFor(actor, 'appeal.supervise', id, units) || mayFor(actor, 'appeal.dispatch', id, units)
  const { root } = units
  return {
    tenantId: actor.tenantId,
    units: units.all.filter(u => watches(u.id)).map(u => u.id),
    centre: watches(root.id) || mayFor(actor, 'system.health', root.id, units),
  }
}
