/** Posts one signed delivery: to the address that was looked up, once, without following redirects, within ten seconds. */
import { createHmac } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { type Instant, SECOND } from '../../domain/instant.ts'
import type { Target } from './address.ts'

const PATIENCE = 10 * SECOND
const PREFIX = 'whsec_'

export interface Delivery {
  /** The same for every try. */
  id: string
  body: string
  /** whsec_ and the key in base64. */
  secret: string
  at: Instant
}

/** Standard Webhooks: id, time in seconds, and v1 HMAC-SHA256 over `id.timestamp.body`. */
export function signatureHeaders({ id, body, secret, at }: Delivery): Record<string, string> {
  const timestamp = String(Math.floor(at / SECOND))
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}

/** The status of the answer, whatever it is. Rejects when there is none. */
export async function post(target: Target, delivery: Delivery, patience: number = PATIENCE): Promise<number> {
  const { body } = delivery
  return (await sendTo(target, { body, headers: signatureHeaders(delivery), patience })).status
}

export interface Sending {
  body: string
  headers?: Record<string, string>
  /** Milliseconds. */
  patience?: number
  /** How much of the answer is read, in bytes; nothing when left out, however long it is. */
  most?: number
}

/** Posts JSON to the address that was looked up. Rejects when there is no answer, or it is longer than may be read. */
export function sendTo(
  { url, ip }: Target,
  { body, headers = {}, patience = PATIENCE, most = 0 }: Sending,
): Promise<{ status: number; text: string }> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>()
  const request = (url.protocol === 'https:' ? https : http).request({
    method: 'POST',
    host: ip,
    port: url.port || (url.protocol === 'https:' ? 443 : 80),
    path: `${url.pathname}${url.search}`,
    agent: false,
    signal: AbortSignal.timeout(patience),
    ...(!isIP(host) && { servername: host }),
    headers: {
      host: url.host,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'yidan-webhooks',
      ...headers,
    },
  })
  request.on('response', answer => {
    const status = answer.statusCode ?? 0
    if (most > 0) {
      textOf(answer, most).then(text => resolve({ status, text }), reject)
      return
    }
    resolve({ status, text: '' })
    answer.destroy()
  })
  request.on('error', reject)
  request.end(body)
  return promise
}

async function textOf(answer: http.IncomingMessage, most: number): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    length += part.length
    if (length > most) throw new Error('the answer is too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
