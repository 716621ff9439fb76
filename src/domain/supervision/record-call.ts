/** 电话督办结果: what became of an automatic call is written down, without a phone number. */
import type { Decide } from '../record/context.ts'
import { Draft } from '../record/draft.ts'
import type { CallOutcome } from '../vocabulary.ts'

export interface CallInput {
  /** Sequences of the events that owed it: what is said in one call is not said again. */
  owed: number[]
  unitId: number
  outcome: CallOutcome
  tries: number
  assignmentNo: number | null
}

export const recordCall: Decide<CallInput> = (state, input, { now }) => {
  const { owed, unitId, outcome, tries, assignmentNo } = input
  const facts = { owed, outcome, tries, ...(assignmentNo !== null && { assignmentNo }) }
  return new Draft(state, now).step('call.made', { unitId, facts }).change()
}
