/** Work that comes back by itself: each job at its own pace, in one process at a time, again after a failure. */
import type pg from 'pg'
import type { Database } from './database.ts'
import { keepRun } from './job-runs.ts'

export interface Job {
  /** A verb and its object; also the name of its lock. */
  name: string
  everySeconds: number
  /** May run for hours, so it isn't counted among those that run at once. */
  long?: boolean
  /** Must be safe to run again at any time. `signal` is aborted when the server stops. */
  run: (signal: AbortSignal) => Promise<void>
}

export interface JobLog {
  error: (facts: object, message: string) => void
}

export interface Jobs {
  /** Runs a job now instead of at its next turn, e.g. because there is something to do. */
  poke: (name: string) => void
  /** Ends when the runs under way have ended. */
  stop: () => Promise<void>
}

/** Starts the jobs. A failed run is logged and tried again at the next turn. */
export function startJobs(db: Database, jobs: readonly Job[], log: JobLog): Jobs {
  const stopping = new AbortController()
  const turns = new Map(jobs.map(job => [job.name, { poked: false, wake: () => {} }]))
  const atOnce = limitTo(MOST_AT_ONCE)
  const locks = openLocks(db)
  const loops = jobs.map(job => loop({ db, job, log, atOnce, locks }, stopping.signal, turns.get(job.name)!))
  const poke = (turn: Turn | undefined) => {
    if (!turn) return
    turn.poked = true
    turn.wake()
  }
  return {
    poke: name => poke(turns.get(name)),
    stop: async () => {
      stopping.abort()
      for (const turn of turns.values()) poke(turn)
      await Promise.all(loops)
      await locks.close()
    },
  }
}

/** Jobs are nobody's errand: people come first. */
const MOST_AT_ONCE = 2

type Limit = <T>(run: () => Promise<T>) => Promise<T>

/** Lets so many run at a time; the others wait in turn. */
function limitTo(most: number): Limit {
  const waiting: (() => void)[] = []
  let running = 0
  return async run => {
    if (running >= most) await new Promise<void>(resolve => waiting.push(resolve))
    running += 1
    try {
      return await run()
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}

interface Looping {
  db: Database
  job: Job
  log: JobLog
  atOnce: Limit
  locks: Locks
}

async function loop(
  { db, job, log, atOnce, locks }: Looping,
  signal: AbortSignal,
  turn: Turn,
): Promise<void> {
  while (!signal.aborted) {
    turn.poked = false
    const turnNow = async () => (signal.aborted ? undefined : runAlone({ db, locks }, job, signal))
    await (job.long ? turnNow() : atOnce(turnNow)).catch(error => {
      if (!signal.aborted) log.error({ job: job.name, error: (error as Error).message }, 'a job failed')
    })
    await turnOf(job, signal, turn)
  }
}

/** What is due: poked at any time, also while the job runs. */
interface Turn {
  poked: boolean
  wake: () => void
}

/** Waits for the next turn or a poke. */
function turnOf(job: Job, signal: AbortSignal, turn: Turn): Promise<void> {
  if (signal.aborted || turn.poked) return Promise.resolve()
  return new Promise(resolve => {
    const timer = setTimeout(resolve, job.everySeconds * 1000)
    timer.unref()
    turn.wake = () => {
      clearTimeout(timer)
      resolve()
    }
  })
}

/** Does nothing while another process runs the job. */
async function runAlone(
  { db, locks }: Pick<Looping, 'db' | 'locks'>,
  job: Job,
  signal: AbortSignal,
): Promise<void> {
  if (!(await locks.take(job.name))) return
  const began = new Date()
  const { name, everySeconds } = job
  try {
    await job.run(signal)
    await keepRun(db, { name, began, everySeconds })
  } catch (error) {
    if (!signal.aborted) await keepRun(db, { name, began, everySeconds, error })
    throw error
  } finally {
    await locks.giveBack(name).catch(() => {})
  }
}

interface Locks {
  take: (job: string) => Promise<boolean>
  giveBack: (job: string) => Promise<boolean>
  close: () => Promise<void>
}

/**
 * One connection holds the locks of all jobs of this process: one for each would starve the pool. When it breaks, the
 * locks are gone, and another process may run what runs here: jobs are safe to run twice.
 */
function openLocks(db: Database): Locks {
  let held: Promise<pg.PoolClient> | null = null
  let last: Promise<unknown> = Promise.resolve()
  /** One question after the other on the one connection. */
  const inTurn = (sql: string, job: string): Promise<boolean> => {
    const own = last.then(() => ask(sql, job))
    last = own.catch(() => {})
    return own
  }
  async function ask(sql: string, job: string): Promise<boolean> {
    held ??= db.pool.connect()
    const own = held
    try {
      const { rows } = await (await own).query<{ got: boolean }>(sql, [`job ${job}`])
      return rows[0]!.got
    } catch (error) {
      if (held === own) {
        held = null
        void own.then(client => client.release(true)).catch(() => {})
      }
      throw error
    }
  }
  return {
    take: job => inTurn('SELECT pg_try_advisory_lock(hashtext($1)) AS got', job),
    giveBack: job => inTurn('SELECT pg_advisory_unlock(hashtext($1)) AS got', job),
    close: async () => (await held?.catch(() => null))?.release(true),
  }
}
