/** The names of the columns; two of them put the list in order. */
import { t } from '../../text.ts'
import type { Column } from './columns.tsx'

interface Props {
  columns: readonly Column[]
  width: number
  sort: 'received' | 'due'
  onSort: (sort: 'received' | 'due') => void
}

export function GridHead({ columns, width, sort, onSort }: Props) {
  return (
    <div role="rowgroup" className="grid-head" style={{ minWidth: width }}>
      <div role="row" className="grid-row" aria-rowindex={1}>
        <span role="columnheader" className="grid-mark">
          <span className="sr-only">{t('选中', 'Marked')}</span>
        </span>
        {columns.map(c => (
          <span
            key={c.key}
            role="columnheader"
            className="grid-cell"
            style={styleOf(c)}
            {...(c.sort && { 'aria-sort': sort === c.sort ? orderOf(c.sort) : ('none' as const) })}
          >
            {c.sort ? (
              <button type="button" className="sort" onClick={() => onSort(c.sort!)}>
                {t(c.zh, c.en)}
                <span aria-hidden="true">{sort === c.sort ? (c.sort === 'due' ? ' ↑' : ' ↓') : ' ↕'}</span>
              </button>
            ) : (
              t(c.zh, c.en)
            )}
          </span>
        ))}
      </div>
    </div>
  )
}

/** What was received last stands first, and so does what is due first. */
const orderOf = (sort: 'received' | 'due') =>
  sort === 'due' ? ('ascending' as const) : ('descending' as const)

export const styleOf = ({ key, width }: Column) => ({
  flex: key === 'title' ? `1 0 ${width}px` : `0 0 ${width}px`,
  minWidth: 0,
})
