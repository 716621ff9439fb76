/** How many there are: at once when an index knows, at least so many until all are counted. */
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import type { Filter } from './filter.ts'

interface Counted {
  count: number | undefined
  exact: boolean
  /** The exact number is on its way. */
  isComing: boolean
  error: Error | null
}

/** Asks at once, and where that was too quick to be exact, once more with patience. */
export function useCount({ sort: _, ...query }: Filter): Counted {
  const quick = useAsk('countAppeals', { query })
  const isRough = quick.data?.exact === false
  const slow = useAsk(
    'countAppeals',
    { query: { ...query, exact: true } },
    { enabled: isRough, fresh: 60_000 },
  )
  const found = isRough && slow.data ? slow.data : quick.data
  const isComing = isRough && slow.isFetching
  return { count: found?.count, exact: found?.exact ?? false, isComing, error: quick.error }
}

export function Count({ filter }: { filter: Filter }) {
  const { count, exact, isComing, error } = useCount(filter)
  return (
    <span role="status" className="count">
      {count !== undefined
        ? exact
          ? t(`共 ${grouped(count)} 件`, `${grouped(count)} in all`)
          : t(
              `至少 ${grouped(count)} 件${isComing ? '，正在细数…' : ''}`,
              `at least ${grouped(count)}${isComing ? ', counting…' : ''}`,
            )
        : error
          ? t('数不出来', 'not counted')
          : t('正在计数…', 'counting…')}
    </span>
  )
}

export const grouped = (n: number): string => n.toLocaleString('en-US')
