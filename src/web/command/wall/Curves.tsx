/** The drawings of the wall: the day's curve, and the flow from channel to unit. */
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { Chart } from '../../parts/charts/Chart.tsx'
import type { Ink } from '../../parts/charts/ink.ts'
import { t } from '../../text.ts'
import { hourTable } from '../brief/Arrived.tsx'
import { behind, flowOption, hourlyOption, linksOf, shortUnit } from '../drawings.ts'
import { ledgerOf } from '../ledger/filter.ts'
import { Num } from '../Num.tsx'
import type { Overview } from '../overview.ts'

interface Props {
  of: Overview
  ink: Ink
  size: number
}

export function Hours({ of, ink, size }: Props) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when the hours change, not with every answer
  const option = useMemo(() => hourlyOption(of, ink, size), [JSON.stringify(of.received), ink.text, size])
  return (
    <Chart
      quiet
      title={t(
        '今天每小时累计受理，与昨天、上周同日比较',
        'Received by hour today, yesterday and a week ago',
      )}
      option={option}
      table={hourTable(of)}
      height="100%"
    />
  )
}

export function Flow({ of, ink, size }: Props) {
  const [, go] = useLocation()
  const links = linksOf(of.flow)
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when the flow changes, not with every answer
  const option = useMemo(() => flowOption(of.flow, ink, size), [JSON.stringify(of.flow), ink.text, size])
  if (links.length === 0) return <p>{t('近七天没有派单。', 'Nothing was dispatched in seven days.')}</p>
  return (
    <Chart
      quiet
      title={t('近七天从渠道到主办单位', 'From channel to lead unit in seven days')}
      option={option}
      onPick={picked => {
        const filter = behind(picked)
        if (filter) go(ledgerOf(filter))
      }}
      table={{
        head: [t('渠道', 'Channel'), t('单位', 'Unit'), t('近七天', 'Seven days')],
        rows: of.flow.map(f => [
          f.channel.name,
          shortUnit(f.unit?.name),
          <Num key="n" cell={f.week} of={`${f.channel.name} → ${shortUnit(f.unit?.name)}`} />,
        ]),
      }}
      height="100%"
    />
  )
}
