/** What a machine asks of the server: alive, ready, and its figures for Prometheus. */
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../database.ts'

/** A database that takes longer than this to answer isn't ready, in milliseconds. */
const PATIENCE = 2000

const late = () =>
  new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no answer')), PATIENCE).unref())

/** Adds /healthz, /readyz and /metrics. No personal data, no tenant's figures. */
export function watchHealth(app: FastifyInstance, db: Database, version: string): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const answered = new Histogram({
    name: 'yidan_http_seconds',
    help: 'Time to answer, by route and status.',
    labelNames: ['route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2],
    registers: [registry],
  })
  new Gauge({
    name: 'yidan_db_connections',
    help: 'Connections of the pool, by what they do.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, db.pool.totalCount)
      this.set({ state: 'idle' }, db.pool.idleCount)
      this.set({ state: 'awaited' }, db.pool.waitingCount)
    },
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = `${request.method} ${request.routeOptions.url ?? 'none'}`
    answered.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  const hidden = { schema: { hide: true } }
  app.get('/healthz', hidden, async () => ({ status: 'ok', version }))
  app.get('/readyz', hidden, async (_request, reply) => {
    try {
      await Promise.race([db.pool.query('SELECT 1'), late()])
      return { status: 'ready' }
    } catch {
      return reply.status(503).header('retry-after', '2').send({ status: 'database away' })
    }
  })
  app.get('/metrics', hidden, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}
