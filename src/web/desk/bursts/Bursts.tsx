/** 扎堆: how much came within the last hours, in how many heaps; a heap is opened, looked through and settled as a whole. */
import { Flex, Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Answer } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Page } from '../../ui/Page.tsx'
import { When } from '../../ui/When.tsx'
import { HeapPage } from './HeapPage.tsx'
import './bursts.css'

type Heap = Answer<'readBursts'>['heaps'][number]

const HOURS = [1, 6, 24, 72] as const

export function Bursts({ head }: { head?: string }) {
  const [hours, setHours] = useState<number>(1)
  return head ? <HeapPage head={head} hours={hours} /> : <Heaps hours={hours} onHours={setHours} />
}

function Heaps({ hours, onHours }: { hours: number; onHours: (hours: number) => void }) {
  const found = useAsk('readBursts', { query: { hours } }, { every: 30_000, keepLast: true })
  return (
    <Page
      title={t('扎堆诉求', 'Bursts')}
      about={
        found.data
          ? t(
              `最近一小时收到 ${found.data.lastHour} 件；待派 ${found.data.waiting} 件，聚成 ${found.data.heaps.length} 堆，另有 ${found.data.alone} 件零散。`,
              `${found.data.lastHour} within the last hour; ${found.data.waiting} wait, in ${found.data.heaps.length} heaps, ${found.data.alone} apart.`,
            )
          : null
      }
      actions={
        <Segmented<number>
          aria-label={t('多久以来', 'Since')}
          value={hours}
          onChange={onHours}
          options={HOURS.map(h => ({ value: h, label: t(`${h} 小时`, `${h} h`) }))}
        />
      }
    >
      <Ask
        of={found}
        rows={6}
        isEmpty={f => f.heaps.length === 0}
        empty={t('没有扎堆：待派的诉求各说各的事。', 'No heap: what waits is about different things.')}
      >
        {({ heaps, cut }) => (
          <>
            {cut && (
              <p className="bursts-cut">
                {t('待派的太多，只看了最新的 5000 件。', 'Too many wait: the newest 5000 were looked at.')}
              </p>
            )}
            <ul className="heaps">
              {heaps.map(heap => (
                <HeapLine key={heap.head} heap={heap} most={heaps[0]!.size} />
              ))}
            </ul>
          </>
        )}
      </Ask>
    </Page>
  )
}

function HeapLine({ heap, most }: { heap: Heap; most: number }) {
  const about = [heap.region?.name, heap.category?.name, ...heap.platforms].filter(Boolean)
  return (
    <li>
      <Link to={`/bursts/${heap.head}`}>
        <strong className="heap-size">{heap.size}</strong>
        <span className="heap-what">
          <span>{heap.title ?? heap.head}</span>
          <span className="heap-bar" aria-hidden="true" style={{ width: `${(heap.size / most) * 100}%` }} />
          <small>
            {about.join(' · ')}
            {about.length > 0 && ' · '}
            <When at={heap.firstAt} /> – <When at={heap.lastAt} />
          </small>
        </span>
        {heap.doubtful > 0 && (
          <Flex className="heap-doubt">{t(`${heap.doubtful} 件待核`, `${heap.doubtful} to check`)}</Flex>
        )}
      </Link>
    </li>
  )
}
