/** The sheets behind a number of the figures: of one unit, one kind and the period, each leading to its ticket. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useEffect } from 'react'
import { Link } from 'wouter'
import type { SheetView } from '../../../contract/supervision.ts'
import { SHEET_NAMES } from '../../../domain/names.ts'
import { call } from '../../api.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { When } from '../../ui/When.tsx'
import { momentsOf, type Period } from './period.ts'
import type { Behind } from './Supervised.tsx'

interface Props {
  behind: Behind
  period: Period
  onClose: () => void
}

export function SheetsBehind({ behind: { unit, kind }, period, onClose }: Props) {
  const list = useInfiniteQuery({
    queryKey: ['listSheets', 'behind', unit.id, kind],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listSheets',
        {
          query: {
            state: 'all',
            unitId: unit.id,
            limit: 200,
            ...(kind !== 'late' && { kind: [kind] }),
            ...(pageParam && { after: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: page => page.next,
  })
  const { receivedFrom, receivedTo } = momentsOf(period)
  const all = list.data?.pages.flatMap(p => p.sheets) ?? []
  const found = all.filter(s => belongs(s, { unitId: unit.id, kind, from: receivedFrom, until: receivedTo }))
  // Latest first: once a page begins before the period, no more is to come.
  const isOver = kind !== 'late' && (all.at(-1)?.issuedAt ?? '9') < receivedFrom
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  useEffect(() => {
    if (found.length === 0 && hasNextPage && !isFetchingNextPage && !isOver) void fetchNextPage()
  }, [found.length, hasNextPage, isFetchingNextPage, isOver, fetchNextPage])
  return (
    <Drawer
      open
      onClose={onClose}
      size="large"
      title={`${unit.name} · ${kind === 'late' ? t('逾期反馈的督办单', 'sheets answered late') : nameOf(SHEET_NAMES, kind)}`}
    >
      <Ask
        of={list}
        isEmpty={() => found.length === 0 && !hasNextPage}
        empty={t('没有看得到的。', 'None you may see.')}
      >
        {() => (
          <>
            <ul className="sheets-behind">
              {found.map(s => (
                <li key={`${s.number}/${s.no}`}>
                  <Link to={`/appeals/${s.number}`}>
                    <strong>{s.sheetNumber}</strong> {s.title ?? t('（内容不公开）', '(content withheld)')}
                  </Link>
                  <br />
                  <small>
                    <When at={s.issuedAt ?? ''} />
                  </small>
                </li>
              ))}
            </ul>
            {hasNextPage && !isOver && (
              <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
                {t('再看一些', 'More')}
              </Button>
            )}
          </>
        )}
      </Ask>
    </Drawer>
  )
}

/** As the figures count: a sheet by the day it was issued, a late answer by the day it was due. */
function belongs(
  s: SheetView,
  { unitId, kind, from, until }: { unitId: number; kind: Behind['kind']; from: string; until: string },
): boolean {
  const own = s.recipients.filter(r => r.unit.id === unitId && r.role !== 'copy')
  const within = (at: string | null) => at !== null && at >= from && at < until
  if (kind !== 'late') return own.length > 0 && within(s.issuedAt)
  return own.some(
    r => within(r.dueAt) && r.answeredAt !== null && r.dueAt !== null && r.answeredAt >= r.dueAt,
  )
}
