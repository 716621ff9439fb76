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

/** How many came in, of a category, a region, or from a channel to a unit. */
export interface LatelyRow {
  what: 'category' | 'region' | 'flow'
  categoryId: number | null
  regionId: number | null
  channelId: number | null
  leadUnitId: number | null
  today: number
  day: number
  week: number
  weekBefore: number
}

const OF = '$1::bigint[] IS NULL OR lead_unit_id = ANY ($1)'

const CATEGORIES = `SELECT 'category' AS what, category_id AS "categoryId", count(*) FILTER (WHERE received_at >= $4) AS today,
  count(*) FILTER (WHERE received_at >= $6) AS week, count(*) FILTER (WHERE received_at < $6) AS "weekBefore"
FROM appeal WHERE tenant_id = $2 AND received_at >= $3 AND received_at < $5 AND (${OF}) GROUP BY category_id`

// GROUPING has a bit for every column that a row does not group by.
const PLACES = `SELECT CASE grouping(region_id) WHEN 0 THEN 'region' ELSE 'flow' END AS what, region_id AS "regionId",
  channel_id AS "channelId", lead_unit_id AS "leadUnitId", count(*) FILTER (WHERE received_at >= $4) AS today,
  count(*) FILTER (WHERE received_at >= $6) AS day, count(*) AS week
FROM appeal WHERE tenant_id = $2 AND received_at >= $3 AND received_at < $5 AND (${OF})
GROUP BY GROUPING SETS ((region_id), (channel_id, lead_unit_id))`

const HOURS = `SELECT floor(extract(epoch FROM received_at - $3::timestamptz) / 3600)::int AS hour, count(*) AS n
FROM appeal WHERE tenant_id = $2 AND received_at >= $3 AND received_at < $4 AND (${OF}) GROUP BY 1`

const valuesOf = (w: WallOf, moments: readonly Instant[]) => [w.leads, w.tenantId, ...moments.map(isoOf)]
/** The city and a unit are planned apart. */
const nameOf = (w: WallOf, name: string): string => `wall.${name}${w.leads ? '.of' : ''}`

export async function receivedLately(db: Database, w: WallOf): Promise<LatelyRow[]> {
  const { today, tomorrow } = w
  const [categories, places] = await Promise.all([
    db.named<LatelyRow>(
      nameOf(w, 'categories'),
      CATEGORIES,
      valuesOf(w, [w.twoWeeksAgo, today, tomorrow, w.weekAgo]),
    ),
    db.named<LatelyRow>(nameOf(w, 'places'), PLACES, valuesOf(w, [w.weekAgo, today, tomorrow, w.dayAgo])),
  ])
  return [...categories, ...places]
}

/** Received in each hour since the day began. */
export const receivedByHour = (db: Database, w: WallOf): Promise<{ hour: number; n: number }[]> =>
  db.named<{ hour: number; n: number }>(nameOf(w, 'hours'), HOURS, valuesOf(w, [w.today, w.tomorrow]))

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
  db.named<OpenRow>(nameOf(w, 'open'), OPEN, valuesOf(w, [w.now, w.today, w.tomorrow]))

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
