/** All duties whose limits are late or nearly so, kept up to date. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '../../api.ts'

/** More than so many at once nobody can telephone about; the rest is in the ledger. */
const MOST = 1000
const PAGE = 200

/** All duties whose limits are late or nearly so. */
export function useLateDuties() {
  const query = { light: ['yellow' as const, 'red' as const], limit: PAGE }
  const asked = useInfiniteQuery({
    queryKey: ['listAssignments', { query }, 'all'],
    queryFn: ({ signal, pageParam }) =>
      call('listAssignments', { query: { ...query, ...(pageParam && { after: pageParam }) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: page => page.next,
    refetchInterval: 60_000,
  })
  const duties = asked.data?.pages.flatMap(p => p.assignments) ?? []
  const { hasNextPage, isFetching, fetchNextPage } = asked
  const isMore = hasNextPage && duties.length < MOST
  useEffect(() => {
    if (isMore && !isFetching) void fetchNextPage()
  }, [isMore, isFetching, fetchNextPage])
  return { ...asked, duties, isCut: hasNextPage && !isMore }
}
