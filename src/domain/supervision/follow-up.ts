/** 因退回、不满意发单: the sheets that follow from what happened, not from time – once for each event, however often it is read. */

import type { Context, Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { EventKind } from '../record/event-kinds.ts'
import { leadOf } from '../record/rework.ts'
import type { TicketState } from '../record/state.ts'
import type { SheetCause, SheetKind } from '../vocabulary.ts'
import { issueSheet, type MatterWords, openSheetOf, proposeSheet } from './issue-sheet.ts'
import { type Mode, supervisionOf } from './ladder.ts'

/** Kinds of events that a sheet may follow. */
export const FOLLOWED_KINDS = [
  'assignment.sentBack',
  'appeal.reworked',
  'appeal.escalated',
] as const satisfies EventKind[]
export type FollowedKind = (typeof FOLLOWED_KINDS)[number]

export interface FollowInput {
  kind: FollowedKind
  seq: number
  /** The duty that the event is about; null when it is the whole matter's. */
  assignmentNo: number | null
  words: MatterWords
}

export const followUp: Decide<FollowInput> = (state, input, context) => {
  const draft = new Draft(state, context.now)
  const { seq: followsSeq, words } = input
  const lead = leadOf(state)
  const follows = sheetAfter(state, input, context)
  if (!lead || !follows || follows.mode === 'off' || isFollowed(state, followsSeq)) return draft.change()
  const { kind, cause, mode } = follows
  if (openSheetOf(state, kind, lead.no)) return draft.change()
  const units = [{ unitId: lead.unitId, role: 'lead' as const }]
  const sheet = { kind, cause, units, assignmentNo: lead.no, words, followsSeq }
  if (mode === 'automatic') issueSheet(draft, sheet, context)
  else proposeSheet(draft, sheet, context)
  return draft.change()
}

const isFollowed = (t: TicketState, seq: number): boolean => t.sheets.some(s => s.followsSeq === seq)

interface Follows {
  kind: SheetKind
  cause: SheetCause
  mode: Mode
}

/** What the centre sends back itself is for rework; what people are dissatisfied with again after a rework is red. */
function sheetAfter(
  t: TicketState,
  { kind, assignmentNo }: FollowInput,
  { policy }: Pick<Context, 'policy'>,
): Follows | null {
  if (t.appeal.endedAt !== null || t.appeal.imported) return null
  const { onSentBack = 'automatic', onUnsatisfiedAfterRedo = 'proposed' } = supervisionOf(policy.rules)
  if (kind === 'assignment.sentBack')
    return leadOf(t)?.no === assignmentNo
      ? { kind: 'returnForRework', cause: 'sentBack', mode: onSentBack }
      : null
  const isAgain = kind === 'appeal.escalated' || t.appeal.reworks > 1
  return isAgain ? { kind: 'redSupervise', cause: 'unsatisfied', mode: onUnsatisfiedAfterRedo } : null
}
