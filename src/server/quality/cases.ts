/** Typical cases as stored. */
import { sql } from 'kysely'
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { CaseState, CaseWords } from '../../domain/quality/typical-case.ts'
import { allOf, when } from '../kernel/conditions.ts'
import type { Database, Queryable } from '../kernel/database.ts'
import { pageOf, positionFrom } from '../kernel/http/cursor.ts'

export interface CaseRow extends CaseWords {
  id: number
  version: number
  appealId: number
  number: string | null
  categoryId: number | null
  unitId: number
  state: CaseState
  createdBy: number
  createdAt: Instant
  approvedBy: number | null
}

const COLUMNS =
  sql.raw(`c.id, c.version, c.appeal_id AS "appealId", c.title, c.situation, c.handling, c.outcome, c.lesson,
  c.category_id AS "categoryId", c.unit_id AS "unitId", c.state, c.created_by AS "createdBy", c.created_at AS "createdAt",
  c.approved_by AS "approvedBy",
  (SELECT a.number FROM appeal a WHERE a.tenant_id = c.tenant_id AND a.id = c.appeal_id) AS number`)

export interface CasesAsked {
  tenantId: number
  states: readonly CaseState[]
  after?: string | undefined
  limit: number
}

const LIST = 'typical_case'

export async function casesOf(db: Database, { tenantId, states, after, limit }: CasesAsked) {
  const from = after === undefined ? null : positionFrom(LIST, after)
  // Written out where it is one, so that the index of public ones serves.
  const [only] = states
  const state =
    states.length === 1 ? sql`c.state = ${sql.lit(only!)}` : sql`c.state = ANY(${[...states]}::text[])`
  const conditions = [
    sql`c.tenant_id = ${tenantId}`,
    state,
    ...when(from, ({ at, id }) => sql`(c.created_at, c.id) < (${isoOf(at)}::timestamptz, ${id}::bigint)`),
  ]
  const { rows } = await sql<CaseRow>`SELECT ${COLUMNS} FROM typical_case c WHERE ${allOf(conditions)}
    ORDER BY c.created_at DESC, c.id DESC LIMIT ${limit + 1}`.execute(db.kysely)
  return pageOf(LIST, rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }))
}

export async function caseById(db: Queryable, tenantId: number, id: number): Promise<CaseRow | null> {
  const { rows } = await sql<CaseRow>`SELECT ${COLUMNS} FROM typical_case c
    WHERE c.tenant_id = ${tenantId} AND c.id = ${id}`.execute(db)
  return rows[0] ?? null
}

export interface SavedCase {
  id: number
  version: number
}

export interface NewCase extends CaseWords {
  tenantId: number
  appealId: number
  categoryId: number | null
  unitId: number
  by: number
  at: Instant
}

/** Null when the matter is a case already. */
export async function insertCase(db: Queryable, c: NewCase): Promise<SavedCase | null> {
  const at = isoOf(c.at)
  const { rows } =
    await sql<SavedCase>`INSERT INTO typical_case (tenant_id, version, appeal_id, title, situation, handling, outcome,
      lesson, category_id, unit_id, state, created_by, created_at, updated_at)
    VALUES (${c.tenantId}, 1, ${c.appealId}, ${c.title}, ${c.situation}, ${c.handling}, ${c.outcome}, ${c.lesson},
      ${c.categoryId}, ${c.unitId}, 'draft', ${c.by}, ${at}, ${at})
    ON CONFLICT (tenant_id, appeal_id) DO NOTHING RETURNING id, version`.execute(db)
  return rows[0] ?? null
}

export interface CaseChange extends CaseWords {
  state: CaseState
  approvedBy: number | null
  at: Instant
}

/** Null when somebody else was faster. */
export async function updateCase(
  db: Queryable,
  tenantId: number,
  { id, version }: SavedCase,
  c: CaseChange,
): Promise<SavedCase | null> {
  const at = isoOf(c.at)
  const { rows } = await sql<SavedCase>`UPDATE typical_case SET version = version + 1, title = ${c.title},
      situation = ${c.situation}, handling = ${c.handling}, outcome = ${c.outcome}, lesson = ${c.lesson}, state = ${c.state},
      updated_at = ${at}::timestamptz, approved_by = ${c.approvedBy}::bigint,
      approved_at = CASE WHEN ${c.approvedBy}::bigint IS NULL THEN NULL ELSE ${at}::timestamptz END
    WHERE tenant_id = ${tenantId} AND id = ${id} AND version = ${version} RETURNING id, version`.execute(db)
  return rows[0] ?? null
}
