/** A table as most pages need it: rows under heads, so many at first, perhaps those below others folded into them. A tenth of the weight of antd's. */
import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons'
import { Button, Empty } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../text.ts'
import { Loading } from './Loading.tsx'
import { Scrolls } from './Scrolls.tsx'
import './table.css'

export interface Column<Row> {
  title: ReactNode
  /** What is shown without `render`. */
  field?: keyof Row & string
  render?: (row: Row) => ReactNode
  /** A number stands at the right. */
  isNumber?: boolean
  className?: string
}

interface Props<Row> {
  /** What it is a table of, for who can't see it. */
  name: string
  rows: readonly Row[]
  keyOf: (row: Row) => string | number
  columns: readonly Column<Row>[]
  isLoading?: boolean
  empty?: ReactNode
  /** So many at first, and so many more each time; all when left out. */
  page?: number
  /** What stands below a row; those at the top are open at first. */
  below?: (row: Row) => readonly Row[]
}

interface Shown<Row> {
  row: Row
  depth: number
}

export function Table<Row>({ name, rows, keyOf, columns, isLoading, empty, page, below }: Props<Row>) {
  const [most, setMost] = useState(page ?? Number.POSITIVE_INFINITY)
  /** Folded at the top, unfolded below it. */
  const [turned, setTurned] = useState<ReadonlySet<string | number>>(new Set())
  const isOpen = ({ row, depth }: Shown<Row>) => (depth === 0) !== turned.has(keyOf(row))
  const walk = (level: readonly Row[], depth: number): Shown<Row>[] =>
    level.flatMap(row => {
      const shown = { row, depth }
      return below && isOpen(shown) ? [shown, ...walk(below(row), depth + 1)] : [shown]
    })
  const turn = (key: string | number) =>
    setTurned(before => {
      const next = new Set(before)
      if (!next.delete(key)) next.add(key)
      return next
    })
  if (isLoading && rows.length === 0) return <Loading rows={6} />
  if (rows.length === 0)
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={<span className="table-empty">{empty ?? t('没有记录', 'Nothing here')}</span>}
      />
    )
  const shown = walk(rows, 0)
  return (
    <>
      <Scrolls name={name}>
        <table className="rows-table">
          <thead>
            <tr>
              {columns.map((c, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns stand still
                <th key={i} scope="col" className={c.isNumber ? 'n' : undefined}>
                  {c.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.slice(0, most).map(one => (
              <tr key={keyOf(one.row)}>
                {columns.map((c, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns stand still
                  <td key={i} className={[c.className, c.isNumber && 'n'].filter(Boolean).join(' ')}>
                    {below && i === 0 && (
                      <Fold
                        depth={one.depth}
                        isOpen={isOpen(one)}
                        isEmpty={below(one.row).length === 0}
                        onTurn={() => turn(keyOf(one.row))}
                      />
                    )}
                    {c.render ? c.render(one.row) : ((c.field && one.row[c.field]) as ReactNode)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      {shown.length > most && page && (
        <div className="table-more">
          <Button onClick={() => setMost(most + page)}>
            {t(`还有 ${shown.length - most} 行`, `${shown.length - most} more`)}
          </Button>
        </div>
      )}
    </>
  )
}

interface FoldProps {
  depth: number
  isOpen: boolean
  isEmpty: boolean
  onTurn: () => void
}

function Fold({ depth, isOpen, isEmpty, onTurn }: FoldProps) {
  return (
    <span className="fold" style={{ paddingInlineStart: depth * 18 }}>
      {!isEmpty && (
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={isOpen ? t('收起', 'Fold') : t('展开', 'Unfold')}
          onClick={onTurn}
        >
          {isOpen ? <CaretDownOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}
        </button>
      )}
    </span>
  )
}
