/** Rates as people check them: the value, what was counted over what, and what was left out. */

import { t } from '../../text.ts'
import type { Overview } from '../overview.ts'
import { percent } from '../overview.ts'

export function Rates({ rates, heading }: { rates: Overview['rates']; heading?: string }) {
  if (rates.length === 0) return null
  return (
    <section>
      <h2 className="card-h2">{heading ?? t('本月三率', 'Rates of this month')}</h2>
      <dl className="rates">
        {rates.map(r => (
          <div key={r.name}>
            <dt>{t(r.zh, r.en)}</dt>
            <dd>
              <strong>{percent(r.value)}</strong>
              <small>
                {r.over} / {r.under}
                {r.leftOut > 0 && t(`，另有 ${r.leftOut} 件不计`, `, ${r.leftOut} left out`)}
              </small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
