/** Contacts 来访 on the wire: every arrival, settled once, and the check that nobody was left without an answer. */
import Type from 'typebox'
import { CONTACT_OUTCOMES, INTENTS, KINDS, RESULTS, STAGES } from '../domain/vocabulary.ts'
import { AppellantInput, Candidate, RestraintSeen } from './intake.ts'
import { closed, contract, Id, Moment, nullable, oneOf, Page, PHONE, Prose, Version } from './route.ts'

const tag = '接 receive'
const contactParams = closed({ id: Id })
const Seconds = Type.Integer({ minimum: 0, maximum: 86_400 })
const Stars = Type.Integer({ minimum: 1, maximum: 5 })

export const Contact = closed({
  id: Id,
  channelId: Id,
  externalId: nullable(Type.String()),
  at: Moment,
  endedAt: nullable(Moment),
  outcome: oneOf(CONTACT_OUTCOMES),
  intent: oneOf(INTENTS),
  kind: oneOf(KINDS),
  agentId: nullable(Id),
  appeal: nullable(Type.String({ description: 'Number of the appeal it became or joined.' })),
  articleId: nullable(Id),
  articleVersion: nullable(Type.Integer()),
  reason: nullable(Type.String({ description: 'Code of the refusal, or the emergency line.' })),
  answer: nullable(Type.String()),
  stars: nullable(Type.Integer()),
  waitSeconds: nullable(Type.Integer()),
  talkSeconds: nullable(Type.Integer()),
  organisationId: nullable(Id),
  mark: nullable(Type.String({ description: 'flood or restrained.' })),
})

/** Who calls, for the desk; null without a phone. */
export const Caller = closed({
  name: nullable(
    Type.String({ description: 'As last given with this phone; only to who may see it in a call, logged.' }),
  ),
  organisations: Type.Array(
    closed({ id: Id, code: Type.String(), name: Type.String(), role: Type.String() }),
  ),
  earlier: Type.Array(
    closed({
      number: Type.String(),
      title: nullable(Type.String()),
      kind: oneOf(KINDS),
      stage: oneOf(STAGES),
      unit: nullable(Type.String()),
      receivedAt: Moment,
      dueAt: nullable(Moment),
      endedAt: nullable(Moment),
      result: nullable(oneOf(RESULTS)),
      joined: Type.Boolean({ description: 'Joined it, as against having brought it.' }),
    }),
    { description: 'What this phone asked before, newest first, twenty at most.' },
  ),
})

export const openContact = contract({
  name: 'openContact',
  method: 'POST',
  path: '/contacts',
  tag,
  summary: '登记一次来访 A contact begins; the same external id gives the same contact',
  may: 'contact.take',
  body: closed({
    channelId: Id,
    at: Type.Optional(Moment),
    waitSeconds: Type.Optional(Seconds),
    externalId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    intent: Type.Optional(oneOf(INTENTS)),
    kind: Type.Optional(oneOf(KINDS)),
    organisationId: Type.Optional(Id),
    appellant: Type.Optional(AppellantInput),
  }),
  answer: closed({
    contact: Contact,
    candidates: Type.Array(Candidate, { description: 'What the same phone brought lately.' }),
    restraint: nullable(RestraintSeen),
    caller: nullable(Caller),
  }),
  status: 201,
  creates: true,
  refusals: ['no-such-channel', 'no-such-organisation', 'not-permitted', 'key-used-differently'],
})

const settling = { params: contactParams, answer: Contact, method: 'POST', tag, may: 'contact.take' } as const
const known = {
  intent: Type.Optional(oneOf(INTENTS)),
  kind: Type.Optional(oneOf(KINDS)),
  talkSeconds: Type.Optional(Seconds),
  appellant: Type.Optional(AppellantInput),
}
const settled = ['no-such-contact', 'contact-settled'] as const

export const answerContact = contract({
  ...settling,
  name: 'answerContact',
  path: '/contacts/{id}/answer',
  summary: '当场答复 Answered on the spot, from an article or not',
  body: closed({
    answer: Prose,
    articleId: Type.Optional(Id),
    articleVersion: Type.Optional(Version),
    stars: Type.Optional(Stars),
    ...known,
  }),
  refusals: [...settled, 'no-such-article'],
})

export const rateContact = contract({
  ...settling,
  name: 'rateContact',
  path: '/contacts/{id}/stars',
  summary: '当场答复的五级评价 The appellant’s own five-level rating of a direct answer',
  body: closed({ stars: Stars }),
  refusals: ['no-such-contact', 'wrong-stage', 'stars-given'],
})

export const refuseContact = contract({
  ...settling,
  name: 'refuseContact',
  path: '/contacts/{id}/refuse',
  summary: '不予受理 Not accepted; answers the explanation and the lawful route to read out',
  body: closed({ reason: Type.String({ maxLength: 50 }), ...known }),
  answer: closed({
    contact: Contact,
    reason: closed({
      code: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      explain: nullable(Type.String()),
      route: nullable(Type.String()),
    }),
  }),
  refusals: [...settled, 'unknown-reason'],
})

export const handOverContact = contract({
  ...settling,
  name: 'handOverContact',
  path: '/contacts/{id}/hand-over',
  summary: '转紧急专线 Handed over to an emergency line',
  body: closed({ line: Type.String({ maxLength: 20 }), ...known }),
  refusals: [...settled, 'emergency-line'],
})

export const abandonContact = contract({
  ...settling,
  name: 'abandonContact',
  path: '/contacts/{id}/abandon',
  summary: '来电放弃 The caller gave up',
  body: closed({ waitSeconds: Type.Optional(Seconds) }),
  refusals: settled,
})

const between = {
  from: Type.Optional(Moment),
  to: Type.Optional(Moment),
  channelId: Type.Optional(Id),
  kind: Type.Optional(oneOf(KINDS)),
  intent: Type.Optional(oneOf(INTENTS)),
}

export const listContacts = contract({
  name: 'listContacts',
  method: 'GET',
  path: '/contacts',
  tag,
  summary: '来访列表 Contacts, newest first',
  may: 'contact.take',
  query: closed({
    ...between,
    outcome: Type.Optional(oneOf(CONTACT_OUTCOMES)),
    appeal: Type.Optional(Type.String({ maxLength: 40 })),
    after: Type.Optional(Type.String({ maxLength: 100, description: '`next` of the page before.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50 when left out.' })),
  }),
  answer: closed({ contacts: Type.Array(Contact), ...Page.properties }),
})

export const showContact = contract({
  name: 'showContact',
  method: 'GET',
  path: '/contacts/{id}',
  tag,
  summary: '一次来访 One contact',
  may: 'contact.take',
  params: contactParams,
  answer: Contact,
  refusals: ['no-such-contact'],
})

export const openContacts = contract({
  name: 'openContacts',
  method: 'GET',
  path: '/contacts/open',
  tag,
  summary: '有呼必应 Contacts still without an answer, an appeal or a reasoned refusal, oldest first',
  may: 'contact.take',
  query: closed({
    minutes: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 525_600, description: 'Older than; 30 when left out.' }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  answer: closed({ count: Type.Integer(), contacts: Type.Array(Contact) }),
})

export const countContacts = contract({
  name: 'countContacts',
  method: 'GET',
  path: '/contacts/counts',
  tag,
  summary: '来访计数 Contacts counted apart by channel, kind, intent and outcome',
  may: ['contact.take', 'figures.read'],
  query: closed(between),
  answer: closed({
    counts: Type.Array(
      closed({
        channelId: Id,
        kind: oneOf(KINDS),
        intent: oneOf(INTENTS),
        outcome: oneOf(CONTACT_OUTCOMES),
        n: Type.Integer(),
      }),
    ),
  }),
})

const Restraint = closed({
  id: Id,
  reason: Type.String(),
  perHour: Type.Integer(),
  from: Moment,
  until: nullable(Moment),
  decidedBy: nullable(Id),
})

export const createRestraint = contract({
  name: 'createRestraint',
  method: 'POST',
  path: '/restraints',
  tag,
  summary: '限制骚扰来电 Slow a caller down by a person’s decision; nobody is shut out',
  may: 'appeal.dispatch',
  body: closed({
    phone: Type.String({ pattern: PHONE, minLength: 3, maxLength: 30 }),
    reason: Type.String({ minLength: 1, maxLength: 500 }),
    perHour: Type.Integer({ minimum: 1, maximum: 100 }),
    until: Type.Optional(Moment),
  }),
  answer: Restraint,
  status: 201,
  refusals: ['not-permitted'],
})

export const listRestraints = contract({
  name: 'listRestraints',
  method: 'GET',
  path: '/restraints',
  tag,
  summary: '现行限制 Restraints in force',
  may: 'appeal.dispatch',
  answer: closed({ restraints: Type.Array(Restraint) }),
})

export const endRestraint = contract({
  name: 'endRestraint',
  method: 'DELETE',
  path: '/restraints/{id}',
  tag,
  summary: '解除限制 End a restraint',
  may: 'appeal.dispatch',
  params: contactParams,
  answer: Type.Null(),
  status: 204,
  refusals: ['not-found'],
})
