/** Signs requests to an S3-compatible storage (AWS Signature Version 4). */
import { createHash, createHmac } from 'node:crypto'
import type { Instant } from '../../domain/instant.ts'

export interface S3Account {
  region: string
  key: string
  secret: string
}

export interface Signable {
  method: string
  url: URL
  /** Besides host, date and content hash; all of them are signed. */
  headers?: Record<string, string>
  /** SHA-256 of the body, in hex. */
  bodyHash: string
}

export const EMPTY_HASH = createHash('sha256').digest('hex')

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** The headers to send, `authorization` among them. */
export function signed(
  request: Signable,
  { region, key, secret }: S3Account,
  now: Instant,
): Record<string, string> {
  const { method, url, bodyHash } = request
  const time = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, '')
  const headers: Record<string, string> = {
    ...request.headers,
    host: url.host,
    'x-amz-content-sha256': bodyHash,
    'x-amz-date': time,
  }
  const names = Object.keys(headers).sort()
  const canonical = [
    method,
    url.pathname,
    [...url.searchParams]
      .map(([k, v]) => `${encoded(k)}=${encoded(v)}`)
      .sort()
      .join('&'),
    ...names.map(name => `${name}:${headers[name]!.trim()}`),
    '',
    names.join(';'),
    bodyHash,
  ].join('\n')
  const scope = [time.slice(0, 8), region, 's3', 'aws4_request']
  const toSign = [
    'AWS4-HMAC-SHA256',
    time,
    scope.join('/'),
    createHash('sha256').update(canonical).digest('hex'),
  ]
  const signingKey = scope.reduce<string | Buffer>((k, part) => hmac(k, part), `AWS4${secret}`)
  const signature = hmac(signingKey as Buffer, toSign.join('\n')).toString('hex')
  const credential = `Credential=${key}/${scope.join('/')}`
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  }
}
