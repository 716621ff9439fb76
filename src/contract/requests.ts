/** 办 on the wire: what a unit asks for – more time, suspension, countersignature, exceptions – and who decides. */
import Type from 'typebox'
import { APPROVAL_KINDS, VERDICTS } from '../domain/vocabulary.ts'
import { assignmentParams, Note, ticketParams } from './dispatch.ts'
import { ALWAYS, at, onAssignment, ReasonCode, refusing, shared } from './handling.ts'
import { AppealNumber, closed, contract, Id, Line, Moment, nullable, oneOf, Page, Prose } from './route.ts'

const Extra = Type.String({
  pattern: '^([1-9][0-9]{0,2}(wd|d|h|wh)|[1-9][0-9]{0,3}(m|wm))$',
  examples: ['5wd'],
})

export const askExtension = contract({
  ...onAssignment,
  name: 'askExtension',
  path: at('extension'),
  summary: '申请延期 Ask for an extension, before the limit',
  may: 'appeal.handle',
  body: closed({ limit: Extra, reason: ReasonCode, note: Type.Optional(Note) }),
  refusals: refusing(
    'too-late-to-ask',
    'extended-too-often',
    'extension-too-long',
    'already-asked',
    'unknown-reason',
  ),
})

export const askSuspension = contract({
  ...onAssignment,
  name: 'askSuspension',
  path: at('suspension'),
  summary: '申请挂账 Ask for a suspension with a review date',
  may: 'appeal.handle',
  body: closed({
    reason: ReasonCode,
    reviewOn: Type.String({ format: 'date', examples: ['2026-12-01'] }),
    note: Type.Optional(Note),
  }),
  refusals: refusing('already-asked', 'unknown-reason', 'review-date-impossible'),
})

export const askCountersign = contract({
  ...onAssignment,
  name: 'askCountersign',
  path: at('countersign'),
  summary: '请会签 Ask other units to countersign',
  may: 'appeal.handle',
  body: closed({ unitIds: Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true }), text: Prose }),
  refusals: refusing('no-such-unit', 'already-asked'),
})

export const reportUpward = contract({
  ...onAssignment,
  name: 'reportUpward',
  path: at('report-upward'),
  summary: '上报：汇报材料 Report to the level above',
  may: 'appeal.handle',
  body: closed({
    report: Type.Optional(Prose),
    documentId: Type.Optional(
      Type.Integer({ minimum: 1, description: 'The issued report material; in its place, words.' }),
    ),
    to: Line,
  }),
  refusals: refusing('countersign-first', 'already-asked', 'evidence-missing'),
})

const exception = {
  ...shared,
  params: ticketParams,
  may: ['appeal.handle', 'appeal.review'],
  body: closed({ reason: ReasonCode, note: Type.Optional(Note) }),
} as const

export const askCloseException = contract({
  ...exception,
  name: 'askCloseException',
  path: '/appeals/{number}/close-exception',
  summary: '申请未解决办结 Ask to close although it is not solved',
  refusals: [...ALWAYS, 'not-permitted', 'already-asked', 'unknown-reason'],
})

export const askExclusion = contract({
  ...exception,
  name: 'askExclusion',
  path: '/appeals/{number}/exclusion',
  summary: '申请剔除 Ask to leave it out of assessment',
  refusals: [...ALWAYS, 'not-permitted', 'already-asked', 'already-done', 'unknown-reason'],
})

export const resumeAppeal = contract({
  ...shared,
  params: ticketParams,
  name: 'resumeAppeal',
  path: '/appeals/{number}/resume',
  summary: '恢复办理 Resume a suspended ticket',
  may: 'appeal.review',
  body: closed({ note: Type.Optional(Note) }),
  refusals: [...ALWAYS, 'not-permitted', 'not-suspended'],
})

export const decideRequest = contract({
  ...shared,
  params: assignmentParams,
  name: 'decideRequest',
  path: '/appeals/{number}/approvals/{no}/decision',
  summary: '审批：同意、不同意、撤回 Decide a request: approve, reject, or take one’s own back',
  may: 'signedIn',
  body: closed({ verdict: oneOf(VERDICTS), note: Type.Optional(Note) }),
  refusals: [
    ...ALWAYS,
    'not-permitted',
    'no-such-approval',
    'already-decided',
    'own-request',
    'contact-first',
    'assists-open',
    'children-open',
  ],
})

export const listRequests = contract({
  name: 'listRequests',
  method: 'GET',
  path: '/approvals',
  tag: '办 handle',
  summary: '待我审批 Open requests that the caller may decide, oldest first',
  may: 'signedIn',
  query: closed({
    kind: Type.Optional(oneOf(APPROVAL_KINDS)),
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  answer: closed({
    approvals: Type.Array(
      closed({
        number: AppealNumber,
        title: nullable(Type.String()),
        no: Type.Integer(),
        kind: oneOf(APPROVAL_KINDS),
        assignmentNo: nullable(Type.Integer()),
        unitId: Type.Integer(),
        reason: Type.String(),
        wanted: Type.Record(Type.String(), Type.Unknown()),
        askedBy: nullable(Type.Integer()),
        askedAt: Moment,
      }),
    ),
    ...Page.properties,
  }),
})
