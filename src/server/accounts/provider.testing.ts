/** A small OpenID provider on the loopback: discovery, keys, sign-in page, tokens (RS256, PKCE). */
import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export const CLIENT = { id: 'yidan', secret: 'a-secret-of-the-client' }

export interface Provider {
  issuer: string
  /** Who is signed in at the provider, and what else it claims of them. */
  user: { sub: string } & Record<string, unknown>
  /** What an attacker in between would change in the next tokens. */
  forge: { claims?: Record<string, unknown>; withOtherKey?: boolean }
  /** Sends a browser to the address; gives the query it comes back with. */
  visit: (url: string) => Promise<string>
  close: () => Promise<void>
}

interface Granted {
  challenge: string
  nonce: string
  redirect: string
}

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const newKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

export async function openProvider(port = 0): Promise<Provider> {
  const [own, other] = [newKeys(), newKeys()]
  const codes = new Map<string, Granted>()
  const server = createServer()
  await new Promise<void>(done => server.listen(port, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider: Provider = {
    issuer,
    user: { sub: 'u1' },
    forge: {},
    visit,
    close: () => closeServer(server),
  }

  server.on('request', async (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    if (url.pathname === '/authorize') {
      response.writeHead(302, { location: authorize(url.searchParams, codes) }).end()
      return
    }
    const answer = await answerOf(request, url.pathname)
    response.writeHead(answer ? 200 : 400, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer ?? { error: 'invalid_grant' }))
  })

  async function answerOf(request: IncomingMessage, path: string): Promise<object | null> {
    if (path === '/.well-known/openid-configuration') return discoveryOf(issuer)
    if (path === '/jwks')
      return { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256', use: 'sig' }] }
    const form = new URLSearchParams(await text(request))
    const granted = redeem(form, codes)
    return granted && { access_token: randomUUID(), token_type: 'Bearer', id_token: idToken(granted.nonce) }
  }

  function idToken(nonce: string): string {
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      iss: issuer,
      aud: CLIENT.id,
      iat: now,
      exp: now + 60,
      nonce,
      ...provider.user,
      ...provider.forge.claims,
    }
    const body = `${base64({ alg: 'RS256', kid: '1' })}.${base64(claims)}`
    const key = provider.forge.withOtherKey ? other.privateKey : own.privateKey
    return `${body}.${createSign('sha256').update(body).sign(key).toString('base64url')}`
  }

  return provider
}

const discoveryOf = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  code_challenge_methods_supported: ['S256'],
})

function authorize(asked: URLSearchParams, codes: Map<string, Granted>): string {
  const code = randomUUID()
  const redirect = asked.get('redirect_uri')!
  codes.set(code, { challenge: asked.get('code_challenge')!, nonce: asked.get('nonce')!, redirect })
  const back = new URL(redirect)
  back.search = new URLSearchParams({ code, state: asked.get('state')! }).toString()
  return back.href
}

function redeem(form: URLSearchParams, codes: Map<string, Granted>): Granted | null {
  const granted = codes.get(form.get('code') ?? '')
  codes.delete(form.get('code') ?? '')
  const isClient = form.get('client_id') === CLIENT.id && form.get('client_secret') === CLIENT.secret
  const proof = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  return granted && isClient && proof === granted.challenge && form.get('redirect_uri') === granted.redirect
    ? granted
    : null
}

async function visit(url: string): Promise<string> {
  const answer = await fetch(url, { redirect: 'manual' })
  return new URL(answer.headers.get('location') ?? '').search
}

const closeServer = (server: Server): Promise<void> =>
  new Promise(done => {
    server.close(() => done())
    server.closeAllConnections()
  })
