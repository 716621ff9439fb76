/** 领导批示: a leader's words about a matter, taken down verbatim, with a limit and a report back of its own. */
import { mayFor } from '../access/actor.ts'
import { classify } from '../policy/traits.ts'
import { cancelClocks, isPaused, isRunning, startClock } from '../record/clocks.ts'
import type { Context, Decide } from '../record/context.ts'
import { Draft, textsOf } from '../record/draft.ts'
import type { TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { dueOf } from '../time/due.ts'
import { limitFrom } from '../time/limit.ts'
import type { ClockKind } from '../vocabulary.ts'
import { type Instruction, issueSheet, type MatterWords } from './issue-sheet.ts'
import type { Asked } from './recipients.ts'

export interface InstructInput {
  instruction: Instruction
  /** To answer it; the rules' limit otherwise. */
  limit?: string
  /** 限期办理: from now on; what has longer is due by then. */
  handleWithin?: string
  words: MatterWords
}

const TAG = 'leaderInstruction'
const HASTENED: readonly ClockKind[] = ['reply', 'rework', 'closure']

/** Limits that end later than so long from now are called off, and run anew; those that rest, rest. */
function hasten(t: TicketState, limit: string, context: Context): void {
  const { now, calendar, policy } = context
  const { dueAt } = dueOf({ start: now, limit: limitFrom(limit), calendar, rules: policy.rules })
  const longer = t.clocks.filter(
    c => HASTENED.includes(c.kind) && isRunning(c) && !isPaused(c) && dueAt !== null && c.dueAt > dueAt,
  )
  for (const { no, kind, unitId, assignmentNo } of longer) {
    cancelClocks(t, now, c => c.no === no)
    startClock(t, { kind, unitId, assignmentNo, limit }, context)
  }
}

export function whyNotInstruct(t: TicketState, { actor, directory }: Asked): Refusal | null {
  if (!mayFor(actor, 'instruction.give', t.appeal.ownerUnitId, directory.units))
    return refuse('not-permitted')
  return t.appeal.endedAt === null ? null : refuse('has-ended')
}

/** From now on the matter counts as one a leader wrote about; who has it gets the sheet, or whoever gets it next its tag. */
export const instruct: Decide<InstructInput> = (
  state,
  { instruction, limit, handleWithin, words },
  context,
) => {
  const refusal = whyNotInstruct(state, context)
  if (refusal) return refusal
  const { directory, policy, now } = context
  const { leadUnitId } = state.appeal
  const draft = new Draft(state, now)
  const texts = textsOf({ instruction: instruction.words, instructedBy: instruction.by })
  draft.step(
    'instruction.given',
    { unitId: leadUnitId, facts: { on: instruction.on, ...(handleWithin && { handleWithin }) }, texts },
    t => {
      const { appeal } = t
      if (!appeal.tags.includes(TAG)) appeal.tags = [...appeal.tags, TAG]
      if (appeal.level === 'general') appeal.level = 'key'
      appeal.limitClass = classify(appeal, directory, policy)
      if (handleWithin) hasten(t, handleWithin, context)
    },
  )
  const units = state.assignments
    .filter(a => a.endedAt === null && a.parentNo === null)
    .map(({ unitId, role }) => ({ unitId, role }))
  if (units.some(u => u.role === 'lead'))
    issueSheet(
      draft,
      { kind: 'leaderAssign', cause: 'instruction', units, words, instruction, ...(limit && { limit }) },
      context,
    )
  return draft.change()
}
