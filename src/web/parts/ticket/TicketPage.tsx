/** Everything about one ticket on one page: the matter, the clocks, who does what, what happened, what can be done. */

import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { CallName } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Page } from '../../ui/Page.tsx'
import type { Group } from '../acts.ts'
import { Ticket } from './Ticket.tsx'

interface Props {
  number: string
  /** The acts of the door it is opened in. */
  first?: readonly CallName[]
  groups?: readonly Group[]
}

const ALL: readonly Group[] = ['transfer', 'handle', 'visit', 'supervise', 'receive']

export function TicketPage({ number, first = [], groups = ALL }: Props) {
  const ticket = useAsk('openAppeal', { params: { number } })
  if (!ticket.data)
    return (
      <Page title={number}>
        <Ask of={ticket}>{() => null}</Ask>
      </Page>
    )
  return (
    <Page
      title={ticket.data.title ?? t('（内容不公开）', '(content withheld)')}
      actions={
        <Button icon={<PrinterOutlined />} onClick={() => print()}>
          {t('打印', 'Print')}
        </Button>
      }
    >
      {ticket.error && <Failed error={ticket.error} again={() => ticket.refetch()} />}
      <div className="ticket-scope">
        <Ticket key={number} ticket={ticket.data} first={first} groups={groups} />
      </div>
    </Page>
  )
}
