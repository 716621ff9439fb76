/** The connection to PostgreSQL: one pool, typed queries through Kysely, named statements for the hot paths. */
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.gen.ts'

/** timestamptz comes as epoch milliseconds, bigint as number, bigint[] as numbers, date as 'YYYY-MM-DD'. */
const parsers: Record<number, (text: string) => unknown> = {
  20: Number,
  1016: text => (text === '{}' ? [] : text.slice(1, -1).split(',').map(Number)),
  1082: text => text,
  1184: instantOf,
}

/** '2026-11-22 06:46:21.123+00' → epoch milliseconds. The session's time zone is UTC. */
export function instantOf(text: string): number {
  return Date.parse(`${text.slice(0, 10)}T${text.slice(11).replace(/\+00$/, '')}Z`)
}

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig

export type Queryable = Kysely<Tables>

export interface Database {
  /** Typed queries. */
  kysely: Queryable
  pool: pg.Pool
  /** A prepared statement, planned once per connection; `name` must be unique to `text`. */
  named: <Row>(name: string, text: string, values: unknown[]) => Promise<Row[]>
  close: () => Promise<void>
}

export interface DatabaseSettings {
  connectionString?: string
  host?: string
  port?: number
  user?: string
  password?: string
  database?: string
  /** Connections in the pool; 16 when left out: readers and long jobs hold one each. */
  max?: number
}

/** Opens a pool; connects when first used. */
export function openDatabase(settings: DatabaseSettings): Database {
  const pool = new pg.Pool({
    ...settings,
    max: settings.max ?? 16,
    application_name: 'yidan',
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 60_000,
    options: '-c timezone=UTC -c jit=off',
    types,
  })
  // A connection that breaks while idle is replaced by the pool; the next query reports what is wrong.
  pool.on('error', () => {})
  // So does one that breaks while it is held between two queries (a job's lock, a reader): without a listener the
  // process would end with the database.
  pool.on('connect', client => void client.on('error', () => {}))
  return {
    kysely: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    pool,
    named: async (name, text, values) => (await pool.query({ name, text, values })).rows,
    close: () => pool.end(),
  }
}

const AWAY_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53100',
  '53200',
])
const AWAY_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|No space left on device|File too large/

/** Is the database out of reach for now (down, starting, full)? Then the caller may try again later. */
export function isAway(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? ''
  const message = error instanceof Error ? error.message : ''
  return AWAY_CODES.has(code) || code.startsWith('08') || AWAY_WORDS.test(message)
}

/** Was it a unique key that stood in the way? Gives the constraint's name. */
export function violatedKey(error: unknown): string | null {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '23505' ? (constraint ?? '') : null
}
