/** What a group was told lately, and whether it arrived. */
import { Button, Drawer, Flex } from 'antd'
import { useState } from 'react'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { When } from '../../ui/When.tsx'
import { StateTag } from '../StateTag.tsx'
import { errorWords, type Robot, STATES } from './names.ts'

export function RobotDeliveries({ robot, onClose }: { robot: Robot; onClose: () => void }) {
  const [after, setAfter] = useState<readonly string[]>([])
  const from = after.at(-1)
  const all = useAsk(
    'listRobotDeliveries',
    { params: { id: robot.id }, query: { limit: 30, ...(from && { after: from }) } },
    { every: 10_000, keepLast: true },
  )
  return (
    <Drawer
      open
      onClose={onClose}
      size={560}
      title={t(`${robot.name}：推送记录`, `${robot.name}: deliveries`)}
    >
      <Ask
        of={all}
        isEmpty={a => a.deliveries.length === 0}
        empty={t('还没有告诉过它什么。', 'It was not told anything yet.')}
      >
        {({ deliveries, next }) => (
          <>
            <ul className="told">
              {deliveries.map(d => (
                <li key={d.id}>
                  <span>{d.text}</span>
                  <Flex gap="small" wrap align="center">
                    <StateTag tone={STATES[d.state][2]}>{t(STATES[d.state][0], STATES[d.state][1])}</StateTag>
                    <When at={d.sentAt ?? d.createdAt} />
                    {d.attempts > 1 && t(`试了 ${d.attempts} 次`, `${d.attempts} tries`)}
                    {d.error && <span className="told-error">{errorWords(d.error)}</span>}
                  </Flex>
                </li>
              ))}
            </ul>
            <Flex gap="small">
              {after.length > 0 && (
                <Button onClick={() => setAfter(after.slice(0, -1))}>{t('较新的', 'Newer')}</Button>
              )}
              {next && <Button onClick={() => setAfter([...after, next])}>{t('更早的', 'Earlier')}</Button>}
            </Flex>
          </>
        )}
      </Ask>
    </Drawer>
  )
}
