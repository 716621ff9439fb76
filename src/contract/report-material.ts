/** 上行办理 on the wire: how far a matter has come on its way upward, and its report material – made of what the ticket holds, mended, issued. */
import Type from 'typebox'
import { UPWARD_STEPS } from '../domain/handling/way-upward.ts'
import { ticketParams } from './dispatch.ts'
import { LIGHTS } from './record.ts'
import { closed, contract, Id, Line, Moment, nullable, oneOf } from './route.ts'

const tag = '办 handle'
const When = nullable(Moment)

export const readWayUpward = contract({
  name: 'readWayUpward',
  method: 'GET',
  path: '/appeals/{number}/way-upward',
  tag,
  summary: '上行办理进度 The steps upward, each with its paper and its limit',
  may: 'appeal.read',
  params: ticketParams,
  answer: closed({
    steps: Type.Array(
      closed({
        step: oneOf(UPWARD_STEPS),
        doneAt: When,
        dueAt: When,
        light: oneOf(LIGHTS),
        paper: nullable(closed({ id: Id, number: Type.String() })),
        refusal: nullable(Type.String()),
      }),
    ),
  }),
  refusals: ['not-found'],
})

export const draftReport = contract({
  name: 'draftReport',
  method: 'GET',
  path: '/appeals/{number}/report-material',
  tag,
  summary: '生成汇报材料 The report as the ticket tells it today; nothing is issued',
  may: ['document.issue', 'appeal.handle'],
  params: ticketParams,
  answer: closed({
    title: Type.String(),
    text: Type.String({ description: 'As officials type it; see issueDocument.' }),
  }),
  refusals: ['not-found'],
})

const Names = Type.Optional(Type.Array(Line, { maxItems: 300 }))

export const issueReport = contract({
  name: 'issueReport',
  method: 'POST',
  path: '/appeals/{number}/report-material',
  tag,
  summary: '印发汇报材料 Issue the report about a ticket: it gets its number and never changes again',
  may: 'document.issue',
  params: ticketParams,
  body: closed({
    title: Line,
    text: Type.String({ minLength: 1, maxLength: 100_000 }),
    mainTo: Names,
    cc: Names,
    signer: Type.Optional(nullable(Line)),
    seal: Type.Optional(Type.Boolean()),
  }),
  answer: closed({ id: Id, number: Type.String() }),
  status: 201,
  creates: true,
  refusals: [
    'not-found',
    'not-permitted',
    'not-your-unit',
    'no-seal',
    'character-without-font',
    'key-used-differently',
  ],
})
