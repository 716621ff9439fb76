/** 表扬计分 beside the rates, never in one: each unit's commendations and points, with the list behind. */
import { Link } from 'wouter'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Scrolls } from '../../ui/Scrolls.tsx'
import type { Within } from './period.ts'

export function Credits({ within }: { within: Within }) {
  const asked = useAsk('readCredits', { query: within }, { keepLast: true, fresh: 60_000 })
  return (
    <section aria-label={t('表扬与致谢', 'Commendations')}>
      <h2>{t('表扬与致谢（单列，不计入比率）', 'Commendations (apart, in no rate)')}</h2>
      <Ask
        of={asked}
        rows={3}
        isEmpty={a => a.rows.length === 0}
        empty={t('这段时间没有认定的表扬。', 'None was confirmed in this period.')}
      >
        {({ rows }) => (
          <Scrolls name={t('表扬计分', 'Credits')}>
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{t('单位', 'Unit')}</th>
                  {HEADS.map(([key, zh, en]) => (
                    <th key={key} scope="col" className="n">
                      {t(zh, en)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(row => (
                  <tr key={row.unit.id}>
                    <th scope="row">
                      <Link to={`/thanks?unitId=${row.unit.id}&from=${within.from}&until=${within.until}`}>
                        {row.unit.name}
                      </Link>
                    </th>
                    {HEADS.map(([key]) => (
                      <td key={key} className="n">
                        {row[key]}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolls>
        )}
      </Ask>
    </section>
  )
}

const HEADS = [
  ['points', '计分', 'Points'],
  ['count', '件数', 'Number'],
  ['higherLevel', '上级', 'Higher level'],
  ['enterprise', '企业', 'Enterprises'],
  ['citizen', '群众', 'Citizens'],
] as const
