/** The client's process: is sent one job, runs it, sends the figures back. */
import type { City } from './city.ts'
import { closedLoop, type Figures, openLoop } from './load.ts'
import { createStep, lifecycleStep, readSteps } from './loads.ts'

export type Job =
  | {
      load: 'create' | 'lifecycle'
      url: string
      city: City
      run: number
      clients: number
      warm: number
      seconds: number
    }
  | { load: 'read'; url: string; city: City; numbers: string[]; rate: number; seconds: number }

/** What comes back: one figure, or one for every kind of request. */
export type Outcome = Record<string, Figures>

export interface Done {
  outcome: Outcome
  /** Processor time of the client itself. */
  cpuMs: number
}

async function outcomeOf(job: Job): Promise<Outcome> {
  if (job.load === 'read') return openLoop(job.url, job.rate, job.seconds, readSteps(job.city, job.numbers))
  const step = job.load === 'create' ? createStep(job.city, job.run) : lifecycleStep(job.city, job.run)
  return { all: await closedLoop(job.url, job.clients, job, step) }
}

process.once('message', async (job: Job) => {
  const before = process.cpuUsage()
  const outcome = await outcomeOf(job)
  const { user, system } = process.cpuUsage(before)
  const done: Done = { outcome, cpuMs: (user + system) / 1000 }
  process.send!(done, () => process.exit(0))
})
