/** A ticket as the caller may look at it, for questions that change nothing. */
import type { Actor } from '../../domain/access/actor.ts'
import { maySee } from '../../domain/access/sight.ts'
import type { Context } from '../../domain/record/context.ts'
import type { TicketState } from '../../domain/record/state.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Parts } from '../parts.ts'
import { loadTickets } from '../record/load.ts'

export interface Seen {
  state: TicketState
  context: Context
}

/** 'not-found' when there is no such ticket or it isn't the caller's to see. */
export async function seenTicket(
  { db, door, tickets }: Pick<Parts, 'db' | 'door' | 'tickets'>,
  actor: Actor,
  number: string,
): Promise<Seen | Refusal> {
  const id = await tickets.idOf(actor.tenantId, number)
  if (id === null) return refuse('not-found')
  const [[loaded], context] = await Promise.all([loadTickets(db, actor.tenantId, [id]), door.context(actor)])
  if (!loaded || !maySee(actor, loaded.state, context.directory.units)) return refuse('not-found')
  return { state: loaded.state, context }
}
