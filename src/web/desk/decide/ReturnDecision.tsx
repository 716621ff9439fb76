/** 退单审核: accept, and give it to others at once, or reject with the reason the unit will read. */
import { useState } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import { useAsk } from '../../asking.ts'
import { whyNot } from '../../parts/why-not.ts'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Key } from '../../ui/Key.tsx'
import { Note } from '../../ui/Note.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { type Chosen, UnitChoice } from '../dispatch/UnitChoice.tsx'
import type { Acting } from '../queue/acting.ts'

interface Props {
  ticket: Ticket
  no: number
  acting: Acting
}

export function ReturnDecision({ ticket, no, acting }: Props) {
  const suggestions = useAsk('suggestForAppeal', { params: { number: ticket.number } }, { fresh: 60_000 })
  const [units, setUnits] = useState<Chosen[]>([])
  const [note, setNote] = useState('')
  const refused = whyNot(ticket, 'decideReturn')
  const decide = (accept: boolean) => {
    if (refused !== null || acting.isBusy) return
    const body = {
      accept,
      ...(note.trim() && { note: note.trim() }),
      ...(accept && units.length > 0 && { units }),
    }
    const said = accept
      ? t('已同意退单', 'The return is accepted')
      : t('未同意退单', 'The return is rejected')
    acting.act({ name: 'decideReturn', no, body, said })
  }
  const noReason = note.trim() ? null : t('不同意须写明理由。', 'Say why, when rejecting.')
  useOffer([
    { key: 'accept', label: t('同意退单', 'Accept the return'), shortcut: 'a', run: () => decide(true) },
    {
      key: 'reject',
      label: t('不同意退单', 'Reject the return'),
      shortcut: 'n',
      run: () => noReason === null && decide(false),
    },
  ])
  return (
    <>
      <h3 className="field-name">{t('同意则改派给', 'Accepted, it goes to')}</h3>
      <UnitChoice suggested={suggestions.data?.units ?? []} chosen={units} onChange={setUnits} />
      <Note
        name={t('意见', 'Note')}
        hint={t('意见；不同意须写明理由', 'Note; needed when rejecting')}
        value={note}
        onChange={setNote}
        rows={2}
      />
      <div className="acts">
        <ReasonedButton type="primary" whyNot={refused} loading={acting.isBusy} onClick={() => decide(true)}>
          {units.length > 0
            ? t('同意并改派', 'Accept and reassign')
            : t('同意，退回待派', 'Accept, back to the queue')}
          <Key of="A" />
        </ReasonedButton>
        <ReasonedButton whyNot={refused ?? noReason} onClick={() => decide(false)}>
          {t('不同意', 'Reject')}
          <Key of="N" />
        </ReasonedButton>
      </div>
    </>
  )
}
