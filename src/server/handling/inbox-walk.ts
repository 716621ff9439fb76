/** The walk through open duties by their own limit: one index range per unit, per person or for the city, bounded. */
import { type RawBuilder, sql } from 'kysely'
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { Light } from '../../domain/time/lights.ts'
import type { Database } from '../kernel/database.ts'
import type { Position } from '../kernel/http/cursor.ts'

type Sql = RawBuilder<unknown>

/** A duty by its key; `at` is its place in the order. */
export interface Found {
  at: Instant
  id: number
  no: number
}

export interface Wanted {
  tenantId: number
  /** Null: those of the whole city. */
  unitIds: readonly number[] | null
  personId: number | null
  stages: readonly string[] | null
  role: string | null
  lights: readonly Light[] | null
  now: Instant
}

/** Duties looked at for one page where a condition has no index of its own. */
export const BOUND = 1000
/** Each unit is a range of its own; more units than this are told apart on the way through the city's. */
const MOST_RANGES = 60

/** Up to `limit` duties from the position on; `last` is how far the walk came when it met its bound first. */
export async function walkInbox(
  db: Database,
  wanted: Wanted,
  from: Required<Position>,
  limit: number,
): Promise<{ found: Found[]; last: Found | null }> {
  const narrow = conditionsOf(wanted)
  const bound = narrow.length === 0 && rangesOf(wanted) !== null ? limit : BOUND
  const walk = sql`SELECT at, appeal_id, no, unit_id, role, stage FROM (${ranges(wanted, from, bound)}) r
    ORDER BY at, appeal_id, no LIMIT ${bound}`
  const met = [...narrow, ...ofUnits(wanted)].map(c => sql` AND ${c}`)
  const { rows } = await sql<Found & { last: Found | null }>`
    WITH w AS MATERIALIZED (${walk}),
    f AS (SELECT w.at, w.appeal_id AS id, w.no FROM w WHERE true${sql.join(met, sql``)} ORDER BY 1, 2, 3 LIMIT ${limit})
    SELECT f.*, NULL::json AS last FROM f
    UNION ALL SELECT at, appeal_id, no, json_build_object('at', (extract(epoch FROM at) * 1000)::bigint, 'id', appeal_id, 'no', no)
      FROM (SELECT * FROM w ORDER BY at, appeal_id, no OFFSET ${bound - 1} LIMIT 1) l
    ORDER BY 1, 2, 3`.execute(db.kysely)
  return { found: rows.filter(r => r.last === null), last: rows.find(r => r.last !== null)?.last ?? null }
}

const OPEN = sql.raw(`coalesce(g.due_at, '9999-12-31T00:00:00Z'::timestamptz)`)

const rangesOf = ({ unitIds, personId }: Wanted): readonly number[] | null =>
  personId === null && unitIds !== null && unitIds.length <= MOST_RANGES ? unitIds : null

/** The index ranges to read, each in order and no further than its bound. */
function ranges(wanted: Wanted, from: Required<Position>, bound: number): Sql {
  const { tenantId, personId } = wanted
  const range = (
    key: Sql,
  ) => sql`SELECT ${OPEN} AS at, g.appeal_id, g.no, g.unit_id, g.role, g.stage FROM assignment g
    WHERE g.tenant_id = ${tenantId} AND g.ended_at IS NULL AND ${key}
      AND (${OPEN}, g.appeal_id, g.no) > (${isoOf(from.at)}::timestamptz, ${from.id}::bigint, ${from.no}::int)
    ORDER BY ${OPEN}, g.appeal_id, g.no LIMIT ${bound}`
  if (personId !== null) return range(sql`g.person_id = ${personId}`)
  const units = rangesOf(wanted)
  if (units === null) return range(sql`true`)
  if (units.length === 1) return range(sql`g.unit_id = ${units[0]}`)
  return sql`SELECT d.* FROM unnest(${[...units]}::bigint[]) u(id) CROSS JOIN LATERAL (${range(sql`g.unit_id = u.id`)}) d`
}

/** Where the ranges don't keep other units out. */
const ofUnits = (wanted: Wanted): Sql[] =>
  wanted.unitIds === null || rangesOf(wanted) !== null
    ? []
    : [sql`w.unit_id = ANY(${[...wanted.unitIds]}::bigint[])`]

function conditionsOf({ tenantId, stages, role, lights, now }: Wanted): Sql[] {
  const c: Sql[] = []
  if (stages !== null) c.push(sql`w.stage = ANY(${[...stages]}::text[])`)
  if (role !== null) c.push(sql`w.role = ${role}`)
  if (lights !== null) c.push(sql`${litOf(tenantId, now)} = ANY(${[...lights]}::text[])`)
  return c
}

/** The clocks a unit's light is made of, those of its own; a return window is no duty. */
export const DUTY_CLOCKS = ['sign', 'firstContact', 'preliminaryReply', 'reply', 'rework'] as const
const KINDS = sql.raw(DUTY_CLOCKS.map(k => `'${k}'`).join(', '))

/** The reddest light of a duty's running clocks, as domain/time/lights.ts has it. */
const litOf = (tenantId: number, now: Instant): Sql => {
  const at = sql`${isoOf(now)}::timestamptz`
  return sql`(SELECT CASE max(CASE WHEN c.due_at <= ${at} THEN 3 WHEN c.yellow_at <= ${at} THEN 2 WHEN c.green_at <= ${at} THEN 1 ELSE 0 END)
      WHEN 3 THEN 'red' WHEN 2 THEN 'yellow' WHEN 1 THEN 'green' ELSE 'none' END
    FROM clock c WHERE c.tenant_id = ${tenantId} AND c.appeal_id = w.appeal_id AND c.assignment_no = w.no
      AND c.met_at IS NULL AND c.cancelled_at IS NULL AND c.unit_id = w.unit_id AND c.kind IN (${KINDS})
      AND NOT EXISTS (SELECT FROM jsonb_array_elements(c.pauses) p WHERE p->>'to' IS NULL
        AND (p->>'from')::numeric < extract(epoch FROM c.due_at) * 1000))`
}
