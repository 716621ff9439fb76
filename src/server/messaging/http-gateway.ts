/** A gateway over HTTP as the settings describe it: address, method, headers, body, and what in the answer says that it was taken. */
import { DeliveryFailed } from './delivery-failed.ts'

const PATIENCE = 10_000
const DEFAULT_BODY = '{"to":"{{to}}","text":"{{text}}","key":"{{key}}"}'

export interface HttpGateway {
  /** Puts the fields into the body and posts it; the answer's text. Throws DeliveryFailed. */
  post: (fields: Readonly<Record<string, string>> & { key: string }) => Promise<string>
  /** Does the answer say that it was taken? */
  isTaken: (answer: string) => boolean
}

/** The names of the settings of one gateway, and what it is called in an error. */
export interface GatewaySettings {
  name: string
  url: string
  method: string
  headers: string
  body: string
  success: string
}

/** Throws an Error that names the setting that is wrong. */
export function httpGateway(of: GatewaySettings, env: NodeJS.ProcessEnv): HttpGateway {
  const url = env[of.url]!
  if (!URL.canParse(url)) throw new Error(`${of.url} must be an address`)
  const headers = jsonFrom(of.headers, env[of.headers] || '{}') as Record<string, string>
  const template = jsonFrom(of.body, env[of.body] || DEFAULT_BODY)
  const isTaken = successFrom(of.success, env[of.success])
  return {
    isTaken,
    async post(fields) {
      const answer = await fetch(url, {
        method: env[of.method] || 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': fields.key, ...headers },
        body: JSON.stringify(filled(template, fields)),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE),
      }).catch(error => {
        throw new DeliveryFailed(`${of.name} does not answer: ${(error as Error).name}`)
      })
      const body = await answer.text().catch(() => '')
      if (!answer.ok) throw new DeliveryFailed(`${of.name} answers ${answer.status}`, isFinal(answer.status))
      return body
    },
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
function filled(template: unknown, fields: Readonly<Record<string, string>>): unknown {
  if (typeof template === 'string')
    return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => fields[name] ?? whole)
  if (Array.isArray(template)) return template.map(part => filled(part, fields))
  if (typeof template !== 'object' || template === null) return template
  return Object.fromEntries(Object.entries(template).map(([name, part]) => [name, filled(part, fields)]))
}

/** `code=0` or `result.status=OK`: what the answer's JSON must say; without a rule every 2xx is enough. */
function successFrom(name: string, rule: string | undefined): (body: string) => boolean {
  if (!rule) return () => true
  const [, path, expected] = /^([\w.]+)=(.*)$/.exec(rule) ?? []
  if (path === undefined) throw new Error(`${name} must be path=value, e.g. code=0`)
  return body => String(valueAt(body, path)) === expected
}

/** What stands at `result.status` of a JSON text; undefined when there is no such thing. */
export function valueAt(json: string, path: string): unknown {
  try {
    return path
      .split('.')
      .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], JSON.parse(json))
  } catch {
    return undefined
  }
}
