/** The parts of an opened ticket, in two columns where there is room. */
import { Card, Flex, Watermark } from 'antd'
import type { Ticket as Opened } from '../../../contract/record.ts'
import type { CallName } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { ActBar } from '../ActBar.tsx'
import type { Group } from '../acts.ts'
import { Appellant } from './Appellant.tsx'
import { Clocks } from './Clocks.tsx'
import { Duties } from './Duties.tsx'
import { Files } from './Files.tsx'
import { Head } from './Head.tsx'
import { History } from './History.tsx'
import { Matter } from './Matter.tsx'
import { Requests } from './Requests.tsx'
import { Visits } from './Visits.tsx'

interface Props {
  ticket: Opened
  first: readonly CallName[]
  groups: readonly Group[]
}

export function Ticket({ ticket, first, groups }: Props) {
  const { me } = useSession()
  return (
    <Watermark
      content={`${me.name} ${me.login ?? ''}`}
      gap={[160, 160]}
      font={{ color: 'rgba(128,128,128,.12)' }}
    >
      <Flex vertical gap="middle">
        <Head ticket={ticket} />
        <div className="no-print">
          <ActBar ticket={ticket} first={first} groups={groups} />
        </div>
        <Flex gap="middle" wrap align="flex-start">
          <Flex vertical gap="middle" style={{ flex: '3 1 420px', minWidth: 0 }}>
            <Matter ticket={ticket} />
            <Duties ticket={ticket} />
            <Requests ticket={ticket} />
            <Visits ticket={ticket} />
            <Files ticket={ticket} />
          </Flex>
          <Flex vertical gap="middle" style={{ flex: '2 1 320px', minWidth: 0 }}>
            <Clocks ticket={ticket} />
            <Appellant ticket={ticket} />
            <Card size="small" title={t('经过', 'History')}>
              <History events={ticket.events} />
            </Card>
          </Flex>
        </Flex>
      </Flex>
    </Watermark>
  )
}
