/** 接 on the wire: new appeals, what may be the same matter, and what the centre does before dispatching. */
import Type from 'typebox'
import { REASONS } from '../domain/intake/candidates.ts'
import { ELEMENTS } from '../domain/intake/missing.ts'
import { INTENTS, KINDS, LEVELS, SEVERITIES, STAGES, URGENCIES } from '../domain/vocabulary.ts'
import { Changed, ticketParams } from './dispatch.ts'
import {
  AppealNumber,
  closed,
  contract,
  Id,
  Line,
  Moment,
  nullable,
  oneOf,
  Phone,
  Prose,
  Version,
} from './route.ts'

export const tag = '接 receive'

export const PlaceInput = closed({
  address: Type.Optional(Type.String({ maxLength: 300 })),
  regionId: Type.Optional(Id),
  gridId: Type.Optional(Id),
  lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
})

export const AppellantInput = closed({
  name: Type.Optional(Type.String({ maxLength: 60 })),
  phone: Type.Optional(Phone),
  phone2: Type.Optional(Phone),
  idNumber: Type.Optional(Type.String({ maxLength: 30 })),
  address: Type.Optional(Type.String({ maxLength: 300 })),
})

export const FileIds = Type.Array(Id, { maxItems: 20, uniqueItems: true })
export const Tags = Type.Array(Type.String({ minLength: 1, maxLength: 30 }), {
  maxItems: 20,
  uniqueItems: true,
})

/** What an appeal is made of; the same whatever channel it comes through. */
export const appealFields = {
  channelId: Id,
  kind: oneOf(KINDS),
  intent: oneOf(INTENTS),
  title: Line,
  content: Prose,
  purpose: Type.Optional(Type.String({ maxLength: 1000 })),
  categoryId: Type.Optional(Id),
  urgency: Type.Optional(oneOf(URGENCIES)),
  severity: Type.Optional(oneOf(SEVERITIES)),
  tags: Type.Optional(Tags),
  place: Type.Optional(PlaceInput),
  happenedAt: Type.Optional(Moment),
  appellant: Type.Optional(AppellantInput),
  anonymous: Type.Optional(Type.Boolean()),
  confidential: Type.Optional(Type.Boolean()),
  wantsVisit: Type.Optional(Type.Boolean()),
  organisationId: Type.Optional(Id),
  onBehalfOf: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  externalPlatform: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
  externalId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  fileIds: Type.Optional(FileIds),
}

/** An earlier appeal that may be the same matter, and why it is shown. */
export const Candidate = closed({
  number: Type.String(),
  title: nullable(Type.String()),
  stage: oneOf(STAGES),
  receivedAt: Moment,
  reasons: Type.Array(oneOf(REASONS)),
  likeness: Type.Number({ description: '0 to 1: shared words.' }),
  mergedInto: nullable(Type.String()),
})

/** An emergency line the words call for: hand over first, write later. */
export const EmergencyLine = closed({ line: Type.String(), zh: Type.String(), en: Type.String() })

/** A person's decision that slows a caller down. */
export const RestraintSeen = closed({
  id: Id,
  reason: Type.String(),
  perHour: Type.Integer(),
  until: nullable(Moment),
})

/** What the system noticed about an arrival while it was taken down. */
export const noticedFields = {
  candidates: Type.Array(Candidate),
  repeats: Type.Integer({ description: 'How often the same person came with the same matter before.' }),
  risks: Type.Array(Type.String(), { description: 'Groups of risk words.' }),
  emergency: nullable(EmergencyLine),
}

export const receivedFields = {
  number: AppealNumber,
  queryCode: Type.String({ description: 'Six digits: with the number, the appellant’s key to the ticket.' }),
  version: Type.Integer(),
  stage: Type.String(),
  missing: Type.Array(oneOf(ELEMENTS), { description: 'Elements to ask for; a hint, never a refusal.' }),
  ...noticedFields,
}

export const createAppeal = contract({
  name: 'createAppeal',
  method: 'POST',
  path: '/appeals',
  tag,
  summary: '受理一件诉求 Receive an appeal',
  may: 'contact.take',
  body: closed({
    ...appealFields,
    contactId: Type.Optional(Id),
  }),
  answer: closed({
    ...receivedFields,
    contactId: Id,
    restraint: nullable(RestraintSeen),
    flood: Type.Boolean({
      description: 'The phone came more often than the rules expect; the contact is marked.',
    }),
  }),
  status: 201,
  creates: true,
  refusals: [
    'no-such-channel',
    'no-such-category',
    'no-such-organisation',
    'no-such-region',
    'no-such-grid',
    'no-such-file',
    'no-such-contact',
    'contact-settled',
    'not-permitted',
    'already-exists',
    'key-used-differently',
  ],
})

export const findCandidates = contract({
  name: 'findCandidates',
  method: 'POST',
  path: '/candidates',
  tag,
  summary: '相似与重复诉求 Earlier appeals that may be the same matter, as the agent types',
  may: 'contact.take',
  body: closed({
    title: Type.Optional(Type.String({ maxLength: 200 })),
    content: Type.Optional(Type.String({ maxLength: 20_000 })),
    phone: Type.Optional(Type.String({ maxLength: 30 })),
    categoryId: Type.Optional(Id),
    place: Type.Optional(PlaceInput),
  }),
  answer: closed(noticedFields),
})

export const changing = { params: ticketParams, answer: Changed, changes: true, method: 'POST', tag } as const
const Note = Type.Optional(Type.String({ maxLength: 2000 }))

export const addToAppeal = contract({
  ...changing,
  name: 'addToAppeal',
  path: '/appeals/{number}/add',
  summary: '代诉求人补充 Add to an appeal for the appellant',
  may: 'contact.take',
  body: closed({ addition: Prose, fileIds: Type.Optional(FileIds) }),
  refusals: ['not-found', 'has-ended', 'no-such-file', 'changed-meanwhile'],
})

export const askAppellant = contract({
  ...changing,
  name: 'askAppellant',
  path: '/appeals/{number}/ask',
  summary: '请诉求人补充 Ask the appellant for more; the clocks rest if the rules say so',
  may: 'appeal.dispatch',
  body: closed({ question: Type.String({ minLength: 1, maxLength: 2000 }) }),
  refusals: ['not-found', 'has-ended', 'is-suspended', 'waiting-for-appellant', 'changed-meanwhile'],
})

export const tellCentre = contract({
  ...changing,
  name: 'tellCentre',
  path: '/appeals/{number}/tell',
  summary: '代诉求人答复补充 Take down what the appellant was asked for',
  may: 'contact.take',
  body: closed({ answer: Prose, fileIds: Type.Optional(FileIds) }),
  refusals: ['not-found', 'has-ended', 'not-asked', 'no-such-file', 'changed-meanwhile'],
})

export const withdrawAppeal = contract({
  ...changing,
  name: 'withdrawAppeal',
  path: '/appeals/{number}/withdraw',
  summary: '按诉求人要求撤回 Withdraw at the appellant’s wish',
  may: 'contact.take',
  body: closed({ reason: Note }),
  refusals: ['not-found', 'has-ended', 'changed-meanwhile'],
})

export const undispatched = [
  'not-found',
  'not-permitted',
  'has-ended',
  'is-suspended',
  'wrong-stage',
  'changed-meanwhile',
] as const

export const refuseAppeal = contract({
  ...changing,
  name: 'refuseAppeal',
  path: '/appeals/{number}/refuse',
  summary: '预审后不予受理 Not accepted after pre-review, with a coded reason and the lawful route',
  may: 'appeal.dispatch',
  body: closed({ reason: Type.String({ maxLength: 50 }), note: Note }),
  refusals: [...undispatched, 'unknown-reason'],
})

export const answerAppeal = contract({
  ...changing,
  name: 'answerAppeal',
  path: '/appeals/{number}/answer-on-spot',
  summary: '中心直接答复 Answered by the centre itself',
  may: 'contact.take',
  body: closed({ answer: Prose, articleId: Type.Optional(Id), articleVersion: Type.Optional(Version) }),
  refusals: [...undispatched, 'no-such-article'],
})

export const handOverAppeal = contract({
  ...changing,
  name: 'handOverAppeal',
  path: '/appeals/{number}/hand-over',
  summary: '转紧急专线 Hand over to an emergency line',
  may: 'contact.take',
  body: closed({ line: Type.String({ maxLength: 20 }), note: Note }),
  refusals: [...undispatched, 'emergency-line'],
})

export const classifyAppeal = contract({
  ...changing,
  name: 'classifyAppeal',
  path: '/appeals/{number}/classify',
  summary: '修改分类要素 Change kind, category, urgency, severity, level, tags or place before dispatch',
  may: 'appeal.dispatch',
  body: closed(
    {
      kind: Type.Optional(oneOf(KINDS)),
      intent: Type.Optional(oneOf(INTENTS)),
      categoryId: Type.Optional(nullable(Id)),
      urgency: Type.Optional(oneOf(URGENCIES)),
      severity: Type.Optional(oneOf(SEVERITIES)),
      level: Type.Optional(oneOf(LEVELS)),
      tags: Type.Optional(Tags),
      regionId: Type.Optional(nullable(Id)),
      gridId: Type.Optional(nullable(Id)),
    },
    { minProperties: 1 },
  ),
  refusals: [...undispatched, 'no-such-category', 'no-such-region', 'no-such-grid'],
})
