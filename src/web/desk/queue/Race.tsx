/** What somebody else did to the ticket in front, and what the server said no to. */
import type { Ticket } from '../../../contract/record.ts'
import { Meanwhile } from '../../parts/Meanwhile.tsx'
import { Failed } from '../../ui/Failed.tsx'
import type { Acting } from './acting.ts'

export function Race({ ticket, acting }: { ticket: Ticket; acting: Acting }) {
  return (
    <div style={{ margin: '8px 0' }}>
      {acting.isLost && <Meanwhile ticket={ticket} since={acting.seen} onSeen={acting.acknowledge} />}
      {acting.error && <Failed error={acting.error} />}
    </div>
  )
}
