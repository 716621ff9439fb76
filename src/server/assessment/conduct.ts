/** 作风 of units by month: what checks found of the five criteria, of what each unit led. */
import { sql } from 'kysely'
import { isoOf } from '../../domain/instant.ts'
import { averageOf, type ScoredItem } from '../../domain/quality/scorecard.ts'
import { allOf, when } from '../kernel/conditions.ts'
import type { Database } from '../kernel/database.ts'

interface Asked {
  tenantId: number
  unitIds: readonly number[] | null
  /** Moments. */
  from: number
  until: number
  zone: string
  criteria: readonly ScoredItem[]
}

export interface ConductRow {
  unitId: number
  month: string
  checks: number
  average: number
  items: Record<string, number>
}

/** By unit, then month; months without a check are left out. */
export async function conductOf(db: Database, asked: Asked): Promise<ConductRow[]> {
  const { rows } = await sql<Omit<ConductRow, 'average'>>`
    WITH own AS (SELECT about_unit_id AS unit, to_char(at AT TIME ZONE ${asked.zone}, 'YYYY-MM') AS month, id, scores
      FROM quality_check WHERE ${allOf([
        sql`tenant_id = ${asked.tenantId}`,
        sql`at >= ${isoOf(asked.from)}::timestamptz AND at < ${isoOf(asked.until)}::timestamptz`,
        ...when(asked.unitIds, ids => sql`about_unit_id = ANY(${[...ids]}::bigint[])`),
      ])}),
    scored AS (SELECT unit, month, key, round(avg(value::numeric), 2)::float8 AS n, count(DISTINCT own.id) AS checks
      FROM own, jsonb_each_text(scores) WHERE key = ANY(${asked.criteria.map(c => c.code)}::text[]) GROUP BY 1, 2, 3)
    SELECT unit AS "unitId", month, max(checks)::int AS checks, jsonb_object_agg(key, n) AS items
    FROM scored GROUP BY 1, 2 ORDER BY 1, 2`.execute(db.kysely)
  return rows.map(row => ({ ...row, average: averageOf(row.items, asked.criteria) }))
}
