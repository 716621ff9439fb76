/** 接 on the wire: tickets that belong together – merged and taken apart, split, below a parent, joined by another person. */
import Type from 'typebox'
import { KINDS, SEVERITIES, URGENCIES } from '../domain/vocabulary.ts'
import { Bulk, Changed, DryRun } from './dispatch.ts'
import { AppellantInput, changing, PlaceInput, Tags, tag, undispatched } from './intake.ts'
import { AppealNumber, closed, contract, Id, Line, nullable, oneOf, Prose } from './route.ts'

export const mergeAppeals = contract({
  ...changing,
  name: 'mergeAppeals',
  path: '/appeals/{number}/merge',
  summary: '并单 Merge into another appeal; this one stays as a signpost',
  may: 'appeal.dispatch',
  body: closed({ into: AppealNumber }),
  refusals: [...undispatched, 'cannot-merge'],
})

export const mergeMany = contract({
  name: 'mergeMany',
  method: 'POST',
  path: '/merges',
  tag,
  summary:
    '批量并单，逐单给出结果 Merge many, in order, each for itself; with dryRun only say what would happen',
  may: 'appeal.dispatch',
  body: closed({
    rows: Type.Array(closed({ number: AppealNumber, into: AppealNumber }), { minItems: 1, maxItems: 200 }),
    dryRun: DryRun,
  }),
  answer: Bulk,
})

export const unmergeAppeals = contract({
  ...changing,
  name: 'unmergeAppeals',
  path: '/appeals/{number}/unmerge',
  summary: '撤销并单 Undo a merge',
  may: 'appeal.dispatch',
  refusals: ['not-found', 'not-permitted', 'not-merged', 'changed-meanwhile'],
})

export const splitAppeal = contract({
  ...changing,
  name: 'splitAppeal',
  path: '/appeals/{number}/split',
  summary: '拆单 Register further matters of the same call as appeals of their own',
  may: 'contact.take',
  creates: true,
  body: closed({
    parts: Type.Array(
      closed({
        title: Line,
        content: Prose,
        kind: Type.Optional(oneOf(KINDS)),
        categoryId: Type.Optional(Id),
        urgency: Type.Optional(oneOf(URGENCIES)),
        severity: Type.Optional(oneOf(SEVERITIES)),
        place: Type.Optional(PlaceInput),
        tags: Type.Optional(Tags),
      }),
      { minItems: 1, maxItems: 20 },
    ),
  }),
  answer: closed({
    ...Changed.properties,
    parts: Type.Array(closed({ number: AppealNumber, queryCode: Type.String() })),
  }),
  refusals: [...undispatched, 'no-such-category', 'no-such-region', 'no-such-grid', 'key-used-differently'],
})

export const joinParent = contract({
  ...changing,
  name: 'joinParent',
  path: '/appeals/{number}/parent',
  summary: '归入群体事件 Put under the parent of a mass incident; null takes it out',
  may: 'appeal.dispatch',
  body: closed({ parent: nullable(AppealNumber) }),
  refusals: ['not-found', 'not-permitted', 'has-ended', 'cannot-merge', 'changed-meanwhile'],
})

export const joinAppeal = contract({
  ...changing,
  name: 'joinAppeal',
  path: '/appeals/{number}/join',
  summary: '登记同样反映 Take a caller down as a further contact of an appeal',
  may: 'contact.take',
  body: closed({
    channelId: Id,
    contactId: Type.Optional(Id),
    appellant: Type.Optional(AppellantInput),
  }),
  refusals: [
    'not-found',
    'has-ended',
    'no-such-channel',
    'no-such-contact',
    'contact-settled',
    'changed-meanwhile',
  ],
})
