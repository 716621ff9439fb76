/** Everything else of a ticket, under the work: limits, duties, requests, call-backs, files, the history. */
import type { Ticket } from '../../../contract/record.ts'
import { Clocks } from '../../parts/ticket/Clocks.tsx'
import { Duties } from '../../parts/ticket/Duties.tsx'
import { Files } from '../../parts/ticket/Files.tsx'
import { History } from '../../parts/ticket/History.tsx'
import { Requests } from '../../parts/ticket/Requests.tsx'
import { Visits } from '../../parts/ticket/Visits.tsx'
import { t } from '../../text.ts'

export function Rest({ ticket }: { ticket: Ticket }) {
  return (
    <div style={{ display: 'grid', gap: 12, marginTop: 12 }}>
      <Clocks ticket={ticket} />
      <Duties ticket={ticket} />
      <Requests ticket={ticket} />
      <Visits ticket={ticket} />
      <Files ticket={ticket} />
      <details>
        <summary>
          {t(`经过（${ticket.events.length} 步）`, `History (${ticket.events.length} steps)`)}
        </summary>
        <History events={ticket.events} />
      </details>
    </div>
  )
}
