/** The public board 公示: how many matters stand where, and those approved for publication, masked (SZ-36, SZ-37). */
import { sql } from 'kysely'
import { MINUTE } from '../../../domain/instant.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/refusal.ts'
import { redact } from '../../../domain/text/redact.ts'
import { dayOfNumber } from '../../../domain/time/day.ts'
import { dayNumberAt, type Zone } from '../../../domain/time/zone.ts'
import { ENDED_STAGES } from '../../../domain/vocabulary.ts'
import { openCounted } from '../../kernel/counted.ts'
import type { Keys } from '../../kernel/crypto/keys.ts'
import { pageOf, positionFrom } from '../../kernel/http/cursor.ts'
import type { Parts } from '../../parts.ts'
import { openFigures } from './board-figures.ts'
import { namesOf } from './names.ts'
import { answersOf, withoutNames } from './published-answers.ts'

const PER_PAGE = 50
const COUNTED_EVERY = MINUTE
const CURSOR = 'board.cursor'
const REF = 'board.ref'

interface Counts {
  handling: number
  done: number
}

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

/** Answers anybody; what is counted is counted once a minute for each tenant, however many ask, and null until it is. */
export function openBoard(parts: Parts) {
  const figuresNow = openFigures(parts)
  const count = (tenantId: number) => countsOf(parts.db.kysely, tenantId)
  const countsNow = openCounted({ count, every: COUNTED_EVERY, now: parts.now })
  return async (tenantCode: string, after: string | undefined, limit = PER_PAGE) => {
    const board = await boardOf(parts, tenantCode, { after, limit })
    if (isRefusal(board)) return board
    const { tenantId, ...shown } = board
    const [counts, figures] = await Promise.all([countsNow(tenantId), figuresNow(tenantId)])
    return { counts, figures, ...shown }
  }
}

/** Nothing on it leads to a person or a ticket: no number, no place, days instead of moments; never a confidential report. */
async function boardOf(
  { db, keys, tenants }: Parts,
  tenantCode: string,
  { after, limit }: { after: string | undefined; limit: number },
) {
  const found = await db.kysely
    .selectFrom('tenant')
    .select('id')
    .where('code', '=', tenantCode)
    .executeTakeFirst()
  if (!found) return refuse('not-found') satisfies Refusal
  const { directory, calendar } = await tenants.get(found.id)
  const names = namesOf(directory)
  const from = after === undefined ? null : positionFrom('received', opened(keys, after))
  const { rows } = await sql<Published>`SELECT id, title, kind, stage, result, category_id AS "categoryId",
      lead_unit_id AS "leadUnitId", received_at AS "receivedAt", ended_at AS "endedAt"
    FROM appeal WHERE tenant_id = ${found.id} AND published AND NOT confidential
    ${from ? sql`AND (received_at, id) < (${new Date(from.at)}::timestamptz, ${from.id}::bigint)` : sql``}
    ORDER BY received_at DESC, id DESC LIMIT ${limit + 1}`.execute(db.kysely)
  const { page, next } = pageOf('received', rows, limit, row => ({ at: row.receivedAt, id: row.id }))
  const told = await answersOf(
    { db, keys },
    found.id,
    page.map(a => a.id),
  )
  return {
    tenantId: found.id,
    appeals: page.map(a => ({
      title: a.title === null ? null : withoutNames(redact(a.title), told.get(a.id)?.names),
      kind: a.kind,
      category: names.category(a.categoryId)?.name ?? null,
      stage: a.stage,
      unit: names.unitOrNull(a.leadUnitId)?.name ?? null,
      receivedOn: dayIn(calendar.zone, a.receivedAt),
      endedOn: a.endedAt === null ? null : dayIn(calendar.zone, a.endedAt),
      result: a.result,
      answer: told.get(a.id)?.answer ?? null,
      ref: keys.encrypt(String(a.id), REF).toString('base64url'),
    })),
    next: next && sealed(keys, next),
  }
}

const dayIn = (zone: Zone, at: number): string => dayOfNumber(dayNumberAt(zone, at))

/** A cursor names the ticket it stands at and its moment, which the board doesn't tell: it goes out sealed. */
const sealed = (keys: Keys, cursor: string): string => keys.encrypt(cursor, CURSOR).toString('base64url')

/** The published matter a comment is about: its title as the board shows it and its number, for the centre; null when it is none. */
export async function publishedBehind({ db, keys }: Parts, tenantId: number, ref: string) {
  let id: number
  try {
    id = Number(keys.decrypt(Buffer.from(ref, 'base64url'), REF))
  } catch {
    return null
  }
  const { rows } = await sql<{
    number: string
    title: string | null
    categoryId: number | null
  }>`SELECT number, title,
    category_id AS "categoryId" FROM appeal WHERE tenant_id = ${tenantId} AND id = ${id} AND published AND NOT confidential`.execute(
    db.kysely,
  )
  return rows[0] ?? null
}

/** Empty, which is nobody's cursor, when it wasn't sealed here. */
function opened(keys: Keys, cursor: string): string {
  try {
    return keys.decrypt(Buffer.from(cursor, 'base64url'), CURSOR)
  } catch {
    return ''
  }
}

/** Of what is published. */
async function countsOf(kysely: Parts['db']['kysely'], tenantId: number): Promise<Counts> {
  const { rows } = await sql<Counts>`SELECT
      count(*) FILTER (WHERE stage <> ALL(${[...ENDED_STAGES]}::text[]))::int AS handling,
      count(*) FILTER (WHERE stage = ANY(${[...ENDED_STAGES]}::text[]))::int AS done
    FROM appeal WHERE tenant_id = ${tenantId} AND published AND NOT confidential`.execute(kysely)
  return rows[0]!
}
