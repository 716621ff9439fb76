/** The settings of a city's own sign-on. */

export interface OidcSettings {
  issuer: URL
  clientId: string
  clientSecret: string
  /** The public address of the callback, as it is registered with the provider. */
  redirect: URL
  scope: string
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Reads YIDAN_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET, _REDIRECT and _SCOPE; null when there is no issuer. Throws an
 * error that names what is missing or wrong.
 */
export function oidcSettings(env: NodeJS.ProcessEnv): OidcSettings | null {
  if (!env.YIDAN_OIDC_ISSUER) return null
  const need = (name: string): string => {
    if (!env[name]) throw new Error(`YIDAN_OIDC_ISSUER is set, so ${name} must be set too`)
    return env[name]
  }
  return {
    issuer: addressIn('YIDAN_OIDC_ISSUER', env.YIDAN_OIDC_ISSUER),
    clientId: need('YIDAN_OIDC_CLIENT_ID'),
    clientSecret: need('YIDAN_OIDC_CLIENT_SECRET'),
    redirect: addressIn('YIDAN_OIDC_REDIRECT', need('YIDAN_OIDC_REDIRECT')),
    scope: env.YIDAN_OIDC_SCOPE || 'openid profile email',
  }
}

function addressIn(name: string, text: string): URL {
  const url = URL.parse(text)
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname))
  if (!url || !isSafe)
    throw new Error(`${name} must be an https address (http on this machine only), not ${text}`)
  return url
}
