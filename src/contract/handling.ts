/** 办 on the wire: signing, contact, progress, answers, and what is asked for and decided on the way. */
import Type from 'typebox'
import { CONTACT_EXEMPTIONS, CONTACT_WAYS } from '../domain/handling/contact-appellant.ts'
import type { RefusalCode } from '../domain/refusal.ts'
import { APPROVAL_KINDS, CAUSES, LEVELS, RESULTS, VERDICTS } from '../domain/vocabulary.ts'
import { assignmentParams, Bulk, Changed, DryRun, Note, Numbers, ticketParams } from './dispatch.ts'
import { AppealNumber, closed, contract, Id, Line, Moment, nullable, oneOf, Page, Prose } from './route.ts'

const Files = Type.Array(Id, { maxItems: 20, uniqueItems: true })
const ReasonCode = Type.String({ minLength: 1, maxLength: 60 })
const Extra = Type.String({
  pattern: '^([1-9][0-9]{0,2}(wd|d|h|wh)|[1-9][0-9]{0,3}(m|wm))$',
  examples: ['5wd'],
})

/** The recording's reference in the call centre; never a telephone number. */
export const CallReference = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}$',
  examples: ['rec-20261122-0017'],
})

const ALWAYS = ['not-found', 'has-ended', 'is-suspended', 'wrong-stage', 'changed-meanwhile'] as const
const ON_ASSIGNMENT = [
  ...ALWAYS,
  'no-such-assignment',
  'not-your-unit',
  'sign-first',
  'already-done',
] as const

const shared = { method: 'POST', tag: '办 handle', answer: Changed, changes: true } as const
const onAssignment = { ...shared, params: assignmentParams } as const
const refusing = (...codes: RefusalCode[]): RefusalCode[] => [...ON_ASSIGNMENT, ...codes]

const at = (verb: string) => `/appeals/{number}/assignments/{no}/${verb}`

export const signAssignment = contract({
  ...onAssignment,
  name: 'signAssignment',
  path: at('sign'),
  summary: '签收 Sign for the assignment',
  may: 'appeal.handle',
  refusals: refusing(),
})

export const contactAppellant = contract({
  ...onAssignment,
  name: 'contactAppellant',
  path: at('contact'),
  summary:
    '先行联系：留痕的联系，或免联系的代码原因；保密举报由中心办理 First contact with evidence, or a coded exemption; of a confidential report by the centre',
  may: ['appeal.handle', 'appeal.dispatch'],
  body: closed({
    reached: Type.Boolean({ description: 'false: tried in vain; recorded, but the contact is still owed' }),
    how: Type.Optional(oneOf(CONTACT_WAYS)),
    at: Type.Optional(Moment),
    note: Type.Optional(Note),
    fileIds: Type.Optional(Files),
    call: Type.Optional(CallReference),
    exemption: Type.Optional(oneOf(CONTACT_EXEMPTIONS)),
  }),
  refusals: refusing(
    'centre-contacts',
    'evidence-missing',
    'unknown-reason',
    'time-impossible',
    'no-such-file',
  ),
})

export const recordProgress = contract({
  ...onAssignment,
  name: 'recordProgress',
  path: at('progress'),
  summary: '办理进展与下一步措施 Progress, and what is next by whom until when',
  may: 'appeal.handle',
  body: closed({
    note: Note,
    next: Type.Optional(closed({ what: Line, dueAt: Moment, personId: Id })),
    fileIds: Type.Optional(Files),
  }),
  refusals: refusing('time-impossible', 'no-such-person', 'no-such-file'),
})

export const checkSite = contract({
  ...onAssignment,
  name: 'checkSite',
  path: at('site-check'),
  summary: '现场核查：处置前后照片 Site check with pictures before and after',
  may: 'appeal.handle',
  body: closed({ fileIds: Files, note: Type.Optional(Note), at: Type.Optional(Moment) }),
  refusals: refusing('evidence-missing', 'time-impossible', 'no-such-file'),
})

export const replyPreliminarily = contract({
  ...onAssignment,
  name: 'replyPreliminarily',
  path: at('preliminary-reply'),
  summary: '初步回复 Preliminary reply',
  may: 'appeal.handle',
  body: closed({ answer: Prose }),
  refusals: refusing(),
})

export const reply = contract({
  ...onAssignment,
  name: 'reply',
  path: at('reply'),
  summary: '办理答复：公开答复与内部说明分开 Final reply: public reply and internal note apart',
  may: 'appeal.handle',
  body: closed({
    answer: Prose,
    internalNote: Type.Optional(Prose),
    result: oneOf(RESULTS),
    cause: Type.Optional(oneOf(CAUSES)),
    causeStep: Type.Optional(Line),
    reached: Type.Optional(Type.Number({ description: 'What was reached of the quantified target' })),
    fileIds: Type.Optional(Files),
  }),
  refusals: refusing(
    'contact-first',
    'preliminary-first',
    'site-check-first',
    'assists-open',
    'children-open',
    'countersign-first',
    'report-upward-first',
    'already-asked',
    'evidence-missing',
    'cause-missing',
    'target-not-recorded',
    'target-not-reached',
    'no-such-file',
  ),
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
  body: closed({ report: Prose, to: Line }),
  refusals: refusing('countersign-first', 'already-asked'),
})

export const acceptAnswer = contract({
  ...onAssignment,
  name: 'acceptAnswer',
  path: at('accept'),
  summary: '中心审核通过 The centre accepts the answer',
  may: 'appeal.review',
  refusals: refusing('not-permitted', 'approval-open', 'unsolved-needs-exception'),
})

export const sendBackAnswer = contract({
  ...onAssignment,
  name: 'sendBackAnswer',
  path: at('send-back'),
  summary: '退回重办 Send an answer back for rework',
  may: ['appeal.review', 'appeal.supervise', 'appeal.handle'],
  body: closed({
    reasons: Type.Array(ReasonCode, { minItems: 1, maxItems: 10, uniqueItems: true }),
    note: Type.Optional(Note),
  }),
  refusals: refusing('not-permitted', 'reworked-too-often', 'unknown-reason'),
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

export const rewriteContent = contract({
  ...shared,
  params: ticketParams,
  name: 'rewriteContent',
  path: '/appeals/{number}/rewrite',
  summary: '改写保密诉求的内容 Rewrite a confidential report for its handler',
  may: 'content.rewrite',
  body: closed({ content: Prose }),
  refusals: [...ALWAYS, 'not-permitted', 'not-confidential'],
})

export const urgeAssignment = contract({
  ...onAssignment,
  name: 'urgeAssignment',
  path: at('urge'),
  summary: '催办：同一任务一小时最多一次 Urge the unit, at most once an hour for one assignment',
  may: 'appeal.supervise',
  body: closed({ note: Note }),
  refusals: [...ALWAYS, 'not-permitted', 'no-such-assignment', 'already-done', 'urged-lately'],
})

export const urgeMany = contract({
  name: 'urgeMany',
  method: 'POST',
  path: '/urges',
  tag: '办 handle',
  summary:
    '批量催办主办单位，逐单给出结果 Urge the lead units of many; with dryRun only say what would happen',
  may: 'appeal.supervise',
  body: closed({ numbers: Numbers, note: Note, dryRun: DryRun }),
  answer: Bulk,
})

export const setLevel = contract({
  ...shared,
  params: ticketParams,
  name: 'setLevel',
  path: '/appeals/{number}/level',
  summary: '确定督办级别：一般、重点、疑难复杂 Set how closely it is supervised, with a reason',
  may: 'appeal.supervise',
  body: closed({ level: oneOf(LEVELS), reason: Note }),
  refusals: ['not-found', 'has-ended', 'changed-meanwhile', 'not-permitted', 'already-done'],
})

export const publishAppeal = contract({
  ...shared,
  params: ticketParams,
  name: 'publishAppeal',
  path: '/appeals/{number}/publish',
  summary: '同意公开：审核通过或销号后上公示 Approve a settled ticket for the public board',
  may: 'publish',
  refusals: [
    'not-found',
    'wrong-stage',
    'changed-meanwhile',
    'not-permitted',
    'never-published',
    'already-done',
  ],
})

export const unpublishAppeal = contract({
  ...shared,
  params: ticketParams,
  name: 'unpublishAppeal',
  path: '/appeals/{number}/unpublish',
  summary: '取消公开 Take a ticket off the public board, with a reason',
  may: 'publish',
  body: closed({ reason: Note }),
  refusals: ['not-found', 'changed-meanwhile', 'not-permitted', 'not-published'],
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
