/** A link to another ticket, within the door one is in. */
import { Link } from 'wouter'

export function TicketLink({ number, children }: { number: string; children?: React.ReactNode }) {
  return (
    <Link to={`/appeals/${number}`} className={children ? undefined : 'number'}>
      {children ?? number}
    </Link>
  )
}
