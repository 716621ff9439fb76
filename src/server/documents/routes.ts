/** The routes of documents: the archive and its files, issuing papers; the settings' stand beside. */
import * as wire from '../../contract/documents.ts'
import type { AnswerOf } from '../../contract/route.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { mayFor } from '../../domain/access/actor.ts'
import type { UnitTree } from '../../domain/directory/units.ts'
import { PAPER_KINDS } from '../../domain/documents/kinds.ts'
import { mayReadDocument, unitsReadBy } from '../../domain/documents/may-read.ts'
import { paperData } from '../../domain/documents/paper-data.ts'
import { isoOf } from '../../domain/instant.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { localText } from '../../domain/time/moment-text.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import { SHEET_KINDS } from '../../domain/vocabulary.ts'
import { type Call, type Route, route } from '../kernel/http/route.ts'
import { answeredOnce } from '../kernel/once.ts'
import type { Parts } from '../parts.ts'
import { draftFrom } from './drafts.ts'
import type { Documents } from './open.ts'
import { type DocumentRow, documentById, type FrozenRow, listDocuments } from './rows.ts'
import { sendPaper } from './send.ts'
import { settingsRoutes } from './settings-routes.ts'

export type DocumentRouteParts = Pick<Parts, 'db' | 'tenants' | 'now'> & {
  documents: Documents
  /** May the actor see the ticket a sheet is about? */
  maySeeTicket: (actor: Actor, appealId: number) => Promise<boolean>
}

export const documentRoutes = (parts: DocumentRouteParts): Route[] => [
  // Fixed paths before those with an id.
  ...settingsRoutes(parts),
  ...issuingRoutes(parts),
  ...archiveRoutes(parts),
]

const archiveRoutes = (parts: DocumentRouteParts): Route[] => [
  route(wire.listDocuments, async ({ actor, query }) => {
    const { units } = (await parts.tenants.get(actor.tenantId)).directory
    const [at, id] = (query.after ?? '').split('-').map(Number)
    const rows = await listDocuments(parts.db, {
      tenantId: actor.tenantId,
      units: unitsReadBy(actor, units),
      kinds: kindsFrom(query.kind),
      text: query.q?.trim() || null,
      before: query.after === undefined ? null : { at: at!, id: id! },
      limit: query.limit,
    })
    const last = rows.length === query.limit ? rows.at(-1)! : null
    const { address } = await parts.documents.settings(actor.tenantId)
    return {
      documents: rows.map(row => lineOf(row, units, address)),
      next: last && `${last.issuedAt}-${last.id}`,
    }
  }),
  route(wire.showDocument, async call => {
    const row = await readable(parts, call)
    if (!('data' in row)) return row
    const { units } = (await parts.tenants.get(call.actor.tenantId)).directory
    return {
      ...lineOf(row, units, row.data.paper.address),
      data: row.data as unknown as Record<string, unknown>,
    }
  }),
  route(wire.openDocumentPdf, call => send(parts, call, 'pdf')),
  route(wire.openDocumentWord, call => send(parts, call, 'docx')),
]

const issuingRoutes = (parts: DocumentRouteParts): Route[] => [
  route(wire.issueDocument, call =>
    answeredOnce(parts.db, call, () =>
      parts.documents.issue(call.actor, {
        draft: draftFrom(call.body),
        recipients: call.body.recipients ?? [],
        once: call.idempotency,
      }),
    ),
  ),
  route(wire.previewDocument, async ({ actor, body, reply }) => {
    const { zone, directory } = await parts.tenants.get(actor.tenantId)
    const { units } = directory
    const draft = draftFrom(body)
    if (!mayFor(actor, 'document.issue', units.root.id, units)) return refuse('not-your-unit')
    const settings = await parts.documents.settings(actor.tenantId)
    if (draft.seal && !mayFor(actor, 'document.seal', units.root.id, units))
      return refuse('not-permitted', { field: 'seal', facts: { permissions: ['document.seal'] } })
    if (draft.seal && settings.seal === null) return refuse('no-seal', { field: 'seal' })
    const issuedOn = localText(parts.now(), zoneOf(zone)).slice(0, 10)
    const { pattern } = settings.series[settings.kinds[draft.kind].series]!
    const number = pattern.replace('{year}', issuedOn.slice(0, 4)).replace('{no}', '×')
    const data = paperData(settings, draft, { number, issuedOn })
    const svg = await parts.documents.preview(actor.tenantId, data, 'svg')
    return sendPaper(reply, { bytes: svg, format: 'svg', name: '预览' })
  }),
]

/** Null for all. */
function kindsFrom(kind: string | undefined): readonly string[] | null {
  if (kind === undefined) return null
  if (kind === 'sheets') return SHEET_KINDS
  return kind === 'papers' ? PAPER_KINDS : [kind]
}

async function readable(
  { db, tenants, maySeeTicket }: DocumentRouteParts,
  { actor, params }: Pick<Call<typeof wire.showDocument>, 'actor' | 'params'>,
): Promise<FrozenRow | Refusal> {
  const row = await documentById(db, actor.tenantId, params.id)
  if (!row) return refuse('not-found')
  const { units } = (await tenants.get(actor.tenantId)).directory
  const isSeen =
    mayReadDocument(actor, row, units) || (row.appealId !== null && (await maySeeTicket(actor, row.appealId)))
  return isSeen ? row : refuse('not-found')
}

async function send(parts: DocumentRouteParts, call: Call<typeof wire.showDocument>, format: 'pdf' | 'docx') {
  const row = await readable(parts, call)
  if (!('data' in row)) return row
  const { bytes } = await parts.documents.render(call.actor.tenantId, row.id, format)
  return sendPaper(call.reply, { bytes, format, name: `${row.number} ${row.title}` })
}

const lineOf = (
  row: DocumentRow,
  units: UnitTree,
  address: string,
): AnswerOf<typeof wire.listDocuments>['documents'][number] => ({
  id: row.id,
  kind: row.kind,
  number: row.number,
  title: row.title,
  issuedOn: row.issuedOn,
  issuedAt: isoOf(row.issuedAt),
  issuer: nameOf(units, row.unitId),
  recipients: row.recipients.map(id => nameOf(units, id)),
  hash: row.dataHash.toString('hex'),
  verifyAt: `${address}/v/${row.token}`,
})

const nameOf = (units: UnitTree, id: number) => ({ id, name: units.get(id)?.name ?? String(id) })
