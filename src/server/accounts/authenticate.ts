/** Finds out who sent a request: by bearer token or key, by the cookie of a session, or by appeal number and query code. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../domain/access/actor.ts'
import { isRefusal, refuse } from '../../domain/refusal.ts'
import { Refused } from '../kernel/http/problems.ts'
import type { Authenticate } from '../kernel/http/route.ts'
import { appellantBy } from './appellant.ts'
import type { Gate } from './gate.ts'
import type { Present } from './presence.ts'
import type { Opened } from './sessions.ts'
import { tenantCalled } from './tenant.ts'

const SESSION_COOKIE = 'yidan_session'
const READING = new Set(['GET', 'HEAD', 'OPTIONS'])
const APPEAL = /^Appeal (\d{1,40}):(.{1,40})$/i

/**
 * `Authorization: Bearer <token>`, the session's cookie, or `Authorization: Appeal <number>:<query code>` (with
 * `X-Tenant: <code>` where an installation serves several cities). Throws Refused for a wrong code and for a changing
 * request that another site had the browser send.
 */
export function authenticateWith(gate: Gate): Authenticate {
  return async request => {
    const appeal = APPEAL.exec(request.headers.authorization ?? '')
    if (appeal) return appellant(gate, request, appeal[1]!, appeal[2]!)
    return (await presentOf(gate, request))?.actor ?? null
  }
}

/** The session or key behind a request; null when there is none that holds. */
export async function presentOf(gate: Gate, request: FastifyRequest): Promise<Present | null> {
  const token = tokenOf(request)
  return token ? gate.presence.presentOf(token) : null
}

/** The token a request carries, if any; throws Refused when a browser was made to send it by another site. */
export function tokenOf(request: FastifyRequest): string | null {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (bearer) return bearer
  const cookie = request.cookies[SESSION_COOKIE]
  if (!cookie) return null
  // A browser adds the cookie by itself, but no other site can make it add the header or claim the origin.
  const isOurs = request.headers['x-yidan'] === '1' || request.headers['sec-fetch-site'] === 'same-origin'
  if (!READING.has(request.method) && !isOurs) throw new Refused(refuse('cross-site'))
  return cookie
}

async function appellant(gate: Gate, request: FastifyRequest, number: string, code: string): Promise<Actor> {
  const { 'x-tenant': named } = request.headers
  const tenantId = await tenantCalled(gate, typeof named === 'string' ? named : undefined)
  if (typeof tenantId !== 'number') throw new Refused(tenantId)
  const actor = await appellantBy(gate, { tenantId, number, code, address: request.ip })
  if (isRefusal(actor)) throw new Refused(actor)
  return actor
}

/** Gives the browser the session, out of reach of scripts. */
export function setSessionCookie(
  gate: Gate,
  request: FastifyRequest,
  reply: FastifyReply,
  opened: Opened,
): void {
  const maxAge = Math.floor((opened.expiresAt - gate.now()) / 1000)
  reply.setCookie(SESSION_COOKIE, opened.token, { ...cookieOptions(request, '/'), maxAge })
}

/** Takes the session from the browser. */
export const clearSessionCookie = (request: FastifyRequest, reply: FastifyReply): void =>
  void reply.clearCookie(SESSION_COOKIE, cookieOptions(request, '/'))

/** HttpOnly, SameSite=Lax, and Secure where the request came over TLS. */
export const cookieOptions = (request: FastifyRequest, path: string) =>
  ({ path, httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' }) as const
