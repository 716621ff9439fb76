/** Commendations as stored: the list, registering, deciding, erasing, and what they count by unit. */
import { sql } from 'kysely'
import { type Day, type Instant, isoOf } from '../../domain/instant.ts'
import type { CommendationSource, CommendationState } from '../../domain/quality/commendation.ts'
import { allOf, when } from '../kernel/conditions.ts'
import type { Database, Queryable } from '../kernel/database.ts'
import { pageOf, positionFrom } from '../kernel/http/cursor.ts'

export interface CommendationRow {
  id: number
  source: CommendationSource
  thankedBy: string | null
  receivedOn: Day
  appealId: number | null
  number: string | null
  unitId: number
  personIds: number[]
  words: string | null
  fileId: number | null
  fileName: string | null
  fileSize: number | null
  state: CommendationState
  points: number | null
  createdBy: number
  createdAt: Instant
  decidedBy: number | null
  reason: string | null
}

const COLUMNS =
  sql.raw(`c.id, c.source, c.thanked_by AS "thankedBy", c.received_on AS "receivedOn", c.appeal_id AS "appealId",
  (SELECT a.number FROM appeal a WHERE a.tenant_id = c.tenant_id AND a.id = c.appeal_id) AS number, c.unit_id AS "unitId",
  c.person_ids AS "personIds", c.words, c.file_id AS "fileId", f.name AS "fileName", f.size::float8 AS "fileSize", c.state,
  c.points, c.created_by AS "createdBy", c.created_at AS "createdAt", c.decided_by AS "decidedBy", c.reason`)
const FROM = sql.raw(`commendation c LEFT JOIN file f ON f.tenant_id = c.tenant_id AND f.id = c.file_id`)

export interface CommendationsAsked {
  tenantId: number
  /** Null: all. */
  unitIds: readonly number[] | null
  state?: CommendationState | undefined
  source?: CommendationSource | undefined
  from?: Day | undefined
  until?: Day | undefined
  after?: string | undefined
  limit: number
}

const LIST = 'commendation'

export async function commendationsOf(db: Database, asked: CommendationsAsked) {
  const from = asked.after === undefined ? null : positionFrom(LIST, asked.after)
  const conditions = [
    sql`c.tenant_id = ${asked.tenantId}`,
    ...when(asked.unitIds, ids => sql`c.unit_id = ANY(${[...ids]}::bigint[])`),
    ...when(asked.state, state => sql`c.state = ${state}`),
    ...when(asked.source, source => sql`c.source = ${source}`),
    ...when(asked.from, day => sql`c.received_on >= ${day}::date`),
    ...when(asked.until, day => sql`c.received_on <= ${day}::date`),
    ...when(
      from,
      ({ at, id }) => sql`(c.received_on, c.id) < (${isoOf(at).slice(0, 10)}::date, ${id}::bigint)`,
    ),
  ]
  const { rows } = await sql<CommendationRow>`SELECT ${COLUMNS} FROM ${FROM} WHERE ${allOf(conditions)}
    ORDER BY c.received_on DESC, c.id DESC LIMIT ${asked.limit + 1}`.execute(db.kysely)
  return pageOf(LIST, rows, asked.limit, ({ receivedOn, id }) => ({ at: Date.parse(receivedOn), id }))
}

export async function commendationById(
  db: Queryable,
  tenantId: number,
  id: number,
): Promise<CommendationRow | null> {
  const { rows } = await sql<CommendationRow>`SELECT ${COLUMNS} FROM ${FROM}
    WHERE c.tenant_id = ${tenantId} AND c.id = ${id}`.execute(db)
  return rows[0] ?? null
}

export type NewCommendation = Pick<
  CommendationRow,
  | 'source'
  | 'thankedBy'
  | 'receivedOn'
  | 'appealId'
  | 'unitId'
  | 'personIds'
  | 'words'
  | 'fileId'
  | 'createdBy'
  | 'createdAt'
> & { tenantId: number }

export async function insertCommendation(tx: Queryable, c: NewCommendation): Promise<number> {
  const { rows } = await sql<{
    id: number
  }>`INSERT INTO commendation (tenant_id, source, thanked_by, received_on, appeal_id,
      unit_id, person_ids, words, file_id, state, created_by, created_at)
    VALUES (${c.tenantId}, ${c.source}, ${c.thankedBy}, ${c.receivedOn}::date, ${c.appealId}, ${c.unitId},
      ${c.personIds}::bigint[], ${c.words}, ${c.fileId}, 'proposed', ${c.createdBy}, ${isoOf(c.createdAt)})
    RETURNING id`.execute(tx)
  return rows[0]!.id
}

export interface CommendationDecision {
  tenantId: number
  id: number
  by: number | null
  at: Instant
  /** What it counts; null dismisses it. */
  points: number | null
  reason: string | null
}

/** False when somebody else decided meanwhile. */
export async function decideCommendation(db: Queryable, d: CommendationDecision): Promise<boolean> {
  const { rows } =
    await sql`UPDATE commendation SET state = ${d.points === null ? 'dismissed' : 'confirmed'}, points = ${d.points},
      decided_by = ${d.by}, decided_at = ${isoOf(d.at)}::timestamptz, reason = ${d.reason}
    WHERE tenant_id = ${d.tenantId} AND id = ${d.id} AND state = 'proposed' RETURNING id`.execute(db)
  return rows.length > 0
}

export interface Credit {
  unitId: number
  count: number
  points: number
  higherLevel: number
  enterprise: number
  citizen: number
}

/** Most points first. */
export async function creditsOf(
  db: Database,
  {
    tenantId,
    unitIds,
    from,
    until,
  }: { tenantId: number; unitIds: readonly number[] | null; from: Day; until: Day },
): Promise<Credit[]> {
  const { rows } =
    await sql<Credit>`SELECT unit_id AS "unitId", count(*)::int AS count, sum(points)::float8 AS points,
      (count(*) FILTER (WHERE source = 'higherLevel'))::int AS "higherLevel",
      (count(*) FILTER (WHERE source = 'enterprise'))::int AS enterprise,
      (count(*) FILTER (WHERE source = 'citizen'))::int AS citizen
    FROM commendation WHERE ${allOf([
      sql`tenant_id = ${tenantId}`,
      sql`state = 'confirmed'`,
      sql`received_on BETWEEN ${from}::date AND ${until}::date`,
      ...when(unitIds, ids => sql`unit_id = ANY(${[...ids]}::bigint[])`),
    ])} GROUP BY unit_id ORDER BY 3 DESC, 2 DESC, 1`.execute(db.kysely)
  return rows
}
