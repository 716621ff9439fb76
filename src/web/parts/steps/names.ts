/** What the six steps, what stands on them, what is owed and what doesn't add up are called. */
import { CLOCK_NAMES, TASK_NAMES } from '../../../domain/names.ts'
import type { Amiss, LedgerKind, LedgerStep, OwedAct } from '../../../domain/supervision/steps.ts'

type Name = readonly [zh: string, en: string]

export const STEP_NAMES: Record<LedgerStep, Name> = {
  open: ['建立台账', 'Account opened'],
  duty: ['明确责任及时限', 'Duty and limit'],
  track: ['跟踪调度', 'Tracked'],
  record: ['逐一记录', 'Recorded'],
  reconcile: ['逐一对账', 'Reconciled'],
  strikeOff: ['逐一销号', 'Struck off'],
}

/** What those who stand there wait for. */
export const STEP_WAITS: Record<LedgerStep, Name> = {
  open: ['已入账，待明确责任', 'on the books, no duty yet'],
  duty: ['已派到单位，待签收', 'with a unit, to be signed for'],
  track: ['办理中，待答复', 'being handled'],
  record: ['已答复在案，待审核', 'answered, to be reviewed'],
  reconcile: ['已审核，待回访核对', 'reviewed, to be called back'],
  strikeOff: ['账已对平，待销号', 'reconciled, to be struck off'],
}

export const LEDGER_KIND_NAMES: Record<LedgerKind, Name> = {
  appeal: ['诉求', 'Appeals'],
  ...TASK_NAMES,
  sheet: ['督办单', 'Sheets'],
}

export const OWED_NAMES: Record<OwedAct, Name> = {
  dispatch: CLOCK_NAMES.dispatch,
  ruling: CLOCK_NAMES.ruling,
  sign: CLOCK_NAMES.sign,
  firstContact: CLOCK_NAMES.firstContact,
  preliminaryReply: CLOCK_NAMES.preliminaryReply,
  reply: CLOCK_NAMES.reply,
  rework: CLOCK_NAMES.rework,
  review: CLOCK_NAMES.review,
  visit: CLOCK_NAMES.visit,
  sheetSign: CLOCK_NAMES.sheetSign,
  sheetAnswer: CLOCK_NAMES.sheetAnswer,
  strikeOff: ['销号', 'striking off'],
  resume: ['恢复办理', 'resuming'],
  issue: ['决定发单', 'deciding on the sheet'],
  sheetReview: ['审核反馈', 'reviewing the answer'],
}

export const AMISS_NAMES: Record<Amiss, Name> = {
  noDuty: ['逾期未明确责任', 'no duty, and the limit for it is over'],
  noLimit: ['有责任单位、无时限', 'a duty without a limit'],
  notReconciled: ['已答复、逾期未对账', 'answered, and not reviewed in time'],
  notStruckOff: ['已对账、超过一天未销号', 'reconciled for a day, not struck off'],
  sheetAfterEnd: ['已销号、督办单未结', 'over, with an open sheet'],
  taskAfterEnd: ['已销号、派生任务未结', 'struck off, with an open task'],
}
