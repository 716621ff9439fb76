/** 简报: the day in plain sentences and a few drawings, to be read in two minutes, printed, or read on a phone. */
import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link } from 'wouter'
import { useAsk } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { exactly } from '../../ui/moment.ts'
import { Page } from '../../ui/Page.tsx'
import type { Overview } from '../overview.ts'
import { Arrived } from './Arrived.tsx'
import { Hot } from './Hot.tsx'
import { Instructions } from './Instructions.tsx'
import { Overdue } from './Overdue.tsx'
import { Rates } from './Rates.tsx'
import { Special } from './Special.tsx'
import './brief.css'

export function Brief() {
  const overview = useAsk('readOverview', {}, { every: 60_000 })
  const { may } = useSession()
  return (
    <Page
      title={overview.data ? titleOf(overview.data) : t('今日简报', 'The day’s brief')}
      about={
        overview.data &&
        t(`截至 ${exactly(Date.parse(overview.data.at))}`, `As of ${exactly(Date.parse(overview.data.at))}`)
      }
      actions={
        <>
          <Link to="/wall" className="ant-btn-like">
            {t('打开大屏', 'Open the wall')}
          </Link>
          <Button icon={<PrinterOutlined />} onClick={() => print()}>
            {t('打印', 'Print')}
          </Button>
        </>
      }
    >
      <Ask of={overview} rows={14}>
        {seen => (
          <article className="brief">
            <div>
              <Arrived of={seen} />
              <Overdue of={seen} />
              <Hot of={seen} />
            </div>
            <div>
              <Rates rates={seen.rates} />
              {may('instruction.give') && <Instructions />}
              {may('appeal.read') && <Special />}
            </div>
          </article>
        )}
      </Ask>
    </Page>
  )
}

const titleOf = ({ unit, day }: Overview): string => {
  const [, month, date] = day.split('-').map(Number)
  return t(`${unit.name} ${month} 月 ${date} 日简报`, `${unit.name}: brief of ${day}`)
}
