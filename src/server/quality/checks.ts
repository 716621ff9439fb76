/** Checks as stored: what is checked, writing one, listing them, averages of agents. */
import { sql } from 'kysely'
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { CheckedWork } from '../../domain/quality/check-work.ts'
import type { QualitySubject } from '../../domain/quality/scorecard.ts'
import { allOf, type Condition, when } from '../kernel/conditions.ts'
import type { Database } from '../kernel/database.ts'
import { pageOf, positionFrom } from '../kernel/http/cursor.ts'
import { AGENT_OF } from './queue.ts'

export interface StoredWork extends CheckedWork {
  subject: QualitySubject
  contactId: number | null
  appealId: number | null
  /** Whose conduct it shows. */
  aboutUnitId: number
}

const CONTACT = `SELECT 'contact' AS subject, c.id AS "contactId", c.appeal_id AS "appealId", c.unit_id AS "unitId",
  c.unit_id AS "aboutUnitId", c.agent_id AS "agentId", c.outcome NOT IN ('pending', 'abandoned') AS ended,
  EXISTS (SELECT FROM quality_check q WHERE q.tenant_id = $1 AND q.subject = 'contact' AND q.contact_id = c.id) AS checked
  FROM contact c WHERE c.tenant_id = $1 AND c.id = $2`

const APPEAL = `SELECT 'appeal' AS subject, NULL::bigint AS "contactId", a.id AS "appealId", a.owner_unit_id AS "unitId",
  coalesce(a.lead_unit_id, a.owner_unit_id) AS "aboutUnitId", ${AGENT_OF} AS "agentId", a.ended_at IS NOT NULL AS ended,
  EXISTS (SELECT FROM quality_check q WHERE q.tenant_id = $1 AND q.subject = 'appeal' AND q.appeal_id = a.id) AS checked
  FROM appeal a WHERE a.tenant_id = $1 AND a.number = $2`

/** A contact by its id, or an appeal by its number. */
export async function workOf(
  db: Database,
  tenantId: number,
  { contactId, number }: { contactId?: number | undefined; number?: string | undefined },
): Promise<StoredWork | null> {
  const [row] =
    contactId === undefined
      ? await db.named<StoredWork>('quality.appeal', APPEAL, [tenantId, number])
      : await db.named<StoredWork>('quality.contact', CONTACT, [tenantId, contactId])
  return row ?? null
}

export interface CheckRow {
  id: number
  subject: QualitySubject
  contactId: number | null
  number: string | null
  agentId: number | null
  unitId: number
  at: Instant
  checkedBy: number
  scores: Record<string, number>
  average: number
  flags: string[]
  note: string | null
}

const COLUMNS = `q.id, q.subject, q.contact_id AS "contactId", q.agent_id AS "agentId", q.unit_id AS "unitId", q.at,
  q.checked_by AS "checkedBy", q.scores, q.average, q.flags, q.note,
  (SELECT a.number FROM appeal a WHERE a.tenant_id = q.tenant_id AND a.id = q.appeal_id) AS number`

export interface NewCheck {
  tenantId: number
  checkedBy: number | null
  at: Instant
  scores: Readonly<Record<string, number>>
  average: number
  flags: readonly string[]
  note: string | null
}

/** Null when somebody else checked it meanwhile. */
export async function insertCheck(db: Database, work: StoredWork, c: NewCheck): Promise<CheckRow | null> {
  const [row] = await db.named<CheckRow>(
    'quality.insert',
    `WITH q AS (INSERT INTO quality_check (tenant_id, subject, contact_id, appeal_id, agent_id, unit_id, checked_by, at, scores,
       average, flags, note, about_unit_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING RETURNING *)
     SELECT ${COLUMNS} FROM q`,
    [
      c.tenantId,
      work.subject,
      work.contactId,
      work.appealId,
      work.agentId,
      work.unitId,
      c.checkedBy,
      isoOf(c.at),
      JSON.stringify(c.scores),
      c.average,
      c.flags,
      c.note,
      work.aboutUnitId,
    ],
  )
  return row ?? null
}

export interface ChecksAsked {
  tenantId: number
  unitIds: readonly number[]
  agentId?: number | undefined
  subject?: QualitySubject | undefined
  from?: Instant | undefined
  to?: Instant | undefined
}

const among = (q: ChecksAsked): Condition[] => [
  sql`q.tenant_id = ${q.tenantId}`,
  sql`q.unit_id = ANY (${q.unitIds}::bigint[])`,
  ...when(q.agentId, id => sql`q.agent_id = ${id}`),
  ...when(q.subject, subject => sql`q.subject = ${subject}`),
  ...when(q.from, at => sql`q.at >= ${isoOf(at)}::timestamptz`),
  ...when(q.to, at => sql`q.at < ${isoOf(at)}::timestamptz`),
]

export async function checksOf(db: Database, q: ChecksAsked, after: string | undefined, limit: number) {
  const from = after === undefined ? null : positionFrom('quality_check', after)
  const before = when(from, ({ at, id }) => sql`(q.at, q.id) < (${isoOf(at)}::timestamptz, ${id}::bigint)`)
  const { rows } = await sql<CheckRow>`SELECT ${sql.raw(COLUMNS)} FROM quality_check q
    WHERE ${allOf([...among(q), ...before])} ORDER BY q.at DESC, q.id DESC LIMIT ${limit + 1}`.execute(
    db.kysely,
  )
  return pageOf('quality_check', rows, limit, row => row)
}

export interface AgentAverage {
  agentId: number | null
  checks: number
  average: number
  items: Record<string, number>
}

/** Lowest first. */
export const averagesOf = async (db: Database, q: ChecksAsked): Promise<AgentAverage[]> => {
  const { rows } = await sql<AgentAverage>`
     WITH own AS (SELECT q.* FROM quality_check q WHERE ${allOf(among(q))}),
     item AS (SELECT agent_id, key, round(avg(value::numeric), 2) AS n FROM own, jsonb_each_text(own.scores) GROUP BY 1, 2)
     SELECT agent_id AS "agentId", count(*) AS checks, round(avg(average)::numeric, 2)::float8 AS average,
       (SELECT coalesce(jsonb_object_agg(i.key, i.n), '{}') FROM item i WHERE i.agent_id IS NOT DISTINCT FROM own.agent_id) AS items
     FROM own GROUP BY agent_id ORDER BY 3, 1`.execute(db.kysely)
  return rows
}
