import { LEVELS } from '../domain/vocabulary.ts'
import { Bulk, DryRun, Note, Numbers, ticketParams } from './dispatch.ts'
import { ALWAYS, at, onAssignment, shared } from './handling.ts'
import { closed, contract, oneOf, Prose } from './route.ts'

export const rewriteContent = contract({
  ...shared,
  params: ticketParams,
  name: 'rewriteContent',
  path: '/appeals/{number}/rewrite',
  summary: '改写保密诉求的内容 Rewrite a confidential report for its handler',
  may: 'content.rewrite',
  body: closed({ content: Prose }),
  refusals: [...ALWAYS, 'not-permitted', 'not-confidential'],
})

export const urgeAssignment = contract({
  ...onAssignment,
  name: 'urgeAssignment',
  path: at('urge'),
  summary: '催办：同一任务一小时最多一次 Urge the unit, at most once an hour for one assignment',
  may: 'appeal.supervise',
  body: closed({ note: Note }),
  refusals: [...ALWAYS, 'not-permitted', 'no-such-assignment', 'already-done', 'urged-lately'],
})

export const urgeMany = contract({
  name: 'urgeMany',
  method: 'POST',
  path: '/urges',
  tag: '办 handle',
  summary:
    '批量催办主办单位，逐单给出结果 Urge the lead units of many; with dryRun only say what would happen',
  may: 'appeal.supervise',
  body: closed({ numbers: Numbers, note: Note, dryRun: DryRun }),
  answer: Bulk,
})

export const setLevel = contract({
  ...shared,
  params: ticketParams,
  name: 'setLevel',
  path: '/appeals/{number}/level',
  summary: '确定督办级别：一般、重点、疑难复杂 Set how closely it is supervised, with a reason',
  may: 'appeal.supervise',
  body: closed({ level: oneOf(LEVELS), reason: Note }),
  refusals: ['not-found', 'has-ended', 'changed-meanwhile', 'not-permitted', 'already-done'],
})

export const publishAppeal = contract({
  ...shared,
  params: ticketParams,
  name: 'publishAppeal',
  path: '/appeals/{number}/publish',
  summary: '同意公开：审核通过或销号后上公示 Approve a settled ticket for the public board',
  may: 'publish',
  refusals: [
    'not-found',
    'wrong-stage',
    'changed-meanwhile',
    'not-permitted',
    'never-published',
    'already-done',
  ],
})

export const unpublishAppeal = contract({
  ...shared,
  params: ticketParams,
  name: 'unpublishAppeal',
  path: '/appeals/{number}/unpublish',
  summary: '取消公开 Take a ticket off the public board, with a reason',
  may: 'publish',
  body: closed({ reason: Note }),
  refusals: ['not-found', 'changed-meanwhile', 'not-permitted', 'not-published'],
})
