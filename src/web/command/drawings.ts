/** How the day is drawn: hour by hour, lights by unit, hot categories, the flow from channel to unit. */
import type { EChartsCoreOption } from 'echarts/core'
import { axisIn, type Ink, tooltipIn } from '../parts/charts/ink.ts'
import { t } from '../text.ts'
import { hoursOf, type Overview, running } from './overview.ts'

/** An item that was clicked carries the filter of the list behind it. */
export interface Behind {
  filter: Record<string, unknown> | null
}

export const behind = (picked: unknown): Record<string, unknown> | null =>
  typeof picked === 'object' && picked !== null && 'filter' in picked ? (picked as Behind).filter : null

const HOURS = Array.from({ length: 24 }, (_, i) => i)

/** Of the day so far, added up, against yesterday and the same day a week ago. */
export function hourlyOption({ received }: Overview, ink: Ink, size = 12): EChartsCoreOption {
  const { today, yesterday, weekAgo } = hoursOf(received)
  const line = (
    name: string,
    data: number[],
    color: string,
    width: number,
    type: 'solid' | 'dashed' | 'dotted',
  ) => ({
    name,
    type: 'line',
    data,
    showSymbol: false,
    lineStyle: { color, width, type },
    itemStyle: { color },
  })
  return {
    grid: { left: 8, right: 16, top: 32, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemHeight: 8, textStyle: { color: ink.text, fontSize: size } },
    tooltip: { trigger: 'axis', ...tooltipIn(ink) },
    xAxis: { type: 'category', data: HOURS, boundaryGap: false, ...axisIn(ink, size) },
    yAxis: { type: 'value', minInterval: 1, ...axisIn(ink, size) },
    series: [
      {
        ...line(t('今天', 'Today'), running(today), ink.accent, 4, 'solid'),
        areaStyle: { color: ink.accent, opacity: 0.12 },
        z: 5,
      },
      line(t('昨天', 'Yesterday'), running(yesterday), ink.second, 2, 'dashed'),
      line(t('上周同日', 'A week ago'), running(weekAgo), ink.third, 2, 'dotted'),
    ],
  }
}

/** Red, yellow, green by lead unit, those with the most overdue on top. */
export function lightsOption(rows: Overview['byLead'], ink: Ink, size = 12): EChartsCoreOption {
  const shown = [...rows].reverse()
  const bar = (key: 'red' | 'yellow' | 'green', name: string) => ({
    name,
    type: 'bar',
    stack: 'lights',
    barMaxWidth: 16,
    itemStyle: { color: ink[key] },
    data: shown.map(r => ({ value: r[key].n ?? 0, filter: r[key].filter })),
  })
  return {
    grid: { left: 4, right: 20, top: 28, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemHeight: 10, textStyle: { color: ink.text, fontSize: size } },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, ...tooltipIn(ink) },
    xAxis: { type: 'value', minInterval: 1, ...axisIn(ink, size) },
    yAxis: {
      type: 'category',
      data: shown.map(r => shortUnit(r.unit?.name)),
      ...axisIn(ink, size),
      axisLabel: { color: ink.text, fontSize: size },
    },
    series: [
      bar('red', t('红灯', 'Red')),
      bar('yellow', t('黄灯', 'Yellow')),
      bar('green', t('绿灯', 'Green')),
    ],
  }
}

/** Of the last seven days against the seven before. */
export function categoriesOption(rows: Overview['categories'], ink: Ink, size = 12): EChartsCoreOption {
  const shown = [...rows].reverse()
  const bar = (name: string, key: 'week' | 'weekBefore', color: string) => ({
    name,
    type: 'bar',
    barMaxWidth: 12,
    itemStyle: { color },
    data: shown.map(r => ({ value: r[key].n ?? 0, filter: r[key].filter })),
  })
  return {
    grid: { left: 4, right: 20, top: 28, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemHeight: 10, textStyle: { color: ink.text, fontSize: size } },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, ...tooltipIn(ink) },
    xAxis: { type: 'value', minInterval: 1, ...axisIn(ink, size) },
    yAxis: {
      type: 'category',
      data: shown.map(r => r.category.name),
      ...axisIn(ink, size),
      axisLabel: { color: ink.text, fontSize: size },
    },
    series: [
      bar(t('前七天', 'Week before'), 'weekBefore', ink.third),
      bar(t('近七天', 'Last seven days'), 'week', ink.accent),
    ],
  }
}

const MOST_NODES = 7
export const OTHERS = t('其他', 'Others')

/** From channel to unit, the last seven days; small ones are put together. */
export function flowOption(flow: Overview['flow'], ink: Ink, size = 12): EChartsCoreOption {
  const links = linksOf(flow)
  const names = nodesOf(links)
  return {
    tooltip: { trigger: 'item', ...tooltipIn(ink) },
    series: [
      {
        type: 'sankey',
        left: 4,
        right: 4,
        top: 8,
        bottom: 8,
        nodeWidth: 12,
        nodeGap: Math.round(size * 0.9),
        draggable: false,
        layoutIterations: 0,
        emphasis: { focus: 'adjacency' },
        label: { color: ink.text, fontSize: size, formatter: (p: { name: string }) => p.name.slice(2) },
        lineStyle: { color: 'gradient', opacity: 0.3, curveness: 0.5 },
        data: names.map(name => ({
          name,
          itemStyle: { color: name.startsWith('c:') ? ink.accent : ink.green, borderWidth: 0 },
          label: { position: name.startsWith('c:') ? 'right' : 'left' },
        })),
        links,
      },
    ],
  }
}

interface Linked extends Behind {
  source: string
  target: string
  value: number
}

/** Names begin with c: or u:, because a channel and a unit may be called alike. */
export function linksOf(flow: Overview['flow']): Linked[] {
  const total = (key: (f: Overview['flow'][number]) => string) => {
    const sums = new Map<string, number>()
    for (const f of flow) sums.set(key(f), (sums.get(key(f)) ?? 0) + (f.week.n ?? 0))
    const top = [...sums].sort((a, b) => b[1] - a[1]).slice(0, MOST_NODES)
    return new Set(top.map(([name]) => name))
  }
  const channelOf = (f: Overview['flow'][number]) => f.channel.name
  const targetOf = (f: Overview['flow'][number]) => shortUnit(f.unit?.name)
  const [channels, units] = [total(channelOf), total(targetOf)]
  const links = new Map<string, Linked>()
  for (const f of flow) {
    const source = `c:${channels.has(channelOf(f)) ? channelOf(f) : OTHERS}`
    const target = `u:${units.has(targetOf(f)) ? targetOf(f) : OTHERS}`
    const key = `${source}→${target}`
    const known = links.get(key)
    const value = f.week.n ?? 0
    // Of several put together there is no one list.
    links.set(
      key,
      known
        ? { ...known, value: known.value + value, filter: null }
        : { source, target, value, filter: f.week.filter },
    )
  }
  return [...links.values()].filter(l => l.value > 0)
}

/** The largest first on either side, those put together last. */
function nodesOf(links: readonly Linked[]): string[] {
  const sums = new Map<string, number>()
  for (const { source, target, value } of links)
    for (const name of [source, target]) sums.set(name, (sums.get(name) ?? 0) + value)
  const isRest = (name: string) => name.endsWith(`:${OTHERS}`)
  return [...sums.keys()].sort((a, b) => Number(isRest(a)) - Number(isRest(b)) || sums.get(b)! - sums.get(a)!)
}

/** 示例市城市管理局 → 城市管理局: the city is the same for all of them. */
export function shortUnit(name: string | undefined): string {
  if (name === undefined) return t('未派单', 'Nobody yet')
  return name.replace(/^.{2,6}?市(?=.{2,})/, '')
}
