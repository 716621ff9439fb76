/** One ticket beside its queue: what it says first, then the work to be done on it, then everything else. */
import { Alert, Button, Watermark } from 'antd'
import { lazy, type ReactNode, Suspense } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import { useAsk } from '../../asking.ts'
import { Head } from '../../parts/ticket/Head.tsx'
import { TicketLink } from '../../parts/ticket/TicketLink.tsx'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { When } from '../../ui/When.tsx'
import { MatterFacts } from './MatterFacts.tsx'
import type { Place } from './rows.ts'

const Rest = lazy(() => import('./Rest.tsx').then(m => ({ default: m.Rest })))

interface Props {
  number: string
  place: Place
  children: (ticket: Ticket) => ReactNode
  /** Under the words, before the work: what this kind of work needs to see. */
  extra?: (ticket: Ticket) => ReactNode
  /** Beside the words, to be compared with them. */
  beside?: (ticket: Ticket) => ReactNode
}

export function Pane({ number, place, children, extra, beside }: Props) {
  const ticket = useAsk('openAppeal', { params: { number } })
  const { me } = useSession()
  return (
    <Ask of={ticket} rows={10}>
      {opened => (
        <Watermark
          content={`${me.name} ${me.login ?? ''}`}
          gap={[160, 160]}
          font={{ color: 'rgba(128,128,128,.10)' }}
        >
          {place.isGone && <Gone ticket={opened} onNext={place.done} />}
          <div className="pane-head">
            <h2>{opened.title ?? t('（内容不公开）', '(withheld)')}</h2>
            <TicketLink number={number}>{t('打开全单', 'Open it all')}</TicketLink>
          </div>
          <Head ticket={opened} />
          {beside ? (
            <div className="compare" style={{ margin: '12px 0' }}>
              <section aria-label={t('诉求', 'The matter')}>
                <h3 className="field-name">{t('诉求', 'The matter')}</h3>
                <Words ticket={opened} />
              </section>
              {beside(opened)}
            </div>
          ) : (
            <Words ticket={opened} />
          )}
          <MatterFacts ticket={opened} />
          {extra?.(opened)}
          {children(opened)}
          <Suspense fallback={<Loading rows={3} />}>
            <Rest ticket={opened} />
          </Suspense>
        </Watermark>
      )}
    </Ask>
  )
}

function Words({ ticket }: { ticket: Ticket }) {
  return (
    <p className="prose pane-words">
      {ticket.content ?? t('（内容不公开或已删除）', '(withheld or erased)')}
    </p>
  )
}

/** Somebody else was faster: who, and what they did. */
function Gone({ ticket, onNext }: { ticket: Ticket; onNext: () => void }) {
  const last = ticket.events.findLast(e => e.actor !== 'system') ?? ticket.events.at(-1)
  return (
    <Alert
      role="status"
      type="info"
      showIcon
      style={{ marginBottom: 12 }}
      title={t('这一件已经不在本队列', 'This is no longer in the queue')}
      description={
        last && (
          <>
            {last.person?.name ?? last.unit?.name} {t(last.zh, last.en)} <When at={last.at} />
          </>
        )
      }
      action={<Button onClick={onNext}>{t('下一件', 'Next')}</Button>}
    />
  )
}
