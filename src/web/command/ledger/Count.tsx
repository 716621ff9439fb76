/** How many there are: at once when an index knows, at least so many until all are counted. */
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import type { Filter } from './filter.ts'

export const useCount = (filter: Filter) => {
  const { sort: _, ...query } = filter
  return useAsk('countAppeals', { query }, { keepLast: false })
}

export function Count({ filter }: { filter: Filter }) {
  const { data, error } = useCount(filter)
  return (
    <span role="status" className="count">
      {data
        ? data.exact
          ? t(`共 ${grouped(data.count)} 件`, `${grouped(data.count)} in all`)
          : t(`至少 ${grouped(data.count)} 件`, `at least ${grouped(data.count)}`)
        : error
          ? t('数不出来', 'not counted')
          : t('正在计数…', 'counting…')}
    </span>
  )
}

export const grouped = (n: number): string => n.toLocaleString('en-US')
