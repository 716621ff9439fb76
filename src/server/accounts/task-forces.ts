/** Task forces 工作专班 as stored: the list, one with all there is of it, and the scope of those somebody is in. */
import { sql } from 'kysely'
import type { ForceRole, ForceScope, ForceSpan, ForceState } from '../../domain/access/task-force.ts'
import { type Day, type Instant, isoOf } from '../../domain/instant.ts'
import { allOf, type Condition, when } from '../kernel/conditions.ts'
import type { Database, Queryable } from '../kernel/database.ts'
import { pageOf, positionFrom } from '../kernel/http/cursor.ts'

export interface ForceRow extends ForceSpan {
  id: number
  version: number
  name: string
  task: string
  basis: string
  outcome: string | null
  categoryIds: number[]
  regionIds: number[]
  appealIds: number[]
}

export interface MemberRow {
  personId: number
  role: ForceRole
  duty: string | null
  fromOn: Day
  untilOn: Day | null
}

const COLUMNS =
  sql.raw(`f.id, f.version, f.name, f.task, f.basis, f.outcome, f.starts_on AS "startsOn", f.ends_on AS "endsOn",
  f.dissolved_on AS "dissolvedOn", f.category_ids AS "categoryIds", f.region_ids AS "regionIds", f.appeal_ids AS "appealIds"`)

export interface ForcesAsked {
  tenantId: number
  today: Day
  /** Only forces this person is or was in; null for all. */
  personId: number | null
  state?: ForceState | undefined
  after?: string | undefined
  limit: number
}

const STATES: Record<ForceState, (today: Day) => Condition> = {
  ended: today => sql`(f.dissolved_on <= ${today}::date OR f.ends_on < ${today}::date)`,
  coming: today => sql`f.starts_on > ${today}::date AND f.dissolved_on IS NULL`,
  active: today => sql`f.starts_on <= ${today}::date AND coalesce(f.dissolved_on > ${today}::date, true)
    AND coalesce(f.ends_on >= ${today}::date, true)`,
}

const LIST = 'task_force'
type Listed = ForceRow & { leaderId: number | null; memberCount: number; personIds: number[] }

/** Latest first, with who leads and who is in it now. */
export async function forcesOf(db: Database, asked: ForcesAsked) {
  const from = asked.after === undefined ? null : positionFrom(LIST, asked.after)
  const conditions = [
    sql`f.tenant_id = ${asked.tenantId}`,
    ...when(
      asked.personId,
      id =>
        sql`f.id IN (SELECT m.force_id FROM task_force_member m WHERE m.tenant_id = ${asked.tenantId} AND m.person_id = ${id})`,
    ),
    ...when(asked.state, state => STATES[state](asked.today)),
    ...when(
      from,
      ({ at, id }) => sql`(f.starts_on, f.id) < (${isoOf(at).slice(0, 10)}::date, ${id}::bigint)`,
    ),
  ]
  const { rows } = await sql<Listed>`SELECT ${COLUMNS}, m.* FROM task_force f CROSS JOIN LATERAL (
      SELECT min(person_id) FILTER (WHERE role = 'leader') AS "leaderId", count(*)::int AS "memberCount",
        coalesce(array_agg(person_id), '{}') AS "personIds"
      FROM task_force_member m WHERE m.tenant_id = f.tenant_id AND m.force_id = f.id AND m.until_on IS NULL) m
    WHERE ${allOf(conditions)} ORDER BY f.starts_on DESC, f.id DESC LIMIT ${asked.limit + 1}`.execute(
    db.kysely,
  )
  return pageOf(LIST, rows, asked.limit, ({ startsOn, id }) => ({ at: Date.parse(startsOn), id }))
}

/** Null when there is none; `lock`: nobody else changes it until the transaction ends. */
export async function forceById(
  db: Queryable,
  tenantId: number,
  id: number,
  lock = false,
): Promise<ForceRow | null> {
  const { rows } =
    await sql<ForceRow>`SELECT ${COLUMNS} FROM task_force f WHERE f.tenant_id = ${tenantId} AND f.id = ${id}
    ${lock ? sql`FOR UPDATE` : sql``}`.execute(db)
  return rows[0] ?? null
}

/** Past and present, in the order in which they came. */
export async function membersOf(db: Queryable, tenantId: number, forceId: number): Promise<MemberRow[]> {
  const { rows } =
    await sql<MemberRow>`SELECT person_id AS "personId", role, duty, from_on AS "fromOn", until_on AS "untilOn"
    FROM task_force_member WHERE tenant_id = ${tenantId} AND force_id = ${forceId} ORDER BY id LIMIT 1000`.execute(
      db,
    )
  return rows
}

export const notesOf = (db: Database, tenantId: number, forceId: number) =>
  db.named<{ id: number; at: Instant; byId: number; text: string }>(
    'force.notes',
    `SELECT id, at, by_id AS "byId", text FROM task_force_note WHERE tenant_id = $1 AND force_id = $2 ORDER BY id DESC LIMIT 100`,
    [tenantId, forceId],
  )

/** What was changed, latest first. */
export const historyOf = (db: Database, tenantId: number, forceId: number) =>
  db.named<{ at: Instant; byId: number | null; act: string }>(
    'force.history',
    `SELECT at, person_id AS "byId", act FROM audit WHERE tenant_id = $1 AND act = ANY($2) AND subject = $3 ORDER BY id DESC LIMIT 100`,
    [tenantId, FORCE_ACTS, String(forceId)],
  )

export const FORCE_ACTS = ['taskForce.opened', 'taskForce.changed', 'taskForce.dissolved'] as const
export type ForceAct = (typeof FORCE_ACTS)[number]

export interface NumberedAppeal {
  id: number
  number: string
}

export const appealsNumbered = async (db: Queryable, tenantId: number, numbers: readonly string[]) =>
  (
    await sql<NumberedAppeal>`SELECT id, number FROM appeal WHERE tenant_id = ${tenantId}
      AND number = ANY(${[...numbers]}::text[])`.execute(db)
  ).rows

export const numbersOfAppeals = (db: Database, tenantId: number, ids: readonly number[]) =>
  db.named<NumberedAppeal>(
    'force.numbers',
    'SELECT id, number FROM appeal WHERE tenant_id = $1 AND id = ANY($2::bigint[]) ORDER BY number',
    [tenantId, ids],
  )

/** Everything below what a force names included; null when there is none. */
export async function scopeOfForce(db: Database, tenantId: number, id: number): Promise<ForceScope | null> {
  const [row] = await db.named<ForceScope>(
    'force.scope',
    `SELECT id, category_ids AS "categoryIds", region_ids AS "regionIds", appeal_ids AS "appealIds"
     FROM task_force_scope WHERE tenant_id = $1 AND id = $2`,
    [tenantId, id],
  )
  return row ?? null
}
