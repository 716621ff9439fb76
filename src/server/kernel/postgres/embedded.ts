/**
 * The PostgreSQL that comes with Yidan: started on a folder, shared by all servers on that folder, started
 * again when it dies, stopped by the last one that leaves.
 */
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { accountFor } from './account.ts'
import { packageFolder, usablePrograms } from './binaries.ts'
import { ensureCluster } from './cluster.ts'
import { type FileLock, inTurn, tryLock } from './file-lock.ts'
import { trimLog } from './log-file.ts'
import { explained, makeFolder, openTo, type Places } from './places.ts'
import { halt, type Site } from './postmaster.ts'
import { type Connection, ensureRunning, type Running } from './running.ts'

export { defaultFolder } from './places.ts'

export interface EmbeddedPostgres {
  /** Settings for node-postgres: host is the socket folder (127.0.0.1 on Windows), the user may do everything. */
  connection: Connection
  /** True when a PostgreSQL on this folder, another server's or a killed one's, was found running. */
  joined: boolean
  /** Leaves; stops PostgreSQL when this was the last server using it, otherwise leaves it running. */
  stop: () => Promise<void>
}

export interface StartOptions {
  /** The data folder, made when missing; see defaultFolder. */
  folder: string
  log?: (line: string) => void
  /** Called each time PostgreSQL is back after it had gone; pools reconnect by themselves. */
  onRestart?: () => void
}

const TRIM_EVERY_MS = 600_000
const LONGEST_PAUSE_MS = 5000

/** Starts or joins the PostgreSQL of a folder. Throws PostgresUnavailable with what the operator can do. */
export async function startPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  const { log = () => {}, onRestart = () => {} } = options
  const leaving = new AbortController()
  const { site, user, running } = await begin(options.folder, leaving.signal, log)
  const watching = keepRunning(site, running, leaving.signal, log, onRestart)
  const trimming = setInterval(() => trimLog(site.places.log), TRIM_EVERY_MS).unref()
  let stopped: Promise<void> | undefined
  const leave = async (): Promise<void> => {
    clearInterval(trimming)
    leaving.abort()
    await watching
    await inTurn(site.places.turnLock, new AbortController().signal, () => leaveTurn(site, user))
  }
  return { connection: running.connection, joined: running.joined, stop: () => (stopped ??= leave()) }
}

interface Begun {
  site: Site
  /** Held as long as this server lives; the kernel drops it when the server is killed. */
  user: FileLock
  running: Running
}

async function begin(folder: string, signal: AbortSignal, log: (line: string) => void): Promise<Begun> {
  try {
    const places = makeFolder(folder)
    return await inTurn(places.turnLock, signal, () => beginTurn(places, signal, log))
  } catch (error) {
    throw explained(error, folder)
  }
}

async function beginTurn(places: Places, signal: AbortSignal, log: (line: string) => void): Promise<Begun> {
  const account = accountFor(places.cluster)
  await openTo(account, places)
  const programs = await usablePrograms(packageFolder(), places.folder, account)
  await ensureCluster(places, programs, account)
  const site = { places, programs, account, port: process.platform === 'win32' ? await freePort() : 5432 }
  const running = await ensureRunning(site, signal, log)
  const user = tryLock(places.usersLock, 'shared')
  if (!user) throw new Error(`${places.usersLock} is locked outside a turn`)
  return { site: { ...site, port: running.connection.port }, user, running }
}

/** Under the turn lock: nobody can come or go meanwhile, so "the last one" is certain. */
async function leaveTurn(site: Site, user: FileLock): Promise<void> {
  user.release()
  const last = tryLock(site.places.usersLock, 'exclusive')
  if (!last) return
  try {
    await halt(site)
  } finally {
    last.release()
  }
}

/** Until told to leave: when the watched connection ends, gets PostgreSQL back and watches again. */
async function keepRunning(
  site: Site,
  first: Running,
  leaving: AbortSignal,
  log: (line: string) => void,
  onRestart: () => void,
): Promise<void> {
  const left = new Promise<void>(resolve =>
    leaving.addEventListener('abort', () => resolve(), { once: true }),
  )
  for (let running: Running | null = first; running; ) {
    await Promise.race([running.gone, left])
    if (leaving.aborted) return running.release()
    log('PostgreSQL has gone; getting it back')
    running = await getBack(site, leaving, log)
    if (!running) return
    log(running.joined ? 'PostgreSQL is back' : 'PostgreSQL was started again')
    onRestart()
  }
}

async function getBack(
  site: Site,
  leaving: AbortSignal,
  log: (line: string) => void,
): Promise<Running | null> {
  for (let pause = 50; !leaving.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await inTurn(site.places.turnLock, leaving, () => ensureRunning(site, leaving, log))
    } catch (error) {
      if (leaving.aborted) break
      log((error as Error).message)
      await sleep(pause)
    }
  }
  return null
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
