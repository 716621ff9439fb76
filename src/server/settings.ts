/** Where an installation stands: data folder, port, database. Read from the environment and from .env in the project's folder. */
import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { TrustProxy } from './kernel/http/server.ts'
import { defaultFolder } from './kernel/postgres/embedded.ts'

export interface Settings {
  folder: string
  host: string
  port: number
  databaseUrl: string | null
  logLevel: string
  /** Fill an empty installation with the sample city on its first start. */
  sample: boolean
  trustProxy: TrustProxy
}

const DOT_ENV = fileURLToPath(new URL('../../.env', import.meta.url))

/** What stands in the environment wins over the file. */
export function loadDotEnv(): void {
  if (existsSync(DOT_ENV)) process.loadEnvFile(DOT_ENV)
}

/** Throws an Error that names the setting that is wrong. */
export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
  return {
    folder: env.YIDAN_DATA || defaultFolder(),
    host: env.YIDAN_HOST || '127.0.0.1',
    port: portFrom(env.YIDAN_PORT),
    databaseUrl: env.DATABASE_URL || null,
    logLevel: env.YIDAN_LOG || 'warn',
    sample: env.YIDAN_SAMPLE !== 'off',
    trustProxy: trustProxyFrom(env.YIDAN_TRUST_PROXY),
  }
}

/** 'on' is one proxy. Never all of them: what stands left-most in the header, the client wrote. */
function trustProxyFrom(text = 'off'): TrustProxy {
  if (text === '' || text === 'off') return false
  if (text === 'on') return 1
  if (/^[1-9]$/.test(text)) return Number(text)
  const addresses = text.split(',').map(address => address.trim())
  if (!addresses.every(isAddress))
    throw new Error(
      `YIDAN_TRUST_PROXY must be off, a number of proxies (on is 1) or their addresses, not ${text}`,
    )
  return addresses
}

/** An IP address, or a network such as 10.0.0.0/8. */
function isAddress(text: string): boolean {
  const [ip = '', bits, ...more] = text.split('/')
  const version = isIP(ip)
  const isMask = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 6 ? 128 : 32))
  return version > 0 && isMask && more.length === 0
}

function portFrom(text: string | undefined): number {
  const port = Number(text || 12345)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`YIDAN_PORT must be a port from 0 to 65535, not ${text}`)
  return port
}
