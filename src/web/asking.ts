/** Asking and acting in components: what was asked is remembered, what was done makes it be asked anew. */
import {
  keepPreviousData,
  type QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { type Answer, type CallName, type CallOptions, call, type Input, Refused } from './api.ts'

/** How a question is remembered; invalidate by the name alone to ask all of its kind anew. */
export const keyOf = <N extends CallName>(name: N, input: Input<N>) => [name, input] as const

interface AskOptions {
  /** Milliseconds for which the answer is good; 10 seconds when left out. */
  fresh?: number
  /** Ask anew every so many milliseconds while the page is open. */
  every?: number
  enabled?: boolean
  /** Go on showing the answer to the last question until the next is there. */
  keepLast?: boolean
}

/** Asks, and asks anew when something changed. */
export function useAsk<N extends CallName>(
  name: N,
  input: Input<N>,
  options: AskOptions = {},
): UseQueryResult<Answer<N>, Error> {
  const { fresh, every, enabled = true, keepLast } = options
  return useQuery<Answer<N>, Error>({
    queryKey: keyOf(name, input),
    queryFn: ({ signal }) => call(name, input, { signal }),
    enabled,
    ...(fresh !== undefined && { staleTime: fresh }),
    ...(every !== undefined && { refetchInterval: every }),
    ...(keepLast && { placeholderData: keepPreviousData as never }),
  })
}

export type Act<N extends CallName> = { input: Input<N> } & CallOptions

/** Does something, then asks anew what may have changed by it. */
export function useAct<N extends CallName>(name: N, onDone?: (answer: Answer<N>) => void) {
  const client = useQueryClient()
  return useMutation<Answer<N>, Error, Act<N>>({
    mutationFn: ({ input, ...options }) => call(name, input, options),
    onSuccess: async answer => {
      onDone?.(answer)
      await refreshAll(client)
    },
  })
}

/** Whatever is on screen is asked anew; the directory stays as it is for its while. */
export const refreshAll = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ predicate: q => !STANDING.has(q.queryKey[0]) })

const STANDING = new Set<unknown>(['listUnits', 'listCategories', 'listChannels', 'listRegions', 'listGrids'])

/** Refusals and bad input don't get better by asking again. */
export const worthRetry = (tries: number, error: Error): boolean =>
  tries < 2 && (!(error instanceof Refused) || error.problem.status >= 500)
