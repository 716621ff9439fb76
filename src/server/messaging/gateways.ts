/** The ways out: SMS over HTTP as the settings describe it, and e-mail over SMTP. */
import { createHash } from 'node:crypto'
import nodemailer from 'nodemailer'

export interface Outgoing {
  to: string
  text: string
  /** The same for every try, so that the receiver can recognise a repeat. */
  key: string
}

/** Resolves when it was taken over; throws DeliveryFailed. */
export type Send = (message: Outgoing) => Promise<void>

export interface Gateways {
  sms: Send | null
  email: Send | null
}

/** `final`: trying again would not help. The message never names the person. */
export class DeliveryFailed extends Error {
  final: boolean
  constructor(message: string, final = false) {
    super(message)
    this.final = final
  }
}

const PATIENCE = 10_000

/** Reads YIDAN_SMS_… and YIDAN_SMTP_…; throws an Error that names the setting that is wrong. */
export const gatewaysFrom = (env: NodeJS.ProcessEnv): Gateways => ({
  sms: env.YIDAN_SMS_URL ? smsOver(env.YIDAN_SMS_URL, env) : null,
  email: env.YIDAN_SMTP_URL ? mailOver(env.YIDAN_SMTP_URL, env) : null,
})

const DEFAULT_BODY = '{"to":"{{to}}","text":"{{text}}","key":"{{key}}"}'

function smsOver(url: string, env: NodeJS.ProcessEnv): Send {
  if (!URL.canParse(url)) throw new Error('YIDAN_SMS_URL must be an address')
  const headers = jsonFrom('YIDAN_SMS_HEADERS', env.YIDAN_SMS_HEADERS || '{}') as Record<string, string>
  const template = jsonFrom('YIDAN_SMS_BODY', env.YIDAN_SMS_BODY || DEFAULT_BODY)
  const isTaken = successFrom(env.YIDAN_SMS_SUCCESS)
  return async message => {
    const answer = await fetch(url, {
      method: env.YIDAN_SMS_METHOD || 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': message.key, ...headers },
      body: JSON.stringify(filled(template, { ...message })),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    }).catch(error => {
      throw new DeliveryFailed(`the SMS gateway does not answer: ${(error as Error).name}`)
    })
    const body = await answer.text().catch(() => '')
    if (!answer.ok)
      throw new DeliveryFailed(`the SMS gateway answers ${answer.status}`, isFinal(answer.status))
    if (!isTaken(body)) throw new DeliveryFailed('the SMS gateway did not take it (YIDAN_SMS_SUCCESS)')
  }
}

const isFinal = (status: number): boolean =>
  status >= 400 && status < 500 && ![401, 403, 408, 425, 429].includes(status)

function jsonFrom(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${name} must be JSON`)
  }
}

/** Puts {{to}}, {{text}} and {{key}} into every string of a JSON value; a quote in a text can't break out of it. */
function filled(template: unknown, message: Record<string, string>): unknown {
  if (typeof template === 'string')
    return template.replace(/\{\{(to|text|key)\}\}/g, (_, name) => message[name]!)
  if (Array.isArray(template)) return template.map(part => filled(part, message))
  if (typeof template !== 'object' || template === null) return template
  return Object.fromEntries(Object.entries(template).map(([name, part]) => [name, filled(part, message)]))
}

/** `code=0` or `result.status=OK`: what the answer's JSON must say; without a rule every 2xx is enough. */
function successFrom(rule: string | undefined): (body: string) => boolean {
  if (!rule) return () => true
  const [, path, expected] = /^([\w.]+)=(.*)$/.exec(rule) ?? []
  if (path === undefined) throw new Error('YIDAN_SMS_SUCCESS must be path=value, e.g. code=0')
  return body => {
    try {
      const found = path
        .split('.')
        .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], JSON.parse(body))
      return String(found) === expected
    } catch {
      return false
    }
  }
}

function mailOver(url: string, env: NodeJS.ProcessEnv): Send {
  const from = env.YIDAN_SMTP_FROM
  if (!from) throw new Error('with YIDAN_SMTP_URL also set YIDAN_SMTP_FROM')
  const transport = nodemailer.createTransport(
    { url, connectionTimeout: PATIENCE, socketTimeout: PATIENCE },
    { from },
  )
  return async ({ to, text, key }) => {
    const id = createHash('sha256').update(key).digest('hex').slice(0, 32)
    const mail = {
      to,
      subject: text.slice(0, 40),
      text,
      messageId: `<${id}@yidan>`,
      disableFileAccess: true,
      disableUrlAccess: true,
    }
    await transport.sendMail(mail).catch((error: { responseCode?: number; code?: string }) => {
      const why = error.responseCode ?? error.code ?? 'an error'
      throw new DeliveryFailed(`the mail server answers ${why}`, (error.responseCode ?? 0) >= 500)
    })
  }
}
