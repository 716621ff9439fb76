/** Every act on a ticket: its name, who usually does it, and what is asked. Whether it can be done now is the server's word. */
import { CAUSE_NAMES, LEVEL_NAMES, RESULT_NAMES, VERDICT_NAMES } from '../../domain/names.ts'
import type { CallName } from '../api.ts'
import type { Asked } from './fields/Field.tsx'

export type Group = 'receive' | 'transfer' | 'handle' | 'supervise' | 'visit'

export interface ActSpec {
  name: CallName
  zh: string
  en: string
  group: Group
  /** What of the ticket it is about, where it isn't all of it. */
  on?: 'assignment' | 'approval' | 'visit'
  asks: readonly Asked[]
  /** Takes something away or can't be undone: asked once more. */
  grave?: boolean
}

const note = (zh = '说明', en = 'Note', required = false): Asked => ({
  name: 'note',
  zh,
  en,
  kind: 'prose',
  required,
})
const files = (zh: string, en: string): Asked => ({
  name: 'fileIds',
  zh,
  en,
  kind: 'files',
  purpose: 'evidence',
})
const WAYS = {
  phone: ['电话', 'telephone'],
  inPerson: ['当面', 'in person'],
  message: ['短信', 'message'],
  online: ['网上', 'online'],
  letter: ['书信', 'letter'],
} as const
const reached = (values: Record<string, unknown>): boolean => values.reached !== 'no'
const YES_NO = { yes: ['是', 'yes'], no: ['否', 'no'] } as const

export const ACTS: readonly ActSpec[] = [
  // 转
  {
    name: 'dispatchAppeal',
    zh: '派单',
    en: 'Dispatch',
    group: 'transfer',
    asks: [
      { name: 'units', zh: '承办单位', en: 'Units', kind: 'dispatch', required: true },
      note('交办意见', 'Instruction'),
    ],
  },
  {
    name: 'claimAppeal',
    zh: '认领',
    en: 'Claim',
    group: 'transfer',
    asks: [{ name: 'unitId', zh: '认领单位', en: 'Claiming unit', kind: 'unit', required: true }, note()],
  },
  // 办
  { name: 'signAssignment', zh: '签收', en: 'Sign for it', group: 'handle', on: 'assignment', asks: [] },
  {
    name: 'contactAppellant',
    zh: '先行联系',
    en: 'First contact',
    group: 'handle',
    on: 'assignment',
    asks: [
      {
        name: 'reached',
        zh: '联系上了吗',
        en: 'Reached?',
        kind: 'choice',
        among: YES_NO,
        initial: 'yes',
        required: true,
      },
      { name: 'how', zh: '方式', en: 'How', kind: 'choice', among: WAYS, initial: 'phone', when: reached },
      { name: 'at', zh: '时间', en: 'When', kind: 'moment', help: ['不填为现在', 'Now when left out'] },
      note('沟通情况', 'What was said'),
      { name: 'call', zh: '录音编号', en: 'Recording', kind: 'line', when: reached },
      files('证据', 'Evidence'),
    ],
  },
  {
    name: 'recordProgress',
    zh: '填写进展',
    en: 'Record progress',
    group: 'handle',
    on: 'assignment',
    asks: [note('进展情况', 'Progress', true), files('附件', 'Files')],
  },
  {
    name: 'checkSite',
    zh: '现场核查',
    en: 'Site check',
    group: 'handle',
    on: 'assignment',
    asks: [
      {
        name: 'before',
        zh: '处置前照片',
        en: 'Pictures before',
        kind: 'files',
        purpose: 'before',
        pictures: true,
        required: true,
      },
      {
        name: 'after',
        zh: '处置后照片',
        en: 'Pictures after',
        kind: 'files',
        purpose: 'after',
        pictures: true,
        required: true,
      },
      note('核查情况', 'What was found'),
    ],
  },
  {
    name: 'replyPreliminarily',
    zh: '初步回复',
    en: 'Preliminary reply',
    group: 'handle',
    on: 'assignment',
    asks: [{ name: 'answer', zh: '初步回复', en: 'Preliminary reply', kind: 'prose', required: true }],
  },
  {
    name: 'reply',
    zh: '办理答复',
    en: 'Final reply',
    group: 'handle',
    on: 'assignment',
    asks: [
      { name: 'result', zh: '办理结果', en: 'Result', kind: 'choice', among: RESULT_NAMES, required: true },
      {
        name: 'answer',
        zh: '公开答复',
        en: 'Public reply',
        kind: 'prose',
        required: true,
        help: ['诉求人会看到', 'The appellant will read it'],
      },
      {
        name: 'internalNote',
        zh: '内部说明',
        en: 'Internal note',
        kind: 'prose',
        help: ['只在内部可见', 'Only seen inside'],
      },
      {
        name: 'cause',
        zh: '原因',
        en: 'Cause',
        kind: 'choice',
        among: CAUSE_NAMES,
        when: v => v.result === 'unsolved' || v.result === 'partly',
      },
      {
        name: 'reached',
        zh: '目标完成值',
        en: 'Reached of the target',
        kind: 'number',
        where: ticket => ticket.assignments.some(a => a.endedAt === null && a.target !== null),
      },
      files('佐证材料', 'Evidence'),
    ],
  },
  {
    name: 'handAssignment',
    zh: '指定经办人',
    en: 'Hand to a person',
    group: 'handle',
    on: 'assignment',
    asks: [{ name: 'personId', zh: '经办人', en: 'Person', kind: 'person', required: true }, note()],
  },
  {
    name: 'passDown',
    zh: '转下级办理',
    en: 'Pass down',
    group: 'handle',
    on: 'assignment',
    asks: [{ name: 'units', zh: '下级单位', en: 'Units below', kind: 'passDown', required: true }, note()],
  },
  {
    name: 'askExtension',
    zh: '申请延期',
    en: 'Ask for an extension',
    group: 'handle',
    on: 'assignment',
    asks: [
      {
        name: 'limit',
        zh: '延长',
        en: 'By',
        kind: 'limit',
        required: true,
        help: ['如 5wd 为五个工作日', 'e.g. 5wd, five working days'],
      },
      {
        name: 'reason',
        zh: '理由',
        en: 'Reason',
        kind: 'reason',
        of: r => r.extensions.reasons,
        required: true,
      },
      note(),
    ],
  },
  {
    name: 'askSuspension',
    zh: '申请挂账',
    en: 'Ask for a suspension',
    group: 'handle',
    on: 'assignment',
    asks: [
      {
        name: 'reason',
        zh: '理由',
        en: 'Reason',
        kind: 'reason',
        of: r => r.suspensions.reasons,
        required: true,
      },
      { name: 'reviewOn', zh: '复查日期', en: 'Review on', kind: 'date', required: true },
      note(),
    ],
  },
  {
    name: 'returnAssignment',
    zh: '申请退单',
    en: 'Ask to return it',
    group: 'handle',
    on: 'assignment',
    asks: [
      {
        name: 'reason',
        zh: '理由',
        en: 'Reason',
        kind: 'reason',
        of: r => r.returns.reasons,
        required: true,
      },
      note('依据', 'Grounds', true),
    ],
  },
  {
    name: 'objectToDispatch',
    zh: '派单异议',
    en: 'Object to the dispatch',
    group: 'handle',
    on: 'assignment',
    asks: [
      {
        name: 'reason',
        zh: '理由',
        en: 'Reason',
        kind: 'reason',
        of: r => r.returns.reasons,
        required: true,
      },
      note('依据', 'Grounds', true),
    ],
  },
  {
    name: 'askCountersign',
    zh: '请会签',
    en: 'Ask to countersign',
    group: 'handle',
    on: 'assignment',
    asks: [
      { name: 'unitIds', zh: '会签单位', en: 'Units', kind: 'units', required: true },
      { name: 'text', zh: '会签内容', en: 'Text', kind: 'prose', required: true },
    ],
  },
  {
    name: 'reportUpward',
    zh: '上报',
    en: 'Report upward',
    group: 'handle',
    on: 'assignment',
    asks: [
      { name: 'to', zh: '报送', en: 'To', kind: 'line', required: true },
      { name: 'report', zh: '汇报材料', en: 'Report', kind: 'prose', required: true },
    ],
  },
  {
    name: 'askCloseException',
    zh: '申请未解决办结',
    en: 'Ask to close unsolved',
    group: 'handle',
    asks: [
      {
        name: 'reason',
        zh: '理由',
        en: 'Reason',
        kind: 'reason',
        of: r => r.closeExceptions.reasons,
        required: true,
      },
      note(),
    ],
  },
  {
    name: 'askExclusion',
    zh: '申请剔除',
    en: 'Ask for exclusion',
    group: 'handle',
    asks: [
      {
        name: 'reason',
        zh: '理由',
        en: 'Reason',
        kind: 'reason',
        of: r => r.exclusions.reasons,
        required: true,
      },
      note(),
    ],
  },
  // 审
  {
    name: 'decideRequest',
    zh: '审批',
    en: 'Decide a request',
    group: 'handle',
    on: 'approval',
    asks: [
      { name: 'verdict', zh: '意见', en: 'Verdict', kind: 'choice', among: VERDICT_NAMES, required: true },
      note(),
    ],
  },
  {
    name: 'decideReturn',
    zh: '退单审核',
    en: 'Decide on the return',
    group: 'transfer',
    on: 'approval',
    asks: [
      {
        name: 'accept',
        zh: '同意退单吗',
        en: 'Accept the return?',
        kind: 'choice',
        among: YES_NO,
        required: true,
      },
      { name: 'units', zh: '改派给', en: 'Give it to', kind: 'dispatch', when: v => v.accept === 'yes' },
      note(),
    ],
  },
  {
    name: 'ruleOnObjection',
    zh: '裁定',
    en: 'Rule',
    group: 'transfer',
    on: 'approval',
    asks: [
      {
        name: 'unitId',
        zh: '由谁办理',
        en: 'Whose duty',
        kind: 'unit',
        help: ['不选则由首接单位负责', 'The first receiver’s when left out'],
      },
      { name: 'basis', zh: '依据', en: 'Basis', kind: 'prose', required: true },
    ],
  },
  {
    name: 'acceptAnswer',
    zh: '审核通过',
    en: 'Accept the answer',
    group: 'transfer',
    on: 'assignment',
    asks: [],
  },
  {
    name: 'sendBackAnswer',
    zh: '退回重办',
    en: 'Send back',
    group: 'transfer',
    on: 'assignment',
    asks: [
      {
        name: 'reasons',
        zh: '问题',
        en: 'Defects',
        kind: 'reasons',
        of: r => r.rework.reasons,
        required: true,
      },
      note(),
    ],
  },
  {
    name: 'cancelAssignment',
    zh: '撤销派单、改派',
    en: 'Take away, reassign',
    group: 'transfer',
    on: 'assignment',
    grave: true,
    asks: [note('理由', 'Why', true), { name: 'units', zh: '改派给', en: 'Give it to', kind: 'dispatch' }],
  },
  // 接
  {
    name: 'classifyAppeal',
    zh: '修改分类要素',
    en: 'Reclassify',
    group: 'receive',
    asks: [
      { name: 'categoryId', zh: '分类', en: 'Category', kind: 'category' },
      { name: 'regionId', zh: '区划', en: 'Place', kind: 'region' },
      { name: 'level', zh: '级别', en: 'Level', kind: 'choice', among: LEVEL_NAMES },
    ],
  },
  {
    name: 'addToAppeal',
    zh: '补充内容',
    en: 'Add to it',
    group: 'receive',
    asks: [
      { name: 'addition', zh: '补充', en: 'Addition', kind: 'prose', required: true },
      { ...files('附件', 'Files') },
    ],
  },
  {
    name: 'askAppellant',
    zh: '请诉求人补充',
    en: 'Ask the appellant',
    group: 'receive',
    asks: [{ name: 'question', zh: '要问什么', en: 'Question', kind: 'prose', required: true }],
  },
  {
    name: 'tellCentre',
    zh: '登记诉求人的补充',
    en: 'Take down the answer',
    group: 'receive',
    asks: [{ name: 'answer', zh: '诉求人的补充', en: 'Answer', kind: 'prose', required: true }],
  },
  {
    name: 'answerAppeal',
    zh: '直接答复',
    en: 'Answer directly',
    group: 'receive',
    asks: [{ name: 'answer', zh: '答复', en: 'Answer', kind: 'prose', required: true }],
  },
  {
    name: 'refuseAppeal',
    zh: '不予受理',
    en: 'Refuse',
    group: 'receive',
    grave: true,
    asks: [
      {
        name: 'reason',
        zh: '理由',
        en: 'Reason',
        kind: 'reason',
        of: r => r.refusals.reasons,
        required: true,
      },
      note(),
    ],
  },
  {
    name: 'handOverAppeal',
    zh: '转紧急专线',
    en: 'Hand over',
    group: 'receive',
    grave: true,
    asks: [
      {
        name: 'line',
        zh: '专线',
        en: 'Line',
        kind: 'reason',
        of: r => r.emergencies.map(e => ({ code: e.line, zh: e.zh, en: e.en })),
        required: true,
      },
      note(),
    ],
  },
  {
    name: 'withdrawAppeal',
    zh: '按诉求人要求撤回',
    en: 'Withdraw',
    group: 'receive',
    grave: true,
    asks: [{ name: 'reason', zh: '说明', en: 'Why', kind: 'prose' }],
  },
  {
    name: 'mergeAppeals',
    zh: '并单',
    en: 'Merge',
    group: 'receive',
    asks: [{ name: 'into', zh: '并入单号', en: 'Into number', kind: 'line', required: true }],
  },
  { name: 'unmergeAppeals', zh: '撤销并单', en: 'Undo the merge', group: 'receive', asks: [] },
  {
    name: 'joinParent',
    zh: '归入群体事件',
    en: 'Put under a mass incident',
    group: 'receive',
    asks: [{ name: 'parent', zh: '群体事件单号', en: 'Parent number', kind: 'line', required: true }],
  },
  {
    name: 'rewriteContent',
    zh: '改写内容',
    en: 'Rewrite the content',
    group: 'receive',
    asks: [
      { name: 'content', zh: '给承办单位看的内容', en: 'What the unit reads', kind: 'prose', required: true },
    ],
  },
  // 督
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
  { name: 'resumeAppeal', zh: '恢复办理', en: 'Resume', group: 'supervise', asks: [note()] },
  { name: 'publishAppeal', zh: '同意公开', en: 'Publish', group: 'supervise', asks: [] },
  {
    name: 'unpublishAppeal',
    zh: '取消公开',
    en: 'Take off the board',
    group: 'supervise',
    asks: [note('理由', 'Why', true)],
  },
  // 访
  { name: 'strikeOff', zh: '销号', en: 'Strike off', group: 'visit', asks: [] },
  { name: 'reopenAppeal', zh: '重新打开', en: 'Reopen', group: 'visit', asks: [note('理由', 'Why', true)] },
]

export const actOf = (name: CallName): ActSpec | undefined => ACTS.find(a => a.name === name)

export const GROUP_NAMES: Record<Group, readonly [string, string]> = {
  receive: ['接', 'Receive'],
  transfer: ['转', 'Transfer'],
  handle: ['办', 'Handle'],
  supervise: ['督', 'Supervise'],
  visit: ['访', 'Visit'],
}
