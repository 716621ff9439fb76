/** What a message about a step of supervision says: the limit, the sheet with those it went to, who is at work on the matter. */
import type pg from 'pg'
import type { LadderMatter } from '../../domain/messaging/intended.ts'

export interface LadderRow extends Omit<LadderMatter, 'notBefore'> {
  limitClass: string
  /** Of the limit that it is about. */
  limit: string | null
}

interface Asked {
  tenantId: number
  appealId: number
  facts: Record<string, unknown>
}

const MS = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`

const ROWS = `SELECT q.n::int - 1 AS n, a.limit_class AS "limitClass", c."limit",
  CASE WHEN c.no IS NOT NULL THEN json_build_object('kind', c.kind, 'dueAt', ${MS('c.due_at')}) END AS clock,
  CASE WHEN s.no IS NOT NULL THEN json_build_object('kind', s.kind, 'number', s.number, 'recipients',
    (SELECT coalesce(json_agg(json_build_object('unitId', r.unit_id, 'role', r.role, 'dueAt', ${MS('r.due_at')}) ORDER BY r.no), '[]')
     FROM sheet_recipient r WHERE r.tenant_id = s.tenant_id AND r.appeal_id = s.appeal_id AND r.sheet_no = s.no)) END AS sheet,
  (SELECT coalesce(json_agg(DISTINCT w.unit_id), '[]') FROM assignment w
   WHERE w.tenant_id = a.tenant_id AND w.appeal_id = a.id AND w.ended_at IS NULL) AS units
FROM unnest($1::bigint[], $2::bigint[], $3::int[], $4::int[]) WITH ORDINALITY AS q (tenant, appeal, clock, sheet, n)
JOIN appeal a ON a.tenant_id = q.tenant AND a.id = q.appeal
LEFT JOIN clock c ON c.tenant_id = q.tenant AND c.appeal_id = q.appeal AND c.no = q.clock
LEFT JOIN sheet s ON s.tenant_id = q.tenant AND s.appeal_id = q.appeal AND s.no = q.sheet`

/** By the place of the event. */
export async function ladderRows(
  client: pg.ClientBase,
  events: readonly Asked[],
): Promise<Map<number, LadderRow>> {
  if (events.length === 0) return new Map()
  const { rows } = await client.query<LadderRow & { n: number }>({
    name: 'message.ladder',
    text: ROWS,
    values: [
      events.map(e => e.tenantId),
      events.map(e => e.appealId),
      events.map(e => e.facts.clockNo ?? null),
      events.map(e => e.facts.sheetNo ?? null),
    ],
  })
  return new Map(rows.map(({ n, ...row }) => [n, row]))
}
