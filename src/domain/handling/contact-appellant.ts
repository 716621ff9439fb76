/**
 * 先行联系: the unit calls or visits the appellant and leaves evidence of it; a coded exemption where there is nobody to
 * call. Whoever made a confidential report hears from the centre alone, which relays what the unit wants to know.
 */
import { mayFor } from '../access/actor.ts'
import type { Instant } from '../instant.ts'
import { meetClock } from '../record/clocks.ts'
import { Draft, textsOf } from '../record/draft.ts'
import type { Appeal, Assignment, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import {
  type Asked,
  type FileRef,
  filesFact,
  onAssignment,
  stepOn,
  whyNotAt,
  whyNotInHand,
  whyNotUnderWay,
  withThoseAbove,
} from './duty.ts'

export const CONTACT_WAYS = ['phone', 'inPerson', 'message', 'online', 'letter'] as const
export type ContactWay = (typeof CONTACT_WAYS)[number]

/** Why nobody was contacted; only where the appeal itself says so, or the centre spares a confidential reporter the call. */
export const CONTACT_EXEMPTIONS = ['anonymous', 'askedNotToBeCalled', 'confidential'] as const
export type ContactExemption = (typeof CONTACT_EXEMPTIONS)[number]

export interface ContactInput {
  how?: ContactWay
  at?: Instant
  /** False: tried in vain; recorded, but the first contact is still owed. */
  reached: boolean
  note?: string
  files?: FileRef[]
  /** Reference of the recorded call. */
  call?: string
  exemption?: ContactExemption
}

export function whyNotContact(t: TicketState, a: Assignment, asked: Asked): Refusal | null {
  if (!t.appeal.confidential) return whyNotInHand(t, a, asked)
  const { actor, directory } = asked
  if (mayFor(actor, 'appeal.dispatch', t.appeal.ownerUnitId, directory.units)) return whyNotUnderWay(t, a)
  return whyNotInHand(t, a, asked) ?? refuse('centre-contacts')
}

export const contactAppellant = onAssignment<ContactInput>((state, assignment, input, context) => {
  const { now } = context
  const at = input.at ?? now
  const refusal =
    whyNotContact(state, assignment, context) ??
    whyNotEvidence(state.appeal, input) ??
    whyNotAt(at, assignment.assignedAt, now)
  if (refusal) return refusal
  const { how, reached, call, exemption, files, note } = input
  const coded = { reached, ...(how && { how }), ...(call && { call }), ...(exemption && { exemption }) }
  const recorded = { at, facts: { ...coded, ...filesFact(files) }, texts: textsOf({ note }) }
  const draft = new Draft(state, now)
  const made = reached || exemption !== undefined
  stepOn(draft, 'assignment.contacted', assignment, recorded, (a, t) => {
    if (made) for (const row of withThoseAbove(t, a)) contacted(t, row, at)
  })
  return draft.change()
})

function contacted(t: TicketState, a: Assignment, at: Instant): void {
  if (a.stage !== 'signed' && a.stage !== 'contacted') return
  a.stage = 'contacted'
  a.contactedAt ??= at
  t.appeal.contactedAt ??= at
  meetClock(t, 'firstContact', a.no, at)
}

function whyNotEvidence(appeal: Appeal, { how, call, files = [], exemption }: ContactInput): Refusal | null {
  if (exemption) {
    const { anonymous, wantsVisit, confidential } = appeal
    const holds = { anonymous, askedNotToBeCalled: !wantsVisit, confidential }[exemption]
    return holds ? null : refuse('unknown-reason', { field: 'exemption' })
  }
  if (how === undefined) return refuse('evidence-missing', { field: 'how' })
  return call || files.length > 0 ? null : refuse('evidence-missing', { field: 'fileIds' })
}
