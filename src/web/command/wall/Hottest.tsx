/** The hottest categories with how much they rose or fell. */
import { t } from '../../text.ts'
import { changeSaid } from '../brief/Hot.tsx'
import { Num } from '../Num.tsx'
import { changeOf, type Overview } from '../overview.ts'

const SHOWN = 7

export function Hottest({ of }: { of: Overview }) {
  const rows = of.categories.slice(0, SHOWN)
  const most = Math.max(1, ...rows.map(r => r.week.n ?? 0))
  return (
    <table className="wall-hot">
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
                  className="wall-bar"
                  aria-hidden="true"
                  style={{ width: `${((row.week.n ?? 0) / most) * 100}%` }}
                >
                  <i className="bar-accent" style={{ flex: 1 }} />
                </span>
              </th>
              <td>
                <Num cell={row.week} of={row.category.name} />
              </td>
              <td className={change !== null && change > 0 ? 'is-up' : 'is-down'}>
                {change !== null && change !== 0 && (change > 0 ? '↑ ' : '↓ ')}
                {change === null || change === 0 ? changeSaid(row) : `${Math.abs(change)}%`}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
