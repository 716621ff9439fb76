/** The counts of the wall: what came in lately, what is open and in which light, contacts of the day. From indexes alone. */
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { ContactOutcome } from '../../domain/vocabulary.ts'
import type { Database } from '../kernel/database.ts'

/** Whose wall, and the moments it counts from. */
export interface WallOf {
  tenantId: number
  /** The lead units counted; null: all tickets of the tenant. */
  leads: readonly number[] | null
  now: Instant
  today: Instant
  tomorrow: Instant
  /** Twenty-four hours ago. */
  dayAgo: Instant
  /** Seven days ago, and fourteen. */
  weekAgo: Instant
  twoWeeksAgo: Instant
}

/** One row per category, region, hour of the last eight days, and channel with unit; `what` says which. */
export interface LatelyRow {
  what: 'category' | 'region' | 'hour' | 'flow' | 'all'
  categoryId: number | null
  regionId: number | null
  hour: Instant | null
  channelId: number | null
  leadUnitId: number | null
  today: number
  day: number
  week: number
  weekBefore: number
}

const OF = '$1::bigint[] IS NULL OR lead_unit_id = ANY ($1)'

// GROUPING has a bit for every column that a row does not group by.
const LATELY = `
SELECT CASE grouping(category_id, region_id, hour, channel_id)
    WHEN 7 THEN 'category' WHEN 11 THEN 'region' WHEN 13 THEN 'hour' WHEN 14 THEN 'flow' ELSE 'all' END AS what,
  category_id AS "categoryId", region_id AS "regionId", hour, channel_id AS "channelId", lead_unit_id AS "leadUnitId",
  count(*) FILTER (WHERE received_at >= $4) AS today, count(*) FILTER (WHERE received_at >= $5) AS day,
  count(*) FILTER (WHERE received_at >= $6) AS week, count(*) FILTER (WHERE received_at < $6) AS "weekBefore"
FROM (SELECT category_id, region_id, channel_id, lead_unit_id, received_at,
    CASE WHEN received_at >= $4::timestamptz - interval '8 days'
      THEN $4::timestamptz + floor(extract(epoch FROM received_at - $4::timestamptz) / 3600) * interval '1 hour' END AS hour
  FROM appeal WHERE tenant_id = $2 AND received_at >= $3 AND received_at < $7 AND (${OF})) a
GROUP BY GROUPING SETS ((category_id), (region_id), (hour), (channel_id, lead_unit_id), ())`

export const receivedLately = (db: Database, w: WallOf): Promise<LatelyRow[]> =>
  db.named<LatelyRow>(w.leads ? 'wall.lately.of' : 'wall.lately', LATELY, [
    w.leads,
    w.tenantId,
    ...[w.twoWeeksAgo, w.today, w.dayAgo, w.weekAgo, w.tomorrow].map(isoOf),
  ])

export interface OpenRow {
  leadUnitId: number | null
  inHand: number
  green: number
  yellow: number
  red: number
  dueToday: number
}

const OPEN = `
SELECT lead_unit_id AS "leadUnitId", count(*) AS "inHand",
  count(*) FILTER (WHERE green_at <= $3 AND yellow_at > $3 AND due_at IS NOT NULL) AS green,
  count(*) FILTER (WHERE yellow_at <= $3 AND due_at > $3 AND green_at IS NOT NULL) AS yellow,
  count(*) FILTER (WHERE due_at <= $3 AND green_at IS NOT NULL AND yellow_at IS NOT NULL) AS red,
  count(*) FILTER (WHERE due_at >= $4 AND due_at < $5) AS "dueToday"
FROM appeal WHERE tenant_id = $2 AND ended_at IS NULL AND (${OF}) GROUP BY 1`

export const openByLead = (db: Database, w: WallOf): Promise<OpenRow[]> =>
  db.named<OpenRow>(w.leads ? 'wall.open.of' : 'wall.open', OPEN, [
    w.leads,
    w.tenantId,
    ...[w.now, w.today, w.tomorrow].map(isoOf),
  ])

/** Contacts of the day that these units took, by how they ended. */
export function contactsToday(
  db: Database,
  { tenantId, today, tomorrow }: WallOf,
  unitIds: readonly number[],
): Promise<{ outcome: ContactOutcome; n: number }[]> {
  return db.named(
    'wall.contacts',
    `SELECT outcome, count(*) AS n FROM contact
     WHERE tenant_id = $1 AND at >= $2 AND at < $3 AND unit_id = ANY ($4::bigint[]) GROUP BY 1`,
    [tenantId, isoOf(today), isoOf(tomorrow), unitIds],
  )
}

/** When a ticket of the tenant last changed: among the newest events, or what the last seal says. */
export async function changedAt(db: Database, tenantId: number): Promise<Instant | null> {
  const [row] = await db.named<{ at: Instant | null }>(
    'wall.changed',
    `SELECT coalesce((SELECT max(recorded_at) FROM (SELECT tenant_id, recorded_at FROM event ORDER BY id DESC LIMIT 1000) e
       WHERE tenant_id = $1), (SELECT at FROM seal WHERE tenant_id = $1 ORDER BY no DESC LIMIT 1)) AS at`,
    [tenantId],
  )
  return row!.at
}
