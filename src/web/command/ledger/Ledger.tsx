/** 台账: every ticket one may see, narrowed, put in order, counted, opened beside the list, taken away. */
import { Flex } from 'antd'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { Summary } from '../../../contract/record.ts'
import { t } from '../../text.ts'
import { Loading } from '../../ui/Loading.tsx'
import { useWide } from '../../ui/wide.ts'
import { BulkBar } from './BulkBar.tsx'
import { ColumnChooser } from './ColumnChooser.tsx'
import { Count, useCount } from './Count.tsx'
import { ExportButton } from './ExportButton.tsx'
import { FilterBar } from './FilterBar.tsx'
import { type Filter, filterFrom, searchOf } from './filter.ts'
import { Grid } from './Grid.tsx'
import { useColumns } from './use-columns.ts'
import { Views } from './Views.tsx'
import './ledger.css'

const Panel = lazy(() => import('./Panel.tsx').then(m => ({ default: m.Panel })))

export function Ledger() {
  const search = useSearch()
  const [, go] = useLocation()
  const isWide = useWide(992)
  const filter = useMemo(() => filterFrom(search), [search])
  const open = new URLSearchParams(search).get('open')
  const { columns, keys, choose } = useColumns()
  const [marked, setMarked] = useState<ReadonlyMap<string, Summary>>(NOBODY)
  const count = useCount(filter)
  useEffect(() => {
    document.title = `${t('台账', 'Ledger')} · ${t('一单', 'Yidan')}`
  }, [])

  const show = useCallback(
    (next: Filter, opened: string | null = null) => {
      const text = searchOf({ ...next, ...(opened && { open: opened }) })
      go(`/ledger${text && `?${text}`}`, { replace: opened !== null })
    },
    [go],
  )
  const narrow = (next: Filter) => {
    setMarked(NOBODY)
    show(next)
  }
  const onOpen = (number: string) => (isWide ? show(filter, number) : go(`/appeals/${number}`))
  const onMark = (rows: readonly Summary[], on: boolean) =>
    setMarked(was => {
      const next = new Map(was)
      for (const row of rows) on ? next.set(row.number, row) : next.delete(row.number)
      return next
    })

  return (
    <div className="ledger">
      <div className="ledger-list">
        <div className="ledger-head">
          <Flex gap="small" align="baseline" justify="space-between" wrap>
            <Flex gap="middle" align="baseline">
              <h1>{t('台账', 'Ledger')}</h1>
              <Count filter={filter} />
            </Flex>
            <Flex gap="small" className="no-print">
              <Views
                filter={filter}
                columns={keys}
                onOpen={(next, withColumns) => {
                  if (withColumns) choose(withColumns)
                  narrow(next)
                }}
              />
              {isWide && <ColumnChooser keys={keys} onChoose={choose} />}
              <ExportButton filter={filter} />
            </Flex>
          </Flex>
          <FilterBar filter={filter} onChange={narrow} />
          {marked.size > 0 && <BulkBar marked={marked} onClear={() => setMarked(NOBODY)} />}
        </div>
        <Grid
          filter={filter}
          columns={columns}
          count={count.exact ? count.count : undefined}
          open={open}
          marked={marked}
          onOpen={onOpen}
          onMark={onMark}
          onSort={sort => narrow(sorted(filter, sort))}
          onLeave={() => open && show(filter)}
          empty={t('没有符合条件的单。去掉一些筛选再看。', 'No ticket fits. Remove some of the filters.')}
        />
      </div>
      {open && isWide && (
        <Suspense fallback={<Loading rows={8} />}>
          <Panel number={open} onClose={() => show(filter)} />
        </Suspense>
      )}
    </div>
  )
}

const NOBODY: ReadonlyMap<string, Summary> = new Map()

/** By due time only what is open has an order. */
function sorted({ sort: _, ...filter }: Filter, sort: 'received' | 'due'): Filter {
  return sort === 'due' ? { ...filter, sort } : filter
}
