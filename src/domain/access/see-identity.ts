/** Who may see who the appellant is: by the purpose of their work, or with a reason that stays in the history. */

import { MINUTE } from '../instant.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { mayFor } from './actor.ts'
import { involvedUnits, maySee } from './sight.ts'

export type Purpose = 'call' | 'handling' | 'visit'

/** What a duty to call needs; everything else is asked for with a reason. */
export const BY_PURPOSE: readonly string[] = ['name', 'phone']

/** How long after the call its agent may still look. */
export const CALL_LASTS = 30 * MINUTE

const LEAST_REASON = 5

/** `inCall`: the actor has the appellant on the line, or had within CALL_LASTS. */
export function whyNotSeeBy(
  purpose: Purpose,
  t: TicketState,
  inCall: boolean,
  { actor, directory: { units } }: Pick<Context, 'actor' | 'directory'>,
): Refusal | null {
  const may = (unitId: number) => mayFor(actor, 'identity.see', unitId, units)
  if (purpose === 'call') return inCall && may(t.appeal.ownerUnitId) ? null : refuse('no-purpose')
  if (purpose === 'visit') {
    const visits = may(t.appeal.ownerUnitId) && mayFor(actor, 'appeal.visit', t.appeal.ownerUnitId, units)
    return visits && t.visits.some(v => v.endedAt === null) ? null : refuse('no-purpose')
  }
  // Who handles a confidential report never learns who made it.
  if (t.appeal.confidential) return refuse('no-purpose')
  const onIt = t.assignments.some(
    a => a.endedAt === null && may(a.unitId) && mayFor(actor, 'appeal.handle', a.unitId, units),
  )
  return onIt ? null : refuse('no-purpose')
}

export function whyNotRevealIdentity(
  t: TicketState,
  { actor, directory }: Pick<Context, 'actor' | 'directory'>,
): Refusal | null {
  const may = involvedUnits(t).some(unit => mayFor(actor, 'identity.reveal', unit, directory.units))
  return may ? null : refuse('not-permitted')
}

/** Why nothing of it can be seen: neither with a reason, nor by a purpose that the ticket itself shows. */
export function whyNotSeeIdentity(
  t: TicketState,
  context: Pick<Context, 'actor' | 'directory'>,
): Refusal | null {
  const refusal = whyNotRevealIdentity(t, context)
  if (refusal === null) return null
  const byPurpose = (['handling', 'visit'] as const).some(p => whyNotSeeBy(p, t, false, context) === null)
  return byPurpose ? null : refusal
}

export interface RevealInput {
  fields: readonly string[]
  reason: string
}

/** Leaves the look in the history, before anything is shown. */
export const revealIdentity: Decide<RevealInput> = (state, { fields, reason }, context) => {
  if (!maySee(context.actor, state, context.directory.units)) return refuse('not-found')
  const refusal = whyNotRevealIdentity(state, context)
  if (refusal) return refusal
  if ([...reason.trim()].length < LEAST_REASON) return refuse('reason-needed', { field: 'reason' })
  const { unitId } = context.actor
  return new Draft(state, context.now)
    .step('identity.revealed', {
      unitId,
      facts: { fields: [...fields] },
      texts: { viewReason: reason.trim() },
    })
    .change()
}

export function whyNotEraseIdentity(
  t: TicketState,
  { actor, directory }: Pick<Context, 'actor' | 'directory'>,
): Refusal | null {
  return mayFor(actor, 'identity.erase', t.appeal.ownerUnitId, directory.units)
    ? null
    : refuse('not-permitted')
}

/** Takes away what of the person stands in the ticket itself; the words outside the hashes are taken away beside it. */
export const eraseIdentity: Decide<null> = (state, _input, context) => {
  // Who erases needn't see the ticket; who may not erase doesn't hear that it exists.
  if (whyNotEraseIdentity(state, context)) return refuse('not-found')
  return new Draft(state, context.now)
    .step('identity.erased', { unitId: context.actor.unitId }, t => {
      Object.assign(t.appeal, { title: null, address: null, lng: null, lat: null })
    })
    .change()
}
