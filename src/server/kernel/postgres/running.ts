/** Getting to a PostgreSQL that answers: finds the one that runs, or launches one and waits. */
import { readFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { SUPERUSER } from './cluster.ts'
import type { Places } from './places.ts'
import { findPostmaster, type Launch, launch, removeStaleLocks, type Site } from './postmaster.ts'
import { inPlainWords, PostgresUnavailable } from './unavailable.ts'

/** Settings for node-postgres. */
export interface Connection {
  host: string
  port: number
  user: string
  database: string
  password?: string
}

export interface Running {
  connection: Connection
  /** Settles when the server goes: an open connection watches it, which doesn't keep this process alive. */
  gone: Promise<void>
  /** Ends the watching. */
  release: () => Promise<void>
  /** True when the server was running already. */
  joined: boolean
}

const POLL_MS = 15
const PATIENCE_MS = 60_000
const NOTICE_MS = 10_000
// What passes by itself: backends of a killed server are still going, or it is just shutting down.
const PASSING = /pre-existing shared memory block|lock file "[^"]*" already exists/

/**
 * Joins the server of this cluster or launches it; the caller holds the turn lock. Waits for a recovery as long
 * as it takes. Throws PostgresUnavailable with PostgreSQL's own words when it can't start.
 */
export async function ensureRunning(
  site: Site,
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<Running> {
  const begun = Date.now()
  let launched: Launch | null = null
  let everLaunched = false
  let noticeAt = begun + NOTICE_MS
  for (;;) {
    signal.throwIfAborted()
    const answer = await askServer(site)
    if (typeof answer !== 'string') return { ...answer, joined: !everLaunched }
    if (launched?.ended) {
      checkPassing(launched.ended, begun, site.places)
      launched = null
      await sleep(100)
    } else if (answer === 'absent' && !launched) {
      launched = launch(site)
      everLaunched = true
    } else if (answer === 'silent' && Date.now() - begun > PATIENCE_MS) {
      throw new PostgresUnavailable(silence(site.places))
    }
    if (Date.now() > noticeAt) {
      log(`waiting for PostgreSQL in ${site.places.folder} (${answer}); its log is ${site.places.log}`)
      noticeAt = Date.now() + NOTICE_MS
    }
    await sleep(POLL_MS)
  }
}

function checkPassing(lastLines: string, begun: number, places: Places): void {
  if (PASSING.test(lastLines) && Date.now() - begun < PATIENCE_MS) {
    if (lastLines.includes('already exists')) removeStaleLocks(places)
    return
  }
  throw new PostgresUnavailable(
    `PostgreSQL did not start in ${places.folder} (its log is ${places.log}): ${inPlainWords(lastLines)}`,
  )
}

const silence = (places: Places): string =>
  `a PostgreSQL (process ${findPostmaster(places)?.pid ?? 'gone'}) holds ${places.cluster} but does not answer in ` +
  `${places.sockets}. End that process, then start Yidan again.`

const NOBODY_THERE = new Set(['ENOENT', 'ECONNREFUSED', 'EACCES', 'EPERM'])

/** The open connection, or why there is none: no process, no answer, or an answer that says "not yet". */
async function askServer({
  places,
  port,
}: Site): Promise<Omit<Running, 'joined'> | 'absent' | 'silent' | 'starting'> {
  const found = findPostmaster(places)
  if (!found && process.platform === 'win32') return 'absent'
  // Process ids are those of a container; one that shares the folder may run the server, and its socket answers.
  const connection: Connection = {
    host: found?.host ?? places.sockets,
    port: found?.port || port,
    user: SUPERUSER,
    database: 'postgres',
  }
  if (process.platform === 'win32') connection.password = readFileSync(places.password, 'utf8')
  const socket = new Socket()
  const settings = {
    ...connection,
    application_name: 'yidan watch',
    ssl: false,
    connectionTimeoutMillis: 5000,
  }
  const watch = new pg.Client({ ...settings, stream: () => socket })
  watch.on('error', () => {}) // 'end' follows
  const gone = new Promise<void>(resolve => watch.once('end', resolve))
  try {
    await watch.connect()
    await checkCluster(watch, places)
    socket.unref()
    return { connection, gone, release: () => socket.ref() && watch.end() }
  } catch (error) {
    socket.destroy()
    const { code = '' } = error as { code?: string }
    if (!found && NOBODY_THERE.has(code)) return 'absent'
    return whyNoConnection(error)
  }
}

async function checkCluster(client: pg.Client, places: Places): Promise<void> {
  const { rows } = await client.query<{ data_directory: string }>('show data_directory')
  const other = rows[0]?.data_directory
  if (process.platform !== 'win32' && other !== places.cluster)
    throw new PostgresUnavailable(
      `the PostgreSQL in ${places.sockets} serves ${other}, not ${places.cluster}`,
    )
}

function whyNoConnection(error: unknown): 'silent' | 'starting' {
  const { code = '' } = error as { code?: string }
  // 57P03: starting, recovering or stopping; 57P01: stopped while we asked; 53300: every connection is taken.
  if (code === '57P03' || code === '57P01' || code === '53300') return 'starting'
  if (error instanceof PostgresUnavailable || error instanceof pg.DatabaseError) throw error
  if (code === 'EACCES' || code === 'EPERM')
    throw new PostgresUnavailable('the running PostgreSQL belongs to another user: start Yidan as that user')
  return 'silent'
}
