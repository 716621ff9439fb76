/** One rate compared: bars of units, channels or kinds, or a line of days. */
import type { EChartsCoreOption } from 'echarts/core'
import { Chart } from '../../parts/charts/Chart.tsx'
import { axisIn, type Ink, tooltipIn } from '../../parts/charts/ink.ts'
import { t } from '../../text.ts'
import { shortUnit } from '../drawings.ts'
import { useInk } from '../ink.ts'
import { percent } from '../overview.ts'
import { type By, type FigureRow, inOrder, type RateName, rateOf, rowName } from './rows.ts'

interface Props {
  rows: readonly FigureRow[]
  by: By
  rate: RateName
}

/** So many bars can still be told apart. */
const MOST = 20

export function RateChart({ rows, by, rate }: Props) {
  const ink = useInk()
  const ordered = inOrder(by, rows).filter(r => (rateOf(r, rate)?.under ?? 0) > 0)
  if (ordered.length === 0)
    return (
      <p role="status">
        {t('这个比率在这段时间没有可数的。', 'Nothing to count for this rate in this period.')}
      </p>
    )
  const shown = by === 'day' ? ordered : sortedByRate(ordered, rate).slice(0, MOST)
  const title = rateOf(shown[0]!, rate)!
  return (
    <Chart
      title={t(title.zh, title.en)}
      height={by === 'day' ? 260 : 50 + shown.length * 24}
      option={by === 'day' ? lineOf(shown, rate, ink) : barsOf(shown, { by, rate, ink })}
      quiet
      table={{
        head: [
          t('名称', 'Name'),
          t(title.zh, title.en),
          t('分子', 'Over'),
          t('分母', 'Under'),
          t('不计', 'Left out'),
        ],
        rows: shown.map(r => {
          const found = rateOf(r, rate)!
          return [rowName(by, r), percent(found.value), found.over, found.under, found.leftOut]
        }),
      }}
    />
  )
}

const sortedByRate = (rows: readonly FigureRow[], rate: RateName): FigureRow[] =>
  [...rows].sort((a, b) => (rateOf(b, rate)?.value ?? 0) - (rateOf(a, rate)?.value ?? 0))

const rateValue = (row: FigureRow, rate: RateName): number =>
  Math.round((rateOf(row, rate)?.value ?? 0) * 1000) / 10

const percentAxis = (ink: Ink) => ({
  type: 'value' as const,
  min: 0,
  max: 100,
  ...axisIn(ink),
  axisLabel: { color: ink.faint, formatter: '{value}%' },
})

function barsOf(
  rows: readonly FigureRow[],
  { by, rate, ink }: { by: By; rate: RateName; ink: Ink },
): EChartsCoreOption {
  const shown = [...rows].reverse()
  return {
    grid: { left: 4, right: 56, top: 4, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, ...tooltipIn(ink) },
    xAxis: percentAxis(ink),
    yAxis: {
      type: 'category',
      data: shown.map(r => shortUnit(rowName(by, r))),
      ...axisIn(ink),
      axisLabel: { color: ink.text },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 14,
        itemStyle: { color: ink.accent },
        label: { show: true, position: 'right', color: ink.text, formatter: '{c}%' },
        data: shown.map(r => rateValue(r, rate)),
      },
    ],
  }
}

function lineOf(rows: readonly FigureRow[], rate: RateName, ink: Ink): EChartsCoreOption {
  return {
    grid: { left: 4, right: 20, top: 12, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis', ...tooltipIn(ink) },
    xAxis: { type: 'category', data: rows.map(r => r.key.slice(5)), ...axisIn(ink) },
    yAxis: percentAxis(ink),
    series: [
      {
        type: 'line',
        data: rows.map(r => rateValue(r, rate)),
        lineStyle: { color: ink.accent, width: 3 },
        itemStyle: { color: ink.accent },
        symbolSize: 6,
      },
    ],
  }
}
