/** Open requests that a person may decide, and the words a request was made with. */

import type { listRequests as wire } from '../../contract/requests.ts'
import type { InputOf } from '../../contract/route.ts'
import { type Actor, reachOf } from '../../domain/access/actor.ts'
import { PERMISSIONS } from '../../domain/access/roles.ts'
import type { UnitTree } from '../../domain/directory/units.ts'
import { type Instant, isoOf } from '../../domain/instant.ts'
import { SIGNED_BY_UNIT } from '../../domain/record/approvals.ts'
import type { Texts } from '../../domain/record/draft.ts'
import type { ApprovalKind } from '../../domain/vocabulary.ts'
import type { Database } from '../kernel/database.ts'
import { pageOf, positionFrom } from '../kernel/http/cursor.ts'
import type { Parts } from '../parts.ts'

const WORDS = `SELECT texts FROM event WHERE tenant_id = $1 AND appeal_id = $2 AND kind = 'approval.asked'
  AND (facts->>'approvalNo')::int = $3`

/** The texts the request was asked with; empty when there are none or the person was erased. */
export async function wordsOf(db: Database, tenantId: number, appealId: number, no: number): Promise<Texts> {
  const [row] = await db.named<{ texts: Texts | null }>('handling.words', WORDS, [tenantId, appealId, no])
  return row?.texts ?? {}
}

interface Row {
  appealId: number
  number: string
  title: string | null
  no: number
  kind: ApprovalKind
  assignmentNo: number | null
  unitId: number
  reason: string
  wanted: Record<string, unknown>
  askedBy: number | null
  askedAt: Instant
}

// $4 and $5 run side by side: a permission, and a unit for whose matters the caller holds it. The unit that passed the
// matter on is looked up row by row: joined, a planner that has not yet seen the tables grow multiplies them.
const OPEN = `
SELECT p.appeal_id AS "appealId", a.number, a.title, p.no, p.kind, p.assignment_no AS "assignmentNo", p.unit_id AS "unitId",
  p.reason, p.wanted, p.asked_by AS "askedBy", p.asked_at AS "askedAt"
FROM approval p JOIN appeal a ON a.tenant_id = p.tenant_id AND a.id = p.appeal_id
WHERE p.tenant_id = $1 AND p.verdict IS NULL AND (a.ended_at IS NULL OR p.kind = 'exclusion')
  AND p.asked_by IS DISTINCT FROM $2 AND ($3::text IS NULL OR p.kind = $3)
  AND (p.decided_with, CASE WHEN p.kind = ANY($6) THEN p.unit_id
    WHEN p.kind IN ('return', 'objection') THEN coalesce((
      SELECT up.unit_id FROM assignment g JOIN assignment up
        ON up.tenant_id = g.tenant_id AND up.appeal_id = g.appeal_id AND up.no = g.parent_no
      WHERE g.tenant_id = p.tenant_id AND g.appeal_id = p.appeal_id AND g.no = p.assignment_no), a.owner_unit_id)
    ELSE a.owner_unit_id END)
    IN (SELECT * FROM unnest($4::text[], $5::bigint[]))
  AND (p.asked_at, p.appeal_id, p.no) > ($7::timestamptz, $8::bigint, $9::int)
ORDER BY p.asked_at, p.appeal_id, p.no LIMIT $10`

export async function listRequests({ db, door }: Parts, actor: Actor, query: InputOf<typeof wire>['query']) {
  const { directory } = await door.context(actor)
  const { kind = null, after, limit = 50 } = query
  const reach = reachPairs(actor, directory.units)
  const from = after === undefined ? { at: 0, id: 0, no: 0 } : positionFrom('requests', after)
  const rows = await db.named<Row>('handling.requests', OPEN, [
    actor.tenantId,
    actor.personId,
    kind,
    reach.map(([permission]) => permission),
    reach.map(([, unitId]) => unitId),
    SIGNED_BY_UNIT,
    isoOf(from.at),
    from.id,
    from.no,
    limit + 1,
  ])
  const { page, next } = pageOf('requests', rows, limit, row => ({
    at: row.askedAt,
    id: row.appealId,
    no: row.no,
  }))
  return { approvals: page.map(({ appealId: _, ...row }) => ({ ...row, askedAt: isoOf(row.askedAt) })), next }
}

const DECIDING = PERMISSIONS.filter(p =>
  ['approve.', 'appeal.', 'sheet.', 'supervision.'].some(kind => p.startsWith(kind)),
)

function reachPairs(actor: Actor, units: UnitTree): [permission: string, unitId: number][] {
  return DECIDING.flatMap(permission => {
    const tops = reachOf(actor, permission)
    return units.all
      .filter(unit => tops.some(top => units.isWithin(unit.id, top)))
      .map((unit): [string, number] => [permission, unit.id])
  })
}
