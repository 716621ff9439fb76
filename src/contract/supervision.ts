/** 督 on the wire: the seven sheets – issued, signed for, answered, reviewed –, and the lists of them. */
import Type, { type Static } from 'typebox'
import { LIMIT_PATTERN } from '../domain/policy/when.ts'
import type { RefusalCode } from '../domain/refusal.ts'
import {
  LEVELS,
  RECIPIENT_ROLES,
  RECIPIENT_STAGES,
  SHEET_CAUSES,
  SHEET_KINDS,
  SHEET_STAGES,
  TASK_KINDS,
  URGENCIES,
} from '../domain/vocabulary.ts'
import { assignmentParams, Changed, choice, Units as TaskUnits, ticketParams } from './dispatch.ts'
import { LIGHTS, Named } from './record.ts'
import { AppealNumber, closed, contract, Id, Line, Moment, nullable, oneOf, Page, Prose } from './route.ts'

const ALWAYS = ['not-found', 'not-permitted', 'has-ended', 'wrong-stage', 'changed-meanwhile'] as const
export const refusing = (...codes: RefusalCode[]): RefusalCode[] => [...ALWAYS, ...codes]
const shared = { method: 'POST', tag: '督 supervise', answer: Changed, changes: true } as const

const limitFor = (description: string) =>
  Type.String({ pattern: LIMIT_PATTERN, examples: ['1wd'], description })
const Limit = Type.String({ pattern: LIMIT_PATTERN, examples: ['1wd'] })
const Addressed = closed({ unitId: Id, role: oneOf(RECIPIENT_ROLES) })
const Units = Type.Array(Addressed, {
  minItems: 1,
  maxItems: 30,
  description: 'The units of the open duties when left out.',
})
/** 批示: word for word. */
const Instruction = closed({
  by: Line,
  words: Prose,
  on: Type.String({ format: 'date', description: 'The day it was written.' }),
})
export const content = {
  kind: oneOf(SHEET_KINDS),
  demand: Type.Optional(Prose),
  limit: Type.Optional(Limit),
  instruction: Type.Optional(Instruction),
}

export const sheet = closed({
  ...content,
  units: Type.Optional(Units),
  assignmentNo: Type.Optional(Type.Integer({ minimum: 1 })),
})

export const sendSheet = contract({
  ...shared,
  name: 'sendSheet',
  path: '/appeals/{number}/sheets',
  params: ticketParams,
  summary: '发单 Issue one of the seven sheets about a ticket',
  may: 'sheet.issue',
  body: sheet,
  refusals: refusing(
    'no-such-assignment',
    'one-lead-only',
    'no-such-unit',
    'instruction-needed',
    'sheet-open',
  ),
})

/** Units, and as what they get a sheet. */
export const For = Type.Array(closed({ unit: Named, role: oneOf(RECIPIENT_ROLES) }))

export const instruct = contract({
  ...shared,
  name: 'instruct',
  path: '/appeals/{number}/instructions',
  params: ticketParams,
  summary: '领导批示 A leader’s instruction about a ticket, word for word; whoever has it gets the sheet',
  may: 'instruction.give',
  body: closed({
    words: Prose,
    by: Type.Optional(
      Type.String({ minLength: 1, maxLength: 60, description: 'Who wrote it; the caller when left out.' }),
    ),
    on: Type.Optional(Type.String({ format: 'date', description: 'Today when left out.' })),
    limit: Type.Optional(limitFor('To report back; as the rules say when left out.')),
    handleWithin: Type.Optional(
      limitFor('To handle the matter, from now on; what has longer is due by then.'),
    ),
  }),
  refusals: refusing(),
})

export const openTask = contract({
  name: 'openTask',
  method: 'POST',
  path: '/tasks',
  tag: '督 supervise',
  summary:
    '立项 Open key work, an instruction, rectification or proactive work: dispatched and put on paper at once',
  may: ['task.open', 'instruction.give'],
  body: closed({
    kind: oneOf(TASK_KINDS),
    title: Line,
    content: Prose,
    units: TaskUnits,
    limit: Limit,
    level: Type.Optional(oneOf(LEVELS)),
    urgency: Type.Optional(oneOf(URGENCIES)),
    categoryId: Type.Optional(Id),
    regionId: Type.Optional(Id),
    measure: Type.Optional(Prose),
    instruction: Type.Optional(Instruction),
    from: Type.Optional(AppealNumber),
  }),
  answer: Changed,
  status: 201,
  creates: true,
  refusals: [
    'not-permitted',
    'not-found',
    'instruction-needed',
    'measure-needed',
    'person-needed',
    'no-task-channel',
    'no-such-category',
    'no-such-region',
    ...choice,
  ],
})

/** `no` is the sheet's. */
const onSheet = { ...shared, params: assignmentParams } as const
const sheetAt = (verb: string) => `/appeals/{number}/sheets/{no}/${verb}`

export const decideProposal = contract({
  ...onSheet,
  name: 'decideProposal',
  path: sheetAt('decide'),
  summary: '拟发单处理 Issue a proposed sheet, or say why not',
  may: 'sheet.issue',
  body: closed({
    verdict: oneOf(['issue', 'dismiss']),
    reason: Type.Optional(Line),
    demand: Type.Optional(Prose),
    units: Type.Optional(Units),
  }),
  refusals: refusing('no-such-sheet', 'already-decided', 'reason-needed'),
})

export const withdrawSheet = contract({
  ...onSheet,
  name: 'withdrawSheet',
  path: sheetAt('withdraw'),
  summary: '撤回督办单 Take a sheet back; its number stays used',
  may: 'sheet.issue',
  body: closed({ reason: Line }),
  refusals: refusing('no-such-sheet'),
})

/** `no` is the recipient's. */
const receivedAt = (verb: string) => `/appeals/{number}/sheet-recipients/{no}/${verb}`
const asUnit = refusing('no-such-sheet', 'not-your-unit', 'only-a-copy', 'already-done', 'sign-first')

export const signSheet = contract({
  ...onSheet,
  name: 'signSheet',
  path: receivedAt('sign'),
  summary: '签收督办单 Sign for a sheet',
  may: 'appeal.handle',
  refusals: asUnit,
})

export const answerSheet = contract({
  ...onSheet,
  name: 'answerSheet',
  path: receivedAt('answer'),
  summary: '反馈督办单 Answer a sheet',
  may: 'appeal.handle',
  body: closed({
    answer: Prose,
    fileIds: Type.Optional(Type.Array(Id, { maxItems: 20, uniqueItems: true })),
  }),
  refusals: [...asUnit, 'no-such-file'],
})

export const objectToSheet = contract({
  ...onSheet,
  name: 'objectToSheet',
  path: receivedAt('object'),
  summary: '督办单异议 Object to a sheet; the centre upholds it or takes it back',
  may: 'appeal.handle',
  body: closed({ reason: Line }),
  refusals: [...asUnit, 'already-asked', 'already-decided'],
})

export const acceptSheet = contract({
  ...onSheet,
  name: 'acceptSheet',
  path: receivedAt('accept'),
  summary: '审核反馈通过 Accept the answer to a sheet',
  may: 'sheet.review',
  refusals: refusing('no-such-sheet'),
})

export const sendBackSheet = contract({
  ...onSheet,
  name: 'sendBackSheet',
  path: receivedAt('send-back'),
  summary: '退回反馈 Send the answer to a sheet back, with a new limit',
  may: 'sheet.review',
  body: closed({ note: Line }),
  refusals: refusing('no-such-sheet'),
})

const When = nullable(Moment)
export const RecipientView = closed({
  no: Type.Integer(),
  unit: Named,
  role: oneOf(RECIPIENT_ROLES),
  stage: oneOf(RECIPIENT_STAGES),
  sentAt: Moment,
  signBefore: When,
  signedAt: When,
  dueAt: When,
  answeredAt: When,
  endedAt: When,
  sentBack: Type.Integer(),
  light: oneOf(LIGHTS, { description: 'Of the limits to sign for it and to answer it.' }),
  answer: nullable(Type.String({ description: 'The unit’s latest words.' })),
})

export const SheetView = closed({
  number: AppealNumber,
  title: nullable(Type.String()),
  no: Type.Integer(),
  kind: oneOf(SHEET_KINDS),
  stage: oneOf(SHEET_STAGES),
  cause: oneOf(SHEET_CAUSES),
  sheetNumber: nullable(Type.String({ examples: ['示督〔2026〕12号'] })),
  assignmentNo: nullable(Type.Integer()),
  afterNo: nullable(Type.Integer({ description: 'The sheet it follows from.' })),
  limit: Type.String(),
  proposedAt: When,
  issuedAt: When,
  issuedBy: nullable(Named),
  endedAt: When,
  documentId: nullable(Id),
  demand: nullable(Type.String()),
  instruction: nullable(closed({ by: Type.String(), words: Type.String() })),
  recipients: Type.Array(RecipientView),
  proposedFor: Type.Array(For.items, { description: 'While it is only proposed: whom it is for.' }),
})
export type SheetView = Static<typeof SheetView>

export const listTicketSheets = contract({
  name: 'listTicketSheets',
  method: 'GET',
  path: '/appeals/{number}/sheets',
  tag: '督 supervise',
  summary: '本单督办单 The sheets about a ticket, with what they say, the first one first',
  may: 'appeal.read',
  params: ticketParams,
  answer: closed({ sheets: Type.Array(SheetView) }),
  refusals: ['not-found'],
})

export const listSheets = contract({
  name: 'listSheets',
  method: 'GET',
  path: '/sheets',
  tag: '督 supervise',
  summary:
    '督办单台账 Sheets the caller may see: those of the centre, or those sent to the caller’s units; the latest first',
  may: ['sheet.issue', 'sheet.review', 'appeal.read'],
  query: closed({
    state: Type.Optional(oneOf(['proposed', 'open', 'all'], { description: '`open` when left out.' })),
    kind: Type.Optional(Type.Array(oneOf(SHEET_KINDS), { maxItems: SHEET_KINDS.length })),
    unitId: Type.Optional(Type.Integer({ minimum: 1, description: 'Sent to this unit or one below it.' })),
    mine: Type.Optional(Type.Boolean({ description: 'true: only those the caller issued.' })),
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50 when left out.' })),
  }),
  answer: closed({ sheets: Type.Array(SheetView), ...Page.properties }),
})
