/** Lets staff in through a city's own sign-on (OpenID Connect, code flow with PKCE, state and nonce). */
import * as openid from 'openid-client'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { leaveTrace } from './audit.ts'
import type { Gate } from './gate.ts'
import { type Claims, recognise } from './oidc-account.ts'
import type { OidcSettings } from './oidc-settings.ts'
import { type Opened, openSession } from './sessions.ts'

/** Where to send the browser, and what it must bring back in a cookie: sealed, good for ten minutes. */
export interface SignOnBegun {
  url: string
  ticket: string
}

export interface SignOn {
  begin: (tenantId: number) => Promise<SignOnBegun | Refusal>
  /** `query` is what the provider sent the browser back with, e.g. `?code=…&state=…`. */
  finish: (query: string, ticket: string) => Promise<(Opened & { tenantId: number }) | Refusal>
}

interface Ticket {
  tenantId: number
  state: string
  nonce: string
  verifier: string
  until: number
}

const CONTEXT = 'oidc.ticket'
const TICKET_LIFE = 10 * 60_000
const TIMEOUT_SECONDS = 10

/** The provider is looked up when first needed, and again after a failure. */
export function openSignOn(gate: Gate, settings: OidcSettings): SignOn {
  let found: Promise<openid.Configuration> | undefined
  const provider = () => {
    found ??= discover(settings).catch(error => {
      found = undefined
      throw error
    })
    return found
  }
  return {
    begin: tenantId => orRefusal(async () => begin(gate, settings, await provider(), tenantId)),
    finish: (query, ticket) => orRefusal(async () => finish(gate, settings, await provider(), query, ticket)),
  }
}

function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<openid.Configuration> {
  // Without the first, the signature of a token that comes over TLS from the provider itself is not looked at.
  const execute = [openid.enableNonRepudiationChecks]
  // The settings let plain HTTP through only where the provider is on this machine.
  if (issuer.protocol === 'http:') execute.push(openid.allowInsecureRequests)
  return openid.discovery(issuer, clientId, clientSecret, undefined, { execute, timeout: TIMEOUT_SECONDS })
}

async function begin(
  gate: Gate,
  settings: OidcSettings,
  provider: openid.Configuration,
  tenantId: number,
): Promise<SignOnBegun> {
  const [state, nonce, verifier] = [
    openid.randomState(),
    openid.randomNonce(),
    openid.randomPKCECodeVerifier(),
  ]
  const url = openid.buildAuthorizationUrl(provider, {
    redirect_uri: settings.redirect.href,
    scope: settings.scope,
    state,
    nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  const ticket: Ticket = { tenantId, state, nonce, verifier, until: gate.now() + TICKET_LIFE }
  return { url: url.href, ticket: gate.keys.encrypt(JSON.stringify(ticket), CONTEXT).toString('base64url') }
}

async function finish(
  gate: Gate,
  settings: OidcSettings,
  provider: openid.Configuration,
  query: string,
  text: string,
) {
  const ticket = ticketFrom(gate, text)
  if (!ticket || gate.now() >= ticket.until) return refuse('sign-on-failed')
  const address = new URL(settings.redirect)
  address.search = query
  const tokens = await openid.authorizationCodeGrant(provider, address, {
    expectedState: ticket.state,
    expectedNonce: ticket.nonce,
    pkceCodeVerifier: ticket.verifier,
    idTokenExpected: true,
  })
  return letIn(gate, ticket.tenantId, claimsOf(tokens.claims()!))
}

function ticketFrom(gate: Gate, text: string): Ticket | null {
  try {
    return JSON.parse(gate.keys.decrypt(Buffer.from(text, 'base64url'), CONTEXT)) as Ticket
  } catch {
    return null
  }
}

function claimsOf(claims: openid.IDToken): Claims {
  const { iss, sub, email, email_verified: isVerified, preferred_username: username } = claims
  return {
    issuer: iss,
    subject: sub,
    email: typeof email === 'string' && isVerified === true ? email : null,
    username: typeof username === 'string' ? username : null,
  }
}

async function letIn(gate: Gate, tenantId: number, claims: Claims) {
  const account = await recognise(gate, tenantId, claims)
  const trace = {
    tenantId,
    subject: account?.login ?? claims.subject,
    at: gate.now(),
    facts: { issuer: claims.issuer },
  }
  if (!account) {
    const facts = { ...trace.facts, why: 'no-account' }
    await leaveTrace(gate.db.kysely, { ...trace, personId: null, act: 'signIn.refused', facts })
    return refuse('no-account')
  }
  const { personId } = account
  await leaveTrace(gate.db.kysely, { ...trace, personId, act: 'signIn.done' })
  return { ...(await openSession(gate, tenantId, personId, 'oidc')), tenantId }
}

// What the provider, or whoever poses as it, gets wrong is a no; that it can't be reached is another one.
async function orRefusal<T>(ask: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await ask()
  } catch (error) {
    if (isUnreachable(error)) return refuse('sign-on-away')
    if (error instanceof openid.ClientError || error instanceof openid.AuthorizationResponseError)
      return refuse('sign-on-failed')
    if (error instanceof openid.ResponseBodyError) return refuse('sign-on-failed')
    throw error
  }
}

// fetch reports a connection that failed as a TypeError with the cause; openid-client its own time-out as a ClientError.
function isUnreachable(error: unknown): boolean {
  const isTimeout = error instanceof openid.ClientError && error.code === 'OAUTH_TIMEOUT'
  const isServerError =
    error instanceof openid.ClientError && error.cause instanceof Response && error.cause.status >= 500
  return isTimeout || isServerError || (error instanceof TypeError && error.message === 'fetch failed')
}
