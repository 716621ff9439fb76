/** All counts and rates of every row; a rate shows what it counts over what. Where one may read tickets, the list is behind the name. */
import { Link } from 'wouter'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { ledgerOf } from '../ledger/filter.ts'
import { percent } from '../overview.ts'
import type { Period } from './period.ts'
import { type By, COUNTS, type FigureRow, inOrder, listOf, type RateName, rowName } from './rows.ts'

interface Props {
  rows: readonly FigureRow[]
  by: By
  period: Period
  chosen: RateName
  onChoose: (rate: RateName) => void
}

export function FiguresTable({ rows, by, period, chosen, onChoose }: Props) {
  const { may } = useSession()
  const rates = rows[0]?.rates ?? []
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section className="scrolls figures-table" tabIndex={0} aria-label={t('数据表', 'Numbers')}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t(...BY_NAMES[by])}</th>
            {COUNTS.map(([key, zh, en]) => (
              <th key={key} scope="col" className="n">
                {t(zh, en)}
              </th>
            ))}
            {rates.map(r => (
              <th
                key={r.name}
                scope="col"
                className="n"
                aria-current={r.name === chosen ? 'true' : undefined}
              >
                <button type="button" className="sort" onClick={() => onChoose(r.name)}>
                  {t(r.zh, r.en)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inOrder(by, rows).map(row => (
            <tr key={row.key}>
              <th scope="row">
                {may('appeal.read') ? (
                  <Link to={ledgerOf(listOf(by, row.key, period))}>
                    {rowName(by, row)}
                    <span className="sr-only">{t('的清单', ': the list')}</span>
                  </Link>
                ) : (
                  rowName(by, row)
                )}
              </th>
              {COUNTS.map(([key]) => (
                <td key={key} className="n">
                  {row.figures[key] ?? 0}
                </td>
              ))}
              {row.rates.map(r => (
                <td key={r.name} className="n">
                  {percent(r.value)}
                  {r.under > 0 && (
                    <small>
                      {r.over}/{r.under}
                      {r.leftOut > 0 && ` (−${r.leftOut})`}
                    </small>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="footnote">
        {t(
          '括号里的是不计入的：免访、拒访、剔除。',
          'In brackets what is left out: exemptions, refusals, exclusions.',
        )}
      </p>
    </section>
  )
}

const BY_NAMES: Record<By, readonly [zh: string, en: string]> = {
  unit: ['单位', 'Unit'],
  day: ['日期', 'Day'],
  channel: ['渠道', 'Channel'],
  kind: ['类型', 'Kind'],
}
