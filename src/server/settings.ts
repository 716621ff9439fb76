/** Where an installation stands: data folder, port, database. Read from the environment and from .env in the project's folder. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defaultFolder } from './kernel/postgres/embedded.ts'

export interface Settings {
  folder: string
  host: string
  port: number
  databaseUrl: string | null
  logLevel: string
  /** Fill an empty installation with the sample city on its first start. */
  sample: boolean
  trustProxy: boolean
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
    trustProxy: env.YIDAN_TRUST_PROXY === 'on',
  }
}

function portFrom(text: string | undefined): number {
  const port = Number(text || 12345)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`YIDAN_PORT must be a port from 0 to 65535, not ${text}`)
  return port
}
