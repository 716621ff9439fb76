/** Hourly: limits that were counted into a year without a calendar are counted anew when the calendar has arrived. */
import { systemActor } from '../../domain/access/actor.ts'
import { recountClocks } from '../../domain/record/recount-clocks.ts'
import type { Tenants } from '../directory/tenants.ts'
import type { Database } from '../kernel/database.ts'
import type { Job } from '../kernel/jobs.ts'
import type { Door } from './door.ts'

const PROVISIONAL = `SELECT DISTINCT appeal_id AS id FROM clock
  WHERE tenant_id = $1 AND provisional AND met_at IS NULL AND cancelled_at IS NULL AND calendar_version <> $2`

export const recountJob = ({ db, tenants, door }: { db: Database; tenants: Tenants; door: Door }): Job => ({
  name: 'recount-provisional-limits',
  everySeconds: 3600,
  run: async signal => {
    for (const tenant of await tenants.all()) {
      const { rows } = await db.pool.query<{ id: number }>(PROVISIONAL, [tenant.id, tenant.calendar.version])
      for (const { id } of rows) {
        if (signal.aborted) return
        await door.act({ actor: systemActor(tenant.id), appealId: id, decide: recountClocks, input: {} })
      }
    }
  },
})
