/** Who looks at a citizens' page: in which city, language and letter size, signed in or not, and which matters they opened. */
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../domain/access/actor.ts'
import { HOUR } from '../domain/instant.ts'
import { cookieOptions } from '../server/accounts/authenticate.ts'
import type { Tenant } from '../server/directory/tenants.ts'
import { NOBODY } from '../server/kernel/http/route.ts'
import type { Parts } from '../server/parts.ts'

export type Lang = 'zh' | 'en'

export interface Visitor {
  request: FastifyRequest
  reply: FastifyReply
  tenant: Tenant
  lang: Lang
  /** 大字版: larger letters and wider distances. */
  large: boolean
  /** Signed in by phone, or nobody of this city. */
  actor: Actor
  signedIn: boolean
  /** Chinese or English. */
  t: (zh: string, en: string) => string
}

const COOKIES = {
  lang: 'yidan_lang',
  large: 'yidan_large',
  city: 'yidan_city',
  opened: 'yidan_opened',
} as const
const YEAR = 366 * 24 * 3600
/** Numbers opened by code, newest first; a phone that is passed on forgets them. */
const OPENED_FOR = 2 * HOUR
const MOST_OPENED = 5

/** Null when there is no city yet, or several and none is meant. */
export async function visitorOf(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visitor | null> {
  const query = request.query as Record<string, string | undefined>
  const tenant = cityOf(await parts.tenants.all(), query.tenant ?? request.cookies[COOKIES.city])
  if (!tenant) return null
  if (query.tenant === tenant.code) keepCookie(request, reply, COOKIES.city, tenant.code)
  const lang = choice(request, reply, COOKIES.lang, query.lang, ['zh', 'en']) as Lang
  const large = choice(request, reply, COOKIES.large, query.large, ['off', 'on']) === 'on'
  const token = request.cookies.yidan_session
  const present = token ? await parts.gate.presence.actorOf(token) : null
  const signedIn = present?.phoneKey !== undefined && present.tenantId === tenant.id
  return {
    request,
    reply,
    tenant,
    lang,
    large,
    signedIn,
    actor: signedIn ? present : { ...NOBODY, tenantId: tenant.id },
    t: (zh, en) => (lang === 'zh' ? zh : en),
  }
}

/** The language a browser was last shown, where nothing else is known of who looks. */
export const langOf = ({ cookies, query }: FastifyRequest): Lang => {
  const asked = (query as Record<string, string | undefined> | undefined)?.lang ?? cookies?.[COOKIES.lang]
  return asked === 'en' ? 'en' : 'zh'
}

/** The one that is named; else the only one, or the only one that is not a sample. */
function cityOf(all: readonly Tenant[], code: string | undefined): Tenant | undefined {
  const named = code === undefined ? undefined : all.find(t => t.code === code)
  const real = all.filter(t => !t.sample)
  return named ?? (all.length === 1 ? all[0] : real.length === 1 ? real[0] : undefined)
}

const keepCookie = (request: FastifyRequest, reply: FastifyReply, name: string, value: string): void =>
  void reply.setCookie(name, value, { ...cookieOptions(request, '/'), maxAge: YEAR })

/** What the address asks for is remembered; else what was remembered, else the first. */
function choice(
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  asked: string | undefined,
  options: readonly string[],
): string {
  if (asked !== undefined && options.includes(asked)) {
    keepCookie(request, reply, name, asked)
    return asked
  }
  const kept = request.cookies[name]
  return kept !== undefined && options.includes(kept) ? kept : options[0]!
}

interface Opened {
  number: string
  appealId: number
  until: number
}

/** The matters opened with number and code in this browser, as a cookie that only this server can read. */
export function openedBy({ keys, now }: Parts, { request, tenant }: Visitor): Opened[] {
  const sealed = request.cookies[COOKIES.opened]
  if (!sealed) return []
  try {
    const { tenantId, opened } = JSON.parse(
      keys.decrypt(Buffer.from(sealed, 'base64url'), COOKIES.opened),
    ) as {
      tenantId: number
      opened: Opened[]
    }
    return tenantId === tenant.id ? opened.filter(o => o.until > now()) : []
  } catch {
    return []
  }
}

export function keepOpened(parts: Parts, visitor: Visitor, number: string, appealId: number): void {
  const { request, reply, tenant } = visitor
  const others = openedBy(parts, visitor).filter(o => o.number !== number)
  const opened = [{ number, appealId, until: parts.now() + OPENED_FOR }, ...others].slice(0, MOST_OPENED)
  const sealed = parts.keys.encrypt(JSON.stringify({ tenantId: tenant.id, opened }), COOKIES.opened)
  reply.setCookie(COOKIES.opened, sealed.toString('base64url'), {
    ...cookieOptions(request, '/'),
    maxAge: OPENED_FOR / 1000,
  })
}

export const forgetOpened = ({ request, reply }: Visitor): void =>
  void reply.clearCookie(COOKIES.opened, cookieOptions(request, '/'))

/** Who may open the matter: by the code that was given, or as the phone signed in; the rest is asked later. */
export function actorFor(parts: Parts, visitor: Visitor, number: string): Actor {
  const opened = openedBy(parts, visitor).find(o => o.number === number)
  if (!opened) return visitor.actor
  return { ...NOBODY, name: '诉求人', tenantId: visitor.tenant.id, appealId: opened.appealId }
}

const FORM_COOKIE = 'yidan_form'

/** A word only this browser's pages know: set as a cookie, and repeated in every form. */
export function formTokenOf({ keys }: Parts, { request, reply }: Pick<Visitor, 'request' | 'reply'>): string {
  let secret = request.cookies[FORM_COOKIE]
  if (!secret || !/^[\w-]{22}$/.test(secret)) {
    secret = randomBytes(16).toString('base64url')
    request.cookies[FORM_COOKIE] = secret
    reply.setCookie(FORM_COOKIE, secret, cookieOptions(request, '/'))
  }
  return keys.blind(secret, 'form').toString('base64url')
}

/** Did one of our own pages send this form? */
export function isOwnForm({ keys }: Parts, request: FastifyRequest, token: string | undefined): boolean {
  const site = request.headers['sec-fetch-site']
  const secret = request.cookies[FORM_COOKIE]
  const isSame = site === undefined || site === 'same-origin' || site === 'none'
  return isSame && secret !== undefined && token === keys.blind(secret, 'form').toString('base64url')
}
