/** 六步台账 on the wire: how much stands on which step, what doesn't add up, and the rows behind every number. */
import Type, { type Static } from 'typebox'
import { AMISS, LEDGER_KINDS, LEDGER_STEPS, OWED_ACTS } from '../domain/supervision/steps.ts'
import { LEVELS, MATTER_KINDS, SHEET_KINDS, STAGES } from '../domain/vocabulary.ts'
import { LIGHTS, Named } from './record.ts'
import { AppealNumber, closed, contract, Moment, nullable, oneOf, Page } from './route.ts'

const tag = '督 supervise'
const When = nullable(Moment)
const N = Type.Integer({ minimum: 0 })
const UnitId = Type.Optional(
  Type.Integer({ minimum: 1, description: 'Who owes it is this unit or one below it.' }),
)

export const readLedgerSteps = contract({
  name: 'readLedgerSteps',
  method: 'GET',
  path: '/steps',
  tag,
  summary: '六步台账计数 What is open, by step and kind with its lights, and how much doesn’t add up',
  may: 'appeal.read',
  query: closed({ unitId: UnitId }),
  answer: closed({
    counts: Type.Array(
      closed({
        step: oneOf(LEDGER_STEPS),
        kind: oneOf(LEDGER_KINDS),
        n: N,
        green: N,
        yellow: N,
        red: N,
      }),
      { description: 'Only where there is something.' },
    ),
    amiss: Type.Array(
      closed({
        what: oneOf(AMISS),
        n: Type.Integer({ minimum: 0, maximum: 1000, description: '1000: at least so many.' }),
      }),
    ),
  }),
  refusals: ['no-such-unit'],
})

const Reason = closed({ code: Type.String(), zh: Type.String(), en: Type.String() })

export const StepRow = closed({
  kind: oneOf(LEDGER_KINDS),
  number: AppealNumber,
  title: nullable(Type.String({ description: 'Null for a confidential report.' })),
  matter: oneOf(MATTER_KINDS),
  stage: oneOf(STAGES),
  step: nullable(oneOf(LEDGER_STEPS, { description: 'Null for what is over and still doesn’t add up.' })),
  level: oneOf(LEVELS),
  leadUnit: nullable(Named),
  person: nullable(Named),
  receivedAt: Moment,
  dueAt: nullable(Type.String({ format: 'date-time', description: 'The limit of the whole.' })),
  light: oneOf(LIGHTS, { description: 'Of the limit of the whole, or of the sheet’s answer.' }),
  owes: nullable(
    closed(
      { unit: Named, act: oneOf(OWED_ACTS), dueAt: When, light: oneOf(LIGHTS) },
      { description: 'Who owes what now, until when: of the limits that run the one that ends first.' },
    ),
  ),
  sheet: nullable(
    closed({
      no: Type.Integer(),
      kind: oneOf(SHEET_KINDS),
      number: nullable(Type.String()),
      recipientNo: nullable(Type.Integer()),
    }),
  ),
  assignmentNo: nullable(Type.Integer({ description: 'The leading duty, for urging and accepting.' })),
  amiss: Type.Array(oneOf(AMISS)),
  can: Type.Record(Type.String(), nullable(Reason), {
    description: 'The acts at hand by the name of their route, and why not: null when it can be done now.',
  }),
})
export type StepRow = Static<typeof StepRow>

export const listLedgerSteps = contract({
  name: 'listLedgerSteps',
  method: 'GET',
  path: '/steps/rows',
  tag,
  summary: '六步台账 What is open – tickets, tasks, and what units owe sheets –, the most urgent first',
  may: 'appeal.read',
  query: closed({
    step: Type.Optional(oneOf(LEDGER_STEPS)),
    kind: Type.Optional(Type.Array(oneOf(LEDGER_KINDS), { maxItems: LEDGER_KINDS.length })),
    light: Type.Optional(Type.Array(oneOf(LIGHTS), { maxItems: LIGHTS.length })),
    amiss: Type.Optional(oneOf(AMISS, { description: 'Only what doesn’t add up in this way.' })),
    unitId: UnitId,
    after: Type.Optional(Type.String({ maxLength: 200, description: '`next` of the page before.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '50 when left out.' })),
  }),
  answer: closed({ rows: Type.Array(StepRow), ...Page.properties }),
  refusals: ['no-such-unit'],
})
