/** 本单位: this month's rates, who has how much in hand, who is away, and handing over in bulk. */
import { Flex } from 'antd'
import { useState } from 'react'
import { useAsk } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Page } from '../../ui/Page.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Leave } from './Leave.tsx'
import { Rates } from './Rates.tsx'
import { Workload } from './Workload.tsx'
import './figures.css'

const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })
const MONTHS = { this: ['本月', 'This month'], last: ['上月', 'Last month'] } as const
type Month = keyof typeof MONTHS

/** First and last day, as the figures want them. */
function daysOf(month: Month): { from: string; until: string } {
  const today = TODAY.format(Date.now())
  if (month === 'this') return { from: `${today.slice(0, 8)}01`, until: today }
  const last = new Date(`${today.slice(0, 8)}01T00:00:00Z`)
  last.setUTCDate(0)
  const until = last.toISOString().slice(0, 10)
  return { from: `${until.slice(0, 8)}01`, until }
}

export function OwnUnit() {
  const { may } = useSession()
  return (
    <Page title={t('本单位', 'The unit')} narrow>
      <Flex vertical gap="middle">
        {may('figures.read') && <Figures />}
        <Workload />
        <Leave />
      </Flex>
    </Page>
  )
}

function Figures() {
  const { me } = useSession()
  const [month, setMonth] = useState<Month>('this')
  const figures = useAsk(
    'readFigures',
    { query: { ...daysOf(month), by: 'all', below: true, ...(me.unitId !== null && { unitId: me.unitId }) } },
    { fresh: 60_000, keepLast: true },
  )
  return (
    <Panel
      title={t('办理情况', 'How it went')}
      extra={
        <select
          aria-label={t('月份', 'Month')}
          className="plain-select"
          value={month}
          onChange={e => setMonth(e.target.value as Month)}
        >
          {(Object.keys(MONTHS) as Month[]).map(m => (
            <option key={m} value={m}>
              {t(MONTHS[m][0], MONTHS[m][1])}
            </option>
          ))}
        </select>
      }
    >
      <Ask
        of={figures}
        isEmpty={f => f.rows.length === 0}
        empty={t('这段时间没有办理的诉求。', 'Nothing was handled in this time.')}
      >
        {f => f.rows[0] && <Rates row={f.rows[0]} />}
      </Ask>
    </Panel>
  )
}
