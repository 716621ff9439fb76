/** The rows of a part, whole or page by page, and the codes that rows are named by. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import type { PartKey, PartSpec } from './parts.ts'

export type Row = Record<string, unknown>

interface Slice {
  items: Row[]
  next?: string | null
}

/** All rows of a small part; of a large one those found so far, with a way to more. */
export function useRows(part: PartSpec, words: string) {
  const found = useInfiniteQuery({
    queryKey: [part.list, part.paged ? words : ''],
    queryFn: ({ pageParam, signal }) => {
      const slice = { ...(words && { q: words }), ...(pageParam && { after: pageParam }), limit: 100 }
      return call(part.list as 'listPeople', part.paged ? { query: slice } : {}, { signal }) as Promise<Slice>
    },
    initialPageParam: '',
    getNextPageParam: page => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => {
    const all = found.data?.pages.flatMap(p => p.items) ?? []
    const said = words.trim().toLowerCase()
    return part.paged || said === '' ? all : all.filter(r => holds(r, said))
  }, [found.data, part, words])
  return { ...found, rows }
}

const holds = (row: Row, said: string): boolean =>
  [row.name, row.code, row.oldNumber].some(v => typeof v === 'string' && v.toLowerCase().includes(said))

interface Coded {
  id: number
  code: string
  name: string
}

const NONE: readonly Coded[] = []

/** What a code can name, of each part that is referred to. */
export function useCoded(): Record<PartKey, readonly Coded[]> {
  const whole = { fresh: 60_000 }
  const units = useAsk('listUnits', {}, whole).data?.items ?? NONE
  const categories = useAsk('listCategories', {}, whole).data?.items ?? NONE
  const channels = useAsk('listChannels', {}, whole).data?.items ?? NONE
  const regions = useAsk('listRegions', {}, whole).data?.items ?? NONE
  const grids = useAsk('listGrids', {}, whole).data?.items ?? NONE
  return { units, categories, channels, regions, grids, people: NONE, organisations: NONE, hotlines: NONE }
}
