/** The rows of a list of any length: pages by cursor, of which only those on screen are asked anew. */
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import type { Summary } from '../../../contract/record.ts'
import { type Answer, call } from '../../api.ts'
import { keyOf } from '../../asking.ts'
import { type Filter, searchOf } from './filter.ts'

const PAGE = 100
/** The first page is what is waited for: a screenful. */
const FIRST = 50

/** What is known of the list so far: where each page begins, and how long it is. */
interface Chain {
  of: string
  starts: readonly (string | undefined)[]
  sizes: readonly number[]
}

type Page = Answer<'listAppeals'>

export interface Rows {
  /** The list they are of, as it stands in an address. */
  of: string
  /** Another list was asked for; these are the rows of the one before, until its first page is there. */
  isOld: boolean
  /** How many are known; one more waits while `more`. */
  known: number
  more: boolean
  at: (index: number) => Summary | undefined
  error: Error | null
  again: () => void
  /** The first page is on its way. */
  pending: boolean
}

const inputOf = (filter: Filter, after: string | undefined) => ({
  query: { ...filter, limit: after === undefined ? FIRST : PAGE, ...(after !== undefined && { after }) },
})

const begun = (of: string): Chain => ({ of, starts: [undefined], sizes: [] })

/** `first` and `last`: the rows on screen. */
export function useRows(filter: Filter, first: number, last: number): Rows {
  const client = useQueryClient()
  const of = searchOf(filter)
  const [kept, setChain] = useState<Chain>(() => begun(of))
  const chain = kept.of === of ? kept : begun(of)
  const offsets = useMemo(() => offsetsOf(chain.sizes), [chain.sizes])
  const wanted = pagesOf(chain, offsets, [first, last])
  const pages = useQueries({
    queries: wanted.map(i => ({
      queryKey: keyOf('listAppeals', inputOf(filter, chain.starts[i])),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call('listAppeals', inputOf(filter, chain.starts[i]), { signal }),
      staleTime: 30_000,
    })),
  })
  // Learnt while drawing, so that what arrived is on screen with the first drawing.
  const next = pages.reduce((so, { data }, n) => (data ? learnt(so, wanted[n]!, data) : so), chain)
  if (next !== kept) setChain(next)
  const failed = pages.find(p => p.error)
  const rows: Rows = {
    of,
    isOld: false,
    known: offsets.at(-1)!,
    more: chain.starts.length > chain.sizes.length,
    at: index => {
      const page = pageAt(offsets, index)
      const data = client.getQueryData<Page>(keyOf('listAppeals', inputOf(filter, chain.starts[page])))
      return data?.appeals[index - offsets[page]!]
    },
    error: failed?.error ?? null,
    again: () => pages.forEach(p => void (p.error && p.refetch())),
    pending: chain.sizes.length === 0 && !failed,
  }
  return useUntilThere(rows)
}

/** The rows of the list before, until those that were asked for are there. */
function useUntilThere(rows: Rows): Rows {
  const before = useRef<Rows | null>(null)
  if (!rows.pending && !rows.error) before.current = rows
  return rows.pending && before.current ? { ...before.current, isOld: true, more: false } : rows
}

/** What a page that arrived says of the list; when it ends elsewhere than before, what follows is learnt anew. */
function learnt(chain: Chain, page: number, { appeals, next }: Page): Chain {
  const same = chain.sizes[page] === appeals.length && (chain.starts[page + 1] ?? null) === next
  if (same) return chain
  const isShorter = chain.starts[page + 1] !== (next ?? undefined)
  const sizes = [...chain.sizes]
  sizes[page] = appeals.length
  if (!isShorter) return { ...chain, sizes }
  return {
    ...chain,
    sizes: sizes.slice(0, page + 1),
    starts: [...chain.starts.slice(0, page + 1), ...(next === null ? [] : [next])],
  }
}

/** Where each page begins among the rows, and the end of the last. */
function offsetsOf(sizes: readonly number[]): number[] {
  const offsets = [0]
  for (const size of sizes) offsets.push(offsets.at(-1)! + size)
  return offsets
}

function pageAt(offsets: readonly number[], index: number): number {
  let [low, high] = [0, offsets.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (offsets[middle]! <= index) low = middle
    else high = middle - 1
  }
  return low
}

/** Those on screen, and the next one when the end of what is known comes near. */
function pagesOf(chain: Chain, offsets: readonly number[], [first, last]: [number, number]): number[] {
  const end = chain.sizes.length - 1
  const [from, to] = [pageAt(offsets, first), pageAt(offsets, last)]
  const wanted: number[] = []
  for (let i = from; i <= Math.min(to, end); i++) wanted.push(i)
  const isNear = last + PAGE >= offsets.at(-1)!
  if (isNear && chain.starts.length > chain.sizes.length) wanted.push(chain.sizes.length)
  return wanted
}
