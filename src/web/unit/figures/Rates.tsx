/** Counts of the month in a line, and each rate with what it is made of. */
import type { Answer } from '../../api.ts'
import { t } from '../../text.ts'

type Row = Answer<'readFigures'>['rows'][number]

const COUNTS = [
  ['duty.in', '接到', 'received'],
  ['duty.out.accepted', '通过审核', 'accepted'],
  ['duty.out.returned', '退单', 'returned'],
  ['closed', '办结', 'closed'],
] as const

export function Rates({ row }: { row: Row }) {
  const rates = row.rates.filter(r => r.under > 0)
  return (
    <>
      <dl className="counts">
        {COUNTS.map(([key, zh, en]) => (
          <div key={key}>
            <dt>{t(zh, en)}</dt>
            <dd>{row.figures[key] ?? 0}</dd>
          </div>
        ))}
      </dl>
      <table className="rates">
        <caption className="sr-only">{t('各项比率', 'Rates')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('指标', 'Rate')}</th>
            <th scope="col">{t('本单位', 'The unit')}</th>
            <th scope="col">{t('分子 / 分母', 'Of')}</th>
          </tr>
        </thead>
        <tbody>
          {rates.map(r => (
            <tr key={r.name}>
              <th scope="row">{t(r.zh, r.en)}</th>
              <td>
                <strong>{r.value === null ? '—' : `${(r.value * 100).toFixed(1)}%`}</strong>
                <span className="rate-bar" aria-hidden="true">
                  <span style={{ width: `${Math.min(100, (r.value ?? 0) * 100)}%` }} />
                </span>
              </td>
              <td>
                {r.over} / {r.under}
                {r.leftOut > 0 && t(`，剔除 ${r.leftOut}`, `, ${r.leftOut} left out`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
