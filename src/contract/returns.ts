/** 退单、异议、裁定 on the wire: a unit says a duty isn't its own, and somebody else decides. */
import Type from 'typebox'
import { assignmentParams, Changed, choice, No, Note, onAssignment, ticketParams, Units } from './dispatch.ts'
import { AppealNumber, closed, contract, Id, Moment, nullable } from './route.ts'

const tag = '转 transfer'
const contesting = closed({
  reason: Type.String({
    pattern: '^[a-z][A-Za-z0-9]{0,60}$',
    description: 'A code of the rules’ return reasons.',
  }),
  note: Note,
})
const requestParams = closed({ number: AppealNumber, no: No })

export const returnAssignment = contract({
  name: 'returnAssignment',
  method: 'POST',
  path: '/appeals/{number}/assignments/{no}/return',
  tag,
  summary: '申请退单 Ask to return a duty, within the window, with a reason',
  may: 'appeal.handle',
  params: assignmentParams,
  body: contesting,
  answer: Changed,
  changes: true,
  refusals: [
    ...onAssignment,
    'ruling-binds',
    'children-open',
    'already-asked',
    'returned-too-often',
    'return-window-closed',
    'unknown-reason',
  ],
})

export const objectToDispatch = contract({
  name: 'objectToDispatch',
  method: 'POST',
  path: '/appeals/{number}/assignments/{no}/objection',
  tag,
  summary: '派单异议 Object to a dispatch when returns are used up or were rejected',
  may: 'appeal.handle',
  params: assignmentParams,
  body: contesting,
  answer: Changed,
  changes: true,
  refusals: [
    ...onAssignment,
    'ruling-binds',
    'children-open',
    'already-asked',
    'passed-down',
    'return-first',
    'return-window-closed',
    'unknown-reason',
  ],
})

const deciding = ['no-such-approval', 'already-decided', 'own-request', 'not-permitted'] as const

export const decideReturn = contract({
  name: 'decideReturn',
  method: 'POST',
  path: '/appeals/{number}/returns/{no}/decision',
  tag,
  summary: '退单审核 Decide on a return; `no` is the request’s. Accepted, it may go to other units at once',
  may: ['appeal.rule', 'appeal.handle'],
  params: requestParams,
  body: closed({ accept: Type.Boolean(), note: Type.Optional(Note), units: Type.Optional(Units) }),
  answer: Changed,
  changes: true,
  refusals: [...onAssignment, ...deciding, 'passed-down', ...choice],
})

export const ruleOnObjection = contract({
  name: 'ruleOnObjection',
  method: 'POST',
  path: '/appeals/{number}/objections/{no}/ruling',
  tag,
  summary:
    '裁定（未指定单位时由首接单位负责） Rule on an objection, binding; without a unit the first receiver has to do it',
  may: 'appeal.rule',
  params: requestParams,
  body: closed({ unitId: Type.Optional(Id), basis: Note }),
  answer: Changed,
  changes: true,
  refusals: [...onAssignment, ...deciding, 'own-dispatch', ...choice],
})

export const showBounces = contract({
  name: 'showBounces',
  method: 'GET',
  path: '/appeals/{number}/bounces',
  tag,
  summary: '流转和退单用时 Which units led, one after the other, and how long the matter went to and fro',
  may: 'appeal.read',
  params: ticketParams,
  answer: closed({
    hops: Type.Integer(),
    returns: Type.Integer(),
    objections: Type.Integer(),
    firstUnitId: nullable(Id),
    bouncedSeconds: Type.Integer(),
    stays: Type.Array(closed({ unitId: Id, from: Moment, to: nullable(Moment), returned: Type.Boolean() })),
  }),
  refusals: ['not-found'],
})
