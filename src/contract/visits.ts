/** 访 on the wire: call-backs, the appellant's rating, strike-off and reopening. */
import Type from 'typebox'
import { ATTEMPT_OUTCOMES } from '../domain/visits/attempt-visit.ts'
import { REVIEW_DIMENSIONS, REVIEW_WAYS } from '../domain/visits/give-review.ts'
import { KINDS, RESULTS } from '../domain/vocabulary.ts'
import { assignmentParams, BulkResults, Changed, DryRun, Note, Numbers, ticketParams } from './dispatch.ts'
import { CallReference } from './handling.ts'
import { AppealNumber, closed, contract, Moment, nullable, oneOf, Page } from './route.ts'

/** 1 非常不满意, 2 不满意, 3 基本满意, 4 满意, 5 非常满意. */
const Stars = Type.Integer({ minimum: 1, maximum: 5 })
const withCode = 'With the header X-Query-Code, or signed in by the phone it was sent from.'
const shared = { method: 'POST', tag: '访 visit', answer: Changed, changes: true } as const

export const attemptVisit = contract({
  ...shared,
  name: 'attemptVisit',
  path: '/appeals/{number}/visits/{no}/attempts',
  summary: '回访一次 One attempt to call the appellant back',
  may: 'appeal.visit',
  params: assignmentParams,
  body: closed({
    outcome: oneOf(ATTEMPT_OUTCOMES),
    answer: Type.Optional(
      closed({
        contacted: Type.Boolean({ description: '是否联系' }),
        result: oneOf(['solved', 'partly', 'unsolved'], { description: '是否解决' }),
        processSatisfaction: Stars,
        resultSatisfaction: Stars,
      }),
    ),
    note: Type.Optional(Note),
    call: Type.Optional(CallReference),
  }),
  refusals: [
    'not-found',
    'not-permitted',
    'no-such-visit',
    'has-ended',
    'already-done',
    'visit-too-soon',
    'visit-answer-missing',
    'changed-meanwhile',
  ],
})

export const listVisits = contract({
  name: 'listVisits',
  method: 'GET',
  path: '/visits',
  tag: '访 visit',
  summary: '待回访 Visits to make by a moment (now when left out), the most urgent first',
  may: 'appeal.visit',
  query: closed({
    due: Type.Optional(Moment),
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  answer: closed({
    visits: Type.Array(
      closed({
        number: AppealNumber,
        no: Type.Integer(),
        title: nullable(Type.String()),
        kind: oneOf(KINDS),
        leadUnitId: nullable(Type.Integer()),
        result: nullable(oneOf(RESULTS)),
        reworks: Type.Integer(),
        attempts: Type.Integer(),
        lastAttemptAt: nullable(Moment),
        nextAttemptAt: nullable(Moment),
        dueAt: Moment,
      }),
    ),
    ...Page.properties,
  }),
})

const dimensions = Object.fromEntries(REVIEW_DIMENSIONS.map(name => [name, Type.Optional(Stars)])) as Record<
  (typeof REVIEW_DIMENSIONS)[number],
  ReturnType<typeof Type.Optional<typeof Stars>>
>

export const giveReview = contract({
  ...shared,
  name: 'giveReview',
  path: '/public/appeals/{number}/review',
  summary: `好差评：五级，一次，提交后锁定 The appellant’s five-level rating, once and locked. ${withCode}`,
  may: 'public',
  params: ticketParams,
  body: closed({
    stars: Stars,
    dimensions: Type.Optional(closed(dimensions)),
    via: Type.Optional(oneOf(REVIEW_WAYS)),
    comment: Type.Optional(Note),
  }),
  refusals: ['wrong-code', 'slow-down', 'review-locked', 'wrong-stage', 'changed-meanwhile'],
})

const SETTLED = ['not-permitted', 'has-ended', 'is-suspended', 'wrong-stage', 'visit-first'] as const

export const strikeOff = contract({
  ...shared,
  name: 'strikeOff',
  path: '/appeals/{number}/strike-off',
  summary: '销号 Strike off',
  may: 'appeal.strikeOff',
  params: ticketParams,
  refusals: ['not-found', ...SETTLED, 'rework-open', 'approval-open', 'assists-open', 'changed-meanwhile'],
})

export const strikeOffMany = contract({
  name: 'strikeOffMany',
  method: 'POST',
  path: '/strike-offs',
  tag: '访 visit',
  summary: '批量销号，逐单给出结果 Strike off many; every number has its own result',
  may: 'appeal.strikeOff',
  body: closed({ numbers: Numbers, dryRun: DryRun }),
  answer: closed({
    struckOff: Type.Integer(),
    kept: Type.Integer({ description: 'How many could not be struck off' }),
    results: BulkResults,
  }),
})

export const reopenAppeal = contract({
  ...shared,
  name: 'reopenAppeal',
  path: '/appeals/{number}/reopen',
  summary: '重新打开 Open it again: rework before strike-off, the same number for some time after',
  may: 'appeal.review',
  params: ticketParams,
  body: closed({ note: Note }),
  refusals: [
    'not-found',
    'not-permitted',
    'wrong-stage',
    'already-asked',
    'reopen-too-late',
    'changed-meanwhile',
  ],
})

export const reopenOwn = contract({
  ...shared,
  name: 'reopenOwn',
  path: '/public/appeals/{number}/reopen',
  summary: `诉求人重新打开 The appellant opens it again. ${withCode}`,
  may: 'public',
  params: ticketParams,
  body: closed({ note: Note }),
  refusals: [
    'wrong-code',
    'slow-down',
    'wrong-stage',
    'already-asked',
    'reopen-too-late',
    'changed-meanwhile',
  ],
})
