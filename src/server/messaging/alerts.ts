/** Lists alerts and notes who has seen them. */
import { sql } from 'kysely'
import { type Instant, isoOf } from '../../domain/instant.ts'
import { allOf, when } from '../kernel/conditions.ts'
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
export async function listAlerts(
  db: Database,
  { tenantId, units, centre }: Watching,
  q: { kind: string | null; seen: boolean; after: number | null; limit: number },
): Promise<AlertRow[]> {
  const theirs = sql`al.unit_id = ANY(${units}::bigint[])`
  const conditions = [
    sql`al.tenant_id = ${tenantId}`,
    centre ? sql`(${theirs} OR al.unit_id IS NULL)` : theirs,
    ...when(q.kind, kind => sql`al.kind = ${kind}`),
    ...(q.seen ? [] : [sql`al.seen_at IS NULL`]),
    ...when(q.after, after => sql`al.id < ${after}`),
  ]
  const { rows } =
    await sql<AlertRow>`SELECT al.id, al.kind, a.number, al.unit_id AS "unitId", al.facts, al.at,
      al.seen_by AS "seenBy", al.seen_at AS "seenAt"
    FROM alert al LEFT JOIN appeal a ON a.tenant_id = al.tenant_id AND a.id = al.appeal_id
    WHERE ${allOf(conditions)} ORDER BY al.id DESC LIMIT ${q.limit}`.execute(db.kysely)
  return rows
}

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
