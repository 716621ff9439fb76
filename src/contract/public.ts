/** What citizens and enterprises call: sending an appeal, following it by number and query code, adding, withdrawing, joining. */
import Type from 'typebox'
import { ENTRIES } from '../domain/intake/entries.ts'
import { INTENTS, KINDS, STAGES } from '../domain/vocabulary.ts'
import { Changed, ticketParams } from './dispatch.ts'
import { AppellantInput, appealFields, FileIds, PlaceInput, receivedFields } from './intake.ts'
import { closed, contract, Id, Moment, nullable, oneOf, Prose } from './route.ts'

const tag = '公众 public'
const {
  title,
  content,
  purpose,
  categoryId,
  severity,
  place,
  happenedAt,
  anonymous,
  confidential,
  wantsVisit,
  organisationId,
  onBehalfOf,
  fileIds,
} = appealFields

export const sendAppeal = contract({
  name: 'sendAppeal',
  method: 'POST',
  path: '/public/appeals',
  tag,
  summary: '提交诉求 Send an appeal; by one of four entries or by kind and intent',
  may: 'public',
  query: closed({
    tenant: Type.Optional(
      Type.String({ maxLength: 50, description: 'Code of the city, where there are several.' }),
    ),
  }),
  body: closed({
    channelId: Type.Optional(Id),
    entry: Type.Optional(oneOf(ENTRIES, { description: '咨询 预约 办事 投诉; stands for kind and intent.' })),
    kind: Type.Optional(oneOf(KINDS)),
    intent: Type.Optional(oneOf(INTENTS)),
    title,
    content,
    purpose,
    categoryId,
    severity,
    place,
    happenedAt,
    appellant: Type.Optional(AppellantInput),
    anonymous,
    confidential,
    wantsVisit,
    organisationId,
    onBehalfOf,
    fileIds,
  }),
  answer: closed(receivedFields),
  status: 201,
  creates: true,
  refusals: [
    'no-such-tenant',
    'no-such-channel',
    'no-such-category',
    'no-such-region',
    'no-such-grid',
    'no-such-file',
    'no-such-organisation',
    'not-your-organisation',
    'not-your-sub-unit',
    'slow-down',
    'key-used-differently',
  ],
})

/** A matter of somebody else, as little as lets one recognise it. */
const Similar = closed({
  ref: Type.String({ description: 'Joins it, within an hour; leads to no ticket.' }),
  category: nullable(Type.String()),
  area: nullable(Type.String({ description: 'Street or community, never the address.' })),
  title: nullable(Type.String({ description: 'Only where the matter is published.' })),
  reported: Type.Integer({ description: 'By how many.' }),
  since: Type.String({ format: 'date' }),
  stageZh: Type.String(),
  stageEn: Type.String(),
})

export const similarMatters = contract({
  name: 'similarMatters',
  method: 'POST',
  path: '/public/similar',
  tag,
  summary:
    '附近相似诉求 Open matters like the one about to be sent, masked; never a confidential or anonymous one nor a report',
  may: 'public',
  query: closed({ tenant: Type.Optional(Type.String({ maxLength: 50 })) }),
  body: closed({
    title: Type.Optional(Type.String({ maxLength: 200 })),
    content: Prose,
    categoryId,
    place: Type.Optional(PlaceInput),
  }),
  answer: closed({
    similar: Type.Array(Similar),
    category: nullable(closed({ id: Id, name: Type.String() })),
  }),
  refusals: ['no-such-tenant', 'slow-down'],
})

export const joinSimilar = contract({
  name: 'joinSimilar',
  method: 'POST',
  path: '/public/similar/me-too',
  tag,
  summary: '我也遇到 Join one of the similar matters that were shown',
  may: 'public',
  body: closed({
    ref: Type.String({ minLength: 1, maxLength: 300 }),
    channelId: Type.Optional(Id),
    appellant: Type.Optional(AppellantInput),
  }),
  answer: closed({ joined: Type.Integer({ description: 'How many have joined so far.' }) }),
  refusals: ['not-found', 'has-ended', 'no-such-channel', 'slow-down', 'changed-meanwhile'],
})

const withCode = 'With the header X-Query-Code, or signed in by the phone it was sent from.'
const codes = ['wrong-code', 'slow-down'] as const

export const followAppeal = contract({
  name: 'followAppeal',
  method: 'GET',
  path: '/public/appeals/{number}',
  tag,
  summary: `查询进度 Progress. ${withCode}`,
  may: 'public',
  params: ticketParams,
  answer: closed({
    number: Type.String(),
    version: Type.Integer(),
    stage: oneOf(STAGES),
    stageZh: Type.String(),
    stageEn: Type.String(),
    kind: oneOf(KINDS),
    title: nullable(Type.String()),
    receivedAt: Moment,
    dueAt: nullable(Moment),
    unit: nullable(Type.String({ description: 'The office that has it now.' })),
    mergedInto: nullable(Type.String()),
    refusal: nullable(
      closed({
        zh: Type.String(),
        en: Type.String(),
        explain: nullable(Type.String()),
        route: nullable(Type.String()),
      }),
    ),
    question: nullable(Type.String({ description: 'What the centre asks and waits for.' })),
    timeline: Type.Array(
      closed({ at: Moment, zh: Type.String(), en: Type.String(), text: nullable(Type.String()) }),
    ),
    files: Type.Array(closed({ id: Id, name: Type.String(), type: Type.String(), size: Type.Integer() }), {
      description:
        'What they sent in, and what came with an answer the centre has passed; opened by /files/{id}.',
    }),
    late: Type.Boolean({ description: 'Past its due moment and not answered yet.' }),
    review: nullable(closed({ stars: Type.Integer(), givenAt: Moment })),
    reopenUntil: nullable(Moment),
    views: Type.Array(closed({ unit: nullable(Type.String()), times: Type.Integer() }), {
      description: 'How often which office looked at the contact details.',
    }),
    can: closed({
      add: Type.Boolean(),
      tell: Type.Boolean(),
      withdraw: Type.Boolean(),
      review: Type.Boolean(),
      reopen: Type.Boolean(),
    }),
  }),
  refusals: codes,
})

const own = {
  method: 'POST',
  tag,
  may: 'public',
  params: ticketParams,
  answer: Changed,
  changes: true,
} as const

export const addToOwn = contract({
  ...own,
  name: 'addToOwn',
  path: '/public/appeals/{number}/add',
  summary: `补充 Add to one’s appeal. ${withCode}`,
  body: closed({ addition: Prose, fileIds: Type.Optional(FileIds) }),
  refusals: [...codes, 'has-ended', 'no-such-file', 'changed-meanwhile'],
})

export const tellOwn = contract({
  ...own,
  name: 'tellOwn',
  path: '/public/appeals/{number}/tell',
  summary: `答复中心的询问 Answer what the centre asked. ${withCode}`,
  body: closed({ answer: Prose, fileIds: Type.Optional(FileIds) }),
  refusals: [...codes, 'has-ended', 'not-asked', 'no-such-file', 'changed-meanwhile'],
})

export const withdrawOwn = contract({
  ...own,
  name: 'withdrawOwn',
  path: '/public/appeals/{number}/withdraw',
  summary: `撤回 Withdraw one’s appeal. ${withCode}`,
  body: closed({ reason: Type.Optional(Type.String({ maxLength: 2000 })) }),
  refusals: [...codes, 'has-ended', 'changed-meanwhile'],
})

export const meToo = contract({
  name: 'meToo',
  method: 'POST',
  path: '/public/appeals/{number}/me-too',
  tag,
  summary: '我也遇到 Join an open appeal as a further contact, without a ticket of one’s own',
  may: 'public',
  params: ticketParams,
  body: closed({ channelId: Type.Optional(Id), appellant: Type.Optional(AppellantInput) }),
  answer: closed({
    number: Type.String(),
    joined: Type.Integer({ description: 'How many have joined so far.' }),
  }),
  refusals: ['not-found', 'has-ended', 'no-such-channel', 'slow-down', 'changed-meanwhile'],
})

export const ownAppeals = contract({
  name: 'ownAppeals',
  method: 'GET',
  path: '/public/appeals',
  tag,
  summary: '我的诉求 What the signed-in phone brought or joined, newest first',
  may: 'citizen',
  answer: closed({
    appeals: Type.Array(
      closed({
        number: Type.String(),
        title: nullable(Type.String()),
        stage: oneOf(STAGES),
        stageZh: Type.String(),
        stageEn: Type.String(),
        receivedAt: Moment,
        dueAt: nullable(Moment),
        joined: Type.Boolean({ description: 'Joined, not one’s own.' }),
      }),
    ),
  }),
})
