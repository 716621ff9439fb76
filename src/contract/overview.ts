/** The wall 大屏 on the wire: how the city or a unit stands today; every number opens the list behind it. */
import Type, { type Static } from 'typebox'
import { CONTACT_OUTCOMES } from '../domain/vocabulary.ts'
import { Rate } from './assessment.ts'
import { Named } from './record.ts'
import { closed, contract, Id, Moment, nullable, oneOf } from './route.ts'

/** A query of GET /appeals (of GET /contacts for contacts) with exactly what was counted; null for who sees figures only. */
const Filter = nullable(Type.Record(Type.String(), Type.Unknown()))
/** `n` is null where fewer than three were counted and the viewer sees figures only. */
const N = nullable(Type.Integer())
export const Cell = closed({ n: N, filter: Filter })
export type Cell = Static<typeof Cell>

const lights = { inHand: Cell, green: Cell, yellow: Cell, red: Cell }
const Coded = closed({ id: Id, code: Type.String(), name: Type.String() })

export const readOverview = contract({
  name: 'readOverview',
  method: 'GET',
  path: '/overview',
  tag: '考 assess',
  summary: '大屏：今日全貌，逐数可查 The wall: today at a glance, every number with the list behind it',
  may: 'figures.read',
  query: closed({ unitId: Type.Optional(Id) }),
  answer: closed({
    at: Moment,
    day: Type.String({ format: 'date' }),
    unit: Named,
    units: Type.Array(Named, {
      description: 'Whose wall the caller may ask for at first: tops of subtrees.',
    }),
    masked: Type.Boolean({ description: 'Counts only: no lists behind them, none below three.' }),
    contacts: closed({
      today: Cell,
      byOutcome: Type.Array(closed({ outcome: oneOf(CONTACT_OUTCOMES), ...Cell.properties })),
    }),
    received: closed({
      today: Cell,
      byHour: Type.Array(closed({ hour: Type.Integer(), from: Moment, ...Cell.properties })),
      before: Type.Array(closed({ hour: Type.Integer(), yesterday: Cell, weekAgo: Cell }), {
        description: 'The whole day before and the same day of the week before, to compare with.',
      }),
    }),
    dueToday: Cell,
    lights: closed(lights),
    byLead: Type.Array(closed({ unit: nullable(Named), ...lights }), {
      description: 'Most overdue first; unit null: nobody leads yet.',
    }),
    otherLeads: nullable(
      closed({
        units: Type.Integer(),
        inHand: Type.Integer(),
        green: Type.Integer(),
        yellow: Type.Integer(),
        red: Type.Integer(),
      }),
    ),
    categories: Type.Array(closed({ category: Coded, today: Cell, week: Cell, weekBefore: Cell }), {
      description: 'Hottest of the last seven days, those below them included.',
    }),
    regions: Type.Array(closed({ region: Coded, today: Cell, week: Cell }), {
      description: 'Those below them included.',
    }),
    flow: Type.Array(closed({ channel: Named, unit: nullable(Named), day: Cell, week: Cell }), {
      description: 'From channel to lead unit, the last 24 hours and the last seven days.',
    }),
    rates: Type.Array(Rate, { description: 'Of this month: response, resolution, satisfaction.' }),
    changedAt: nullable(Type.String({ format: 'date-time', description: 'When a ticket last changed.' })),
  }),
  refusals: ['not-permitted', 'no-such-unit'],
})
