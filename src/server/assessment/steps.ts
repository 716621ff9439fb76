/** 过程监测 (ZY-39): how long each step of a duty took, median and ninetieth of a hundred, by unit and all together. */
import { sql } from 'kysely'
import { isoOf } from '../../domain/instant.ts'
import { allOf, when } from '../kernel/conditions.ts'
import type { Database } from '../kernel/database.ts'
import { IS_APPEAL } from '../record/is-appeal.ts'

interface Asked {
  tenantId: number
  unitIds: readonly number[] | null
  /** Moments. */
  from: number
  until: number
}

export interface Span {
  n: number
  /** Hours. */
  median: number
  p90: number
}

export interface StepRow {
  /** Null: all units together. */
  unitId: number | null
  duties: number
  sign: Span | null
  contact: Span | null
  reply: Span | null
  review: Span | null
}

/** From one moment of a duty to another. */
const STEPS = {
  sign: ['assigned_at', 'signed_at'],
  contact: ['signed_at', 'contacted_at'],
  reply: ['contacted_at', 'replied_at'],
  review: ['replied_at', 'accepted_at'],
} as const

const span = ([from, to]: readonly [string, string]): string => {
  const hours = `extract(epoch FROM s.${to} - s.${from}) / 3600.0`
  const at = (part: number) =>
    `round((percentile_cont(${part}) WITHIN GROUP (ORDER BY ${hours}))::numeric, 1)`
  return `CASE WHEN count(s.${to}) FILTER (WHERE s.${from} IS NOT NULL) = 0 THEN NULL
    ELSE json_build_object('n', count(s.${to}) FILTER (WHERE s.${from} IS NOT NULL), 'median', ${at(0.5)}, 'p90', ${at(0.9)}) END`
}

const SPANS = sql.raw(
  Object.entries(STEPS)
    .map(([name, step]) => `${span(step)} AS ${name}`)
    .join(', '),
)

/** All together first, then the units with most duties. A step that nobody took yet is null; imports and tasks are left out. */
export async function stepsOf(db: Database, { tenantId, unitIds, from, until }: Asked): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`SELECT s.unit_id AS "unitId", count(*)::int AS duties, ${SPANS}
    FROM assignment s JOIN appeal a ON a.tenant_id = s.tenant_id AND a.id = s.appeal_id
    WHERE ${allOf([
      sql`s.tenant_id = ${tenantId}`,
      sql`s.assigned_at >= ${isoOf(from)}::timestamptz AND s.assigned_at < ${isoOf(until)}::timestamptz`,
      sql`NOT a.imported AND ${sql.raw(IS_APPEAL('a.kind'))}`,
      ...when(unitIds, ids => sql`s.unit_id = ANY(${[...ids]}::bigint[])`),
    ])} GROUP BY GROUPING SETS ((), (s.unit_id)) HAVING count(*) > 0
    ORDER BY s.unit_id IS NOT NULL, duties DESC, 1`.execute(db.kysely)
  return rows
}
