/** The expected noes of supervision and of official documents: HTTP status, a Chinese and an English sentence. */
import type { Sentences } from './sentences.ts'

export const supervision = {
  // Sheets
  'no-such-sheet': [404, '没有这张督办单。', 'There is no such sheet.'],
  'sheet-open': [409, '还有督办单没有办结。', 'A supervision sheet is still open.'],
  'only-a-copy': [409, '这张单只是抄送，无需签收和反馈。', 'This is a copy; nothing is owed for it.'],
  'instruction-needed': [
    422,
    '批示交办单必须写明批示原文，其他单不写。',
    'A sheet that assigns an instruction needs its words; no other has any.',
  ],
  // Tasks
  'is-task': [409, '这是工作任务，不是群众诉求。', 'This is a task, not an appeal.'],
  'measure-needed': [422, '请写明整改措施。', 'Say which measure is to be taken.'],
  'person-needed': [422, '请指定具体责任人。', 'Name the person responsible.'],
  'no-task-channel': [
    409,
    '没有“内部交办”渠道，请管理员先添加。',
    'There is no channel of the kind internal; the administrator has to add one.',
  ],
  // Official documents
  'template-wrong': [422, '模板不能用，请看每一处说明。', 'The template cannot be used; see each problem.'],
  'character-without-font': [
    422,
    '有字没有字体可印，请管理员补充字体。',
    'There are characters that no font has; the administrator can add one.',
  ],
  'settings-wrong': [422, '设置有误，请看每一处说明。', 'The settings are wrong; see each problem.'],
  'no-seal': [409, '还没有印章。', 'There is no seal yet.'],
  'not-a-seal': [
    422,
    '印章应为透明底的 PNG 图片，近似正方形，不超过 512 KB。',
    'A seal is a PNG picture, about square, of 512 KB at most.',
  ],
} as const satisfies Sentences
