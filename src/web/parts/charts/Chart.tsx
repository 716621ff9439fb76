/** A chart with what it says in words and as a table: for screen readers always, for everybody on demand. */
import type { EChartsCoreOption } from 'echarts/core'
import { lazy, type ReactNode, Suspense, useId } from 'react'
import { t } from '../../text.ts'

const Drawing = lazy(() => import('./Drawing.tsx').then(m => ({ default: m.Drawing })))

export interface ChartTable {
  head: readonly string[]
  rows: readonly (readonly ReactNode[])[]
}

interface Props {
  /** What is drawn, in a few words. */
  title: string
  /** What it says, in a sentence. */
  says?: string
  option: EChartsCoreOption
  /** The same numbers; cells may be links to the lists behind them. */
  table: ChartTable
  height?: number | string
  onPick?: (picked: unknown) => void
  /** Hides the switch to the table from sight; it stays for screen readers. */
  quiet?: boolean
}

export function Chart({ title, says, option, table, height = 260, onPick, quiet }: Props) {
  const id = useId()
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption id={id} className="sr-only">
        {title}
        {says && `: ${says}`}
      </figcaption>
      <Suspense fallback={<div style={{ height, minHeight: 0 }} />}>
        <Drawing option={option} height={height} onPick={onPick} />
      </Suspense>
      {quiet ? (
        <div className="sr-only">
          <Table title={title} table={table} />
        </div>
      ) : (
        <details className="chart-numbers">
          <summary>{t('数据表', 'Numbers')}</summary>
          <Table title={title} table={table} />
        </details>
      )}
    </figure>
  )
}

function Table({ title, table: { head, rows } }: { title: string; table: ChartTable }) {
  return (
    <table className="plain-table">
      <caption className="sr-only">{title}</caption>
      <thead>
        <tr>
          {head.map(h => (
            <th key={h} scope="col">
              {h}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own, and keep their order
          <tr key={i}>
            {row.map((cell, j) =>
              j === 0 ? (
                <th key={head[j]} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={head[j]}>{cell}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
