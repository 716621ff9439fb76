/** The sheet as it would be printed now: decided as if it were issued, and nothing is committed. */
import type { previewSheet as wire } from '../../contract/supervision-bulk.ts'
import type { DocumentData } from '../../domain/documents/data.ts'
import { isRefusal, refuse } from '../../domain/refusal.ts'
import { type SendInput, sendSheet } from '../../domain/supervision/send-sheet.ts'
import { sendPaper } from '../documents/send.ts'
import type { Call } from '../kernel/http/route.ts'
import type { Parts } from '../parts.ts'
import { openPreview } from '../record/bulk.ts'
import { openIssue } from '../record/issuing.ts'
import { ifSeen } from '../record/tickets.ts'
import { sheetPapers } from './sheet-papers.ts'

export async function sheetPreview(
  parts: Parts,
  { actor, params: { number }, reply }: Pick<Call<typeof wire>, 'actor' | 'params' | 'reply'>,
  input: SendInput,
) {
  const { db, documents, tenants } = parts
  const { tenantId } = actor
  const preview = await openPreview(parts, actor, [number])
  const state = preview.state(number)
  if (!state) return refuse('not-found')
  const { calendar, now } = preview.context
  const papers = await sheetPapers(documents, tenants)(tenantId)
  const issuing = await openIssue({ db, papers, tenantId, calendar, now })
  const decided = ifSeen(sendSheet)(state, input, { ...preview.context, issuing })
  if (isRefusal(decided)) return decided
  const data = issuing.documents()[0]!.document.data as DocumentData
  const svg = await documents.preview(tenantId, { ...data, verify: null }, 'svg')
  return sendPaper(reply, { bytes: svg, format: 'svg', name: '预览' })
}
