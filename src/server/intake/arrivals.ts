/** What is known already when something arrives: earlier appeals like it, floods, restraints, and whether it was answered before. */

import { DAY, HOUR, type Instant, isoOf } from '../../domain/instant.ts'
import { cellsAround, type Earlier, type Likened } from '../../domain/intake/candidates.ts'
import type { Stage } from '../../domain/vocabulary.ts'
import type { Database } from '../kernel/database.ts'
import { grouped } from '../kernel/grouped.ts'
import type { Remembered } from '../kernel/once.ts'
import { IS_APPEAL } from '../record/is-appeal.ts'

export interface ArrivalAsked {
  tenantId: number
  phoneKey: Buffer | null
  likened: Likened
  /** MinHash bands of the new text; empty when there is none. */
  bands: readonly number[]
  /** Compare all word by word; otherwise only what the same person brought, and the rest by its bands, which is quicker. */
  exact: boolean
  /** How far back to look, in days. */
  windowDays: number
  /** The full idempotency key, when the caller gave one. */
  key: string | null
  external: { platform: string; id: string } | null
}

export interface Restraint {
  id: number
  reason: string
  perHour: number
  until: Instant | null
}

export interface ArrivalKnown {
  earlier: Earlier[]
  /** Contacts of the phone within the last hour, and the first of them. */
  lastHour: number
  firstAt: Instant | null
  restraint: Restraint | null
  remembered: Remembered | null
  /** The number under which the external id is known already. */
  existing: string | null
}

/** More contacts an hour than this are not counted; every limit is far below. */
const COUNTED = 200
const OF_PERSON = 12
const OF_PLACE = 6
/** The newest so many of each of four bands, and of these the ones that share most. */
const OF_BAND = 6
const OF_WORDS = 6

const sharing = (
  band: number,
) => `(SELECT s.appeal_id AS id FROM appeal_search s WHERE s.tenant_id = q.tenant_id
            AND s.bands[${band}] = q.bands[${band}] AND s.received_at > q.since ORDER BY s.received_at DESC LIMIT ${OF_BAND})`

// Each part is bounded by an index in the order of time, so that no popular phone, cell or phrase slows everybody
// down; OFFSET 0 keeps the planner from joining whole tables while their statistics are young.
const KNOWN = `
SELECT q.n,
  (SELECT json_build_object('n', count(DISTINCT coalesce(x.contact_id, -x.id)), 'first', min(x.at))
    FROM (SELECT i.id, i.contact_id, i.at FROM identity i WHERE i.tenant_id = q.tenant_id AND i.phone_key = q.phone_key
    AND i.at > q.hour_ago LIMIT ${COUNTED}) x) AS came,
  (SELECT row_to_json(x) FROM (SELECT r.id, r.reason, r.per_hour, r.until_at FROM restraint r
    WHERE r.tenant_id = q.tenant_id AND r.phone_key = q.phone_key AND r.from_at <= q.now
    AND (r.until_at IS NULL OR r.until_at > q.now) ORDER BY r.per_hour LIMIT 1) x) AS restraint,
  (SELECT row_to_json(x) FROM (SELECT encode(m.request_hash, 'hex') AS hash, m.response FROM idempotency m
    WHERE m.tenant_id = q.tenant_id AND m.key = q.key) x) AS remembered,
  (SELECT a.number FROM appeal a WHERE a.tenant_id = q.tenant_id AND a.external_platform = q.platform
    AND a.external_id = q.external_id) AS existing,
  (SELECT json_agg(x) FROM (
    SELECT a.*, found.person, s.tokens, s.bands,
      (SELECT number FROM appeal m WHERE m.tenant_id = q.tenant_id AND m.id = a.merged_into_id) AS merged_into
    FROM (
      SELECT id, bool_or(person) AS person FROM (
        (SELECT i.appeal_id AS id, true AS person FROM identity i WHERE i.tenant_id = q.tenant_id
          AND i.phone_key = q.phone_key AND i.at > q.since AND i.appeal_id IS NOT NULL ORDER BY i.at DESC LIMIT ${OF_PERSON})
        UNION ALL
        (SELECT id, false FROM (
          ${[1, 2, 3, 4].map(sharing).join(' UNION ALL ')}
        ) shared GROUP BY id ORDER BY count(*) DESC, id DESC LIMIT ${OF_WORDS})
        UNION ALL
        (SELECT near.id, false FROM unnest(q.cells) cell CROSS JOIN LATERAL (
          SELECT a.id FROM appeal a WHERE a.tenant_id = q.tenant_id AND a.category_id = q.category_id
            AND (floor(a.lng / 0.005) * 100000 + floor(a.lat / 0.005))::bigint = cell AND a.lng IS NOT NULL
            AND a.lat IS NOT NULL AND a.received_at > q.since ORDER BY a.received_at DESC LIMIT ${OF_PLACE}) near)
        UNION ALL
        (SELECT a.id, false FROM appeal a WHERE a.tenant_id = q.tenant_id AND a.grid_id = q.grid_id
          AND a.category_id = q.category_id AND a.received_at > q.since ORDER BY a.received_at DESC LIMIT ${OF_PLACE})
      ) ids GROUP BY id
    ) found
    CROSS JOIN LATERAL (SELECT a.id, a.number, a.title, a.stage, a.category_id, a.region_id, a.grid_id, a.lng, a.lat,
        a.received_at, a.owner_unit_id, a.merged_into_id
      FROM appeal a WHERE a.tenant_id = q.tenant_id AND a.id = found.id AND a.stage <> 'withdrawn' AND NOT a.confidential
        AND ${IS_APPEAL('a.kind')} OFFSET 0) a
    LEFT JOIN LATERAL (SELECT CASE WHEN (q.exact OR found.person) AND s.bands && q.bands THEN tsvector_to_array(s.words) END AS tokens,
        CASE WHEN NOT q.exact AND NOT found.person THEN s.bands END AS bands
      FROM appeal_search s WHERE s.tenant_id = q.tenant_id AND s.appeal_id = found.id OFFSET 0) s ON true
  ) x) AS earlier
FROM json_to_recordset($1) AS q(n int, tenant_id bigint, phone_key bytea, bands int[], exact boolean, cells bigint[], category_id bigint,
  grid_id bigint, now timestamptz, since timestamptz, hour_ago timestamptz, key text, platform text, external_id text)`

interface EarlierRow {
  id: number
  number: string
  title: string | null
  stage: Stage
  category_id: number | null
  region_id: number | null
  grid_id: number | null
  lng: number | null
  lat: number | null
  received_at: string
  owner_unit_id: number
  person: boolean
  merged_into: string | null
  tokens: string[] | null
  bands: number[] | null
}

interface KnownRow {
  n: number
  came: { n: number; first: string | null }
  restraint: { id: number; reason: string; per_hour: number; until_at: string | null } | null
  remembered: { hash: string; response: Record<string, unknown> } | null
  existing: string | null
  earlier: EarlierRow[] | null
}

/** Answers from the database as it was when asked; what is being committed at the same moment isn't seen. */
export function openArrivals(db: Database): (asked: ArrivalAsked) => Promise<ArrivalKnown> {
  return grouped(async (asked: ArrivalAsked[]) => {
    const rows = await db.named<KnownRow>('intake.known', KNOWN, [JSON.stringify(asked.map(rowOf))])
    const byNumber = new Map(rows.map(row => [row.n, row]))
    return asked.map((_, n) => knownOf(byNumber.get(n)!))
  })
}

function rowOf(
  { tenantId, phoneKey, likened, bands, exact, windowDays, key, external }: ArrivalAsked,
  n: number,
) {
  const { receivedAt, lng, lat, categoryId, gridId } = likened
  return {
    n,
    tenant_id: tenantId,
    phone_key: phoneKey && `\\x${phoneKey.toString('hex')}`,
    bands,
    exact,
    cells: lng !== null && lat !== null && categoryId !== null ? cellsAround(lng, lat) : [],
    category_id: categoryId,
    grid_id: gridId,
    now: isoOf(receivedAt),
    since: isoOf(receivedAt - windowDays * DAY),
    hour_ago: isoOf(receivedAt - HOUR),
    key,
    platform: external?.platform ?? null,
    external_id: external?.id ?? null,
  }
}

function knownOf({ came, restraint, remembered, existing, earlier }: KnownRow): ArrivalKnown {
  return {
    lastHour: came.n,
    firstAt: came.first === null ? null : Date.parse(came.first),
    restraint: restraint && {
      id: restraint.id,
      reason: restraint.reason,
      perHour: restraint.per_hour,
      until: restraint.until_at === null ? null : Date.parse(restraint.until_at),
    },
    remembered: remembered && {
      requestHash: Buffer.from(remembered.hash, 'hex'),
      response: remembered.response,
    },
    existing,
    earlier: (earlier ?? []).map(earlierOf),
  }
}

const earlierOf = (r: EarlierRow): Earlier => ({
  id: r.id,
  number: r.number,
  title: r.title,
  stage: r.stage,
  ownerUnitId: r.owner_unit_id,
  mergedInto: r.merged_into,
  samePerson: r.person,
  // The words that say when it came are no words of its own.
  tokens: r.tokens?.filter(token => !token.startsWith('@')) ?? null,
  bands: r.bands,
  categoryId: r.category_id,
  regionId: r.region_id,
  gridId: r.grid_id,
  lng: r.lng,
  lat: r.lat,
  receivedAt: Date.parse(r.received_at),
})
