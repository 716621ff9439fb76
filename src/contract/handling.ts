/** 办 on the wire: signing, contact, progress, answers, and what is asked for and decided on the way. */
import Type from 'typebox'
import { CONTACT_EXEMPTIONS, CONTACT_WAYS } from '../domain/handling/contact-appellant.ts'
import type { RefusalCode } from '../domain/refusal.ts'
import { CAUSES, RESULTS } from '../domain/vocabulary.ts'
import { assignmentParams, Changed, Note } from './dispatch.ts'
import { closed, contract, Id, Line, Moment, oneOf, Prose } from './route.ts'

export const Files = Type.Array(Id, { maxItems: 20, uniqueItems: true })
export const ReasonCode = Type.String({ minLength: 1, maxLength: 60 })

/** The recording's reference in the call centre; never a telephone number: it stays when a person is erased. */
export const CallReference = Type.String({
  pattern: '^(?!([+]?86-?)?1[3-9][0-9]{9}$)[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}$',
  examples: ['rec-20261122-0017'],
})

export const ALWAYS = ['not-found', 'has-ended', 'is-suspended', 'wrong-stage', 'changed-meanwhile'] as const
const ON_ASSIGNMENT = [
  ...ALWAYS,
  'no-such-assignment',
  'not-your-unit',
  'sign-first',
  'already-done',
] as const

export const shared = { method: 'POST', tag: '办 handle', answer: Changed, changes: true } as const
export const onAssignment = { ...shared, params: assignmentParams } as const
export const refusing = (...codes: RefusalCode[]): RefusalCode[] => [...ON_ASSIGNMENT, ...codes]

export const at = (verb: string) => `/appeals/{number}/assignments/{no}/${verb}`

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
  refusals: refusing('evidence-missing', 'not-a-picture', 'time-impossible', 'no-such-file'),
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
