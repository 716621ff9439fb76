/** 待签收、待反馈的督办单: what the reader's unit owes for sheets, at the top of the ticket, with one key each. */
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import { SHEET_NAMES } from '../../../domain/names.ts'
import { addressOf } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import { Until } from '../../ui/When.tsx'
import { type ActSpec, actOf } from '../acts.ts'
import { Light } from '../Light.tsx'
import { useMine } from '../mine.ts'

const ActDialog = lazy(() => import('../ActDialog.tsx').then(m => ({ default: m.ActDialog })))

export function OwedSheets({ ticket }: { ticket: Ticket }) {
  const { may } = useSession()
  const isMine = useMine()
  const isUnit = may('appeal.handle')
  const asked = useAsk('listTicketSheets', { params: { number: ticket.number } }, { enabled: isUnit })
  const [open, setOpen] = useState<{ act: ActSpec; no: number } | null>(null)
  if (!isUnit) return null
  const owed = (asked.data?.sheets ?? [])
    .filter(s => s.stage === 'issued')
    .flatMap(sheet => sheet.recipients.map(r => ({ sheet, r })))
    .filter(({ r }) => r.role !== 'copy' && isMine(r.unit.id) && (r.stage === 'sent' || r.stage === 'signed'))
  return (
    <>
      {owed.map(({ sheet, r }) => {
        const act = actOf(r.stage === 'sent' ? 'signSheet' : 'answerSheet')!
        const until = r.stage === 'sent' ? r.signBefore : r.dueAt
        return (
          <section
            key={r.no}
            className={`owed-sheet light-${r.light}`}
            aria-label={nameOf(SHEET_NAMES, sheet.kind)}
          >
            <span className="owed-what">
              <Light light={r.light} bare /> <strong>{nameOf(SHEET_NAMES, sheet.kind)}</strong>{' '}
              {sheet.documentId === null ? (
                sheet.sheetNumber
              ) : (
                <a
                  href={addressOf('openDocumentPdf', { params: { id: sheet.documentId } })}
                  target="_blank"
                  rel="noreferrer"
                >
                  {sheet.sheetNumber}
                </a>
              )}
              <small>
                {r.stage === 'sent' ? t('待签收', 'to be signed for') : t('待反馈', 'to be answered')}{' '}
                {until && <Until at={until} />}
              </small>
              {(sheet.instruction ?? sheet.demand) && (
                <small className="owed-words">{sheet.instruction?.words ?? sheet.demand}</small>
              )}
            </span>
            <Button type="primary" size="large" onClick={() => setOpen({ act, no: r.no })}>
              {t(act.zh, act.en)}
            </Button>
          </section>
        )
      })}
      {open && (
        <Suspense>
          <ActDialog act={open.act} no={open.no} ticket={ticket} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </>
  )
}
