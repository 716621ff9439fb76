/** One ticket on the wire: opened, who it belongs to by purpose or with a reason, who looked, and what is left when a person is erased. */
import Type, { type Static } from 'typebox'
import { Changed, ticketParams } from './dispatch.ts'
import { AppealNumber, closed, contract, Id, Moment, nullable, oneOf, Page } from './route.ts'

const Flag = Type.Boolean()
const Count = Type.Integer()
const Text = Type.String()
const When = nullable(Moment)
const Words = nullable(Text)
const Whole = nullable(Count)

/** Something of the directory by id, with the name people read. */
export const Named = closed({ id: Id, name: Text })
export type Named = Static<typeof Named>

export const LIGHTS = ['none', 'green', 'yellow', 'red'] as const

/** A ticket in a line: what lists, exports and boards of staff show. Masked; nothing in it says who the appellant is. */
export const summaryFields = {
  number: Text,
  version: Count,
  stage: Text,
  kind: Text,
  title: Words,
  channel: nullable(Named),
  category: nullable(closed({ id: Id, code: Text, name: Text })),
  region: nullable(Named),
  urgency: Text,
  level: Text,
  limitClass: Text,
  tags: Type.Array(Text),
  risks: Type.Array(Text),
  organisationId: nullable(Id),
  externalPlatform: Words,
  externalId: Words,
  anonymous: Flag,
  confidential: Flag,
  imported: Flag,
  leadUnit: nullable(Named),
  receivedAt: Moment,
  dueAt: When,
  endedAt: When,
  light: oneOf(LIGHTS),
  repeats: Count,
  result: Words,
  satisfaction: Whole,
}
export const Summary = closed(summaryFields)
export type Summary = Static<typeof Summary>

const AssignmentView = closed({
  no: Count,
  unit: Named,
  role: Text,
  stage: Text,
  parentNo: Whole,
  person: nullable(Named),
  assignedAt: Moment,
  signedAt: When,
  contactedAt: When,
  preliminaryAt: When,
  repliedAt: When,
  acceptedAt: When,
  endedAt: When,
  urgedAt: When,
  urges: Count,
  bound: Flag,
  reworks: Count,
  result: Words,
  target: Type.Unknown(),
  dueAt: When,
})

const ClockView = closed({
  no: Count,
  kind: Text,
  assignmentNo: Whole,
  unit: Named,
  limit: Text,
  startedAt: Moment,
  greenAt: Moment,
  yellowAt: Moment,
  dueAt: Moment,
  metAt: When,
  cancelledAt: When,
  paused: Flag,
  provisional: Flag,
  light: oneOf(LIGHTS),
})

const ApprovalView = closed({
  no: Count,
  kind: Text,
  assignmentNo: Whole,
  unit: Named,
  askedBy: nullable(Named),
  askedAt: Moment,
  reason: Text,
  wanted: Type.Unknown(),
  decidedWith: Text,
  verdict: Words,
  decidedBy: nullable(Named),
  decidedAt: When,
})

const VisitView = closed({
  no: Count,
  dueAt: Moment,
  attempts: Count,
  lastAttemptAt: When,
  nextAttemptAt: When,
  outcome: Words,
  contacted: nullable(Flag),
  result: Words,
  processSatisfaction: Whole,
  resultSatisfaction: Whole,
  endedAt: When,
})

/** A step of the history: who did what when, and what it changed from and to. */
export const EventView = closed({
  seq: Count,
  kind: Text,
  zh: Text,
  en: Text,
  actor: Type.String({ enum: ['staff', 'appellant', 'system'] }),
  person: nullable(Named),
  unit: nullable(Named),
  at: Moment,
  recordedAt: Moment,
  facts: Type.Record(Text, Type.Unknown()),
  changes: Type.Record(Text, Type.Unknown()),
  texts: nullable(Type.Record(Text, Text)),
  textsErased: Flag,
})
export type EventView = Static<typeof EventView>

const FileView = closed({
  id: Id,
  name: Text,
  type: Text,
  size: Count,
  purpose: Text,
  seq: Whole,
  uploadedAt: Moment,
})

const Reason = closed({ code: Text, zh: Text, en: Text })

export const Ticket = closed({
  ...summaryFields,
  content: Words,
  purpose: Words,
  rewritten: Flag,
  appellant: nullable(closed({ name: Words, phone: Words, erased: Flag })),
  address: Words,
  lng: nullable(Type.Number()),
  lat: nullable(Type.Number()),
  gridId: nullable(Id),
  intent: Text,
  severity: Text,
  happenedAt: When,
  wantsVisit: Flag,
  ownerUnit: Named,
  firstUnit: nullable(Named),
  dispatchedAt: When,
  contactedAt: When,
  answeredAt: When,
  reviewedAt: When,
  visitedAt: When,
  askedAt: When,
  hops: Count,
  returns: Count,
  objections: Count,
  reworks: Count,
  extensions: Count,
  reopened: Count,
  cause: Words,
  visitResult: Words,
  exemption: Words,
  refusalReason: Words,
  published: Flag,
  policyVersion: Count,
  links: closed({
    parent: Words,
    splitFrom: Words,
    reopenedFrom: Words,
    mergedInto: Words,
    children: Type.Array(Text),
    tookIn: Type.Array(Text),
    splitInto: Type.Array(Text),
  }),
  assignments: Type.Array(AssignmentView),
  clocks: Type.Array(ClockView),
  approvals: Type.Array(ApprovalView),
  visits: Type.Array(VisitView),
  reviews: Type.Array(
    closed({ no: Count, givenAt: Moment, stars: Count, dimensions: Type.Unknown(), via: Text }),
  ),
  events: Type.Array(EventView),
  files: Type.Array(FileView),
  can: Type.Record(Text, nullable(Reason), {
    description: 'Every act by the name of its route: null when the caller may do it now, or why not.',
  }),
})
export type Ticket = Static<typeof Ticket>

export const openAppeal = contract({
  name: 'openAppeal',
  method: 'GET',
  path: '/appeals/{number}',
  tag: '单 record',
  summary: '打开一单 Open a ticket with its history; the ETag is its version',
  may: 'appeal.read',
  params: ticketParams,
  answer: Ticket,
  refusals: ['not-found'],
})

export const IDENTITY_FIELDS = ['name', 'phone', 'phone2', 'idNumber', 'address', 'content'] as const
export type IdentityField = (typeof IDENTITY_FIELDS)[number]
export const SIGHT_PURPOSES = ['call', 'handling', 'visit', 'reveal'] as const
export type SightPurpose = (typeof SIGHT_PURPOSES)[number]

export const seeIdentity = contract({
  name: 'seeIdentity',
  method: 'POST',
  path: '/appeals/{number}/identity',
  tag: '单 record',
  summary: '查看诉求人信息（留痕） See who the appellant is, by purpose or with a reason; always logged',
  may: ['identity.see', 'identity.reveal'],
  params: ticketParams,
  body: closed({
    purpose: oneOf(SIGHT_PURPOSES),
    reason: Type.Optional(
      Type.String({ maxLength: 500, description: 'For `reveal`: why, at least 5 characters.' }),
    ),
    fields: Type.Optional(
      Type.Array(oneOf(IDENTITY_FIELDS), {
        minItems: 1,
        maxItems: IDENTITY_FIELDS.length,
        description: 'Name and phone when left out; by purpose nothing else is shown.',
      }),
    ),
  }),
  answer: closed(
    Object.fromEntries(IDENTITY_FIELDS.map(f => [f, Type.Optional(Words)])) as Record<
      IdentityField,
      Type.TOptional<typeof Words>
    >,
  ),
  refusals: ['not-found', 'not-permitted', 'no-purpose', 'reason-needed', 'no-identity', 'changed-meanwhile'],
})

export const eraseIdentity = contract({
  name: 'eraseIdentity',
  method: 'POST',
  path: '/appeals/{number}/identity/erase',
  tag: '单 record',
  summary: '删除诉求人信息 Erase the person: identity and all words of the history; the chain stays whole',
  may: 'identity.erase',
  params: ticketParams,
  body: closed({ reason: Type.String({ minLength: 5, maxLength: 500 }) }),
  answer: Changed,
  changes: true,
  refusals: ['not-found', 'not-permitted', 'changed-meanwhile'],
})

export const listViews = contract({
  name: 'listViews',
  method: 'GET',
  path: '/appeals/{number}/views',
  tag: '单 record',
  summary: '谁看过诉求人信息 Who looked: in full for the auditor, counted by unit for the appellant',
  may: ['log.read', 'citizen'],
  params: ticketParams,
  answer: closed({
    byUnit: Type.Array(closed({ unit: nullable(Named), times: Count })),
    views: nullable(
      Type.Array(
        closed({
          at: Moment,
          person: nullable(Named),
          unit: nullable(Named),
          field: Text,
          purpose: Text,
          reason: Words,
        }),
      ),
    ),
  }),
  refusals: ['not-found'],
})

export const listIdentityViews = contract({
  name: 'listIdentityViews',
  method: 'GET',
  path: '/identity-views',
  tag: '单 record',
  summary: '查看日志：谁看过谁的信息 Who looked at whose identity, latest first; for the auditor',
  may: 'log.read',
  query: closed({
    personId: Type.Optional(Id),
    unitId: Type.Optional(Type.Integer({ minimum: 1, description: 'Of who looked, or a unit below it.' })),
    number: Type.Optional(AppealNumber),
    purpose: Type.Optional(Type.String({ minLength: 1, maxLength: 30 })),
    from: Type.Optional(Moment),
    to: Type.Optional(Moment),
    after: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50 when left out.' })),
  }),
  answer: closed({
    views: Type.Array(
      closed({
        at: Moment,
        number: nullable(Text),
        person: nullable(Named),
        unit: nullable(Named),
        field: Text,
        purpose: Text,
        reason: Words,
      }),
    ),
    ...Page.properties,
  }),
})
