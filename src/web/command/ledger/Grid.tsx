/** The rows on screen, however many there are: a grid one walks by keyboard, and cards on a phone. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { Empty } from 'antd'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Summary } from '../../../contract/record.ts'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { useWide } from '../../ui/wide.ts'
import type { Column } from './columns.tsx'
import type { Filter } from './filter.ts'
import { GridHead } from './GridHead.tsx'
import { Clock } from './moments.tsx'
import { Card, Row } from './Row.tsx'
import { useRows } from './use-rows.ts'
import { useSteady } from './use-steady.ts'
import { useWalk } from './use-walk.ts'
import './grid.css'

interface Props {
  filter: Filter
  columns: readonly Column[]
  count: number | undefined
  open: string | null
  marked: ReadonlyMap<string, Summary>
  onOpen: (number: string) => void
  onMark: (rows: readonly Summary[], on: boolean) => void
  onSort: (sort: 'received' | 'due') => void
  onLeave: () => void
  empty: ReactNode
}

const ROW = 36
const CARD = 92
const ON_SCREEN = 40
/** Rows that are known to be near the screen change so many at a time. */
const STEP = 20

export function Grid({
  filter,
  columns,
  count,
  open,
  marked,
  onOpen,
  onMark,
  onSort,
  onLeave,
  empty,
}: Props) {
  const isWide = useWide(768)
  const height = isWide ? ROW : CARD
  const place = useRef<HTMLDivElement>(null)
  const [range, setRange] = useState<readonly [number, number]>([0, ON_SCREEN])
  const rows = useRows(filter, range[0], range[1])
  const total = rows.known + (rows.more && !rows.error && !rows.pending ? 1 : 0)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => place.current,
    estimateSize: () => height,
    overscan: 6,
    scrollPaddingStart: isWide ? ROW : 0,
  })
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? ON_SCREEN]
  const [from20, to20] = [Math.floor(first / STEP) * STEP, Math.ceil(last / STEP) * STEP]
  useEffect(() => setRange([from20, to20]), [from20, to20])
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows become cards and cards rows
  useLayoutEffect(() => virtual.measure(), [virtual, height])
  const from = useRef<number | null>(null)
  const mark = (index: number, isRange: boolean) => {
    const [a, b] = isRange && from.current !== null ? [from.current, index] : [index, index]
    from.current = index
    const number = rows.at(index)?.number
    if (number) onMark(rowsIn(rows.at, a, b), isRange || !marked.has(number))
  }
  const { active, setActive, onKeyDown } = useWalk({
    count: rows.known,
    page: Math.floor((place.current?.clientHeight ?? 600) / height) - 1,
    show: index => virtual.scrollToIndex(index),
    onOpen: index => {
      const row = rows.at(index)
      if (row) onOpen(row.number)
    },
    onMark: mark,
    onLeave,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top
  useLayoutEffect(() => {
    place.current?.scrollTo({ top: 0 })
    setActive(0)
  }, [rows.of])
  const acts = useSteady({
    open: (index: number) => {
      setActive(index)
      const row = rows.at(index)
      if (row) onOpen(row.number)
    },
    mark: (index: number, isRange: boolean) => {
      setActive(index)
      mark(index, isRange)
    },
  })
  const width = columns.reduce((sum, c) => sum + c.width, 44)
  const Line = isWide ? Row : Card
  if (total === 0)
    return (
      <div className="grid-none">
        {rows.error && <Failed error={rows.error} again={rows.again} />}
        {rows.pending && <Loading rows={12} />}
        {!rows.pending && !rows.error && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} />}
      </div>
    )
  return (
    <>
      {rows.error && <Failed error={rows.error} again={rows.again} />}
      <div
        ref={place}
        className={rows.isOld ? 'grid is-old' : 'grid'}
        role="grid"
        aria-busy={rows.isOld}
        tabIndex={0}
        aria-label={t('台账', 'Ledger')}
        aria-rowcount={count === undefined ? -1 : count + 1}
        aria-multiselectable="true"
        aria-activedescendant={rows.known > 0 ? `row-${active}` : undefined}
        onKeyDown={onKeyDown}
      >
        {isWide && (
          <GridHead columns={columns} width={width} sort={filter.sort ?? 'received'} onSort={onSort} />
        )}
        <div
          role="rowgroup"
          style={{ height: virtual.getTotalSize(), position: 'relative', minWidth: isWide ? width : 0 }}
        >
          <Clock>
            {items.map(item => {
              const row = rows.at(item.index)
              return (
                <Line
                  key={item.key}
                  index={item.index}
                  top={item.start}
                  row={row}
                  columns={columns}
                  isActive={item.index === active}
                  isOpen={open !== null && row?.number === open}
                  isMarked={marked.has(row?.number ?? '')}
                  onOpen={acts.open}
                  onMark={acts.mark}
                />
              )
            })}
          </Clock>
        </div>
      </div>
    </>
  )
}

function rowsIn(at: (i: number) => Summary | undefined, a: number, b: number): Summary[] {
  const rows: Summary[] = []
  for (let i = Math.min(a, b); i <= Math.max(a, b); i++) {
    const row = at(i)
    if (row) rows.push(row)
  }
  return rows
}
