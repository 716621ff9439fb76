/** 考 on the wire: figures and rates of a period, and reconciliation. */
import Type from 'typebox'
import { RATE_NAMES } from '../domain/assessment/rates.ts'
import { closed, contract, Id, nullable, oneOf } from './route.ts'

export const Day = Type.String({ format: 'date', examples: ['2026-11-22'] })
const Until = Type.String({
  format: 'date',
  examples: ['2026-12-21'],
  description: 'Last day, counted too; at most 366 days with the first.',
})
const BY = ['unit', 'day', 'channel', 'kind', 'all'] as const

export const Rate = closed({
  name: oneOf(RATE_NAMES),
  zh: Type.String(),
  en: Type.String(),
  over: Type.Integer({ description: 'numerator' }),
  under: Type.Integer({ description: 'denominator' }),
  leftOut: Type.Integer({ description: 'counted in neither: exemptions, refusals, exclusions' }),
  value: nullable(Type.Number()),
  target: Type.Optional(Type.Number({ description: 'What the city aims at, 0–1.' })),
})

export const readFigures = contract({
  name: 'readFigures',
  method: 'GET',
  path: '/figures',
  tag: '考 assess',
  summary: '任意时段、单位的计数与比率 Figures and rates of any period and unit',
  may: 'figures.read',
  query: closed({
    from: Day,
    until: Until,
    by: Type.Optional(oneOf(BY)),
    unitId: Type.Optional(Id),
    /** Count the units below as well. */
    below: Type.Optional(Type.Boolean()),
  }),
  answer: closed({
    rows: Type.Array(
      closed({
        key: Type.String(),
        name: Type.String(),
        figures: Type.Record(Type.String(), Type.Integer()),
        rates: Type.Array(Rate),
      }),
    ),
  }),
  refusals: ['not-permitted', 'no-such-unit'],
})

const Counts = Type.Record(Type.String(), Type.Integer())

export const readReconciliation = contract({
  name: 'readReconciliation',
  method: 'GET',
  path: '/reconciliation',
  tag: '考 assess',
  summary: '对账：收到＝答复＋受理＋不予受理＋转接＋放弃；上期在办＋收＝本期在办＋出 Reconcile a period',
  may: 'figures.read',
  query: closed({ from: Day, until: Until }),
  answer: closed({
    balanced: Type.Boolean(),
    channels: Type.Array(
      closed({
        channelId: Id,
        name: Type.String(),
        in: Type.Integer(),
        answered: Type.Integer(),
        appeal: Type.Integer(),
        refused: Type.Integer(),
        handedOver: Type.Integer(),
        abandoned: Type.Integer(),
        pending: Type.Integer(),
      }),
    ),
    hands: Type.Array(
      closed({
        unitId: Id,
        name: Type.String(),
        hands: oneOf(['centre', 'unit']),
        before: Type.Integer(),
        in: Counts,
        out: Counts,
        after: Type.Integer(),
      }),
    ),
    differences: Type.Array(
      closed({
        kind: Type.String(),
        which: Type.String(),
        facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      }),
    ),
  }),
  refusals: ['not-permitted'],
})

const Span = nullable(
  closed(
    { n: Type.Integer(), median: Type.Number(), p90: Type.Number() },
    { description: 'Hours by the clock.' },
  ),
)

export const readSteps = contract({
  name: 'readSteps',
  method: 'GET',
  path: '/figures/steps',
  tag: '考 assess',
  summary: '过程监测：每一步用了多久 How long each step took, by unit: of the duties given in the period',
  may: 'figures.read',
  query: closed({
    from: Day,
    until: Type.String({
      format: 'date',
      description: 'Last day, counted too; at most 92 days with the first.',
    }),
    unitId: Type.Optional(Id),
  }),
  answer: closed({
    rows: Type.Array(
      closed({
        unit: nullable(closed({ id: Id, name: Type.String() }, { description: 'null: all together' })),
        duties: Type.Integer(),
        sign: Span,
        contact: Span,
        reply: Span,
        review: Span,
      }),
    ),
  }),
  refusals: ['not-permitted', 'no-such-unit'],
})

export const readHotDomains = contract({
  name: 'readHotDomains',
  method: 'GET',
  path: '/figures/hot',
  tag: '考 assess',
  summary: '民生热点 Kinds of matters that came much more often in seven days than in a usual week',
  may: 'figures.read',
  answer: closed({
    counted: Type.Boolean({ description: 'False: the first count is under way; ask again in a moment.' }),
    domains: Type.Array(
      closed({
        category: closed({ id: Id, code: Type.String(), name: Type.String() }),
        week: Type.Integer({ description: 'In the last seven days.' }),
        usual: Type.Number({ description: 'A week of the four before.' }),
        times: Type.Number(),
      }),
    ),
  }),
  refusals: ['not-signed-in', 'not-permitted'],
})
