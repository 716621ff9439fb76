/** The hottest categories with how much they rose or fell. */
import { t } from '../../text.ts'
import { Num } from '../Num.tsx'
import { changeOf, type Overview } from '../overview.ts'

type Row = Overview['categories'][number]

export function HotBars({ rows }: { rows: readonly Row[] }) {
  const most = Math.max(1, ...rows.map(r => r.week.n ?? 0))
  return (
    <table className="bars hot-bars">
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('分类', 'Category')}</th>
          <th scope="col">{t('近七天', 'Seven days')}</th>
          <th scope="col">{t('变化', 'Change')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => {
          const change = changeOf(row.week.n, row.weekBefore.n)
          return (
            <tr key={row.category.id}>
              <th scope="row">
                <span>{row.category.name}</span>
                <span
                  className="bar"
                  aria-hidden="true"
                  style={{ width: `${((row.week.n ?? 0) / most) * 100}%` }}
                >
                  <i className="bar-accent" style={{ flex: 1 }} />
                </span>
              </th>
              <td>
                <Num cell={row.week} of={row.category.name} />
              </td>
              <td className={change !== null && change > 0 ? 'is-up' : 'is-down'}>{changeShown(change)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function changeShown(change: number | null): string {
  if (change === null) return t('新出现', 'new')
  if (change === 0) return t('持平', 'as before')
  return `${change > 0 ? '↑' : '↓'} ${Math.abs(change)}%`
}
