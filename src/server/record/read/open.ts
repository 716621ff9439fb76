/** Opens a ticket: its state, history, links and what may be done with it; at most three round trips. */
import type { Ticket } from '../../../contract/record.ts'
import type { Actor } from '../../../domain/access/actor.ts'
import { maySee } from '../../../domain/access/sight.ts'
import { type Refusal, refuse } from '../../../domain/refusal.ts'
import type { Parts } from '../../parts.ts'
import { loadTickets } from '../load.ts'
import { around } from './around.ts'
import { ticketView } from './ticket-view.ts'

export async function openTicket(
  { db, door, keys, tickets }: Parts,
  actor: Actor,
  number: string,
): Promise<Ticket | Refusal> {
  const appealId = await tickets.idOf(actor.tenantId, number)
  if (appealId === null) return refuse('not-found')
  const [[loaded], beside, context] = await Promise.all([
    loadTickets(db, actor.tenantId, [appealId]),
    around(db, actor.tenantId, appealId),
    door.context(actor),
  ])
  if (!loaded || !maySee(actor, loaded.state, context.directory.units)) return refuse('not-found')
  return ticketView(loaded.state, beside, context, keys)
}
