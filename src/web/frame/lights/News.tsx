/** The latest changes of lights, each leading to its ticket; and which ones one wants to hear of. */
import { SettingOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { CLOCK_NAMES } from '../../../domain/names.ts'
import { type Answer, call } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { Light } from '../../parts/Light.tsx'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Until, When } from '../../ui/When.tsx'
import { WatchForm } from './WatchForm.tsx'
import './lights.css'

type Item = Answer<'listMyLightNews'>['items'][number]

export function News({ onClose }: { onClose: () => void }) {
  const watch = useAsk('readMyLights', {})
  const news = useAsk('listMyLightNews', {})
  const client = useQueryClient()
  const [isChoosing, setChoosing] = useState(false)
  const items = news.data?.items ?? []
  const newest = items[0]?.id
  const isUnread = items.some(i => !i.isRead)
  // What was new when it was opened stays marked while it is looked at.
  const fresh = useRef(new Set<number>())
  for (const i of items) if (!i.isRead) fresh.current.add(i.id)
  useEffect(() => {
    if (newest === undefined || !isUnread) return
    // Where it fails they stay unread, and are marked the next time.
    call('seeMyLights', { body: { upTo: newest } })
      .then(() => client.invalidateQueries({ queryKey: ['listMyLightNews'] }))
      .catch(() => {})
  }, [newest, isUnread, client])
  const isWatching = (watch.data?.lights.length ?? 0) > 0
  return (
    <Drawer
      open
      onClose={onClose}
      size={420}
      title={t('亮灯提醒', 'Lights')}
      extra={
        isWatching && (
          <Button
            type="text"
            icon={<SettingOutlined />}
            aria-expanded={isChoosing}
            onClick={() => setChoosing(!isChoosing)}
          >
            {t('订阅', 'Watch')}
          </Button>
        )
      }
    >
      <Ask of={watch} rows={3}>
        {w => (
          <>
            {(!isWatching || isChoosing) && <WatchForm watch={w} onDone={() => setChoosing(false)} />}
            {isWatching && (
              <Ask
                of={news}
                rows={4}
                isEmpty={n => n.items.length === 0}
                empty={t(
                  '还没有变化。哪盏灯亮了，几秒内这里就有。',
                  'Nothing changed yet: what does is here within seconds.',
                )}
              >
                {n => (
                  <ul className="light-news">
                    {n.items.map(i => (
                      <NewsItem key={i.id} item={i} isFresh={fresh.current.has(i.id)} onGo={onClose} />
                    ))}
                  </ul>
                )}
              </Ask>
            )}
          </>
        )}
      </Ask>
    </Drawer>
  )
}

interface ItemProps {
  item: Item
  isFresh: boolean
  onGo: () => void
}

function NewsItem({ item, isFresh, onGo }: ItemProps) {
  return (
    <li className={isFresh ? 'is-fresh' : undefined}>
      <Link to={`/appeals/${item.number}`} onClick={onGo}>
        <span className="light-news-head">
          <Light light={item.light} />
          {isFresh && <span className="sr-only">{t('未读', 'unread')}</span>}
          <small>
            <When at={item.at} />
          </small>
        </span>
        <span>{item.title ?? t('（内容不公开）', '(content withheld)')}</span>
        <small>
          {item.unit.name} · {nameOf(CLOCK_NAMES, item.limit)} ·{' '}
          {item.isOver ? t('已办', 'done') : <Until at={item.dueAt} />}
        </small>
      </Link>
    </li>
  )
}
