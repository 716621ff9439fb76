/** What is in hand and what is late, where. */
import { useLocation } from 'wouter'
import { Chart } from '../../parts/charts/Chart.tsx'
import { t } from '../../text.ts'
import { behind, lightsOption } from '../drawings.ts'
import { useInk } from '../ink.ts'
import { ledgerOf } from '../ledger/filter.ts'
import { Num } from '../Num.tsx'
import type { Overview } from '../overview.ts'

const SHOWN = 8

export function Overdue({ of }: { of: Overview }) {
  const ink = useInk()
  const [, go] = useLocation()
  const late = of.byLead.filter(r => r.red.n !== 0)
  const rows = of.byLead.slice(0, SHOWN)
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
      <Chart
        title={t('各单位在办的红黄绿灯', 'Lights by lead unit')}
        height={60 + rows.length * 26}
        option={lightsOption(rows, ink)}
        onPick={picked => {
          const filter = behind(picked)
          if (filter) go(ledgerOf(filter))
        }}
        table={lightTable(of.byLead)}
      />
    </section>
  )
}

export const lightTable = (rows: Overview['byLead']) => ({
  head: [t('单位', 'Unit'), t('在办', 'In hand'), t('红', 'Red'), t('黄', 'Yellow'), t('绿', 'Green')],
  rows: rows.map(r => {
    const name = r.unit?.name ?? t('未派单', 'Nobody yet')
    return [
      name,
      <Num key="i" cell={r.inHand} of={`${name} ${t('在办', 'in hand')}`} />,
      <Num key="r" cell={r.red} of={`${name} ${t('红灯', 'red')}`} />,
      <Num key="y" cell={r.yellow} of={`${name} ${t('黄灯', 'yellow')}`} />,
      <Num key="g" cell={r.green} of={`${name} ${t('绿灯', 'green')}`} />,
    ]
  }),
})
