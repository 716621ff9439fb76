/** 督: urging, levels, sheets and instructions, and what the public may read. */
import { LEVEL_NAMES, SHEET_NAMES } from '../../../domain/names.ts'
import type { Asked } from '../fields/Field.tsx'
import { type ActSpec, files, note } from './act.ts'

const { leaderAssign: _, ...BY_HAND } = SHEET_NAMES
const VERDICTS = { issue: ['发单', 'Issue it'], dismiss: ['不发', 'Do not issue it'] } as const

const limit: Asked = {
  name: 'limit',
  zh: '反馈时限',
  en: 'To be answered within',
  kind: 'limit',
  help: ['如 2wd 为两个工作日；不填按规则', 'e.g. 2wd, two working days; as the rules say when left out'],
}
const reason: Asked = { name: 'reason', zh: '理由', en: 'Why', kind: 'line', required: true }

export const SUPERVISION: readonly ActSpec[] = [
  {
    name: 'urgeAssignment',
    zh: '催办',
    en: 'Urge',
    group: 'supervise',
    on: 'assignment',
    asks: [note('催办内容', 'What is urged', true)],
  },
  {
    name: 'setLevel',
    zh: '确定督办级别',
    en: 'Set the level',
    group: 'supervise',
    asks: [
      { name: 'level', zh: '级别', en: 'Level', kind: 'choice', among: LEVEL_NAMES, required: true },
      { name: 'reason', zh: '理由', en: 'Why', kind: 'prose', required: true },
    ],
  },
  {
    name: 'sendSheet',
    shows: 'sheet',
    zh: '发督办单',
    en: 'Issue a sheet',
    group: 'supervise',
    asks: [
      { name: 'kind', zh: '单种', en: 'Which sheet', kind: 'choice', among: BY_HAND, required: true },
      {
        name: 'demand',
        zh: '办理要求',
        en: 'What is asked',
        kind: 'prose',
        help: ['不填用该单的通用要求', 'What this sheet usually asks when left out'],
      },
      limit,
    ],
  },
  {
    name: 'instruct',
    zh: '批示',
    en: 'Instruct',
    group: 'supervise',
    asks: [
      { name: 'words', zh: '批示原文', en: 'Instruction, word for word', kind: 'prose', required: true },
      {
        name: 'by',
        zh: '批示领导',
        en: 'Whose instruction',
        kind: 'line',
        help: ['不填为本人', 'Yours when left out'],
      },
      {
        name: 'handleWithin',
        zh: '办理时限',
        en: 'To be handled within',
        kind: 'limit',
        help: ['从现在起算；原来更长的缩短到此', 'From now on; what has longer is due by then'],
      },
      { ...limit, zh: '报告时限', en: 'To be reported within' },
    ],
  },
  {
    name: 'decideProposal',
    zh: '拟发单处理',
    en: 'Decide on the sheet',
    group: 'supervise',
    on: 'sheet',
    asks: [
      { name: 'verdict', zh: '处理', en: 'Decision', kind: 'choice', among: VERDICTS, required: true },
      {
        name: 'demand',
        zh: '办理要求',
        en: 'What is asked',
        kind: 'prose',
        when: v => v.verdict !== 'dismiss',
      },
      { ...reason, when: v => v.verdict === 'dismiss' },
    ],
  },
  {
    name: 'withdrawSheet',
    zh: '撤回督办单',
    en: 'Take the sheet back',
    group: 'supervise',
    on: 'sheet',
    asks: [reason],
    grave: true,
  },
  {
    name: 'signSheet',
    zh: '签收督办单',
    en: 'Sign for the sheet',
    group: 'handle',
    on: 'recipient',
    asks: [],
  },
  {
    name: 'answerSheet',
    zh: '反馈督办单',
    en: 'Answer the sheet',
    group: 'handle',
    on: 'recipient',
    asks: [
      { name: 'answer', zh: '反馈内容', en: 'Answer', kind: 'prose', required: true },
      files('佐证', 'Evidence'),
    ],
  },
  {
    name: 'objectToSheet',
    zh: '督办单异议',
    en: 'Object to the sheet',
    group: 'handle',
    on: 'recipient',
    asks: [reason],
  },
  {
    name: 'acceptSheet',
    zh: '反馈通过',
    en: 'Accept the answer',
    group: 'supervise',
    on: 'recipient',
    asks: [],
  },
  {
    name: 'sendBackSheet',
    zh: '退回反馈',
    en: 'Send the answer back',
    group: 'supervise',
    on: 'recipient',
    asks: [note('哪里不行', 'What is wanting', true)],
  },
  { name: 'resumeAppeal', zh: '恢复办理', en: 'Resume', group: 'supervise', asks: [note()] },
  { name: 'publishAppeal', zh: '同意公开', en: 'Publish', group: 'supervise', asks: [] },
  {
    name: 'unpublishAppeal',
    zh: '取消公开',
    en: 'Take off the board',
    group: 'supervise',
    asks: [note('理由', 'Why', true)],
  },
]
