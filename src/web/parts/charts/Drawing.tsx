/** Puts a chart on the page and keeps it at the size of its place; loaded when first used. */
import type { EChartsCoreOption } from 'echarts/core'
import { useEffect, useRef } from 'react'
import { init } from './echarts.ts'

interface Props {
  option: EChartsCoreOption
  height: number | string
  /** Of what was clicked: the `data` of the item, as it stands in the option. */
  onPick?: ((picked: unknown) => void) | undefined
}

type Chart = ReturnType<typeof init>

export function Drawing({ option, height, onPick }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<Chart | null>(null)
  const pick = useRef(onPick)
  pick.current = onPick
  useEffect(() => {
    const made = init(place.current, null, { renderer: 'svg' })
    chart.current = made
    made.on('click', event => pick.current?.(event.data))
    const sized = new ResizeObserver(() => made.resize())
    sized.observe(place.current!)
    return () => {
      sized.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [])
  useEffect(() => {
    chart.current?.setOption({ animation: !prefersStill(), aria: { enabled: false }, ...option }, true)
  }, [option])
  return <div ref={place} style={{ height, minHeight: 0, contain: 'size' }} aria-hidden="true" />
}

const prefersStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches
