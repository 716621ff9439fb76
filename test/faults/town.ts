/** A town with real server processes on a folder of its own, clients that never give up a request, and ways to hurt it. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Database, openDatabase } from '../../src/server/kernel/database.ts'
import { placesIn } from '../../src/server/kernel/postgres/places.ts'
import { findPostmaster } from '../../src/server/kernel/postgres/postmaster.ts'
import { townRules } from '../rules.ts'
import { buildTown, lampAppeal } from '../world.ts'

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

export interface ServerProcess {
  url: string
  child: ChildProcess
  /** Everything it wrote on standard error. */
  errors: () => string
  end: (signal: NodeJS.Signals) => Promise<void>
}

export interface StartOptions {
  /** The largest file the server and its PostgreSQL may write, in units of 512 bytes. */
  fileLimit?: number
  databaseUrl?: string
}

/** Starts `./yidan serve` on the folder; resolves when it answers. */
export async function startServer(
  folder: string,
  { fileLimit, databaseUrl = '' }: StartOptions = {},
): Promise<ServerProcess> {
  const words = [process.execPath, '--disable-warning=ExperimentalWarning', MAIN, 'serve']
  const [command, args] = fileLimit
    ? ['sh', ['-c', `ulimit -f ${fileLimit}; exec "$@"`, 'sh', ...words]]
    : [words[0]!, words.slice(1)]
  const child = spawn(command, args as string[], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      YIDAN_DATA: folder,
      YIDAN_PORT: '0',
      YIDAN_SAMPLE: 'off',
      DATABASE_URL: databaseUrl,
    },
  })
  let errors = ''
  child.stderr!.on('data', text => {
    errors += text
  })
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on('line', line => {
      const found = /answers at (http:\S+)/.exec(line)?.[1]
      if (found) resolve(found)
    })
    void gone.then(() => reject(new Error(`the server ended before it answered: ${errors}`)))
  })
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await gone
  }
  return { url, child, errors: () => errors, end }
}

export interface Town {
  folder: string
  /** Servers that clients turn to, one after the other. */
  servers: ServerProcess[]
  start: (options?: StartOptions) => Promise<ServerProcess>
  db: () => Database
  /** What the clients were told: key → number. */
  acknowledged: Map<string, string>
  /** Every answer that was neither 201 nor a 503 that says when to come back. */
  wrong: string[]
  /** How often a client was asked to come back. */
  deferred: () => number
  postmaster: () => number | null
  load: (options?: { clients?: number }) => { stop: () => Promise<void> }
  ask: (key: string) => Promise<Response>
  close: () => Promise<void>
}

export async function openTown(options: StartOptions = {}): Promise<Town> {
  const parent = mkdtempSync(join(tmpdir(), 'yidan-fault-'))
  chmodSync(parent, 0o755)
  const folder = join(parent, 'town')
  const servers: ServerProcess[] = []
  const started: ServerProcess[] = []
  const start: Town['start'] = async (more = {}) => {
    const server = await startServer(folder, { ...options, ...more })
    servers.push(server)
    started.push(server)
    return server
  }
  await start()
  const postmaster = () => findPostmaster(placesIn(folder))
  const databases: Database[] = []
  const db = () => {
    const at = postmaster()
    const given = options.databaseUrl
    const one = openDatabase(
      given
        ? { connectionString: given }
        : { host: at!.host, port: at!.port || 5432, user: 'yidan', database: 'postgres' },
    )
    databases.push(one)
    return one
  }
  const floods = { perPhonePerHour: 1_000_000, perAddressPerHour: 1_000_000 }
  const town = await buildTown({ ...db(), url: '', drop: async () => {} }, 'town', { ...townRules, floods })
  const state: Clients = { acknowledged: new Map(), wrong: [], deferred: 0, givenUp: [] }
  const loads: (() => void)[] = []
  let turn = 0
  const ask = (key: string): Promise<Response> => {
    const server = servers[turn++ % servers.length]
    if (!server) return Promise.reject(new Error('no server'))
    const phone = `13${Number.parseInt(key.slice(0, 7), 16)}`.padEnd(11, '0').slice(0, 11)
    return fetch(`${server.url}/api/v1/appeals`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${town.tokens.agent}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify({
        ...lampAppeal(town),
        title: `路灯不亮 ${key.slice(0, 6)}`,
        appellant: { name: '王小明', phone },
      }),
      signal: AbortSignal.timeout(30_000),
    })
  }
  const client = async (going: () => boolean) => {
    while (going()) await untilAcknowledged(state, state.givenUp.pop() ?? randomUUID(), ask, going)
  }
  return {
    folder,
    servers,
    start,
    db,
    ask,
    acknowledged: state.acknowledged,
    wrong: state.wrong,
    deferred: () => state.deferred,
    postmaster: () => postmaster()?.pid ?? null,
    load: ({ clients = 8 } = {}) => {
      let going = true
      loads.push(() => {
        going = false
      })
      const all = Array.from({ length: clients }, () => client(() => going))
      return {
        stop: async () => {
          going = false
          await Promise.all(all)
        },
      }
    },
    close: async () => {
      for (const end of loads) end()
      for (const one of databases) await one.close()
      for (const server of started)
        if (server.child.exitCode === null && server.child.signalCode === null) await server.end('SIGTERM')
      const left = postmaster()
      if (left) process.kill(left.pid, 'SIGQUIT')
      while (postmaster()) await sleep(20)
      rmSync(parent, { recursive: true, force: true })
    },
  }
}

interface Clients {
  acknowledged: Map<string, string>
  wrong: string[]
  deferred: number
  /** Keys whose fate is unknown: the next load asks again with them. */
  givenUp: string[]
}

/** Asks with the same key until there is a number; gives up only when stopped while the town is down for good. */
async function untilAcknowledged(
  state: Clients,
  key: string,
  ask: (key: string) => Promise<Response>,
  going: () => boolean,
): Promise<void> {
  let stopped = 0
  for (;;) {
    const answer = await ask(key).catch(() => null)
    if (answer?.status === 201) {
      state.acknowledged.set(key, ((await answer.json()) as { number: string }).number)
      return
    }
    if (answer?.status === 503 && answer.headers.get('retry-after')) state.deferred += 1
    else if (answer) state.wrong.push(`${answer.status} ${await answer.text()}`)
    if (!going() && ++stopped > 100) return void state.givenUp.push(key)
    await sleep(50)
  }
}

/** Lets the file of the events grow until no more fits, as other people's rows would; nothing of it stays but the space. */
export async function fillDisk(town: Town): Promise<void> {
  const insert = `INSERT INTO event (tenant_id, appeal_id, seq, kind, actor_kind, at, recorded_at, limit_class, policy_version,
      facts, changes, prev_hash, hash)
    SELECT 1, 900000000 + n, 1, repeat('x', 1500), 'system', now(), now(), 'x', 1, '{}', '{}', '', '' FROM generate_series(1, 12000) n`
  const full = await town
    .db()
    .pool.query(insert)
    .catch((error: Error) => error.message)
  if (typeof full !== 'string') throw new Error('the disk did not fill')
}

/** Gives back what fillDisk took. */
export const makeRoom = (town: Town) => town.db().pool.query('VACUUM event')

/** `./yidan verify` on the town, as an operator runs it. Answers what it says; throws when it ends with a failure. */
export async function verified(
  { folder }: Pick<Town, 'folder'>,
  databaseUrl = '',
): Promise<{ ok: boolean; events: number; appeals: number }> {
  const env = { ...process.env, YIDAN_DATA: folder, DATABASE_URL: databaseUrl }
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, 'verify', '--json'], { env })
  return JSON.parse(stdout.trim().split('\n').at(-1)!)
}

/** Every acknowledged request stands in the record exactly once, under the number that was told. */
export async function whatIsLost(town: Town): Promise<string[]> {
  const db = town.db()
  const { rows } = await db.pool.query<{ number: string; n: number }>(
    'SELECT number, count(*) AS n FROM appeal GROUP BY number',
  )
  const there = new Map(rows.map(row => [row.number, row.n]))
  const told = [...town.acknowledged.values()]
  const lost = told
    .filter(number => there.get(number) !== 1)
    .map(number => `${number} is there ${there.get(number) ?? 0} times`)
  if (new Set(told).size !== told.length) lost.push('two requests were told the same number')
  if (rows.length !== told.length)
    lost.push(`${rows.length} appeals for ${told.length} acknowledged requests`)
  return lost
}

/** Waits for a condition, at most a minute. */
export async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !holds(); await sleep(20))
    if (Date.now() > end) throw new Error(`waited a minute for ${holds}`)
}
