/** What the ladder proposed and nobody has decided: sheets for the supervisor, higher supervision for the director and the city's leaders. */
import { useQueries } from '@tanstack/react-query'
import type { SheetView } from '../../../contract/supervision.ts'
import { SHEET_NAMES, SUPERVISION_NAMES } from '../../../domain/names.ts'
import { type Answer, call } from '../../api.ts'
import { keyOf } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import { freshKey } from '../../ui/fresh-key.ts'

type Request = Answer<'listRequests'>['approvals'][number]

export interface Proposal {
  key: string
  is: 'sheet' | 'request'
  number: string
  no: number
  title: string
  /** What is proposed: a kind of sheet, or of supervision. */
  what: string
  /** For whom. */
  units: string
  at: string
}

/** More at once nobody decides; the rest comes up when these are gone. */
const MOST = 200

const ofSheet = (s: SheetView): Proposal => ({
  key: `s${s.number}/${s.no}`,
  is: 'sheet',
  number: s.number,
  no: s.no,
  title: s.title ?? t('（内容不公开）', '(content withheld)'),
  what: nameOf(SHEET_NAMES, s.kind),
  units: s.proposedFor.map(p => p.unit.name).join(t('、', ', ')),
  at: s.proposedAt ?? '',
})

const ofRequest =
  (unitName: (id: number) => string) =>
  (r: Request): Proposal => ({
    key: `r${r.number}/${r.no}`,
    is: 'request',
    number: r.number,
    no: r.no,
    title: r.title ?? t('（内容不公开）', '(content withheld)'),
    what: nameOf(SUPERVISION_NAMES, r.reason),
    units: unitName(r.unitId),
    at: r.askedAt,
  })

/** Those the reader may decide, the oldest first. */
export function useProposals(unitName: (id: number) => string) {
  const { may } = useSession()
  const sheets = { query: { state: 'proposed' as const, limit: MOST } }
  const requests = { query: { kind: 'supervision' as const, limit: MOST } }
  return useQueries({
    queries: [
      {
        queryKey: keyOf('listSheets', sheets),
        queryFn: ({ signal }: { signal: AbortSignal }) => call('listSheets', sheets, { signal }),
        enabled: may('sheet.issue'),
      },
      {
        queryKey: keyOf('listRequests', requests),
        queryFn: ({ signal }: { signal: AbortSignal }) => call('listRequests', requests, { signal }),
        enabled: may('supervision.order'),
      },
    ],
    combine: ([proposed, asked]) => ({
      proposals: [
        ...(proposed.data?.sheets ?? []).map(ofSheet),
        ...(asked.data?.approvals ?? []).map(ofRequest(unitName)),
      ].sort((a, b) => a.at.localeCompare(b.at)),
      isMore: Boolean(proposed.data?.next ?? asked.data?.next),
      error: proposed.error ?? asked.error,
      again: () => void Promise.all([proposed.refetch(), asked.refetch()]),
    }),
  })
}

export interface Decided {
  key: string
  /** Null when it was done. */
  failed: string | null
  sheetNumber: string | null
  documentId: number | null
}

/** Confirms or dismisses one; of a sheet that went out also its number and paper. Throws what the server refuses. */
export async function decideOne(
  { key, is, number, no }: Proposal,
  verdict: 'issue' | 'dismiss',
  reason: string,
): Promise<Decided> {
  const sent = { key: freshKey() }
  if (is === 'request') {
    const body = {
      verdict: verdict === 'issue' ? ('approved' as const) : ('rejected' as const),
      ...(reason && { note: reason }),
    }
    await call('decideRequest', { params: { number, no }, body }, sent)
    return { key, failed: null, sheetNumber: null, documentId: null }
  }
  await call('decideProposal', { params: { number, no }, body: { verdict, ...(reason && { reason }) } }, sent)
  if (verdict === 'dismiss') return { key, failed: null, sheetNumber: null, documentId: null }
  const { sheets } = await call('listTicketSheets', { params: { number } })
  const sheet = sheets.find(s => s.no === no)
  return {
    key,
    failed: null,
    sheetNumber: sheet?.sheetNumber ?? null,
    documentId: sheet?.documentId ?? null,
  }
}
