/** What stands beside the rates: supervision, time by step, conduct, commendations; each loaded as one comes to it. */
import { Flex } from 'antd'
import { Conduct } from './Conduct.tsx'
import { Credits } from './Credits.tsx'
import type { Within } from './period.ts'

export function Apart({ within }: { within: Within }) {
  return (
    <Flex vertical gap="large">
      <Conduct within={within} />
      <Credits within={within} />
    </Flex>
  )
}
