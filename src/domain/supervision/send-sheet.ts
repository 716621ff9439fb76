/** 发单与拟发: a supervisor issues a sheet by hand, or decides about one that the ladder proposed. */
import { mayFor } from '../access/actor.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft, textsOf } from '../record/draft.ts'
import type { Sheet, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { SheetKind } from '../vocabulary.ts'
import { type Addressed, type Instruction, issueSheet, type MatterWords, openSheetOf } from './issue-sheet.ts'
import { type Asked, sheetOf } from './recipients.ts'

export interface SendInput {
  kind: SheetKind
  /** The units of the open duties when left out: the lead, and those that assist. */
  units?: Addressed[]
  demand?: string
  assignmentNo?: number
  limit?: string
  /** A leader's words; only on a sheet that assigns them. */
  instruction?: Instruction
  words: MatterWords
}

export function whyNotSendSheet(t: TicketState, { actor, directory }: Asked): Refusal | null {
  if (!mayFor(actor, 'sheet.issue', t.appeal.ownerUnitId, directory.units)) return refuse('not-permitted')
  return t.appeal.endedAt === null ? null : refuse('has-ended')
}

export const sendSheet: Decide<SendInput> = (state, input, context) => {
  const assignmentNo = input.assignmentNo ?? null
  const units = input.units ?? dutyHolders(state, assignmentNo)
  const refusal = whyNotSendSheet(state, context) ?? whyNotInput(state, { ...input, units }, context)
  if (refusal) return refusal
  const { kind, demand, limit, instruction, words } = input
  const cause = instruction ? 'instruction' : 'hand'
  const draft = new Draft(state, context.now)
  issueSheet(
    draft,
    {
      kind,
      cause,
      units,
      words,
      assignmentNo,
      ...(demand && { demand }),
      ...(limit && { limit }),
      ...(instruction && { instruction }),
    },
    context,
  )
  return draft.change()
}

/** Of one duty its unit; of the whole matter everybody who still works on it for the centre. */
const dutyHolders = (t: TicketState, no: number | null): Addressed[] =>
  t.assignments
    .filter(a => a.endedAt === null && (no === null ? a.parentNo === null : a.no === no))
    .map(({ unitId, role }) => ({ unitId, role: no === null ? role : 'lead' }))

type Whole = SendInput & { units: Addressed[] }

function whyNotInput(t: TicketState, input: Whole, { directory }: Context): Refusal | null {
  const { kind, units, assignmentNo, instruction } = input
  if (assignmentNo !== undefined && !t.assignments.some(a => a.no === assignmentNo && a.endedAt === null))
    return refuse('no-such-assignment', { field: 'assignmentNo' })
  if (units.filter(u => u.role === 'lead').length !== 1) return refuse('one-lead-only', { field: 'units' })
  const wrong = units.findIndex(
    (u, i) =>
      !directory.units.get(u.unitId)?.active || units.findIndex(other => other.unitId === u.unitId) !== i,
  )
  if (wrong >= 0) return refuse('no-such-unit', { field: `units.${wrong}.unitId` })
  if ((kind === 'leaderAssign') !== (instruction !== undefined))
    return refuse('instruction-needed', { field: 'instruction' })
  return openSheetOf(t, kind, assignmentNo ?? null) ? refuse('sheet-open', { field: 'kind' }) : null
}

export interface ProposalInput {
  no: number
  verdict: 'issue' | 'dismiss'
  /** Needed to dismiss it. */
  reason?: string
  demand?: string
  /** Those it was proposed for. */
  units: Addressed[]
  words: MatterWords
}

export function whyNotDecideProposal(t: TicketState, sheet: Sheet, asked: Asked): Refusal | null {
  return whyNotSendSheet(t, asked) ?? (sheet.stage === 'proposed' ? null : refuse('already-decided'))
}

export const decideProposal: Decide<ProposalInput> = (state, input, context) => {
  const sheet = sheetOf(state, input.no)
  if (!sheet) return refuse('no-such-sheet')
  const refusal = whyNotDecideProposal(state, sheet, context)
  if (refusal) return refusal
  const draft = new Draft(state, context.now)
  const { kind, cause, assignmentNo, limit } = sheet
  const { units, words, demand, reason } = input
  if (input.verdict === 'dismiss') {
    if (!reason) return refuse('reason-needed', { field: 'reason' })
    const facts = { sheetNo: sheet.no, kind }
    draft.step('sheet.dismissed', { unitId: units[0]!.unitId, facts, texts: textsOf({ reason }) }, t => {
      Object.assign(sheetOf(t, sheet.no)!, { stage: 'dismissed', endedAt: context.now })
    })
  } else
    issueSheet(
      draft,
      { kind, cause, units, words, assignmentNo, limit, ...(demand && { demand }) },
      context,
      sheet,
    )
  return draft.change()
}
