/** All tickets of a stage as a queue: page after page, up to a thousand, in the order in which they should be taken. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { Summary } from '../../../contract/record.ts'
import { call, type Input } from '../../api.ts'

export type Filter = NonNullable<Input<'listAppeals'>['query']>

const PAGE = 200
const MOST = 1000

export interface Tickets {
  rows: Summary[] | undefined
  error: Error | null
  again: () => void
  /** There are more than are shown. */
  isCut: boolean
}

export function useTickets(filter: Filter, compare: (a: Summary, b: Summary) => number): Tickets {
  const asked = useInfiniteQuery({
    queryKey: ['listAppeals', { query: filter, all: true }],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call(
        'listAppeals',
        { query: { ...filter, limit: PAGE, ...(pageParam && { after: pageParam }) } },
        { signal },
      ),
    getNextPageParam: last => last.next,
  })
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = asked
  const loaded = data?.pages.reduce((sum, p) => sum + p.appeals.length, 0) ?? 0
  const isMore = hasNextPage && loaded < MOST
  useEffect(() => {
    if (isMore && !isFetchingNextPage) void fetchNextPage()
  }, [isMore, isFetchingNextPage, fetchNextPage])
  const rows = useMemo(() => data?.pages.flatMap(p => p.appeals).sort(compare), [data, compare])
  return { rows, error: asked.error, again: () => void asked.refetch(), isCut: hasNextPage && !isMore }
}

const URGENCY = { critical: 0, urgent: 1, general: 2 } as Record<string, number>

/** The urgent before the rest, then who came first. */
export const byUrgency = (a: Summary, b: Summary): number =>
  (URGENCY[a.urgency] ?? 2) - (URGENCY[b.urgency] ?? 2) || a.receivedAt.localeCompare(b.receivedAt)

/** What is due first, first. */
export const byDue = (a: Summary, b: Summary): number =>
  (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9') || a.receivedAt.localeCompare(b.receivedAt)
