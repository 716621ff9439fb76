/** The three rates of the month, with what they count. */
import { t } from '../../text.ts'
import { type Overview, percent } from '../overview.ts'

export function WallRates({ rates }: { rates: Overview['rates'] }) {
  return (
    <dl className="wall-rates" aria-label={t('本月三率', 'Rates of this month')}>
      {rates.map(r => (
        <div key={r.name}>
          <dt>{t(r.zh, r.en)}</dt>
          <dd>
            <strong>{percent(r.value)}</strong>
            <small>
              {r.over} / {r.under}
              {r.leftOut > 0 && t(`，不计 ${r.leftOut}`, `, ${r.leftOut} left out`)}
            </small>
          </dd>
        </div>
      ))}
    </dl>
  )
}
