/** What stands beside the rates: speed and precision, supervision, where the time goes, online messages, conduct, commendations. */
import { Flex } from 'antd'
import { useAsk } from '../../asking.ts'
import { Axes } from './Axes.tsx'
import { Conduct } from './Conduct.tsx'
import { Credits } from './Credits.tsx'
import { HotDomains } from './HotDomains.tsx'
import { Online } from './Online.tsx'
import type { Within } from './period.ts'
import { Steps } from './Steps.tsx'
import { Supervised } from './Supervised.tsx'

export function Apart({ within }: { within: Within }) {
  const query = { ...within, by: 'unit' as const, ...(within.unitId !== undefined && { below: true }) }
  const { data } = useAsk('readFigures', { query }, { keepLast: true, fresh: 60_000 })
  const rows = data?.rows ?? []
  return (
    <Flex vertical gap="large">
      <HotDomains />
      <Axes rows={rows} />
      <Supervised rows={rows} period={within} />
      <Steps within={within} />
      <Online within={within} />
      <Conduct within={within} />
      <Credits within={within} />
    </Flex>
  )
}
