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
export function post({ url, ip }: Target, delivery: Delivery, patience: number = PATIENCE): Promise<number> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const { promise, resolve, reject } = Promise.withResolvers<number>()
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
      'content-length': Buffer.byteLength(delivery.body),
      'user-agent': 'yidan-webhooks',
      ...signatureHeaders(delivery),
    },
  })
  request.on('response', answer => {
    resolve(answer.statusCode ?? 0)
    // What the receiver says besides is of no interest, however long it is.
    answer.destroy()
  })
  request.on('error', reject)
  request.end(delivery.body)
  return promise
}
