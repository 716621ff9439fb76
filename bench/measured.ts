/** One run of a load on a server, with what everybody used meanwhile. */
import pg from 'pg'
import { urlOf } from './city.ts'
import type { Job, Outcome } from './client.ts'
import { cpuOfMachine, quiet } from './machine.ts'
import { cpuOf, runClient, type Server, watchRss } from './processes.ts'

export interface Measured {
  outcome: Outcome
  /** Load average before. */
  load: number
  /** Share of the machine that neither server, database nor client used, in per cent: 0 on a machine of one's own. */
  others: number
  /** Processor time per request of the server and of its PostgreSQL backends, in microseconds. */
  serverUs: number
  postgresUs: number
  rssMb: number
}

/** `warm` seconds are part of what is used, not of the figures. */
export async function measured(database: string, server: Server, job: Job): Promise<Measured> {
  const load = await quiet()
  const client = new pg.Client({ connectionString: urlOf(database) })
  await client.connect()
  const before = await used(client, server)
  const rss = watchRss(server.pid)
  const { outcome, cpuMs: clientMs } = await runClient(job)
  const after = await used(client, server)
  await client.end()
  const requests = Object.values(outcome).reduce((sum, f) => sum + f.requests, 0) * shareCounted(job)
  const [busy, idle] = [after.machine[0] - before.machine[0], after.machine[1] - before.machine[1]]
  const [serverMs, postgresMs] = [after.server - before.server, after.postgres - before.postgres]
  return {
    outcome,
    load,
    others: Math.max(0, Math.round((100 * (busy - serverMs - postgresMs - clientMs)) / (busy + idle))),
    serverUs: Math.round((serverMs * 1000) / requests),
    postgresUs: Math.round((postgresMs * 1000) / requests),
    rssMb: rss(),
  }
}

/** Requests while warming up are not among the figures, but were paid for. */
const shareCounted = (job: Job): number => (job.load === 'read' ? 1 : (job.warm + job.seconds) / job.seconds)

async function used(client: pg.Client, { pid }: Server) {
  const { rows } = await client.query(
    'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  )
  return {
    machine: cpuOfMachine(),
    server: cpuOf(pid),
    postgres: rows.reduce((sum, r) => sum + cpuOf(r.pid), 0),
  }
}
