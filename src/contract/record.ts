/** One ticket on the wire: opened, who it belongs to by purpose or with a reason, who looked, and what is left when a person is erased. */
import Type, { type Static } from 'typebox'
import { ticketParams } from './dispatch.ts'
import { closed, contract, Id, Moment, nullable, oneOf } from './route.ts'

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
