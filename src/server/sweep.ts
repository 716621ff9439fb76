/** Takes away, every hour and in batches, what was kept for a while only. */
import { DAY, HOUR, type Instant, isoOf } from '../domain/instant.ts'
import type { Database } from './kernel/database.ts'
import type { Job } from './kernel/jobs.ts'

const BATCH = 5000

/** Deletes the oldest of a table; `$1` is the moment before which they go, `$2` how many at most. */
const oldest = (table: string, key: string, at: string, and = ''): string =>
  `DELETE FROM ${table} WHERE (tenant_id, ${key}) IN
     (SELECT tenant_id, ${key} FROM ${table} WHERE ${at} < $1 ${and} ORDER BY ${at} LIMIT $2)`

const KEPT: readonly { ms: number; gone: string }[] = [
  // A client that repeats a request does so within two days.
  { ms: 2 * DAY, gone: oldest('idempotency', 'key', 'at') },
  // Sample cities keep one-time codes for their outbox page.
  { ms: DAY, gone: oldest('message', 'id', 'created_at', `AND template = 'oneTimeCode'`) },
  // What groups were told is nobody's letter.
  { ms: 30 * DAY, gone: oldest('message', 'id', 'created_at', 'AND robot_id IS NOT NULL') },
  // What has waited as long goes too: its webhook is switched off or gone for good.
  { ms: 30 * DAY, gone: oldest('webhook_delivery', 'id', 'next_at') },
]

/** The sweep as a job for every hour. */
export const sweepJob = ({ db, now }: { db: Database; now: () => Instant }): Job => ({
  name: 'sweep-kept',
  everySeconds: HOUR / 1000,
  run: async signal => {
    for (const { ms, gone } of KEPT)
      for (let more = true; more && !signal.aborted; ) {
        const { rowCount } = await db.pool.query(gone, [isoOf(now() - ms), BATCH])
        more = rowCount === BATCH
      }
  },
})
