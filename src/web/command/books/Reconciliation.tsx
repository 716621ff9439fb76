/** 对账: of a period, what came in is what was recorded, and it is in somebody's hands: two balances and their differences. */
import { Flex } from 'antd'
import { useState } from 'react'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Page } from '../../ui/Page.tsx'
import { PeriodPicker } from '../figures/PeriodPicker.tsx'
import { periodOf } from '../figures/period.ts'
import { ChannelBalance } from './ChannelBalance.tsx'
import { Differences } from './Differences.tsx'
import { HandsBalance } from './HandsBalance.tsx'
import './books.css'

export function Reconciliation() {
  const [period, setPeriod] = useState(() => periodOf('month', Date.now()))
  const found = useAsk('readReconciliation', { query: period }, { keepLast: true, fresh: 60_000 })
  return (
    <Page
      title={t('对账', 'Reconciliation')}
      about={t(
        '收到的每一件都有下落，在办的每一件都在某人手上。',
        'Everything that came has an end, and everything in hand is in somebody’s hands.',
      )}
      actions={<PeriodPicker value={period} onChange={setPeriod} />}
    >
      <Ask of={found} rows={10}>
        {answer => (
          <Flex vertical gap="large">
            <p role="status" className={answer.balanced ? 'verdict is-able' : 'verdict is-unable'}>
              {answer.balanced
                ? t(
                    `✓ ${period.from} 至 ${period.until}：两本账都平`,
                    `✓ ${period.from} to ${period.until}: both balance`,
                  )
                : t(
                    `✕ 有 ${answer.differences.length} 处对不上`,
                    `✕ ${answer.differences.length} differences`,
                  )}
            </p>
            {answer.differences.length > 0 && <Differences rows={answer.differences} />}
            <ChannelBalance rows={answer.channels} />
            <HandsBalance rows={answer.hands} />
          </Flex>
        )}
      </Ask>
    </Page>
  )
}
