/** Every act of 接 on a ticket, by the name of its route, with its why not. */
import type { Context } from '../record/context.ts'
import type { TicketState } from '../record/state.ts'
import type { Refusal } from '../refusal.ts'
import { whyNotAdd } from './add-to-appeal.ts'
import { whyNotAsk, whyNotTell } from './ask-appellant.ts'
import { whyNotClassify } from './classify-appeal.ts'
import { whyNotJoinParent } from './join-parent.ts'
import { whyNotMerge } from './merge-appeals.ts'
import { whyNotAnswer, whyNotHandOver, whyNotRefuse } from './settle-undispatched.ts'
import { whyNotSplit } from './split-appeal.ts'
import { whyNotUnmerge } from './unmerge-appeals.ts'
import { whyNotWithdraw } from './withdraw-appeal.ts'

export const INTAKE_ACTS: Record<string, (t: TicketState, context: Context) => Refusal | null> = {
  addToAppeal: whyNotAdd,
  askAppellant: whyNotAsk,
  tellCentre: whyNotTell,
  withdrawAppeal: whyNotWithdraw,
  refuseAppeal: whyNotRefuse,
  answerAppeal: whyNotAnswer,
  handOverAppeal: whyNotHandOver,
  classifyAppeal: whyNotClassify,
  mergeAppeals: whyNotMerge,
  unmergeAppeals: whyNotUnmerge,
  splitAppeal: whyNotSplit,
  joinParent: whyNotJoinParent,
}
