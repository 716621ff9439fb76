/** Serves the outbox page of sample cities; any other city has none. */
import type { FastifyInstance } from 'fastify'
import { refuse } from '../domain/refusal.ts'
import { localText } from '../domain/time/moment-text.ts'
import { outboxPage } from '../pages/outbox.ts'
import { Refused } from './kernel/http/problems.ts'
import { listOutbox } from './messaging/outbox.ts'
import type { Parts } from './parts.ts'

const SHOWN = 100

/** GET /outbox?tenant=<code>; without a code, the first sample city. */
export function serveOutbox(app: FastifyInstance, parts: Pick<Parts, 'db' | 'keys' | 'tenants'>): void {
  app.get<{ Querystring: { tenant?: string } }>(
    '/outbox',
    { schema: { hide: true } },
    async (request, reply) => {
      const { tenant: code } = request.query
      const tenant = (await parts.tenants.all()).find(
        t => t.sample && (code === undefined || t.code === code),
      )
      if (!tenant) throw new Refused(refuse('not-found'))
      const all = { ownerUnits: null, number: null, state: null, template: null, after: null }
      const messages = await listOutbox(parts, { tenantId: tenant.id, ...all, limit: SHOWN, open: true })
      const { zone } = tenant.calendar
      const shown = messages.map(m => ({ ...m, createdAt: localText(Date.parse(m.createdAt), zone) }))
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
        .send(outboxPage({ tenant: tenant.name, messages: shown }))
    },
  )
}
