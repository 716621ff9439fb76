/** An earlier ticket beside the draft: is it the same? Then the caller joins it, adds to it, or hears how far it is. */
import { Button } from 'antd'
import type { Ticket } from '../../../contract/record.ts'
import { STAGE_NAMES } from '../../../domain/names.ts'
import { isOpen, type Stage } from '../../../domain/vocabulary.ts'
import { useAct, useAsk } from '../../asking.ts'
import { placeWords } from '../../parts/place-words.ts'
import { TicketLink } from '../../parts/ticket/TicketLink.tsx'
import { whyNot } from '../../parts/why-not.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { useOffer } from '../../ui/commands.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Key } from '../../ui/Key.tsx'
import { spoken } from '../../ui/moment.ts'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { When } from '../../ui/When.tsx'
import type { Calling } from './use-call.ts'

interface Props {
  number: string
  calling: Calling
  onClose: () => void
}

export function EarlierOpened({ number, calling, onClose }: Props) {
  const ticket = useAsk('openAppeal', { params: { number } })
  return (
    <>
      <Button size="small" onClick={onClose} style={{ display: 'block', marginBottom: 8 }}>
        ← {t('回到参考', 'Back')}
      </Button>
      <Ask of={ticket} rows={6}>
        {opened => <Earlier ticket={opened} calling={calling} />}
      </Ask>
    </>
  )
}

function Earlier({ ticket, calling }: { ticket: Ticket; calling: Calling }) {
  const { draft, set, settle } = calling
  const add = useAct('addToAppeal')
  const over = isOpen(ticket.stage as Stage) ? null : t('这一单已经结束。', 'This ticket is over.')
  const join = () =>
    over === null && settle({ how: 'join', number: ticket.number, title: ticket.title ?? ticket.number })
  const tell = () => {
    const before = draft.answer.trim()
    set({ answer: before ? `${before}\n${progressOf(ticket)}` : progressOf(ticket), kind: 'inquiry' })
  }
  const addition = draft.content.trim()
  useOffer([
    { key: 'join', label: t('并入这一单', 'Join it'), chord: 'Alt+J', run: join },
    { key: 'tell', label: t('答复进度', 'Tell how far it is'), chord: 'Alt+G', run: tell },
  ])
  return (
    <>
      <strong>{ticket.title}</strong>
      <p className="small" style={{ margin: '2px 0' }}>
        <TicketLink number={ticket.number} /> · {nameOf(STAGE_NAMES, ticket.stage)} ·{' '}
        <When at={ticket.receivedAt} /> · {ticket.leadUnit?.name}
      </p>
      <p className="prose">{ticket.content}</p>
      <p className="small">{placeWords(ticket)}</p>
      <p className="small">{progressOf(ticket)}</p>
      {add.error && <Failed error={add.error} />}
      {add.isSuccess && <p role="status">{t('已补充到这一单。', 'Added to it.')}</p>}
      <div className="acts">
        <ReasonedButton type="primary" whyNot={over} onClick={join}>
          {t('就是这件，并入', 'The same: join it')}
          <Key of="Alt+J" />
        </ReasonedButton>
        <Button onClick={tell}>
          {t('答复进度', 'Tell how far it is')}
          <Key of="Alt+G" />
        </Button>
        <ReasonedButton
          whyNot={
            whyNot(ticket, 'addToAppeal') ??
            (addition ? null : t('先写下要补充的内容。', 'Write what is to be added first.'))
          }
          onClick={() => add.mutate({ input: { params: { number: ticket.number }, body: { addition } } })}
        >
          {t('补充到这一单', 'Add to it')}
        </ReasonedButton>
      </div>
    </>
  )
}

/** What can be read to the caller. */
function progressOf({ number, stage, leadUnit, dueAt }: Ticket): string {
  const unit = leadUnit?.name ?? ''
  const due = dueAt && isOpen(stage as Stage) ? spoken(Date.parse(dueAt)) : null
  return t(
    `您的诉求（单号 ${number}）目前${nameOf(STAGE_NAMES, stage)}${unit && `，由${unit}办理`}${due ? `，应于${due}前答复` : ''}。`,
    `Your appeal (${number}) is ${nameOf(STAGE_NAMES, stage)}${unit && `, with ${unit}`}${due ? `, to be answered by ${due}` : ''}.`,
  )
}
