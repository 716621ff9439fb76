/** One rate compared: bars of units, channels or kinds, or a curve of days. */
import { t } from '../../text.ts'
import { Chart } from '../charts/Chart.tsx'
import { Lines } from '../charts/Lines.tsx'
import { shortUnit } from '../charts/units.ts'
import { percent } from '../overview.ts'
import { type By, type FigureRow, inOrder, type RateName, rateOf, rowName } from './rows.ts'

interface Props {
  rows: readonly FigureRow[]
  by: By
  rate: RateName
}

/** So many bars can still be told apart. */
const MOST = 20

export function RateChart({ rows, by, rate }: Props) {
  const counted = inOrder(by, rows).filter(r => (rateOf(r, rate)?.under ?? 0) > 0)
  if (counted.length === 0)
    return (
      <p role="status">
        {t('这个比率在这段时间没有可数的。', 'Nothing to count for this rate in this period.')}
      </p>
    )
  return by === 'day' ? <Days rows={counted} rate={rate} /> : <Bars rows={counted} by={by} rate={rate} />
}

const titleOf = (row: FigureRow, rate: RateName): string => {
  const { zh, en } = rateOf(row, rate)!
  return t(zh, en)
}

function Days({ rows, rate }: Omit<Props, 'by'>) {
  const title = titleOf(rows[0]!, rate)
  const found = rows.map(r => rateOf(r, rate)!)
  const values = found.map(f => Math.round((f.value ?? 0) * 1000) / 10)
  return (
    <Chart
      title={title}
      quiet
      table={{
        head: [t('日期', 'Day'), title, t('分子', 'Over'), t('分母', 'Under'), t('不计', 'Left out')],
        rows: rows.map((r, i) => {
          const { value, over, under, leftOut } = found[i]!
          return [r.key, percent(value), over, under, leftOut]
        }),
      }}
    >
      <Lines
        height={260}
        marks={rows.map(r => r.key.slice(5))}
        lines={[{ name: title, values, tone: 'first' }]}
        unit="%"
        most={100}
      />
    </Chart>
  )
}

function Bars({ rows, by, rate }: Props) {
  const value = (row: FigureRow): number => rateOf(row, rate)?.value ?? 0
  const shown = [...rows].sort((a, b) => value(b) - value(a)).slice(0, MOST)
  const title = titleOf(shown[0]!, rate)
  return (
    <table className="bars rate-bars">
      <caption>
        {title}
        {rows.length > MOST && t(`（最高的 ${MOST} 个）`, ` (the highest ${MOST})`)}
      </caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('名称', 'Name')}</th>
          <th scope="col">{title}</th>
          <th scope="col">{t('分子 / 分母', 'Over / under')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(row => {
          const { over, under } = rateOf(row, rate)!
          return (
            <tr key={row.key}>
              <th scope="row">{shortUnit(rowName(by, row))}</th>
              <td>
                <span className="bar" aria-hidden="true" style={{ width: `${value(row) * 80}%` }}>
                  <i className="bar-accent" style={{ flex: 1 }} />
                </span>{' '}
                {percent(value(row))}
              </td>
              <td>
                {over} / {under}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
