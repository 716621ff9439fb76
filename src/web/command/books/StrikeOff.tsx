/** 销号: what can be struck off now, and of the rest what is missing, ticket by ticket. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Flex, Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { call } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Page } from '../../ui/Page.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { StrikeRow, useReadiness } from './StrikeRow.tsx'
import './books.css'

const BulkDialog = lazy(() => import('../ledger/BulkDialog.tsx').then(m => ({ default: m.BulkDialog })))

type Queue = 'visited' | 'reviewed' | 'answered'

const QUEUES: readonly { value: Queue; label: string }[] = [
  { value: 'visited', label: t('已回访', 'Visited') },
  { value: 'reviewed', label: t('已审核', 'Reviewed') },
  { value: 'answered', label: t('已办结', 'Answered') },
]
const PAGE = 30

export function StrikeOff() {
  const { may } = useSession()
  const [queue, setQueue] = useState<Queue>('visited')
  const [striking, setStriking] = useState(false)
  const query = { stage: [queue], open: true, limit: PAGE }
  const list = useInfiniteQuery({
    queryKey: ['listAppeals', { query }, 'strike-off'],
    queryFn: ({ signal, pageParam }) =>
      call('listAppeals', { query: { ...query, ...(pageParam && { after: pageParam }) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: page => page.next,
  })
  const appeals = list.data?.pages.flatMap(p => p.appeals) ?? []
  const ready = useReadiness(appeals)
  const able = appeals.filter(a => ready.get(a.number) === null)
  const whyNot = !may('appeal.strikeOff')
    ? t('您的角色不能销号', 'Your role may not strike off')
    : able.length === 0
      ? t('这里没有可以销号的', 'None here can be struck off')
      : null
  return (
    <Page
      title={t('销号', 'Strike off')}
      about={t('逐单销号：缺什么写在后面，齐了就能销。', 'One by one: what is missing stands behind each.')}
      actions={
        <ReasonedButton type="primary" whyNot={whyNot} onClick={() => setStriking(true)}>
          {t(`销号 ${able.length} 件`, `Strike off ${able.length}`)}
        </ReasonedButton>
      }
    >
      <Flex vertical gap="middle">
        <Segmented<Queue>
          aria-label={t('环节', 'Stage')}
          value={queue}
          onChange={setQueue}
          options={[...QUEUES]}
          className="no-print"
        />
        <Ask
          of={list}
          rows={10}
          isEmpty={() => appeals.length === 0}
          empty={t('这个环节没有等着销号的单。', 'Nothing of this stage waits.')}
        >
          {() => (
            <ul className="strike">
              {appeals.map(a => (
                <StrikeRow key={a.number} appeal={a} missing={ready.get(a.number)} />
              ))}
            </ul>
          )}
        </Ask>
        {list.hasNextPage && (
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('再看一些', 'More')}
          </Button>
        )}
      </Flex>
      {striking && (
        <Suspense>
          <BulkDialog
            act="strikeOff"
            appeals={able}
            onClose={() => setStriking(false)}
            onDone={() => setStriking(false)}
          />
        </Suspense>
      )}
    </Page>
  )
}
