/** The HTTP server: strict bodies, problem documents, OpenAPI, logs without personal data. */
import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { Problem } from '../../../contract/route.ts'
import { readBodiesStrictly } from './body.ts'
import { withMedia } from './describe.ts'
import { onError, sendProblem } from './problems.ts'
import { refuseRaw } from './raw-errors.ts'
import type { Authenticate, Route } from './route.ts'
import { onFirstAnswer } from './serialization.ts'
import { validateStrictly } from './validation.ts'

/** Whose X-Forwarded-For is believed: nobody's, that of so many proxies in front, or that of proxies at these addresses. */
export type TrustProxy = false | number | string[]

export interface HttpSettings {
  routes: readonly Route[]
  authenticate: Authenticate
  /** pino's level; 'silent' for none. */
  logLevel?: string
  version: string
  trustProxy?: TrustProxy
  /** Largest JSON body, in bytes. */
  bodyLimit?: number
  /** More plugins: start page, events, metrics. */
  extend?: (app: FastifyInstance) => void | Promise<void>
}

/**
 * How long the server waits for a client, in milliseconds: for a whole request (a film over a slow line), and for the next one on a connection
 * that is kept open. An answer may take as long as it takes: exports and streams do.
 */
const PATIENCE = { requestTimeout: 300_000, keepAliveTimeout: 72_000 } as const
/** And for its headers; no browser needs longer. */
const HEADERS_WITHIN = 20_000

/** When the server closes, what is under way has so long to end; a silent connection would hold it for ever. */
const LAST_WORDS = 5000

// Fastify believes no bare number: by number, the server must be reached through its proxies alone.
const trustOf = (trust: TrustProxy) =>
  typeof trust === 'number' ? (_address: string, hop: number) => hop < trust : trust

export async function buildHttp(s: HttpSettings): Promise<FastifyInstance> {
  const app = Fastify({
    logger: s.logLevel && s.logLevel !== 'silent' ? loggerOf(s.logLevel) : false,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustOf(s.trustProxy ?? false),
    bodyLimit: s.bodyLimit ?? 1024 * 1024,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { maxParamLength: 200 },
    return503OnClosing: true,
    // What goes wrong before a route is found is answered in the same words.
    frameworkErrors: onError,
    clientErrorHandler: refuseRaw,
    schemaController: { compilersFactory: { buildSerializer: onFirstAnswer } },
    ...PATIENCE,
  })
  app.server.headersTimeout = HEADERS_WITHIN
  app.addHook('preClose', async () => {
    setTimeout(() => app.server.closeAllConnections(), LAST_WORDS).unref()
  })
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff')
  })
  app.decorateRequest('actor', null)
  validateStrictly(app)
  readBodiesStrictly(app)
  app.setErrorHandler(onError)
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, {
      type: 'urn:yidan:problem:no-such-address',
      title: 'no-such-address',
      status: 404,
      code: 'no-such-address',
      detail: '没有这个地址。',
      detailEn: 'There is nothing at this address.',
    }),
  )
  app.addSchema(Problem)
  await app.register(cookie)
  await describe(app, s.version)
  logRequests(app)
  await s.extend?.(app)
  for (const r of s.routes) r.register(app, s.authenticate)
  return app
}

/** Times, routes and statuses; never addresses with parameters, bodies or names. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        route: `${request.method} ${request.routeOptions.url ?? '-'}`,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'answered',
    )
  })
}

const loggerOf = (level: string) => ({
  level,
  // The request is described by its id and route only.
  serializers: { req: (request: { id: string }) => ({ id: request.id }) },
})

async function describe(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Yidan 一单', version, description: 'One appeal, one ticket, all the way.' },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'yidan_session' },
          queryCode: {
            type: 'apiKey',
            in: 'header',
            name: 'X-Query-Code',
            description: '查询码 The six digits that came with the number of the appeal.',
          },
        },
      },
    },
    transform: ({ schema, url, route }) => ({ schema: withMedia(schema, route.config?.contract), url }),
    refResolver: {
      buildLocalReference: (json, _base, _fragment, i) =>
        typeof json.$id === 'string' ? json.$id : `def-${i}`,
    },
  })
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { docExpansion: 'none', deepLinking: true },
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
