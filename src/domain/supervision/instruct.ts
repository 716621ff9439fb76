/** 领导批示: a leader's words about a matter, taken down verbatim, with a limit and a report back of its own. */
import { mayFor } from '../access/actor.ts'
import { classify } from '../policy/traits.ts'
import type { Decide } from '../record/context.ts'
import { Draft, textsOf } from '../record/draft.ts'
import type { TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Instruction, issueSheet, type MatterWords } from './issue-sheet.ts'
import type { Asked } from './recipients.ts'

export interface InstructInput {
  instruction: Instruction
  /** To answer it; the rules' limit otherwise. */
  limit?: string
  words: MatterWords
}

const TAG = 'leaderInstruction'

export function whyNotInstruct(t: TicketState, { actor, directory }: Asked): Refusal | null {
  if (!mayFor(actor, 'instruction.give', t.appeal.ownerUnitId, directory.units))
    return refuse('not-permitted')
  return t.appeal.endedAt === null ? null : refuse('has-ended')
}

/** From now on the matter counts as one a leader wrote about; who has it gets the sheet, or whoever gets it next its tag. */
export const instruct: Decide<InstructInput> = (state, { instruction, limit, words }, context) => {
  const refusal = whyNotInstruct(state, context)
  if (refusal) return refusal
  const { directory, policy, now } = context
  const { leadUnitId } = state.appeal
  const draft = new Draft(state, now)
  const texts = textsOf({ instruction: instruction.words, instructedBy: instruction.by })
  draft.step(
    'instruction.given',
    { unitId: leadUnitId, facts: { on: instruction.on }, texts },
    ({ appeal }) => {
      if (!appeal.tags.includes(TAG)) appeal.tags = [...appeal.tags, TAG]
      if (appeal.level === 'general') appeal.level = 'key'
      appeal.limitClass = classify(appeal, directory, policy)
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
