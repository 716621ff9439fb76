/** The questions most acts of 接 begin with: may this person, and does the ticket still stand open? */
import { mayFor } from '../access/actor.ts'
import type { Permission } from '../access/roles.ts'
import type { Context } from '../record/context.ts'
import type { TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { isTask } from '../vocabulary.ts'

type Seen = Pick<Context, 'actor' | 'directory'>

/** The appellant of this very ticket, or staff with the permission for the centre that owns it. */
export function whyNotFor(
  t: TicketState,
  permission: Permission,
  { actor, directory }: Seen,
): Refusal | null {
  if (isTask(t.appeal.kind)) return refuse('is-task')
  if (actor.kind === 'appellant' && actor.appealId === t.id) return null
  return mayFor(actor, permission, t.appeal.ownerUnitId, directory.units) ? null : refuse('not-permitted')
}

/** Staff with the permission for the centre that owns the ticket; the appellant may not. */
export const whyNotCentre = (
  t: TicketState,
  permission: Permission,
  { actor, directory }: Seen,
): Refusal | null => {
  if (!mayFor(actor, permission, t.appeal.ownerUnitId, directory.units)) return refuse('not-permitted')
  return isTask(t.appeal.kind) ? refuse('is-task') : null
}

export const whyNotOpen = (t: TicketState): Refusal | null =>
  t.appeal.endedAt === null ? null : refuse('has-ended')

/** Only before it is dispatched: what the centre decides at its pre-review 预审. */
export function whyNotUndispatched(t: TicketState): Refusal | null {
  const ended = whyNotOpen(t)
  if (ended) return ended
  if (t.appeal.stage === 'suspended') return refuse('is-suspended')
  return t.appeal.stage === 'received' ? null : refuse('wrong-stage')
}
