/** 拆单: one call about several things becomes several appeals, linked, each with its own number, handler and limits (SZ-15). */
import type { Context } from '../record/context.ts'
import { type Change, Draft, type IdentityInput } from '../record/draft.ts'
import type { TicketState } from '../record/state.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { contactKindOf, type Kind, type Severity, type Urgency } from '../vocabulary.ts'
import { type Place, type ReceiveInput, receiveAppeal } from './receive-appeal.ts'
import { whyNotCentre, whyNotUndispatched } from './standing.ts'

/** One further matter; what is left out is as in the original. */
export interface Part {
  title: string
  content: string
  kind?: Kind
  categoryId?: number
  urgency?: Urgency
  severity?: Severity
  place?: Place
  tags?: string[]
  risks?: string[]
}

export interface SplitInput {
  parts: readonly Part[]
  /** The appellant of the original, who is the appellant of every part. */
  appellant: IdentityInput | null
}

export const whyNotSplit = (t: TicketState, context: Pick<Context, 'actor' | 'directory'>): Refusal | null =>
  whyNotCentre(t, 'contact.take', context) ?? whyNotUndispatched(t)

/** The original keeps its number and its first matter; every part becomes a new appeal. Original first, then the parts. */
export function splitAppeal(
  original: TicketState,
  { parts, appellant }: SplitInput,
  context: Context,
  newId: () => number,
): Change[] | Refusal {
  const refusal = whyNotSplit(original, context)
  if (refusal) return refusal
  const changes: Change[] = []
  for (const [i, part] of parts.entries()) {
    const received = receiveAppeal(inputOf(original, part, appellant), context, newId(), null)
    if (isRefusal(received))
      return received.field ? { ...received, field: `parts.${i}.${received.field}` } : received
    changes.push(received)
  }
  const facts = { into: changes.map(c => c.after.id), numbers: changes.map(c => c.after.appeal.number) }
  return [new Draft(original, context.now).step('appeal.split', { facts }).change(), ...changes]
}

function inputOf({ id, appeal: a }: TicketState, part: Part, appellant: IdentityInput | null): ReceiveInput {
  return {
    channelId: a.channelId,
    kind: contactKindOf(a.kind),
    intent: a.intent,
    urgency: a.urgency,
    severity: a.severity,
    receivedAt: a.receivedAt,
    anonymous: a.anonymous,
    confidential: a.confidential,
    wantsVisit: a.wantsVisit,
    splitFromId: id,
    ...(a.happenedAt !== null && { happenedAt: a.happenedAt }),
    ...(a.organisationId !== null && { organisationId: a.organisationId }),
    ...(appellant && { appellant }),
    ...part,
    place: part.place ?? placeOf(a),
  }
}

const placeOf = ({ regionId, gridId, lng, lat }: TicketState['appeal']): Place => ({
  ...(regionId !== null && { regionId }),
  ...(gridId !== null && { gridId }),
  ...(lng !== null && lat !== null && { lng, lat }),
})
