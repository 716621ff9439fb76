/** 督: urging, levels, and what the public may read. */
import { LEVEL_NAMES } from '../../../domain/names.ts'
import { type ActSpec, note } from './act.ts'

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
