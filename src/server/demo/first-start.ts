/** The sample city of an installation that has no city: loaded and filled once, begun anew when it was interrupted. */
import { fileURLToPath } from 'node:url'
import { isoOf } from '../../domain/instant.ts'
import { loadCity } from '../directory/city.ts'
import type { Database } from '../kernel/database.ts'
import type { Parts } from '../parts.ts'
import { begunAt, type FillOptions, fillSample } from './fill.ts'
import { type OwnClock, ownClock } from './own-clock.ts'

/** `real`: a city stands here that this isn't the sample of; it is left alone. */
export type Standing = 'empty' | 'unfinished' | 'finished' | 'real'

const FOLDER = fileURLToPath(new URL('../../../config/sample-city/', import.meta.url))
/** Any fixed number: one process fills at a time. */
const LOCK = 12345_0030

export const DEFAULTS = { months: 3, appeals: 1200, seed: 'yidan' } as const

export interface SampleOptions extends Omit<FillOptions, 'present'> {
  present?: number
  /** Throw the present sample city away and fill it anew. */
  again?: boolean
}

/** What of a filled city is told. */
export interface SampleFilled {
  /** Where it stood before. */
  was: Standing
  isFilled: boolean
  tenantId: number | null
  refused: string[]
}

export async function standingOf(db: Database): Promise<Standing> {
  const [row] = await db.named<{ real: boolean; tenants: number; begun: boolean; finished: boolean }>(
    'demo.standing',
    `SELECT coalesce(bool_or(NOT t.sample OR f.code IS NULL), false) AS "real", count(*)::int AS tenants,
       EXISTS (SELECT FROM sample_fill) AS begun, EXISTS (SELECT FROM sample_fill WHERE finished_at IS NOT NULL) AS finished
     FROM tenant t LEFT JOIN sample_fill f ON f.code = t.code`,
    [],
  )
  if (row!.real) return 'real'
  if (row!.finished) return 'finished'
  return row!.begun ? 'unfinished' : 'empty'
}

/** `openParts` opens everything on the given clock. */
export async function prepareSample(
  db: Database,
  openParts: (clock: OwnClock) => Parts,
  options: SampleOptions,
): Promise<SampleFilled> {
  const client = await db.pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    const was = await standingOf(db)
    if (was === 'real' || (was === 'finished' && !options.again))
      return { was, isFilled: false, tenantId: null, refused: [] }
    if (was !== 'empty') await forget(db)
    return { was, ...(await fill(db, openParts, options)) }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK])
    client.release()
  }
}

/** Everything goes but the list of migrations: only ever called where no city but the sample stands. */
async function forget(db: Database): Promise<void> {
  const rows = await db.named<{ name: string }>(
    'demo.tables',
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration'`,
    [],
  )
  await db.pool.query(`TRUNCATE ${rows.map(r => r.name).join(', ')}`)
}

async function fill(db: Database, openParts: (clock: OwnClock) => Parts, options: SampleOptions) {
  const present = options.present ?? Date.now()
  const clock = ownClock()
  await db.named(
    'demo.begin',
    `INSERT INTO sample_fill (code, seed, started_at) VALUES ('sample', $1, now())`,
    [options.seed],
  )
  const parts = openParts(clock)
  const loaded = await loadCity(db, FOLDER, { now: begunAt({ ...options, present }), words: parts.words })
  if (loaded.tenantId === null)
    throw new Error(`config/sample-city: ${loaded.problems[0]?.file} ${loaded.problems[0]?.message}`)
  const { tenantId } = loaded
  try {
    const refused = await fillSample(parts, clock, tenantId, { ...options, present })
    await db.named('demo.end', 'UPDATE sample_fill SET finished_at = $1', [isoOf(Date.now())])
    return { isFilled: true, tenantId, refused }
  } finally {
    parts.tenants.close()
  }
}
