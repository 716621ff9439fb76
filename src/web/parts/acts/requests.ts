/** 办: what a unit asks for – more time, a suspension, that it is somebody else’s duty – and the yes or no to it. */
import { VERDICT_NAMES } from '../../../domain/names.ts'
import { type ActSpec, note } from './act.ts'

export const REQUESTS: readonly ActSpec[] = [
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
      {
        name: 'documentId',
        zh: '已印发的汇报材料',
        en: 'The issued report',
        kind: 'paper',
      },
      {
        name: 'report',
        zh: '汇报材料',
        en: 'Report',
        kind: 'prose',
        help: ['有印发的材料时可不填', 'May be left out where a paper was issued'],
      },
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
]
