/** Alerts for people who watch: risk words in an appeal, and a person who comes for the third time with the same matter. */

import { DAY, type Instant, isoOf } from '../../domain/instant.ts'
import type { TicketState } from '../../domain/record/state.ts'
import type { Parts } from '../parts.ts'

type Alerting = Pick<Parts, 'db' | 'tenants'>

// The key makes an alert unique, so that raising it again does nothing.
const RAISE = `
INSERT INTO alert (tenant_id, key, kind, appeal_id, unit_id, facts, at)
SELECT a.tenant_id, x.kind || ':' || a.id, x.kind, a.id, a.owner_unit_id, x.facts, $4
FROM appeal a CROSS JOIN LATERAL (
  SELECT 'risk' AS kind, jsonb_build_object('number', a.number, 'risks', a.risks) AS facts WHERE a.risks <> '{}'
  UNION ALL
  SELECT 'repeats', jsonb_build_object('number', a.number, 'times', a.repeats + 1) WHERE a.repeats + 1 >= $3
) x
WHERE a.tenant_id = $1 AND (a.risks <> '{}' OR a.repeats > 0) AND NOT a.imported
  AND CASE WHEN $2::bigint IS NULL THEN a.received_at > $5 ELSE a.id = $2 END
ON CONFLICT DO NOTHING`

/** Raises what an appeal that was just received calls for. */
export async function raiseAlerts(
  parts: Alerting,
  { tenantId, id, appeal }: TicketState,
  now: Instant,
): Promise<void> {
  if (appeal.risks.length === 0 && appeal.repeats === 0) return
  const { policy } = await parts.tenants.get(tenantId)
  const at = isoOf(now)
  await parts.db.named('intake.alert', RAISE, [tenantId, id, policy.rules.repeats.alertAt, at, at])
}

/** Raises what a crash left out between the commit and the alert. */
export async function raiseForgotten(parts: Alerting, now: Instant): Promise<void> {
  for (const { id, policy } of await parts.tenants.all())
    await parts.db.named('intake.alert', RAISE, [
      id,
      null,
      policy.rules.repeats.alertAt,
      isoOf(now),
      isoOf(now - 2 * DAY),
    ])
}
