/** 办理进展: what was done, and what is next by whom until when (NC-15, NC-17). */
import type { Instant } from '../instant.ts'
import { Draft, textsOf } from '../record/draft.ts'
import { refuse } from '../refusal.ts'
import { type FileRef, filesFact, onAssignment, stepOn, whyNotInHand } from './duty.ts'

/** A measure to be taken: each with its own time and its own responsible person. */
export interface Measure {
  what: string
  dueAt: Instant
  personId: number
}

export interface ProgressInput {
  note: string
  next?: Measure
  files?: FileRef[]
}

export const whyNotProgress = whyNotInHand

export const recordProgress = onAssignment<ProgressInput>((state, assignment, input, context) => {
  const { note, next, files } = input
  const { now, directory } = context
  const refusal = whyNotProgress(state, assignment, context)
  if (refusal) return refusal
  if (next && !(next.dueAt > now)) return refuse('time-impossible', { field: 'next.dueAt' })
  const person = next && directory.people.get(next.personId)
  if (next && !(person?.active && directory.units.isWithin(person.unitId, assignment.unitId)))
    return refuse('no-such-person', { field: 'next.personId' })
  const plan = next && { next: { dueAt: next.dueAt, personId: next.personId } }
  const recorded = { facts: { ...plan, ...filesFact(files) }, texts: textsOf({ note, measure: next?.what }) }
  return stepOn(new Draft(state, now), 'assignment.progressed', assignment, recorded).change()
})
