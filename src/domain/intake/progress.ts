/** The honest timeline an appellant reads: what happened, in plain words, by whom as an office; no notes, no names of staff. */

import type { Texts } from '../record/draft.ts'
import type { EventKind } from '../record/event-kinds.ts'
import type { Stage } from '../vocabulary.ts'

type Words = readonly [zh: string, en: string, text?: string]

/** Plain words per event; `{unit}` is the office it happened at. What isn't listed is the centre's own affair. */
const WORDS: Partial<Record<EventKind, Words>> = {
  'appeal.received': ['已受理您的诉求', 'Your appeal was received'],
  'appeal.imported': ['已收到您的诉求', 'Your appeal was received'],
  'appeal.refused': ['不予受理', 'Not accepted'],
  'appeal.handedOver': ['已转紧急专线处置', 'Handed over to an emergency line'],
  'appeal.answeredOnSpot': ['已答复', 'Answered', 'answer'],
  'appeal.added': ['您补充了情况', 'You added to it', 'addition'],
  'appeal.asked': ['请您补充情况', 'We asked you for more', 'question'],
  'appeal.told': ['您已补充', 'You answered our question', 'answer'],
  'appeal.withdrawn': ['诉求已撤回', 'Withdrawn'],
  'appeal.merged': ['与同一问题的另一单合并办理', 'Joined with another appeal about the same matter'],
  'appeal.unmerged': ['恢复单独办理', 'Handled on its own again'],
  'appeal.split': ['您反映的几件事已分别登记', 'Your matters were registered one by one'],
  'appeal.joinedParent': ['归入群体事件一并办理', 'Handled together with a larger incident'],
  'assignment.assigned': ['已交{unit}办理', 'Sent to {unit}'],
  'assignment.claimed': ['{unit}认领办理', 'Taken up by {unit}'],
  'assignment.passedDown': ['已转{unit}具体办理', 'Passed on to {unit}'],
  'assignment.returned': [
    '{unit}退回，正在重新确定承办单位',
    'Returned by {unit}; we are finding the right office',
  ],
  'assignment.ruled': ['经裁定由{unit}办理', 'Ruled to be the duty of {unit}'],
  'assignment.signed': ['{unit}已签收', '{unit} has signed for it'],
  'assignment.contacted': ['{unit}已与您联系', '{unit} has contacted you'],
  'assignment.siteChecked': ['{unit}已现场核查', '{unit} has checked the site'],
  'assignment.preliminary': ['{unit}初步回复', 'Preliminary reply of {unit}', 'answer'],
  'assignment.replied': ['{unit}已作出答复，正在审核', '{unit} has answered; the answer is being reviewed'],
  'assignment.sentBack': ['答复未通过审核，退回{unit}重新办理', 'The answer was sent back to {unit}'],
  'appeal.reviewed': ['已答复', 'Answered'],
  'appeal.suspended': ['暂缓办理', 'Put off for now'],
  'appeal.resumed': ['恢复办理', 'Taken up again'],
  'visit.attempted': ['回访', 'We called you back'],
  'review.given': ['您已评价', 'You rated it'],
  'appeal.reworked': ['重新办理', 'Being done again'],
  'appeal.escalated': ['已提级办理', 'Raised to a higher level'],
  'appeal.struckOff': ['已办结', 'Closed'],
  'appeal.reopened': ['重新打开', 'Reopened'],
  'appeal.passedOn': ['已转由其他平台受理', 'Passed on to another platform'],
  'identity.revealed': [
    '因办理需要，您的联系信息被查看',
    'Your contact details were looked at for the handling',
  ],
}

export interface HistoryRow {
  kind: string
  at: number
  unit: string | null
  texts: Texts | null
}

export interface ProgressLine {
  at: number
  zh: string
  en: string
  text: string | null
}

/** One line per event an appellant should know of, oldest first. An answer is shown once the centre has let it pass. */
export function progressOf(history: readonly HistoryRow[]): ProgressLine[] {
  let replied: string | null = null
  let claimed: string | null = null
  return history.flatMap(row => {
    if (row.kind === 'assignment.replied') replied = row.texts?.answer ?? null
    // The lead's own reply is the one right before the claim that the matter is done.
    if (row.kind === 'appeal.answered') claimed = replied
    const words = WORDS[row.kind as EventKind]
    if (!words) return []
    return [lineOf(row, words, row.kind === 'appeal.reviewed' ? claimed : null)]
  })
}

function lineOf({ at, unit, texts }: HistoryRow, [zh, en, text]: Words, answer: string | null): ProgressLine {
  return {
    at,
    zh: zh.replace('{unit}', unit ?? '承办单位'),
    en: en.replace('{unit}', unit ?? 'the office in charge'),
    text: answer ?? (text && texts?.[text]) ?? null,
  }
}

const STAGES: Record<Stage, readonly [zh: string, en: string]> = {
  received: ['已受理，正在确定承办单位', 'Received; we are finding the right office'],
  dispatched: ['已交办', 'Sent to the office in charge'],
  handling: ['办理中', 'Being handled'],
  answered: ['已答复，正在审核', 'Answered; being reviewed'],
  reviewed: ['已答复', 'Answered'],
  visited: ['已回访', 'Called back'],
  struckOff: ['已办结', 'Closed'],
  suspended: ['暂缓办理', 'Put off for now'],
  answeredOnSpot: ['已答复', 'Answered'],
  refused: ['不予受理', 'Not accepted'],
  merged: ['已并案办理', 'Handled together with another appeal'],
  withdrawn: ['已撤回', 'Withdrawn'],
  passedOn: ['已转其他渠道', 'Passed on'],
}

/** Where it stands, in the appellant's words. */
export const stageWords = (stage: Stage): { zh: string; en: string } => ({
  zh: STAGES[stage][0],
  en: STAGES[stage][1],
})
