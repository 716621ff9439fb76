/** Lists alerts and notes who has seen them. */
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { Database } from '../kernel/database.ts'

export interface Watching {
  tenantId: number
  /** Units whose alerts are shown; `centre` adds those of no unit. */
  units: readonly number[]
  centre: boolean
}

export interface AlertRow {
  id: number
  kind: string
  number: string | null
  unitId: number | null
  facts: Record<string, unknown>
  at: Instant
  seenBy: number | null
  seenAt: Instant | null
}

const WITHIN = '(al.unit_id = ANY($2::bigint[]) OR (al.unit_id IS NULL AND $3))'

/** Latest first. */
export const listAlerts = (
  db: Database,
  { tenantId, units, centre }: Watching,
  q: { kind: string | null; seen: boolean; after: number | null; limit: number },
): Promise<AlertRow[]> =>
  db.named(
    'alert.list',
    `SELECT al.id, al.kind, a.number, al.unit_id AS "unitId", al.facts, al.at, al.seen_by AS "seenBy", al.seen_at AS "seenAt"
     FROM alert al LEFT JOIN appeal a ON a.tenant_id = al.tenant_id AND a.id = al.appeal_id
     WHERE al.tenant_id = $1 AND ${WITHIN} AND ($4::text IS NULL OR al.kind = $4) AND ($5 OR al.seen_at IS NULL)
       AND ($6::bigint IS NULL OR al.id < $6) ORDER BY al.id DESC LIMIT $7`,
    [tenantId, units, centre, q.kind, q.seen, q.after, q.limit],
  )

/** Who saw it first, and when; null when there is no such alert to be seen. */
export async function seeAlert(
  db: Database,
  { tenantId, units, centre }: Watching,
  { id, personId, at }: { id: number; personId: number | null; at: Instant },
): Promise<{ seenBy: number | null; seenAt: Instant } | null> {
  const [row] = await db.named<{ seenBy: number | null; seenAt: Instant }>(
    'alert.see',
    `UPDATE alert al SET seen_by = CASE WHEN seen_at IS NULL THEN $5 ELSE seen_by END, seen_at = coalesce(seen_at, $6)
     WHERE tenant_id = $1 AND ${WITHIN} AND id = $4 RETURNING seen_by AS "seenBy", seen_at AS "seenAt"`,
    [tenantId, units, centre, id, personId, isoOf(at)],
  )
  return row ?? null
}
