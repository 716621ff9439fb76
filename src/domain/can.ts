/** Why not? For every act on one ticket, by the name of its route; null when the actor may do it now. */
import { whyNotEraseIdentity, whyNotSeeIdentity } from './access/see-identity.ts'
import { CAN_TRANSFER } from './dispatch/can.ts'
import { CAN_HANDLE } from './handling/can.ts'
import { INTAKE_ACTS } from './intake/can.ts'
import type { Context } from './record/context.ts'
import type { TicketState } from './record/state.ts'
import type { Refusal } from './refusal.ts'
import { CAN_SUPERVISE } from './supervision/can.ts'
import { CAN_VISIT } from './visits/can.ts'

/** Depends on the ticket and the context alone, never on what would be sent. */
export type WhyNot = (ticket: TicketState, context: Context) => Refusal | null

export const CAN: Readonly<Record<string, WhyNot>> = {
  ...INTAKE_ACTS,
  ...CAN_TRANSFER,
  ...CAN_HANDLE,
  ...CAN_SUPERVISE,
  ...CAN_VISIT,
  seeIdentity: whyNotSeeIdentity,
  eraseIdentity: whyNotEraseIdentity,
}

/** The answer to all of them. */
export const canOf = (ticket: TicketState, context: Context): Record<string, Refusal | null> =>
  Object.fromEntries(Object.entries(CAN).map(([act, whyNot]) => [act, whyNot(ticket, context)]))
