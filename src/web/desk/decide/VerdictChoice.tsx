/** 同意或不同意 an extension, a suspension, an exception. */
import { useState } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import { whyNot } from '../../parts/why-not.ts'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Key } from '../../ui/Key.tsx'
import { Note } from '../../ui/Note.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import type { Acting } from '../queue/acting.ts'

interface Props {
  ticket: Ticket
  no: number
  acting: Acting
}

export function VerdictChoice({ ticket, no, acting }: Props) {
  const [note, setNote] = useState('')
  const refused = whyNot(ticket, 'decideRequest')
  const noReason = note.trim() ? null : t('不同意须写明理由。', 'Say why, when rejecting.')
  const decide = (verdict: 'approved' | 'rejected') => {
    if (refused !== null || acting.isBusy || (verdict === 'rejected' && noReason)) return
    const said = verdict === 'approved' ? t('已同意', 'Approved') : t('未同意', 'Rejected')
    acting.act({
      name: 'decideRequest',
      no,
      body: { verdict, ...(note.trim() && { note: note.trim() }) },
      said,
    })
  }
  useOffer([
    { key: 'approve', label: t('同意', 'Approve'), shortcut: 'a', run: () => decide('approved') },
    { key: 'reject', label: t('不同意', 'Reject'), shortcut: 'n', run: () => decide('rejected') },
  ])
  return (
    <>
      <Note
        name={t('意见', 'Note')}
        hint={t('意见；不同意须写明理由', 'Note; needed when rejecting')}
        value={note}
        onChange={setNote}
        rows={2}
      />
      <div className="acts">
        <ReasonedButton
          type="primary"
          whyNot={refused}
          loading={acting.isBusy}
          onClick={() => decide('approved')}
        >
          {t('同意', 'Approve')}
          <Key of="A" />
        </ReasonedButton>
        <ReasonedButton whyNot={refused ?? noReason} onClick={() => decide('rejected')}>
          {t('不同意', 'Reject')}
          <Key of="N" />
        </ReasonedButton>
      </div>
    </>
  )
}
