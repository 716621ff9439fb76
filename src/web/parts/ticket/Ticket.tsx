/** The parts of an opened ticket, in two columns where there is room. */
import { Flex, Watermark } from 'antd'
import type { Ticket as Opened } from '../../../contract/record.ts'
import type { CallName } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Panel } from '../../ui/Panel.tsx'
import type { Group } from '../acts.ts'
import { Acting } from './Acting.tsx'
import { Answers } from './Answers.tsx'
import { Appellant } from './Appellant.tsx'
import { Bounces } from './Bounces.tsx'
import { Clocks } from './Clocks.tsx'
import { Duties } from './Duties.tsx'
import { Files } from './Files.tsx'
import { Head } from './Head.tsx'
import { History } from './History.tsx'
import { Matter } from './Matter.tsx'
import { OwedSheets } from './OwedSheets.tsx'
import { Requests } from './Requests.tsx'
import { Sheets } from './Sheets.tsx'
import { Visits } from './Visits.tsx'
import { WayUpward } from './WayUpward.tsx'
import './ticket.css'

interface Props {
  ticket: Opened
  first: readonly CallName[]
  groups: readonly Group[]
}

export function Ticket({ ticket, first, groups }: Props) {
  const { me } = useSession()
  return (
    <Watermark
      className="ticket"
      content={`${me.name} ${me.login ?? ''}`}
      gap={[160, 160]}
      font={{ color: 'rgba(128,128,128,.12)' }}
    >
      <Flex vertical gap="middle">
        <Head ticket={ticket} />
        <OwedSheets ticket={ticket} />
        <Acting ticket={ticket} first={first} groups={groups} />
        <div className="ticket-columns">
          <Flex vertical gap="middle" style={{ minWidth: 0 }}>
            <Matter ticket={ticket} />
            <Answers ticket={ticket} />
            <Files ticket={ticket} />
            <Duties ticket={ticket} />
            <Sheets ticket={ticket} />
            <WayUpward ticket={ticket} />
            <Requests ticket={ticket} />
            <Bounces ticket={ticket} />
            <Visits ticket={ticket} />
          </Flex>
          <Flex vertical gap="middle" style={{ minWidth: 0 }}>
            <Appellant ticket={ticket} />
            <Clocks ticket={ticket} />
            <Panel title={t('经过', 'History')}>
              <History events={ticket.events} />
            </Panel>
          </Flex>
        </div>
      </Flex>
    </Watermark>
  )
}
