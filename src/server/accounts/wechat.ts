/** Signs in who comes through the mini-program: WeChat says whose account and phone it is; a ticket opens the pages once. */
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { isMobile, normalPhone } from '../../domain/access/phone.ts'
import { HOUR, type Instant, MINUTE, SECOND } from '../../domain/instant.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { phoneKeyOf } from '../kernel/crypto/blind-index.ts'
import { Refused } from '../kernel/http/problems.ts'
import type { Gate } from './gate.ts'
import { type Opened, openCitizenSession } from './sessions.ts'
import { countTry } from './tries.ts'

/** The city's mini-program as WeChat knows it. */
export interface WechatSettings {
  /** https://api.weixin.qq.com, or a gateway in between. */
  url: string
  appId: string
  secret: string
}

/** Null when nothing is set; throws an Error that names what is missing. */
export function wechatSettings(env: NodeJS.ProcessEnv): WechatSettings | null {
  const { YIDAN_WECHAT_APPID: appId, YIDAN_WECHAT_SECRET: secret } = env
  if (!appId && !secret) return null
  if (!appId || !secret) throw new Error('YIDAN_WECHAT_APPID and YIDAN_WECHAT_SECRET belong together')
  const url = (env.YIDAN_WECHAT_URL || 'https://api.weixin.qq.com').replace(/\/$/, '')
  if (!URL.canParse(url)) throw new Error(`YIDAN_WECHAT_URL must be an address, not ${url}`)
  return { url, appId, secret }
}

const PATIENCE = 8 * SECOND
const TICKET_FOR = 2 * MINUTE
const TRIES = { kind: 'signInFrom', most: 60, within: HOUR } as const

interface Asked {
  tenantId: number
  code: string
  phoneCode: string | undefined
  address: string
}

export async function enterByWechat(
  gate: Gate,
  settings: WechatSettings | null,
  { tenantId, code, phoneCode, address }: Asked,
): Promise<{ ticket: string; expiresAt: Instant } | Refusal> {
  if (!settings) return refuse('no-wechat')
  const until = await countTry(gate, tenantId, [{ limit: TRIES, what: `wechat ${address}` }])
  if (until) return refuse('slow-down', { facts: { until: new Date(until).toISOString() } })
  const accountKey = gate.keys.blind(await accountOf(settings, code), 'wechat')
  if (phoneCode !== undefined) {
    const phoneKey = phoneKeyOf(gate.keys, await phoneOf(settings, phoneCode))
    if (!phoneKey) return refuse('wechat-refused')
    await bind(gate, tenantId, accountKey, phoneKey)
    return ticketFor(gate, tenantId, phoneKey)
  }
  const bound = await gate.db.kysely
    .selectFrom('wechat_account')
    .select('phone_key as phoneKey')
    .where(eb => eb.and({ tenant_id: tenantId, account_key: accountKey }))
    .executeTakeFirst()
  return bound ? ticketFor(gate, tenantId, bound.phoneKey) : refuse('wechat-phone-needed')
}

/** Asks WeChat; nothing of what it answers is kept or logged but what is needed. */
async function ask(url: string, body?: object): Promise<Record<string, unknown>> {
  try {
    const answer = await fetch(url, {
      signal: AbortSignal.timeout(PATIENCE),
      redirect: 'error',
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    if (!answer.ok) throw new Error(String(answer.status))
    return (await answer.json()) as Record<string, unknown>
  } catch {
    throw new Refused(refuse('wechat-away'))
  }
}

const query = (fields: Record<string, string>): string => new URLSearchParams(fields).toString()

async function accountOf({ url, appId, secret }: WechatSettings, code: string): Promise<string> {
  const fields = { appid: appId, secret, js_code: code, grant_type: 'authorization_code' }
  const { openid } = await ask(`${url}/sns/jscode2session?${query(fields)}`)
  if (typeof openid !== 'string' || openid === '') throw new Refused(refuse('wechat-refused'))
  return openid
}

async function phoneOf({ url, appId, secret }: WechatSettings, code: string): Promise<string> {
  const { access_token: token } = await ask(`${url}/cgi-bin/stable_token`, {
    grant_type: 'client_credential',
    appid: appId,
    secret,
  })
  if (typeof token !== 'string') throw new Refused(refuse('wechat-away'))
  const answer = await ask(`${url}/wxa/business/getuserphonenumber?${query({ access_token: token })}`, {
    code,
  })
  const phone = normalPhone(
    String((answer.phone_info as { purePhoneNumber?: string } | undefined)?.purePhoneNumber ?? ''),
  )
  if (!isMobile(phone)) throw new Refused(refuse('wechat-refused'))
  return phone
}

async function bind(gate: Gate, tenantId: number, accountKey: Buffer, phoneKey: Buffer): Promise<void> {
  const kept = { phone_key: phoneKey, bound_at: new Date(gate.now()) }
  await gate.db.kysely
    .insertInto('wechat_account')
    .values({ tenant_id: tenantId, account_key: accountKey, ...kept })
    .onConflict(oc => oc.columns(['tenant_id', 'account_key']).doUpdateSet(kept))
    .execute()
}

const hashOf = (ticket: string): Buffer => createHash('sha256').update(ticket).digest()

async function ticketFor(gate: Gate, tenantId: number, phoneKey: Buffer) {
  const ticket = randomBytes(24).toString('base64url')
  const expiresAt = gate.now() + TICKET_FOR
  await gate.db.kysely
    .deleteFrom('entry_ticket')
    .where('tenant_id', '=', tenantId)
    .where('expires_at', '<', sql<number>`${new Date(gate.now())}`)
    .execute()
  await gate.db.kysely
    .insertInto('entry_ticket')
    .values({
      tenant_id: tenantId,
      ticket_hash: hashOf(ticket),
      phone_key: phoneKey,
      expires_at: new Date(expiresAt),
    })
    .execute()
  return { ticket, expiresAt }
}

/** Opens a citizen's session for a ticket, once and in time; null otherwise. */
export async function takeTicket(
  gate: Gate,
  ticket: string,
): Promise<(Opened & { tenantId: number }) | null> {
  const taken = await gate.db.kysely
    .deleteFrom('entry_ticket')
    .where('ticket_hash', '=', hashOf(ticket))
    .returning(['tenant_id as tenantId', 'phone_key as phoneKey', 'expires_at as expiresAt'])
    .executeTakeFirst()
  if (!taken || taken.expiresAt <= gate.now()) return null
  const opened = await openCitizenSession(gate, taken.tenantId, taken.phoneKey)
  return { ...opened, tenantId: taken.tenantId }
}
