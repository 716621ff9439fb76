/** 待发送: what was done without a network and is still on this machine, each with what became of it. */
import { Button } from 'antd'
import { useLocation } from 'wouter'
import { draftOf, useKeeping } from '../parts/keeping.ts'
import { TicketLink } from '../parts/ticket/TicketLink.tsx'
import { WaitingAct } from '../parts/ticket/WaitingHere.tsx'
import type { Waiting } from '../parts/waiting.ts'
import { useSession } from '../session.tsx'
import { t } from '../text.ts'
import { keepDraft } from '../ui/draft.ts'
import { useOnline } from '../ui/Offline.tsx'
import { Page } from '../ui/Page.tsx'

export function Outbox() {
  const { waiting, retry, drop } = useKeeping()
  const { me } = useSession()
  const [, go] = useLocation()
  const isOnline = useOnline()
  const edit = async (w: Waiting) => {
    keepDraft(draftOf(me.personId, w.name, w.number), w.values)
    await drop(w.key)
    go(`/appeals/${w.number}?do=${w.name}`)
  }
  return (
    <Page
      narrow
      title={t('待发送', 'To be sent')}
      about={t(
        '没有网络时填好的，会按顺序各发送一次。',
        'Done without a network: sent in order, each exactly once.',
      )}
      actions={
        waiting.length > 0 && (
          <Button size="large" disabled={!isOnline} onClick={retry}>
            {t('现在发送', 'Send now')}
          </Button>
        )
      }
    >
      {waiting.length === 0 && (
        <p>{t('没有待发送的，都已送到。', 'Nothing is waiting: all of it has arrived.')}</p>
      )}
      <ul className="outbox">
        {waiting.map(w => (
          <li key={w.key}>
            <TicketLink number={w.number}>{w.title ?? w.number}</TicketLink>
            <WaitingAct act={w} onEdit={() => void edit(w)} />
          </li>
        ))}
      </ul>
    </Page>
  )
}
