/** The first page of the desk: what waits for me now, and a way into it. */
import { PhoneOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link, useLocation } from 'wouter'
import { useSession } from '../session.tsx'
import { t } from '../text.ts'
import { useOffer } from '../ui/commands.ts'
import { Key } from '../ui/Key.tsx'
import { Page } from '../ui/Page.tsx'
import { Until, useNow, When } from '../ui/When.tsx'
import { type DeskPlace, placesFor } from './places.tsx'
import { TodayContacts } from './TodayContacts.tsx'
import { useWaiting, type Waiting } from './waiting.ts'

export function Home() {
  const { may, me } = useSession()
  const [, go] = useLocation()
  const waiting = useWaiting()
  const queues = placesFor(may).filter(
    p => p.queue !== undefined && (p.waitsFor === undefined || may(...p.waitsFor)),
  )
  const isKnown = queues.every(p => waiting[p.queue!].count !== undefined)
  const total = queues.reduce((sum, p) => sum + (waiting[p.queue!].count ?? 0), 0)
  useOffer([
    { key: 'call', label: t('接听', 'Take a call'), shortcut: 'c', run: () => go('/call') },
    ...queues
      .slice(0, 9)
      .map((p, i) => ({ key: p.path, label: t(p.zh, p.en), shortcut: String(i + 1), run: () => go(p.path) })),
  ])
  return (
    <Page
      title={t(`${greeting(useNow())}，${me.name}`, `Hello, ${me.name}`)}
      about={
        total > 0
          ? t(`有 ${total} 件等着办。`, `${total} wait for you.`)
          : isKnown
            ? t('眼下没有等着办的。', 'Nothing waits at the moment.')
            : '…'
      }
      actions={
        may('contact.take') && (
          <Button type="primary" size="large" icon={<PhoneOutlined />} onClick={() => go('/call')}>
            {t('接听来电', 'Take a call')}
            <Key of="C" />
          </Button>
        )
      }
    >
      <nav className="waiting" aria-label={t('等着办的', 'What waits')}>
        {queues.map((p, i) => (
          <Card key={p.path} place={p} waiting={waiting[p.queue!]} shortcut={i < 9 ? String(i + 1) : null} />
        ))}
      </nav>
      {may('contact.take') && <TodayContacts />}
    </Page>
  )
}

function greeting(now: number): string {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', hour12: false }).format(
      now,
    ),
  )
  return hour < 6 ? '夜深了' : hour < 11 ? '早上好' : hour < 14 ? '中午好' : hour < 18 ? '下午好' : '晚上好'
}

function Card({ place, waiting, shortcut }: { place: DeskPlace; waiting: Waiting; shortcut: string | null }) {
  const { count, more, since, dueAt } = waiting
  return (
    <Link to={place.path} className={count ? 'some' : 'none'}>
      <span style={{ display: 'flex', justifyContent: 'space-between' }}>
        <strong>
          {place.icon} {t(place.zh, place.en)}
        </strong>
        {shortcut && <Key of={shortcut} />}
      </span>
      <span className="count">
        {count ?? '…'}
        {more && '+'}
      </span>
      <span className="small" style={{ display: 'block', minHeight: 18 }}>
        {count && since ? (
          <>
            {t('最早', 'oldest')} <When at={since} />
          </>
        ) : count && dueAt ? (
          <>
            {t('最紧', 'first')} <Until at={dueAt} />
          </>
        ) : (
          place.about && t(place.about[0], place.about[1])
        )}
      </span>
    </Link>
  )
}
