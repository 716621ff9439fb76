/** Work that comes back by itself: each job at its own pace, in one process at a time, again after a failure. */
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
  const loops = jobs.map(job => loop({ db, job, log, atOnce }, stopping.signal, turns.get(job.name)!))
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
    },
  }
}

/** Each job holds a connection for its lock and asks for another for its work: all at once would starve the pool. */
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
}

async function loop({ db, job, log, atOnce }: Looping, signal: AbortSignal, turn: Turn): Promise<void> {
  while (!signal.aborted) {
    turn.poked = false
    const turnNow = async () => (signal.aborted ? undefined : runAlone(db, job, signal))
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
async function runAlone(db: Database, job: Job, signal: AbortSignal): Promise<void> {
  const client = await db.pool.connect()
  try {
    const lock = await client.query('SELECT pg_try_advisory_lock(hashtext($1)) AS got', [`job ${job.name}`])
    if (!lock.rows[0].got) return
    const began = new Date()
    const { name, everySeconds } = job
    try {
      await job.run(signal)
      await keepRun(db, { name, began, everySeconds })
    } catch (error) {
      if (!signal.aborted) await keepRun(db, { name, began, everySeconds, error })
      throw error
    } finally {
      await client.query('SELECT pg_advisory_unlock(hashtext($1))', [`job ${job.name}`]).catch(() => {})
    }
  } finally {
    client.release()
  }
}
