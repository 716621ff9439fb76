/** 汇报材料与上行办理 over the wire: what the ticket and its papers say, and the report issued about it. */
import type * as wire from '../../contract/report-material.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { contentOf, maskEvent, sightOf } from '../../domain/access/masking.ts'
import { maySee } from '../../domain/access/sight.ts'
import { type Material, reportFrom, type Said } from '../../domain/documents/report-material.ts'
import { type Beside, type Paper, wayUpward } from '../../domain/handling/way-upward.ts'
import { isoOf } from '../../domain/instant.ts'
import type { Changes } from '../../domain/record/changes.ts'
import type { Context } from '../../domain/record/context.ts'
import type { EventKind } from '../../domain/record/event-kinds.ts'
import { leadOf } from '../../domain/record/rework.ts'
import type { TicketState } from '../../domain/record/state.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { localText } from '../../domain/time/moment-text.ts'
import { draftFrom } from '../documents/drafts.ts'
import type { Call } from '../kernel/http/route.ts'
import { answeredOnce } from '../kernel/once.ts'
import type { Parts } from '../parts.ts'
import { loadTickets } from '../record/load.ts'
import { namesOf, wireTime } from '../record/read/names.ts'

interface Seen {
  state: TicketState
  context: Context
}

async function seenTicket(
  { db, door, tickets }: Parts,
  actor: Actor,
  number: string,
): Promise<Seen | Refusal> {
  const id = await tickets.idOf(actor.tenantId, number)
  const [loaded] = id === null ? [] : await loadTickets(db, actor.tenantId, [id])
  const context = await door.context(actor)
  return loaded && maySee(actor, loaded.state, context.directory.units)
    ? { state: loaded.state, context }
    : refuse('not-found')
}

const PAPERS = `SELECT id, kind, number, sheet_no AS "sheetNo", issued_at AS "issuedAt" FROM document
  WHERE tenant_id = $1 AND appeal_id = $2 ORDER BY issued_at, id`
const PROGRESS = `SELECT at, (facts -> 'next' ->> 'dueAt')::float8 AS "nextDueAt" FROM event
  WHERE tenant_id = $1 AND appeal_id = $2 AND kind = 'assignment.progressed' ORDER BY seq DESC LIMIT 1`
const PUBLICATION = `SELECT acked_at AS "publishedAt", refused_at AS "refusedAt", refusal FROM platform_reply
  WHERE tenant_id = $1 AND appeal_id = $2 AND kind = 'final' ORDER BY id DESC LIMIT 1`

export async function readWayUpward(parts: Parts, { actor, params }: Call<typeof wire.readWayUpward>) {
  const seen = await seenTicket(parts, actor, params.number)
  if (isRefusal(seen)) return seen
  const { state, context } = seen
  const key = [actor.tenantId, state.id]
  const [papers, [progress = null], [publication = null]] = await Promise.all([
    parts.db.named<Paper>('upward.papers', PAPERS, key),
    parts.db.named<NonNullable<Beside['progress']>>('upward.progress', PROGRESS, key),
    parts.db.named<NonNullable<Beside['publication']>>('upward.publication', PUBLICATION, key),
  ])
  return {
    steps: wayUpward(state, { papers, progress, publication }, context.now).map(s => ({
      ...s,
      doneAt: wireTime(s.doneAt),
      dueAt: wireTime(s.dueAt),
      paper: s.paper && { id: s.paper.id, number: s.paper.number },
    })),
  }
}

export async function draftReport(parts: Parts, { actor, params }: Call<typeof wire.draftReport>) {
  const seen = await seenTicket(parts, actor, params.number)
  return isRefusal(seen) ? seen : reportFrom(await materialOf(parts, seen))
}

interface SaidRow {
  kind: EventKind
  at: number
  unitId: number | null
  facts: Record<string, unknown>
  changes: Changes
  texts: Record<string, string> | null
}

const SAID = `SELECT kind, at, unit_id AS "unitId", facts, changes, texts FROM event WHERE tenant_id = $1 AND appeal_id = $2 ORDER BY seq`

async function materialOf({ db }: Parts, { state, context }: Seen): Promise<Material> {
  const { directory, calendar, actor } = context
  const { appeal } = state
  const names = namesOf(directory)
  const lead = leadOf(state)
  const sight = sightOf(actor, state, directory.units)
  const rows = await db.named<SaidRow>('upward.said', SAID, [state.tenantId, state.id])
  const events = rows.map(row => maskEvent(row, sight, false))
  const on = (at: number) => localText(at, calendar.zone).slice(0, 10)
  const told = (kinds: string[], words: (texts: Record<string, string>) => string | undefined): Said[] =>
    events.flatMap(e => {
      const text = kinds.includes(e.kind) && e.texts ? words(e.texts) : undefined
      return text ? [{ text, on: on(e.at) }] : []
    })
  const reply = events.findLast(e => e.kind === 'assignment.replied' && e.unitId === lead?.unitId)?.texts
  const draft = events.findLast(e => e.kind === 'approval.asked' && e.texts?.answer !== undefined)?.texts
  const final = reply ?? draft ?? null
  return {
    title: appeal.confidential ? null : appeal.title,
    clue: contentOf(rows, sight).content,
    receivedOn: on(appeal.receivedAt),
    source:
      appeal.externalPlatform !== null && appeal.externalId !== null
        ? { platform: appeal.externalPlatform, messageId: appeal.externalId }
        : null,
    channel: names.channel(appeal.channelId)?.name ?? '',
    number: appeal.number,
    unit: lead ? names.unit(lead.unitId).name : null,
    preliminary: told(['assignment.preliminary'], t => t.answer).at(-1) ?? null,
    facts: told(['assignment.siteChecked', 'assignment.contacted'], t => t.note),
    measures: told(['assignment.progressed'], t => [t.note, t.measure].filter(Boolean).join('；下一步：')),
    result: final?.internalNote ?? null,
    reply: final?.answer ?? null,
    countersigned: state.approvals
      .filter(
        p => p.kind === 'countersign' && p.assignmentNo === lead?.no && p.wanted.round === lead?.reworks,
      )
      .map(p => ({
        unit: names.unit(p.unitId).name,
        verdict: p.verdict,
        on: p.decidedAt === null ? null : on(p.decidedAt),
      })),
  }
}

export const issueReport = (parts: Parts, call: Call<typeof wire.issueReport>) =>
  answeredOnce(parts.db, call, async () => {
    const seen = await seenTicket(parts, call.actor, call.params.number)
    if (isRefusal(seen)) return seen
    return parts.documents.issue(call.actor, {
      draft: draftFrom({ ...call.body, kind: 'report' }),
      recipients: [],
      appealId: seen.state.id,
      once: call.idempotency,
    })
  })

/** The paper that is reported upward; null: it isn't one about this ticket. */
export async function reportedPaper({ db }: Parts, tenantId: number, appealId: number, documentId: number) {
  const papers = await db.named<Paper>('upward.papers', PAPERS, [tenantId, appealId])
  const paper = papers.find(p => p.id === documentId && p.kind === 'report')
  return paper ? { id: paper.id, number: paper.number, issuedOn: isoOf(paper.issuedAt).slice(0, 10) } : null
}
