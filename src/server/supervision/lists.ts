/** 督办单台账: the sheets of a ticket with what they say, and lists of sheets for the centre and for units. */
import { type RawBuilder, sql } from 'kysely'
import type { InputOf } from '../../contract/route.ts'
import type { SheetView, listSheets as wire } from '../../contract/supervision.ts'
import { type Actor, reachOf } from '../../domain/access/actor.ts'
import { maySee } from '../../domain/access/sight.ts'
import { type Instant, isoOf } from '../../domain/instant.ts'
import { isRunning } from '../../domain/record/clocks.ts'
import type { Context } from '../../domain/record/context.ts'
import type { Recipient, Sheet, TicketState } from '../../domain/record/state.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { brightestOf, lightOf } from '../../domain/time/lights.ts'
import type { Database } from '../kernel/database.ts'
import { pageOf, positionFrom } from '../kernel/http/cursor.ts'
import type { Parts } from '../parts.ts'
import { loadTickets } from '../record/load.ts'
import { type Names, namesOf, wireTime } from '../record/read/names.ts'
import { papersOf, type Said, saidOf } from './said.ts'

type Query = InputOf<typeof wire>['query']

export async function listTicketSheets(
  { db, door, tickets }: Parts,
  actor: Actor,
  number: string,
): Promise<{ sheets: SheetView[] } | Refusal> {
  const { tenantId } = actor
  const id = await tickets.idOf(tenantId, number)
  const [ticket] = id === null ? [] : await loadTickets(db, tenantId, [id])
  const context = await door.context(actor)
  if (!ticket || !maySee(actor, ticket.state, context.directory.units)) return refuse('not-found')
  const view = await viewer(db, context, [ticket.state.id])
  return { sheets: ticket.state.sheets.map(sheet => view(ticket.state, sheet)) }
}

/** How a sheet of these tickets is shown. */
async function viewer(db: Database, context: Context, ids: readonly number[]) {
  const { tenantId } = context.directory
  const [said, papers] = await Promise.all([saidOf(db, tenantId, ids), papersOf(db, tenantId, ids)])
  const names = namesOf(context.directory)
  return (t: TicketState, sheet: Sheet): SheetView => {
    const own = said.filter(s => s.appealId === t.id && s.sheetNo === sheet.no)
    const recipients = t.recipients.filter(r => r.sheetNo === sheet.no)
    return {
      ...viewOf(t, sheet, names),
      ...wordsIn(own),
      documentId: papers.find(p => p.appealId === t.id && p.sheetNo === sheet.no)?.id ?? null,
      recipients: recipients.map(r => ({
        ...recipientView(t, r, context, names),
        answer:
          own.findLast(s => s.recipientNo === r.no && s.kind === 'sheet.answered')?.texts?.answer ?? null,
      })),
      proposedFor:
        sheet.stage === 'proposed'
          ? (own[0]?.units ?? []).map(({ unitId, role }) => ({ unit: names.unit(unitId), role }))
          : [],
    }
  }
}

function wordsIn(own: readonly Said[]) {
  const texts = own.findLast(s => s.kind !== 'sheet.answered')?.texts
  const { demand = null, instruction = null, instructedBy = '' } = texts ?? {}
  return { demand, instruction: instruction === null ? null : { by: instructedBy, words: instruction } }
}

function viewOf(t: TicketState, sheet: Sheet, names: Names) {
  return {
    number: t.appeal.number,
    title: t.appeal.title,
    no: sheet.no,
    kind: sheet.kind,
    stage: sheet.stage,
    cause: sheet.cause,
    sheetNumber: sheet.number,
    assignmentNo: sheet.assignmentNo,
    afterNo: sheet.afterNo,
    limit: sheet.limit,
    proposedAt: wireTime(sheet.proposedAt),
    issuedAt: wireTime(sheet.issuedAt),
    issuedBy: names.person(sheet.issuedBy),
    endedAt: wireTime(sheet.endedAt),
  }
}

function recipientView(t: TicketState, r: Recipient, { now }: Context, names: Names) {
  const clocks = t.clocks.filter(c => c.recipientNo === r.no && isRunning(c))
  const lights = clocks.map(c => lightOf(c, now))
  return {
    no: r.no,
    unit: names.unit(r.unitId),
    role: r.role,
    stage: r.stage,
    sentAt: isoOf(r.sentAt),
    signBefore: wireTime(clocks.find(c => c.kind === 'sheetSign')?.dueAt ?? null),
    signedAt: wireTime(r.signedAt),
    dueAt: wireTime(r.dueAt),
    answeredAt: wireTime(r.answeredAt),
    endedAt: wireTime(r.endedAt),
    sentBack: r.sentBack,
    light: brightestOf(lights),
  }
}

interface Found {
  at: Instant
  id: number
  no: number
}

/** Latest first; each list is a range of one index. */
export async function listSheets({ db, door }: Parts, actor: Actor, query: Query) {
  const context = await door.context(actor)
  const { after, limit = 50 } = query
  const from = after === undefined ? null : positionFrom('sheets', after)
  const rows = await walk(db, { actor, query, context, from, limit: limit + 1 })
  const { page, next } = pageOf('sheets', rows, limit, row => row)
  const loaded = await loadTickets(db, actor.tenantId, [...new Set(page.map(r => r.id))])
  const byId = new Map(loaded.map(l => [l.state.id, l.state]))
  const view = await viewer(db, context, [...byId.keys()])
  return {
    sheets: page.flatMap(({ id, no }) => {
      const state = byId.get(id)
      const sheet = state?.sheets.find(s => s.no === no)
      return state && sheet ? [view(state, sheet)] : []
    }),
    next,
  }
}

interface Walking {
  actor: Actor
  query: Query
  context: Context
  from: Found | null
  limit: number
}

async function walk(db: Database, w: Walking): Promise<Found[]> {
  const { actor, query, context, from, limit } = w
  const { units } = context.directory
  const state = query.state ?? 'open'
  const at = sql.ref(state === 'proposed' ? 's.proposed_at' : 's.issued_at')
  const stage = {
    proposed: sql`s.stage = 'proposed'`,
    open: sql`s.stage = 'issued'`,
    all: sql`s.issued_at IS NOT NULL`,
  }[state]
  const conditions: RawBuilder<unknown>[] = [sql`s.tenant_id = ${actor.tenantId}`, stage]
  if (query.kind?.length) conditions.push(sql`s.kind = ANY(${query.kind}::text[])`)
  if (query.mine) conditions.push(sql`s.issued_by = ${actor.personId}`)
  if (from)
    conditions.push(
      sql`(${at}, s.appeal_id, s.no) < (${isoOf(from.at)}::timestamptz, ${from.id}, ${from.no})`,
    )
  const isCentre = ['sheet.issue', 'sheet.review'] as const
  const centre = isCentre.flatMap(p => reachOf(actor, p))
  const seesAll = actor.kind === 'system' || centre.includes(units.root.id)
  const asked = query.unitId
  const within = units.all
    .map(u => u.id)
    .filter(id => asked === undefined || units.isWithin(id, asked))
    .filter(id => seesAll || reachOf(actor, 'appeal.read').some(top => units.isWithin(id, top)))
  if (!seesAll || asked !== undefined)
    conditions.push(sql`EXISTS (SELECT FROM sheet_recipient r WHERE r.tenant_id = s.tenant_id AND r.appeal_id = s.appeal_id
      AND r.sheet_no = s.no AND r.unit_id = ANY(${within}::bigint[]))`)
  const { rows } = await sql<Found>`SELECT ${at} AS at, s.appeal_id AS id, s.no FROM sheet s
    WHERE ${sql.join(conditions, sql` AND `)} ORDER BY ${at} DESC, s.appeal_id DESC, s.no DESC LIMIT ${limit}`.execute(
    db.kysely,
  )
  return rows
}
