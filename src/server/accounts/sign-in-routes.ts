/** The ways in and the way out. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as wire from '../../contract/sign-in.ts'
import { enterByWechat as wechatContract } from '../../contract/wechat.ts'
import { isoOf } from '../../domain/instant.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { type Route, route } from '../kernel/http/route.ts'
import { clearSessionCookie, cookieOptions, presentOf, setSessionCookie, tokenOf } from './authenticate.ts'
import type { Gate } from './gate.ts'
import { signIn } from './login.ts'
import { meOf } from './me.ts'
import type { AccountParts } from './parts.ts'
import { requestPhoneCode, verifyPhoneCode } from './phone-code.ts'
import { endSession, type Opened } from './sessions.ts'
import { tenantCalled } from './tenant.ts'
import { enterByWechat, wechatSettings } from './wechat.ts'

const TICKET_COOKIE = 'yidan_sign_on'
const TICKET_PATH = '/api/v1/sign-on'

export const signInRoutes = (parts: AccountParts): Route[] => [
  ...staffRoutes(parts),
  ...signOnRoutes(parts),
  ...citizenRoutes(parts),
]

const staffRoutes = ({ gate }: AccountParts) => [
  route(wire.signIn, async ({ body, request, reply }) => {
    const tenantId = await tenantCalled(gate, body.tenant)
    if (typeof tenantId !== 'number') return tenantId
    const { login, password, code, as } = body
    const opened = await signIn(gate, { tenantId, login, password, code, address: request.ip })
    return isRefusal(opened) ? opened : signedIn(gate, opened, as, request, reply)
  }),
  route(wire.signOut, async ({ request, reply }) => {
    const present = await presentOf(gate, request)
    if (!present || present.kind === 'key') return refuse('key-needs-session')
    await endSession(gate, tokenOf(request)!)
    clearSessionCookie(request, reply)
    return null
  }),
]

const citizenRoutes = ({ gate, sendCode }: AccountParts) => [
  route(wechatContract, async ({ body, request }) => {
    const tenantId = await tenantCalled(gate, body.tenant)
    if (typeof tenantId !== 'number') return tenantId
    const { code, phoneCode } = body
    const asked = { tenantId, code, phoneCode, address: request.ip }
    const entered = await enterByWechat(gate, wechatSettings(process.env), asked)
    return isRefusal(entered) ? entered : { ...entered, expiresAt: isoOf(entered.expiresAt) }
  }),
  route(wire.sendPhoneCode, async ({ body, request }) => {
    const tenantId = await tenantCalled(gate, body.tenant)
    if (typeof tenantId !== 'number') return tenantId
    const made = await requestPhoneCode(gate, { tenantId, phone: body.phone, address: request.ip })
    if (isRefusal(made)) return made
    await sendCode(tenantId, made)
    return { expiresAt: isoOf(made.expiresAt) }
  }),
  route(wire.signInCitizen, async ({ body, request, reply }) => {
    const tenantId = await tenantCalled(gate, body.tenant)
    if (typeof tenantId !== 'number') return tenantId
    const { phone, code, as } = body
    const opened = await verifyPhoneCode(gate, { tenantId, phone, code, address: request.ip })
    return isRefusal(opened) ? opened : signedIn(gate, opened, as, request, reply)
  }),
]

async function signedIn(
  gate: Gate,
  opened: Opened,
  as: 'cookie' | 'token' | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const present = await gate.presence.presentOf(opened.token)
  if (!present) return refuse('not-signed-in')
  const me = meOf(present.actor, present)
  if (as === 'token') return { me, token: opened.token }
  setSessionCookie(gate, request, reply, opened)
  return { me }
}

const signOnRoutes = ({ gate, signOn }: AccountParts) => [
  route(wire.beginSignOn, async ({ query, request, reply }): Promise<FastifyReply | Refusal> => {
    const tenantId = await tenantCalled(gate, query.tenant)
    if (typeof tenantId !== 'number') return tenantId
    const begun = signOn ? await signOn.begin(tenantId) : refuse('no-sign-on')
    if (isRefusal(begun)) return begun
    reply.setCookie(TICKET_COOKIE, begun.ticket, { ...cookieOptions(request, TICKET_PATH), maxAge: 600 })
    return reply.redirect(begun.url)
  }),
  route(wire.finishSignOn, async ({ request, reply }): Promise<FastifyReply | Refusal> => {
    const query = new URL(request.url, 'http://localhost').search
    const opened = signOn
      ? await signOn.finish(query, request.cookies[TICKET_COOKIE] ?? '')
      : refuse('no-sign-on')
    reply.clearCookie(TICKET_COOKIE, cookieOptions(request, TICKET_PATH))
    if (isRefusal(opened)) return opened
    setSessionCookie(gate, request, reply, opened)
    return reply.redirect('/staff')
  }),
]
