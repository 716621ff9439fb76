/** The inbox of a unit on the wire: its duties by their own limit, and what each asks for next. */
import Type, { type Static } from 'typebox'
import { NEXT_STEPS } from '../domain/handling/next-step.ts'
import {
  APPROVAL_KINDS,
  ASSIGNMENT_ROLES,
  ASSIGNMENT_STAGES,
  MATTER_KINDS,
  STAGES,
} from '../domain/vocabulary.ts'
import { LIGHTS, Named } from './record.ts'
import { AppealNumber, closed, contract, Id, Moment, nullable, oneOf, Page } from './route.ts'

const When = nullable(Moment)
const Count = Type.Integer()

/** Ended duties are no longer in an inbox. */
export const OPEN_STAGES = ASSIGNMENT_STAGES.filter(s => s !== 'returned' && s !== 'cancelled')

export const Duty = closed({
  number: AppealNumber,
  version: Type.Integer({ description: 'Of the ticket; for If-Match.' }),
  title: nullable(Type.String({ description: 'Null for a confidential report.' })),
  kind: oneOf(MATTER_KINDS),
  category: nullable(closed({ id: Id, code: Type.String(), name: Type.String() })),
  region: nullable(Named),
  urgency: Type.String(),
  level: Type.String(),
  confidential: Type.Boolean(),
  appealStage: oneOf(STAGES),
  receivedAt: Moment,
  appealDueAt: When,
  no: Count,
  unit: Named,
  role: oneOf(ASSIGNMENT_ROLES),
  stage: oneOf(ASSIGNMENT_STAGES),
  parentNo: nullable(Count),
  person: nullable(Named),
  assignedAt: Moment,
  bound: Type.Boolean(),
  dueAt: nullable(
    Type.String({ format: 'date-time', description: 'The limit of the answer; the list’s order.' }),
  ),
  due: closed(
    { sign: When, contact: When, preliminary: When, reply: When },
    { description: 'The limits that run now; `reply` is that of a rework where there is one.' },
  ),
  light: oneOf(LIGHTS, { description: 'The reddest of the limits that run now.' }),
  next: nullable(
    oneOf(NEXT_STEPS, { description: 'What the unit does next; null while it waits for others.' }),
  ),
  urges: Count,
  urgedAt: When,
  reworks: Count,
  approvals: Type.Array(closed({ no: Count, kind: oneOf(APPROVAL_KINDS), askedAt: Moment }), {
    description: 'What was asked for on this duty and isn’t decided yet, signatures and reviews among it.',
  }),
})
export type Duty = Static<typeof Duty>

export const listAssignments = contract({
  name: 'listAssignments',
  method: 'GET',
  path: '/assignments',
  tag: '办 handle',
  summary: '承办收件箱 Open duties of the caller’s units, the most urgent first by their own limit',
  may: ['appeal.handle', 'appeal.read'],
  query: closed({
    unitId: Type.Optional(Type.Integer({ minimum: 1, description: 'Of this unit or one below it.' })),
    stage: Type.Optional(Type.Array(oneOf(OPEN_STAGES), { maxItems: OPEN_STAGES.length })),
    role: Type.Optional(oneOf(ASSIGNMENT_ROLES)),
    light: Type.Optional(Type.Array(oneOf(LIGHTS), { maxItems: LIGHTS.length })),
    mine: Type.Optional(Type.Boolean({ description: 'true: only those in the caller’s own hands.' })),
    after: Type.Optional(Type.String({ maxLength: 200, description: '`next` of the page before.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50 when left out.' })),
  }),
  answer: closed(
    { assignments: Type.Array(Duty), ...Page.properties },
    { description: 'A page can be short while there is more: go on until `next` is null.' },
  ),
})
