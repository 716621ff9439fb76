/** The flow of seven days from channel to lead unit, drawn; the list of each is one click away. */
import { t } from '../../text.ts'
import { Chart } from '../charts/Chart.tsx'
import { ribbonsOf } from '../charts/flow.ts'
import { Ribbons } from '../charts/Ribbons.tsx'
import { shortUnit } from '../charts/units.ts'
import { Num } from '../Num.tsx'
import type { Overview } from '../overview.ts'

export function Flow({ of, size }: { of: Overview; size: number }) {
  const ribbons = ribbonsOf(of.flow, shortUnit)
  if (ribbons.length === 0) return <p>{t('近七天没有派单。', 'Nothing was dispatched in seven days.')}</p>
  return (
    <Chart
      quiet
      title={t('近七天从渠道到主办单位', 'From channel to lead unit in seven days')}
      table={{
        head: [t('渠道', 'Channel'), t('单位', 'Unit'), t('近七天', 'Seven days')],
        rows: of.flow.map(f => [
          f.channel.name,
          shortUnit(f.unit?.name),
          <Num key="n" cell={f.week} of={`${f.channel.name} → ${shortUnit(f.unit?.name)}`} />,
        ]),
      }}
    >
      <Ribbons ribbons={ribbons} size={size} height="100%" />
    </Chart>
  )
}
