/** The visitor's work list: open visits whose next attempt is due by a moment, the most urgent first. */
import type { InputOf } from '../../contract/route.ts'
import type { listVisits as wire } from '../../contract/visits.ts'
import { type Actor, reachOf } from '../../domain/access/actor.ts'
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { Kind, Result } from '../../domain/vocabulary.ts'
import { pageOf, positionFrom } from '../kernel/http/cursor.ts'
import { instantFrom } from '../kernel/http/written.ts'
import type { Parts } from '../parts.ts'

interface Row {
  appealId: number
  number: string
  no: number
  title: string | null
  kind: Kind
  leadUnitId: number | null
  result: Result | null
  reworks: number
  attempts: number
  lastAttemptAt: Instant | null
  nextAttemptAt: Instant | null
  dueAt: Instant
}

const DUE = `
SELECT v.appeal_id AS "appealId", a.number, v.no, a.title, a.kind, a.lead_unit_id AS "leadUnitId", a.result, a.reworks,
  v.attempts, v.last_attempt_at AS "lastAttemptAt", v.next_attempt_at AS "nextAttemptAt", v.due_at AS "dueAt"
FROM visit v JOIN appeal a ON a.tenant_id = v.tenant_id AND a.id = v.appeal_id
WHERE v.tenant_id = $1 AND v.ended_at IS NULL AND a.ended_at IS NULL AND v.next_attempt_at <= $2
  AND a.owner_unit_id = ANY($3::bigint[]) AND (v.due_at, v.appeal_id) > ($4::timestamptz, $5::bigint)
ORDER BY v.due_at, v.appeal_id LIMIT $6`

export async function listVisits(
  { db, door, now }: Parts,
  actor: Actor,
  query: InputOf<typeof wire>['query'],
) {
  const { after, limit = 50 } = query
  const due = query.due === undefined ? now() : instantFrom(query.due, 'due')
  const { units } = (await door.context(actor)).directory
  const tops = reachOf(actor, 'appeal.visit')
  const within = units.all.filter(unit => tops.some(top => units.isWithin(unit.id, top))).map(unit => unit.id)
  const from = after === undefined ? { at: 0, id: 0 } : positionFrom('visits', after)
  const values = [actor.tenantId, isoOf(due), within, isoOf(from.at), from.id, limit + 1]
  const rows = await db.named<Row>('visits.due', DUE, values)
  const { page, next } = pageOf('visits', rows, limit, row => ({ at: row.dueAt, id: row.appealId }))
  return { visits: page.map(shown), next }
}

const timeOf = (at: Instant | null): string | null => (at === null ? null : isoOf(at))

const shown = ({ appealId: _, lastAttemptAt, nextAttemptAt, dueAt, ...row }: Row) => ({
  ...row,
  lastAttemptAt: timeOf(lastAttemptAt),
  nextAttemptAt: timeOf(nextAttemptAt),
  dueAt: isoOf(dueAt),
})
