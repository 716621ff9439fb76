/** The state of one ticket: the appeal, and the duties, limits, approvals, visits and reviews that belong to it. */
import type { Instant } from '../instant.ts'
import type { Light } from '../time/lights.ts'
import type {
  ApprovalKind,
  AssignmentRole,
  AssignmentStage,
  Cause,
  ClockKind,
  Intent,
  Level,
  MatterKind,
  RecipientRole,
  RecipientStage,
  Result,
  Severity,
  SheetCause,
  SheetKind,
  SheetStage,
  Stage,
  Supervision,
  Urgency,
  Verdict,
  VisitExemption,
} from '../vocabulary.ts'

/** The appeal 诉求 as it stands. Free text (title, content) is a redacted title only; the words are in the events' texts. */
export interface Appeal {
  number: string
  stage: Stage
  /** Where it was before it was suspended. */
  stageBefore: Stage | null
  kind: MatterKind
  intent: Intent
  channelId: number
  externalPlatform: string | null
  externalId: string | null
  /** Redacted: numbers that identify a person never stand here. Null for a confidential appeal. */
  title: string | null
  categoryId: number | null
  urgency: Urgency
  severity: Severity
  level: Level
  limitClass: string
  tags: string[]
  risks: string[]
  regionId: number | null
  gridId: number | null
  /** Masked to the street. */
  address: string | null
  lng: number | null
  lat: number | null
  happenedAt: Instant | null
  organisationId: number | null
  anonymous: boolean
  confidential: boolean
  wantsVisit: boolean
  /** The dispatching centre; keeps the ticket until strike-off (LL-35). */
  ownerUnitId: number
  leadUnitId: number | null
  /** The first unit it was dispatched to: 首接负责. */
  firstUnitId: number | null
  parentId: number | null
  splitFromId: number | null
  reopenedFromId: number | null
  mergedIntoId: number | null
  receivedAt: Instant
  dispatchedAt: Instant | null
  contactedAt: Instant | null
  answeredAt: Instant | null
  reviewedAt: Instant | null
  visitedAt: Instant | null
  endedAt: Instant | null
  /** The appellant's own limit: the closure clock's moments, copied so that a list colours itself. */
  greenAt: Instant | null
  yellowAt: Instant | null
  dueAt: Instant | null
  /** Waiting for the appellant since. */
  askedAt: Instant | null
  hops: number
  returns: number
  objections: number
  reworks: number
  extensions: number
  repeats: number
  reopened: number
  result: Result | null
  cause: Cause | null
  /** What the appellant told the visitor. */
  visitResult: Result | null
  /** 1 (非常不满意) to 5 (非常满意), of the result. */
  satisfaction: number | null
  exemption: VisitExemption | null
  refusalReason: string | null
  /** The weightiest kind of supervision ordered so far 督办升级; null for none. */
  supervision: Supervision | null
  /** Approved for publication on the public board. */
  published: boolean
  imported: boolean
  policyVersion: number
}

/** One unit's duty 承办. `no` counts within the appeal, from 1. */
export interface Assignment {
  no: number
  unitId: number
  role: AssignmentRole
  stage: AssignmentStage
  /** The assignment it was passed down from. */
  parentNo: number | null
  personId: number | null
  assignedAt: Instant
  assignedBy: number | null
  signedAt: Instant | null
  contactedAt: Instant | null
  preliminaryAt: Instant | null
  /** 现场核查 with pictures before and after; asked for anew by every rework. */
  siteCheckedAt: Instant | null
  repliedAt: Instant | null
  acceptedAt: Instant | null
  endedAt: Instant | null
  /** 催办: when the unit was last urged, and how often; null when never. */
  urgedAt: Instant | null
  urges: number | null
  /** A ruling binds: it can't be returned again. */
  bound: boolean
  reworks: number
  result: Result | null
  /** Quantified target (SZ-18): what, direction, threshold, and what was reached. */
  target: Target | null
  dueAt: Instant | null
}

export interface Target {
  measure: string
  direction: 'atLeast' | 'atMost'
  threshold: number
  unit: string
  reached: number | null
}

/** One running limit 时限. */
export interface Clock {
  no: number
  kind: ClockKind
  assignmentNo: number | null
  /** Of a sheet's limits: whose receipt or answer. */
  recipientNo: number | null
  unitId: number
  /** As written in the policy: 5wd, 7d, 24h, 4wh. `source` where an import kept the source's own due time. */
  limit: string
  startedAt: Instant
  greenAt: Instant
  yellowAt: Instant
  dueAt: Instant
  pauses: Pause[]
  metAt: Instant | null
  cancelledAt: Instant | null
  provisional: boolean
  calendarVersion: string
  policyVersion: number
  /** The last light that its history tells of; null for none. */
  lit: Exclude<Light, 'none'> | null
  /** How many rungs of the ladder it has climbed; null for none. */
  rungs: number | null
  /** After the due time: when the next rung is to be climbed. */
  rungAt: Instant | null
}

export interface Pause {
  from: Instant
  to: Instant | null
  reason: string
}

/** Something asked for on a ticket that somebody else decides: 退单、异议、延期、挂账、内审、会签… */
export interface Approval {
  no: number
  kind: ApprovalKind
  assignmentNo: number | null
  unitId: number
  askedBy: number | null
  askedAt: Instant
  /** Reason code of the policy. */
  reason: string
  /** What was asked for, e.g. { limit: '5wd' } or { unitId: 12 }. */
  wanted: Record<string, unknown>
  /** The permission that may decide it. */
  decidedWith: string
  verdict: Verdict | null
  decidedBy: number | null
  decidedAt: Instant | null
}

/** A call-back 回访: the duty, and what came of it. */
export interface Visit {
  no: number
  dueAt: Instant
  attempts: number
  lastAttemptAt: Instant | null
  nextAttemptAt: Instant | null
  /** Null until conclusive. */
  outcome: 'reached' | 'refused' | 'unreachable' | null
  contacted: boolean | null
  result: Result | null
  processSatisfaction: number | null
  resultSatisfaction: number | null
  visitorId: number | null
  endedAt: Instant | null
}

/** 好差评: the appellant's own five-level rating, locked once given. */
export interface Review {
  no: number
  givenAt: Instant
  stars: number
  dimensions: Record<string, number>
  via: string
}

/** A supervision sheet 七单: an official paper about the ticket, to be signed for and answered. `no` counts within the appeal. */
export interface Sheet {
  no: number
  kind: SheetKind
  stage: SheetStage
  cause: SheetCause
  /** As it is printed, 示督〔2026〕12号; null until it is issued. */
  number: string | null
  /** The duty it is about; null when it is about the matter as a whole. */
  assignmentNo: number | null
  /** The sheet it follows from. */
  afterNo: number | null
  /** Sequence of the event that it follows from, where it was one: that event is followed once. */
  followsSeq: number | null
  /** For the answer. */
  limit: string
  proposedAt: Instant | null
  issuedAt: Instant | null
  issuedBy: number | null
  endedAt: Instant | null
  /** Of the frozen data that is printed, as hex. */
  dataHash: string | null
}

/** A unit that a sheet is addressed to 主送、抄送. `no` counts within the appeal. */
export interface Recipient {
  no: number
  sheetNo: number
  unitId: number
  role: RecipientRole
  stage: RecipientStage
  sentAt: Instant
  signedAt: Instant | null
  signedBy: number | null
  answeredAt: Instant | null
  answeredBy: number | null
  endedAt: Instant | null
  /** Until when it is to be answered; null for a copy. */
  dueAt: Instant | null
  /** How often its answer was sent back. */
  sentBack: number
}

/** Everything a decision about one ticket looks at. */
export interface TicketState {
  tenantId: number
  id: number
  /** Sequence of the last event; 0 before the first. */
  version: number
  appeal: Appeal
  assignments: Assignment[]
  clocks: Clock[]
  approvals: Approval[]
  visits: Visit[]
  reviews: Review[]
  sheets: Sheet[]
  recipients: Recipient[]
}

/** The tables below an appeal, by their name in a change. */
export interface Children {
  assignments: Assignment
  clocks: Clock
  approvals: Approval
  visits: Visit
  reviews: Review
  sheets: Sheet
  recipients: Recipient
}
export const CHILD_NAMES = [
  'assignments',
  'clocks',
  'approvals',
  'visits',
  'reviews',
  'sheets',
  'recipients',
] as const
export type ChildName = (typeof CHILD_NAMES)[number]

/** No rows below the appeal yet. */
export const noChildren = (): Pick<TicketState, ChildName> => ({
  assignments: [],
  clocks: [],
  approvals: [],
  visits: [],
  reviews: [],
  sheets: [],
  recipients: [],
})
