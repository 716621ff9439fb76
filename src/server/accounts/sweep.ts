/** Takes away what signing in leaves behind. */
import { sql } from 'kysely'
import { DAY } from '../../domain/instant.ts'
import type { Job } from '../kernel/jobs.ts'
import type { Gate } from './gate.ts'

// Audit rows tell who was here; sessions are kept a little longer for the person's own list of keys.
const KEEP_SESSIONS = 30 * DAY

/** The sweep as a job for every hour. */
export const accountJobs = (gate: Gate): Job[] => [
  { name: 'sweepSignIn', everySeconds: 3600, run: async () => void (await sweepSignIn(gate)) },
]

/** Deletes tries and codes whose time is over and sessions long ended; says how many went. */
export async function sweepSignIn(gate: Gate): Promise<number> {
  const at = (ago: number) => sql<number>`${new Date(gate.now() - ago)}`
  const gone = await Promise.all([
    gate.db.kysely.deleteFrom('failed_try').where('until_at', '<', at(0)).executeTakeFirst(),
    gate.db.kysely.deleteFrom('phone_code').where('expires_at', '<', at(0)).executeTakeFirst(),
    gate.db.kysely.deleteFrom('session').where('expires_at', '<', at(KEEP_SESSIONS)).executeTakeFirst(),
  ])
  return gone.reduce((sum, one) => sum + Number(one.numDeletedRows), 0)
}
