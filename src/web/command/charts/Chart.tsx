/** A drawing with what it says in words and as a table: for screen readers always, for everybody else on demand. */
import { type ReactNode, useId } from 'react'
import { t } from '../../text.ts'

export interface ChartTable {
  head: readonly string[]
  rows: readonly (readonly ReactNode[])[]
}

interface Props {
  /** What is drawn, in a few words. */
  title: string
  /** What it says, in a sentence. */
  says?: string
  /** The same numbers; cells may be links to the lists behind them. */
  table: ChartTable
  /** The table is only seen while the keyboard is in it; screen readers always have it. */
  quiet?: boolean
  /** The drawing, which screen readers pass over. */
  children: ReactNode
}

export function Chart({ title, says, table, quiet, children }: Props) {
  const id = useId()
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption id={id} className="sr-only">
        {title}
        {says && `: ${says}`}
      </figcaption>
      {children}
      {quiet ? (
        <div className="chart-behind">
          <Numbers title={title} table={table} />
        </div>
      ) : (
        <details className="chart-numbers">
          <summary>{t('数据表', 'Numbers')}</summary>
          <Numbers title={title} table={table} />
        </details>
      )}
    </figure>
  )
}

function Numbers({ title, table: { head, rows } }: { title: string; table: ChartTable }) {
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
