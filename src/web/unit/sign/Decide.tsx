/** Yes or no: a no says why; what somebody else did meanwhile is shown before it is decided again. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import { refreshAll } from '../../asking.ts'
import { actOf } from '../../parts/acts.ts'
import { draftOf } from '../../parts/keeping.ts'
import { Meanwhile } from '../../parts/Meanwhile.tsx'
import { useSend } from '../../parts/use-send.ts'
import { useWhyNot } from '../../parts/why-not.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { useDraft } from '../../ui/draft.ts'
import { Failed } from '../../ui/Failed.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import type { Request } from './requests.ts'

interface Props {
  ticket: Ticket
  request: Request
  onNext: () => void
  onDecided: () => void
}

export function Decide({ ticket, request, onNext, onDecided }: Props) {
  const { me } = useSession()
  const { message } = App.useApp()
  const client = useQueryClient()
  const whyNot = useWhyNot(ticket)('decideRequest')
  const [note, setNote, dropNote] = useDraft(draftOf(me.personId, `sign.${request.no}`, ticket.number), '')
  const [isMissing, setMissing] = useState(false)
  const sending = useSend(actOf('decideRequest')!, ticket, {
    onWrong: () => {},
    onDone: async ({ how }) => {
      dropNote()
      if (how === 'sent') message.success(t('已签批', 'Decided'))
      else message.info(t('没有网络：已存下，恢复后发送一次', 'No network: kept, sent once it is back'))
      onDecided()
      await refreshAll(client)
    },
  })
  const decide = (verdict: 'approved' | 'rejected') => {
    const isBare = verdict === 'rejected' && note.trim() === ''
    setMissing(isBare)
    if (!isBare) sending.send({ verdict, ...(note.trim() !== '' && { note: note.trim() }) }, request.no)
  }
  return (
    <div className="decide">
      {sending.isLost ? (
        <Meanwhile ticket={ticket} since={sending.seen} onSeen={sending.goOn} />
      ) : (
        sending.error && <Failed error={sending.error} />
      )}
      <Input.TextArea
        aria-label={t('签批意见', 'Your word on it')}
        placeholder={t('意见（退回时必填）', 'Your word on it (needed for a no)')}
        value={note}
        status={isMissing ? 'error' : ''}
        onChange={e => setNote(e.target.value)}
        autoSize={{ minRows: 1, maxRows: 5 }}
      />
      {isMissing && (
        <div role="alert" className="decide-missing">
          {t('请写明退回的理由，经办人才知道怎么改。', 'Say why, so that the handler knows what to change.')}
        </div>
      )}
      <div className="decide-buttons">
        <ReasonedButton
          size="large"
          type="primary"
          whyNot={whyNot}
          loading={sending.isBusy}
          onClick={() => decide('approved')}
        >
          {t('同意', 'Approve')}
        </ReasonedButton>
        <ReasonedButton size="large" danger whyNot={whyNot} onClick={() => decide('rejected')}>
          {t('退回修改', 'Send back')}
        </ReasonedButton>
        <Button size="large" onClick={onNext}>
          {t('下一件', 'Next')}
        </Button>
      </div>
    </div>
  )
}
