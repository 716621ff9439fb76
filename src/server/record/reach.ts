/** Who may see what follows the tree: when a unit has moved, the reach of its tickets is written anew, open and ended ones. */
import type { Database } from '../kernel/database.ts'
import type { Job } from '../kernel/jobs.ts'

/** Tickets written anew in one statement. */
const BATCH = 1000
/** Until then another process may still have gone by the old tree: what it wrote is put right by one more look. */
const SETTLED = '10 seconds'

interface Moved {
  tenantId: number
  units: number[]
  above: number[]
  last: number
}

// All that moved in a city is taken together: where two of a line moved at once, what was above one is above the other.
const MOVED = `SELECT m.tenant_id AS "tenantId", array_agg(DISTINCT m.unit_id) AS units, max(m.id) AS last,
    coalesce((SELECT array_agg(DISTINCT u) FROM unit_moved x, unnest(x.above) u WHERE x.tenant_id = m.tenant_id), '{}') AS above
  FROM unit_moved m GROUP BY m.tenant_id`

const NEXT = `SELECT received_at AS at, appeal_id AS id FROM (
    SELECT DISTINCT r.received_at, r.appeal_id FROM unnest($2::bigint[]) k CROSS JOIN LATERAL (
      SELECT received_at, appeal_id FROM reach WHERE tenant_id = $1 AND unit_id = k AND (received_at, appeal_id) > ($3, $4)
      ORDER BY received_at, appeal_id LIMIT $5) r) r
  ORDER BY 1, 2 LIMIT $5`

// As domain/access/sight.ts has it: the centre, all that were ever assigned, those asked to countersign, those sent a sheet.
const REWRITE = `WITH RECURSIVE involved AS (
    SELECT a.id, a.received_at, i.unit_id FROM appeal a CROSS JOIN LATERAL (
      SELECT a.owner_unit_id AS unit_id
      UNION SELECT g.unit_id FROM assignment g WHERE g.tenant_id = a.tenant_id AND g.appeal_id = a.id
      UNION SELECT p.unit_id FROM approval p WHERE p.tenant_id = a.tenant_id AND p.appeal_id = a.id AND p.kind = 'countersign'
      UNION SELECT s.unit_id FROM sheet_recipient s WHERE s.tenant_id = a.tenant_id AND s.appeal_id = a.id) i
    WHERE a.tenant_id = $1 AND a.id = ANY($2::bigint[])),
  spread AS (
    SELECT i.id, i.received_at, u.id AS unit_id, u.parent_id FROM involved i JOIN unit u ON u.tenant_id = $1 AND u.id = i.unit_id
    UNION SELECT s.id, s.received_at, u.id, u.parent_id FROM spread s JOIN unit u ON u.tenant_id = $1 AND u.id = s.parent_id),
  right_ones AS (SELECT id, received_at, unit_id FROM spread WHERE parent_id IS NOT NULL),
  gone AS (
    DELETE FROM reach r USING appeal a, unnest($3::bigint[]) k
    WHERE a.tenant_id = $1 AND a.id = ANY($2::bigint[]) AND r.tenant_id = $1 AND r.unit_id = k AND r.received_at = a.received_at
      AND r.appeal_id = a.id AND NOT EXISTS (SELECT FROM right_ones o WHERE o.id = a.id AND o.unit_id = k))
  INSERT INTO reach (tenant_id, unit_id, received_at, appeal_id)
  SELECT $1, unit_id, received_at, id FROM right_ones ON CONFLICT DO NOTHING`

const FORGET = `DELETE FROM unit_moved WHERE tenant_id = $1 AND id <= $2 AND at < clock_timestamp() - interval '${SETTLED}'`

/** Writes the reach of all tickets of moved units anew. Safe to run again. */
export async function followMovedUnits(db: Database, signal?: AbortSignal): Promise<void> {
  for (const moved of await db.named<Moved>('reach.moved', MOVED, [])) {
    await rewriteAll(db, moved, signal)
    if (signal?.aborted) return
    await db.named('reach.forget', FORGET, [moved.tenantId, moved.last])
  }
}

async function rewriteAll(
  db: Database,
  { tenantId, units, above }: Moved,
  signal: AbortSignal | undefined,
): Promise<void> {
  let from = { at: '0001-01-01T00:00:00Z', id: 0 }
  while (!signal?.aborted) {
    const values = [tenantId, units, from.at, from.id, BATCH]
    const rows = await db.named<{ at: number; id: number }>('reach.next', NEXT, values)
    if (rows.length > 0)
      await db.named('reach.rewrite', REWRITE, [tenantId, rows.map(r => r.id), [...units, ...above]])
    if (rows.length < BATCH) return
    const last = rows.at(-1)!
    from = { at: new Date(last.at).toISOString(), id: last.id }
  }
}

export const followMovedUnitsJob = ({ db }: { db: Database }): Job => ({
  name: 'follow-moved-units',
  everySeconds: 5,
  run: signal => followMovedUnits(db, signal),
})
