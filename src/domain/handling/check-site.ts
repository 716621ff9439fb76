/** 现场核查: the unit was there, with pictures from before and after (LL-11). */
import type { Instant } from '../instant.ts'
import { Draft, textsOf } from '../record/draft.ts'
import { refuse } from '../refusal.ts'
import {
  type FileRef,
  filesFact,
  onAssignment,
  stepOn,
  whyNotAt,
  whyNotInHand,
  withThoseAbove,
} from './duty.ts'

export interface SiteCheckInput {
  files: FileRef[]
  note?: string
  at?: Instant
}

export const whyNotCheckSite = whyNotInHand

/** What a browser or a phone shows as a photograph. */
const PHOTOGRAPHS = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif']

const has = (files: FileRef[], purpose: string): boolean => files.some(f => f.purpose === purpose)

export const checkSite = onAssignment<SiteCheckInput>((state, assignment, { files, note, at }, context) => {
  const { now } = context
  const checkedAt = at ?? now
  const refusal =
    whyNotCheckSite(state, assignment, context) ?? whyNotAt(checkedAt, assignment.assignedAt, now)
  if (refusal) return refusal
  const other = files.findIndex(f => !PHOTOGRAPHS.includes(f.type))
  if (other >= 0) return refuse('not-a-picture', { field: `fileIds.${other}` })
  if (!has(files, 'before') || !has(files, 'after')) return refuse('evidence-missing', { field: 'fileIds' })
  const recorded = { at: checkedAt, facts: filesFact(files), texts: textsOf({ note }) }
  const draft = new Draft(state, now)
  stepOn(draft, 'assignment.siteChecked', assignment, recorded, (a, t) => {
    for (const row of withThoseAbove(t, a)) row.siteCheckedAt = checkedAt
  })
  return draft.change()
})
