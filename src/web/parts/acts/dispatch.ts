/** 转: whose duty it is, and whether the answer will do. */
import { type ActSpec, note, YES_NO } from './act.ts'

export const DISPATCH: readonly ActSpec[] = [
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
]
