/** Hourly: a suspended matter 挂账 whose day of review has come is shown to the centre that owns it, once for each such day. */
import { type Instant, isoOf } from '../../domain/instant.ts'
import { dayOfNumber } from '../../domain/time/day.ts'
import { dayNumberAt } from '../../domain/time/zone.ts'
import type { Job } from '../kernel/jobs.ts'
import type { Parts } from '../parts.ts'

type Reviewing = Pick<Parts, 'db' | 'tenants' | 'now'>

// The key names the day, so that raising it again does nothing; suspended anew, a matter has another.
const RAISE = `
INSERT INTO alert (tenant_id, key, kind, appeal_id, unit_id, facts, at)
SELECT a.tenant_id, 'suspensionReview:' || a.id || ':' || p.review_on, 'suspensionReview', a.id, a.owner_unit_id,
  jsonb_build_object('number', a.number, 'reviewOn', p.review_on), $3
FROM appeal a CROSS JOIN LATERAL (
  SELECT wanted->>'reviewOn' AS review_on FROM approval
  WHERE tenant_id = a.tenant_id AND appeal_id = a.id AND kind = 'suspension' AND verdict = 'approved'
  ORDER BY no DESC LIMIT 1
) p
WHERE a.tenant_id = $1 AND a.stage = 'suspended' AND p.review_on <= $2
ON CONFLICT DO NOTHING`

export const reviewSuspendedJob = ({ db, tenants, now }: Reviewing): Job => ({
  name: 'review-suspended',
  everySeconds: 3600,
  run: async () => {
    const at: Instant = now()
    for (const { id, calendar } of await tenants.all())
      await db.pool.query(RAISE, [id, dayOfNumber(dayNumberAt(calendar.zone, at)), isoOf(at)])
  },
})
