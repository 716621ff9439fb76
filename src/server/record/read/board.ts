/** The public board 公示: how many matters stand where, and those approved for publication, masked (SZ-36, SZ-37). */
import { sql } from 'kysely'
import { type Refusal, refuse } from '../../../domain/refusal.ts'
import { redact } from '../../../domain/text/redact.ts'
import { dayOfNumber } from '../../../domain/time/day.ts'
import { dayNumberAt, type Zone } from '../../../domain/time/zone.ts'
import { ENDED_STAGES } from '../../../domain/vocabulary.ts'
import { pageOf, positionFrom } from '../../kernel/http/cursor.ts'
import type { Parts } from '../../parts.ts'
import { namesOf } from './names.ts'

const PER_PAGE = 50

interface Published {
  id: number
  title: string | null
  kind: string
  stage: string
  result: string | null
  categoryId: number | null
  leadUnitId: number | null
  receivedAt: number
  endedAt: number | null
}

/** Nothing on it leads to a person or a ticket: no number, no place, days instead of moments; never a confidential report. */
export async function boardOf({ db, tenants }: Parts, tenantCode: string, after: string | undefined) {
  const found = await db.kysely
    .selectFrom('tenant')
    .select('id')
    .where('code', '=', tenantCode)
    .executeTakeFirst()
  if (!found) return refuse('not-found') satisfies Refusal
  const { directory, calendar } = await tenants.get(found.id)
  const names = namesOf(directory)
  const from = after === undefined ? null : positionFrom('received', after)
  const { rows } = await sql<Published>`SELECT id, title, kind, stage, result, category_id AS "categoryId",
      lead_unit_id AS "leadUnitId", received_at AS "receivedAt", ended_at AS "endedAt"
    FROM appeal WHERE tenant_id = ${found.id} AND published AND NOT confidential
    ${from ? sql`AND (received_at, id) < (${new Date(from.at)}::timestamptz, ${from.id}::bigint)` : sql``}
    ORDER BY received_at DESC, id DESC LIMIT ${PER_PAGE + 1}`.execute(db.kysely)
  const { page, next } = pageOf('received', rows, PER_PAGE, row => ({ at: row.receivedAt, id: row.id }))
  return {
    counts: await counts(db.kysely, found.id),
    appeals: page.map(a => ({
      title: a.title === null ? null : redact(a.title),
      kind: a.kind,
      category: names.category(a.categoryId)?.name ?? null,
      stage: a.stage,
      unit: names.unitOrNull(a.leadUnitId)?.name ?? null,
      receivedOn: dayIn(calendar.zone, a.receivedAt),
      endedOn: a.endedAt === null ? null : dayIn(calendar.zone, a.endedAt),
      result: a.result,
    })),
    next,
  }
}

const dayIn = (zone: Zone, at: number): string => dayOfNumber(dayNumberAt(zone, at))

/** Of what is published. */
async function counts(
  kysely: Parts['db']['kysely'],
  tenantId: number,
): Promise<{ handling: number; done: number }> {
  const { rows } = await sql<{ handling: number; done: number }>`SELECT
      count(*) FILTER (WHERE stage <> ALL(${[...ENDED_STAGES]}::text[]))::int AS handling,
      count(*) FILTER (WHERE stage = ANY(${[...ENDED_STAGES]}::text[]))::int AS done
    FROM appeal WHERE tenant_id = ${tenantId} AND published AND NOT confidential`.execute(kysely)
  return rows[0]!
}
