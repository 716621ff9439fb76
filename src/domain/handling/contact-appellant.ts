/** 先行联系: the unit calls or visits the appellant and leaves evidence of it; a coded exemption where there is nobody to call. */
import type { Instant } from '../instant.ts'
import { meetClock } from '../record/clocks.ts'
import { Draft, textsOf } from '../record/draft.ts'
import type { Appeal, Assignment, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import {
  type FileRef,
  filesFact,
  onAssignment,
  stepOn,
  whyNotAt,
  whyNotInHand,
  withThoseAbove,
} from './duty.ts'

export const CONTACT_WAYS = ['phone', 'inPerson', 'message', 'online', 'letter'] as const
export type ContactWay = (typeof CONTACT_WAYS)[number]

/** Why nobody could be contacted; only where the appeal itself says so. */
export const CONTACT_EXEMPTIONS = ['anonymous', 'askedNotToBeCalled'] as const
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

export const whyNotContact = whyNotInHand

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
    const holds = exemption === 'anonymous' ? appeal.anonymous : !appeal.wantsVisit
    return holds ? null : refuse('unknown-reason', { field: 'exemption' })
  }
  if (how === undefined) return refuse('evidence-missing', { field: 'how' })
  return call || files.length > 0 ? null : refuse('evidence-missing', { field: 'fileIds' })
}
