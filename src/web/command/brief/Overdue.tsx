/** What is in hand and what is late, where. */
import { t } from '../../text.ts'
import { LightBars } from '../charts/LightBars.tsx'
import { Num } from '../Num.tsx'
import type { Overview } from '../overview.ts'

const SHOWN = 8

export function Overdue({ of }: { of: Overview }) {
  const late = of.byLead.filter(r => r.red.n !== 0)
  const [shown, rest] = [of.byLead.slice(0, SHOWN), of.byLead.slice(SHOWN)]
  return (
    <section>
      <h2>{t('办得怎样', 'How it goes')}</h2>
      <p>
        {t('在办 ', 'In hand ')}
        <Num cell={of.lights.inHand} of={t('在办', 'in hand')} />
        {t(' 件，其中超时 ', ', of which late ')}
        <strong className="late-red">
          <Num cell={of.lights.red} of={t('超时', 'late')} />
        </strong>
        {t(' 件、临近期限 ', ', nearly so ')}
        <strong className="late-yellow">
          <Num cell={of.lights.yellow} of={t('临期', 'nearly late')} />
        </strong>
        {t(' 件；今天到期 ', '; due today ')}
        <Num cell={of.dueToday} of={t('今天到期', 'due today')} />
        {t(' 件。', '. ')}
        {late.length > 0 ? t('超时最多的是', 'Most late: ') : t('没有超时的。', 'Nothing is late.')}
        {late.slice(0, 3).map((row, i) => (
          <span key={row.unit?.id ?? 0}>
            {i > 0 && t('、', ', ')}
            {row.unit?.name ?? t('尚未派单的', 'nobody’s yet')}{' '}
            <Num cell={row.red} of={`${row.unit?.name ?? ''} ${t('超时', 'late')}`} />
            {t(' 件', '')}
          </span>
        ))}
        {late.length > 0 && t('。', '.')}
      </p>
      <LightBars rows={shown} />
      {rest.length > 0 && (
        <details className="chart-numbers">
          <summary>{t('其余单位', 'The other units')}</summary>
          <LightBars rows={rest} others={of.otherLeads} />
        </details>
      )}
    </section>
  )
}
