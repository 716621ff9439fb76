/** What an installation stands on, looked at piece by piece: for the operator, in plain words, with what to do. */
import { existsSync } from 'node:fs'
import { access, constants, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PUBLISHED_YEARS } from '../directory/national-days.ts'
import type { Installation } from '../installation.ts'
import type { Keys } from '../kernel/crypto/keys.ts'
import type { Database } from '../kernel/database.ts'
import { migrationFiles } from '../kernel/migrate.ts'
import type { Settings } from '../settings.ts'

export interface Finding {
  name: string
  state: 'ok' | 'warning' | 'bad'
  /** What was found. */
  what: string
  /** What to do about it. */
  todo?: string
}

const GB = 1e9
/** Below this the next busy day may fill the disk; below the second PostgreSQL is about to stop. */
const SPACE = { low: 5 * GB, least: 0.5 * GB }
const LATE = { seal: 10 * 60_000, clock: 2_000, clockBad: 60_000, wal: 4 * GB, readerEvents: 10_000 }

const ok = (name: string, what: string): Finding => ({ name, state: 'ok', what })
const size = (bytes: number): string =>
  bytes > GB ? `${(bytes / GB).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(1)} MB`

/** Node and the data folder; whatever can be told before the database is asked. */
export async function examineMachine(settings: Settings): Promise<Finding[]> {
  const { node } = process.versions
  const young = Number(node.split('.')[0]) >= 24
  return [
    young
      ? ok('Node', node)
      : {
          name: 'Node',
          state: 'bad',
          what: `${node} is too old`,
          todo: 'install Node 24 or newer, or run npm ci',
        },
    await folderFinding(settings.folder),
    await spaceFinding(settings.folder),
  ]
}

/** The folder, or the nearest one above it that is there. */
const nearest = (folder: string): string => (existsSync(folder) ? folder : nearest(dirname(folder)))

async function folderFinding(folder: string): Promise<Finding> {
  const name = 'Data folder'
  const there = nearest(folder)
  try {
    await access(there, constants.W_OK)
    return ok(name, there === folder ? folder : `${folder} will be made on the first start`)
  } catch {
    const todo = `start Yidan as the user it belongs to, or set YIDAN_DATA to another folder`
    return { name, state: 'bad', what: `${there} can't be written`, todo }
  }
}

async function spaceFinding(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(nearest(folder))
  const free = bavail * bsize
  if (free >= SPACE.low) return ok('Space', `${size(free)} free`)
  const state = free < SPACE.least ? 'bad' : 'warning'
  return {
    name: 'Space',
    state,
    what: `only ${size(free)} free at ${folder}`,
    todo: 'make room, or move the folder',
  }
}

/** Everything that is asked of the database. Changes nothing. */
export async function examine(
  { db, keys }: Pick<Installation, 'db' | 'keys'>,
  now = Date.now(),
): Promise<Finding[]> {
  const migrations = await migrationFinding(db)
  const first = [await serverFinding(db), await extensionFinding(db), migrations, await clockFinding(db)]
  if (migrations.state === 'bad') return [...first, calendarFinding(now)]
  return [
    ...first,
    await secretFinding(db, keys),
    calendarFinding(now),
    await sealFinding(db, now),
    ...(await readerFindings(db)),
    await sizeFinding(db),
    await filesFinding(db),
    await walFinding(db),
  ]
}

async function serverFinding(db: Database): Promise<Finding> {
  const { rows } = await db.pool.query(
    `SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync,
       current_setting('max_connections') AS most, (SELECT count(*) FROM pg_stat_activity) AS open`,
  )
  const { version, fsync, most, open } = rows[0]
  if (fsync !== 'on') {
    const todo = 'set fsync = on: a power cut would lose what was acknowledged'
    return { name: 'PostgreSQL', state: 'bad', what: `${version}, but fsync is off`, todo }
  }
  return ok('PostgreSQL', `${version}, ${open} of ${most} connections open`)
}

/** None is needed; one that is there helps an operator to see what is slow. */
async function extensionFinding(db: Database): Promise<Finding> {
  const { rows } = await db.pool.query<{ extname: string }>('SELECT extname FROM pg_extension ORDER BY 1')
  return ok('Extensions', `${rows.map(row => row.extname).join(', ')} (none is needed)`)
}

async function migrationFinding(db: Database): Promise<Finding> {
  const name = 'Migrations'
  const todo = 'run ./yidan migrate, or start the server'
  const files = await migrationFiles()
  const { rows: there } = await db.pool.query(`SELECT to_regclass('public.migration') IS NOT NULL AS there`)
  if (!there[0].there) return { name, state: 'bad', what: 'the database is empty', todo }
  const { rows } = await db.pool.query<{ name: string }>('SELECT name FROM migration')
  const done = rows.map(row => row.name)
  const newer = done.find(n => !files.includes(n))
  if (newer)
    return {
      name,
      state: 'bad',
      what: `the database has ${newer}, which is unknown here`,
      todo: 'use the newer version',
    }
  const missing = files.filter(f => !done.includes(f))
  return missing.length
    ? { name, state: 'bad', what: `missing: ${missing.join(', ')}`, todo }
    : ok(name, `all ${files.length}`)
}

async function clockFinding(db: Database): Promise<Finding> {
  const before = Date.now()
  const { rows } = await db.pool.query<{ at: number }>('SELECT clock_timestamp() AS at')
  const apart = Math.abs(rows[0]!.at - (before + Date.now()) / 2)
  const what = `server and database are ${Math.round(apart)} ms apart`
  if (apart < LATE.clock) return ok('Clock', what)
  return {
    name: 'Clock',
    state: apart > LATE.clockBad ? 'bad' : 'warning',
    what,
    todo: 'set both clocks by NTP',
  }
}

/** The newest sealed value must open: that is what the secret is for. */
async function secretFinding(db: Database, keys: Keys): Promise<Finding> {
  const { rows } = await db.pool.query<{ code: Buffer }>(
    `SELECT query_code AS code FROM (SELECT DISTINCT tenant_id FROM policy) t,
       LATERAL (SELECT query_code FROM appeal a WHERE a.tenant_id = t.tenant_id ORDER BY received_at DESC, id DESC LIMIT 1) a`,
  )
  try {
    for (const { code } of rows) keys.decrypt(code, 'appeal.queryCode')
    return ok(
      'Secret',
      rows.length ? 'it opens what is in the database' : 'there is one; nothing is sealed with it yet',
    )
  } catch (error) {
    const todo =
      'bring back keys/secret of the data folder or YIDAN_SECRET; a former secret goes into YIDAN_SECRET_OLD'
    return {
      name: 'Secret',
      state: 'bad',
      what: `it is not the one of this database: ${(error as Error).message}`,
      todo,
    }
  }
}

/** The State Council publishes next year's days in November. */
function calendarFinding(now: number): Finding {
  const day = new Date(now)
  const year = day.getUTCFullYear()
  const name = 'Calendar'
  const todo = 'update Yidan, or import the days with a calendar file'
  const last = Math.max(...PUBLISHED_YEARS)
  if (last < year) return { name, state: 'bad', what: `the days of ${year} are not known`, todo }
  if (last === year && day.getUTCMonth() === 11)
    return {
      name,
      state: 'warning',
      what: `the days of ${year + 1} are not known; limits that reach into it are provisional`,
      todo,
    }
  return ok(name, `published up to ${last}`)
}

async function sealFinding(db: Database, now: number): Promise<Finding> {
  const { rows } = await db.pool.query<{ at: number | null; oldest: number | null; n: number }>(
    `SELECT (SELECT max(at) FROM seal) AS at, min(recorded_at) AS oldest, count(*) AS n FROM event
     LEFT JOIN reader r ON r.name = 'seal' WHERE tx >= coalesce(tx_to, 0) AND event.id > coalesce(after_id, 0)`,
  )
  const { at, oldest, n } = rows[0]!
  const last = at === null ? 'never sealed' : `last seal ${new Date(at).toISOString()}`
  if (oldest === null || now - oldest < LATE.seal)
    return ok('Seals', `${last}, ${n} events wait for the next`)
  const todo =
    'a server must run for sealing; a transaction left open for long holds it back (pg_stat_activity)'
  return {
    name: 'Seals',
    state: 'warning',
    what: `${last}; ${n} events wait, since ${new Date(oldest).toISOString()}`,
    todo,
  }
}

async function readerFindings(db: Database): Promise<Finding[]> {
  const { rows } = await db.pool.query<{ name: string; n: number }>(
    `SELECT name, (SELECT count(*) FROM event e WHERE e.tx >= r.tx_to AND e.id > r.after_id) AS n
     FROM reader r WHERE name NOT IN ('seal', '(epoch)') ORDER BY name`,
  )
  return rows.map(({ name, n }): Finding => {
    const what = `${n} events to take`
    if (n < LATE.readerEvents) return ok(`Reader ${name}`, what)
    return {
      name: `Reader ${name}`,
      state: 'warning',
      what,
      todo: 'look into the log: it fails, or no server runs',
    }
  })
}

async function sizeFinding(db: Database): Promise<Finding> {
  const { rows } = await db.pool.query<{ name: string; rows: number; bytes: number }>(
    `SELECT relname AS name, greatest(reltuples, 0)::bigint AS rows, pg_total_relation_size(oid) AS bytes FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY bytes DESC`,
  )
  const all = rows.reduce((sum, row) => sum + row.bytes, 0)
  const largest = rows.slice(0, 6).map(row => `${row.name} ≈${row.rows} rows, ${size(row.bytes)}`)
  return ok('Tables', `${size(all)} in all; ${largest.join('; ')}`)
}

/** What the rows say; ./yidan verify --files reads what they stand for. */
async function filesFinding(db: Database): Promise<Finding> {
  const { rows } = await db.pool.query<{ n: number; bytes: number }>(
    'SELECT count(*) AS n, coalesce(sum(size), 0)::bigint AS bytes FROM file',
  )
  return ok('Files', `${rows[0]!.n} files, ${size(rows[0]!.bytes)}; ./yidan verify --files reads them all`)
}

/** A replica or an archiver that fell behind keeps WAL until the disk is full. Only some roles may look. */
async function walFinding(db: Database): Promise<Finding> {
  try {
    const { rows } = await db.pool.query<{ bytes: number }>(
      'SELECT coalesce(sum(size), 0)::bigint AS bytes FROM pg_ls_waldir()',
    )
    const { bytes } = rows[0]!
    if (bytes < LATE.wal) return ok('WAL', size(bytes))
    return {
      name: 'WAL',
      state: 'warning',
      what: `${size(bytes)} are kept`,
      todo: 'a replication slot or an archiver is behind',
    }
  } catch {
    return ok('WAL', 'this database role may not look at it')
  }
}
