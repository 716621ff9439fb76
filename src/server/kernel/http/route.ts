/** Turns a contract and a function into a route: who may, what comes in, what goes out, which noes become which problem. */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AnswerOf, Contract, InputOf, May } from '../../../contract/route.ts'
import { type Actor, mayAnywhere } from '../../../domain/access/actor.ts'
import { PERMISSIONS, type Permission } from '../../../domain/access/roles.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/refusal.ts'
import { maysOf, schemaOf } from './describe.ts'
import { InvalidInput, problemOfRefusal, sendProblem } from './problems.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    contract?: Contract
  }
  interface FastifyRequest {
    /** Who calls a route of a contract; null when nobody is signed in. */
    actor: Actor | null
  }
}

/** Finds out who calls; null when nobody does or the credential no longer holds. */
export type Authenticate = (request: FastifyRequest) => Promise<Actor | null>

/** What a route's function is given. */
export interface Call<C> {
  params: InputOf<C>['params']
  query: InputOf<C>['query']
  body: InputOf<C>['body']
  /** On a public route nobody may be signed in; then it is a nameless actor without permissions, of tenant 0. */
  actor: Actor
  /** The version the client saw, when it said so. */
  ifMatch: number | undefined
  idempotency: { key: string; requestHash: Buffer } | undefined
  request: FastifyRequest
  /** For headers, or for a stream that the function sends itself. */
  reply: FastifyReply
  /** Who calls, asked anew: null once the session has ended; for streams that might outlive it. */
  again: () => Promise<Actor | null>
}

export type Run<C> = (call: Call<C>) => Promise<AnswerOf<C> | Refusal | FastifyReply>

/** A contract with its function, as app.ts lists them. */
export interface Route {
  contract: Contract
  /** The function itself: the citizens' pages call it in the same process. */
  run: Run<Contract>
  register: (app: FastifyInstance, authenticate: Authenticate) => void
}

export const NOBODY: Actor = {
  kind: 'appellant',
  tenantId: 0,
  personId: null,
  name: '',
  unitId: null,
  grants: [],
}

export function route<C extends Contract>(c: C, run: Run<C>): Route {
  return {
    contract: c,
    run: run as Run<Contract>,
    register: (app, authenticate) => void app.route(options(c, run as Run<Contract>, authenticate)),
  }
}

function options(c: Contract, run: Run<Contract>, authenticate: Authenticate) {
  const mays = maysOf(c)
  const isPublic = mays.includes('public')
  return {
    method: c.method,
    url: `/api/v1${c.path.replace(/\{(\w+)\}/g, ':$1')}`,
    schema: schemaOf(c),
    config: { contract: c },
    // Before what was sent is looked at: who may not do this learns no more than that.
    preValidation: async (request: FastifyRequest, reply: FastifyReply) => {
      const actor = await authenticate(request)
      if (!actor && !isPublic) return sendProblem(reply, problemOfRefusal(refuse('not-signed-in')))
      if (actor && !mays.some(may => allows(may, actor)))
        return sendProblem(reply, problemOfRefusal(notPermitted(c)))
      request.actor = actor
    },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const again = () => authenticate(request)
      const answer = await run({ ...callOf(c, request.actor ?? NOBODY, request, reply), again })
      // A reply that was awaited on the way has become nothing by now; it is sent all the same.
      if (answer === reply || reply.raw.headersSent) return reply
      if (typeof answer === 'object' && answer !== null && isRefusal(answer as object))
        return sendProblem(reply, problemOfRefusal(answer as Refusal))
      return reply.status(c.status ?? 200).send(answer)
    },
  }
}

/** What any one of would do; the contract says as much to everybody. */
function notPermitted(c: Contract): Refusal {
  const permissions = maysOf(c).filter(may => (PERMISSIONS as readonly string[]).includes(may))
  return refuse('not-permitted', permissions.length > 0 ? { facts: { permissions } } : {})
}

function allows(may: May, actor: Actor): boolean {
  if (may === 'public') return true
  if (may === 'signedIn') return actor.kind === 'staff'
  if (may === 'appellant') return actor.appealId !== undefined
  if (may === 'citizen') return actor.phoneKey !== undefined
  return mayAnywhere(actor, may as Permission)
}

function callOf(
  c: Contract,
  actor: Actor,
  request: FastifyRequest,
  reply: FastifyReply,
): Omit<Call<Contract>, 'again'> {
  return {
    params: request.params as never,
    query: request.query as never,
    body: request.body as never,
    actor,
    ifMatch: c.changes ? ifMatchOf(request.headers['if-match']) : undefined,
    idempotency: c.creates || c.changes ? idempotencyOf(c, actor, request) : undefined,
    request,
    reply,
  }
}

function ifMatchOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)?.[1]
  if (version === undefined)
    throw new InvalidInput('If-Match', 'If-Match 应为版本号。', 'If-Match must be a version number', 400)
  return Number(version)
}

/** The key counts per caller and route, or per ticket where nobody is signed in; the hash tells a repeat from a different request with the same key. */
function idempotencyOf(c: Contract, actor: Actor, request: FastifyRequest) {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key))
    throw new InvalidInput(
      'Idempotency-Key',
      '幂等键应为 1 到 200 个可见字符。',
      'must be 1 to 200 visible ASCII characters',
      400,
    )
  const requestHash = createHash('sha256')
    .update(JSON.stringify([request.params, request.body ?? null]))
    .digest()
  const { number = '' } = request.params as { number?: string }
  const caller = actor.personId ?? actor.phoneKey ?? actor.appealId ?? number
  return { key: `${c.name}:${actor.kind}:${caller}:${key}`, requestHash }
}
