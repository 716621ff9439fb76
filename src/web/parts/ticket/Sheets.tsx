/** 督办单: the sheets about a ticket, one leading to the next: what each asks, who has it, and what can be done with it. */
import { Flex, Tag, Typography } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import type { SheetView } from '../../../contract/supervision.ts'
import {
  RECIPIENT_ROLE_NAMES,
  RECIPIENT_STAGE_NAMES,
  SHEET_NAMES,
  SHEET_STAGE_NAMES,
} from '../../../domain/names.ts'
import { addressOf } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { nameOf, t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Until, When } from '../../ui/When.tsx'
import { type ActSpec, actOf } from '../acts.ts'
import { Light } from '../Light.tsx'
import { Cited } from '../library/Cited.tsx'
import { SheetActs } from './SheetActs.tsx'

const ActDialog = lazy(() => import('../ActDialog.tsx').then(m => ({ default: m.ActDialog })))

type Sheet = SheetView
type Recipient = Sheet['recipients'][number]
type OpenAct = (name: ActSpec['name'], no: number) => void

export function Sheets({ ticket }: { ticket: Ticket }) {
  const { number } = ticket
  const asked = useAsk('listTicketSheets', { params: { number } })
  const [open, setOpen] = useState<{ act: ActSpec; no: number } | null>(null)
  const openAct: OpenAct = (name, no) => {
    const act = actOf(name)
    if (act) setOpen({ act, no })
  }
  const sheets = asked.data?.sheets ?? []
  if (sheets.length === 0 && !asked.error) return null
  return (
    <Panel title={t('督办单', 'Sheets')}>
      {asked.error && <Failed error={asked.error} again={() => asked.refetch()} />}
      <Flex vertical gap="middle">
        {sheets.map(sheet => (
          <SheetRow key={sheet.no} sheet={sheet} ticket={ticket} onOpen={openAct} />
        ))}
      </Flex>
      {open && (
        <Suspense>
          <ActDialog act={open.act} no={open.no} ticket={ticket} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </Panel>
  )
}

const COLOURS: Partial<Record<Sheet['kind'], string>> = {
  greenUrge: 'green',
  yellowUrge: 'gold',
  redSupervise: 'red',
}

interface RowProps {
  sheet: Sheet
  ticket: Ticket
  onOpen: OpenAct
}

function SheetRow({ sheet, ticket, onOpen }: RowProps) {
  const { documentId, demand, instruction } = sheet
  return (
    <article className="sheet-row">
      <Flex gap="small" wrap align="center">
        <Tag color={COLOURS[sheet.kind] ?? 'default'}>{nameOf(SHEET_NAMES, sheet.kind)}</Tag>
        {sheet.sheetNumber && <strong>{sheet.sheetNumber}</strong>}
        <span>{nameOf(SHEET_STAGE_NAMES, sheet.stage)}</span>
        <When at={sheet.issuedAt ?? sheet.proposedAt ?? ''} />
        {documentId !== null && (
          <a
            href={addressOf('openDocumentPdf', { params: { id: documentId } })}
            target="_blank"
            rel="noreferrer"
          >
            {t('看原单', 'See the paper')}
          </a>
        )}
      </Flex>
      {instruction && (
        <blockquote>
          {instruction.words} —— {instruction.by}
        </blockquote>
      )}
      {demand && (
        <p>
          <Cited>{demand}</Cited>
        </p>
      )}
      {sheet.recipients.map(r => (
        <RecipientRow
          key={r.no}
          recipient={r}
          isOpen={sheet.stage === 'issued'}
          ticket={ticket}
          onOpen={onOpen}
        />
      ))}
      <SheetActs ticket={ticket} sheet={sheet} onOpen={onOpen} />
    </article>
  )
}

interface RecipientProps {
  recipient: Recipient
  isOpen: boolean
  ticket: Ticket
  onOpen: OpenAct
}

function RecipientRow({ recipient: r, isOpen, ticket, onOpen }: RecipientProps) {
  return (
    <div className="sheet-recipient">
      <Flex gap="small" wrap align="center">
        <span>{nameOf(RECIPIENT_ROLE_NAMES, r.role)}</span>
        <strong>{r.unit.name}</strong>
        <span>{nameOf(RECIPIENT_STAGE_NAMES, r.stage)}</span>
        {r.endedAt === null && r.dueAt && <Until at={r.dueAt} />}
        {r.endedAt === null && <Light light={r.light} bare />}
        {r.sentBack > 0 && <Tag>{t(`退回 ${r.sentBack} 次`, `sent back ${r.sentBack}×`)}</Tag>}
      </Flex>
      {r.answer && <Typography.Paragraph type="secondary">{r.answer}</Typography.Paragraph>}
      {isOpen && <SheetActs ticket={ticket} recipient={r} onOpen={onOpen} />}
    </div>
  )
}
