/** 接: what the centre does with the words, the appellant and tickets that are the same matter. */
import { LEVEL_NAMES } from '../../../domain/names.ts'
import { type ActSpec, files, note } from './act.ts'

export const INTAKE: readonly ActSpec[] = [
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
]
