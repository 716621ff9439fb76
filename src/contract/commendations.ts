/** 表扬与致谢 on the wire: registered by who hears of it, confirmed by the centre, counted apart from every rate. */
import Type from 'typebox'
import {
  COMMENDATION_SOURCES,
  COMMENDATION_STATES,
  READS_COMMENDATIONS,
  REGISTERS,
} from '../domain/quality/commendation.ts'
import { Day } from './assessment.ts'
import { Named } from './record.ts'
import { AppealNumber, closed, contract, Id, Moment, nullable, oneOf, Page } from './route.ts'

const tag = '考 assess'
const params = closed({ id: Id })
const Reason = Type.String({ minLength: 1, maxLength: 500 })

const Commendation = closed({
  id: Id,
  source: oneOf(COMMENDATION_SOURCES),
  thankedBy: nullable(Type.String({ description: 'An office or enterprise; of a citizen 张*.' })),
  receivedOn: Day,
  number: nullable(
    Type.String({ description: 'Of the ticket; null where there is none or it is not yours to see.' }),
  ),
  unit: Named,
  people: Type.Array(Named),
  words: nullable(Type.String()),
  file: nullable(closed({ id: Id, name: Type.String(), size: Type.Integer() })),
  state: oneOf(COMMENDATION_STATES),
  points: nullable(Type.Number()),
  registeredBy: nullable(Named),
  registeredAt: Moment,
  decidedBy: nullable(Named),
  reason: nullable(Type.String()),
  can: closed({ decide: Type.Boolean() }),
})

export const listCommendations = contract({
  name: 'listCommendations',
  method: 'GET',
  path: '/commendations',
  tag,
  summary: '表扬与致谢 Commendations of the units whose figures I may read, latest first',
  may: READS_COMMENDATIONS,
  query: closed({
    state: Type.Optional(oneOf(COMMENDATION_STATES)),
    source: Type.Optional(oneOf(COMMENDATION_SOURCES)),
    unitId: Type.Optional(Type.Integer({ minimum: 1, description: 'And the units below it.' })),
    from: Type.Optional(Day),
    until: Type.Optional(Day),
    after: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
  }),
  answer: closed({ commendations: Type.Array(Commendation), ...Page.properties }),
  refusals: ['not-signed-in', 'not-permitted'],
})

export const registerCommendation = contract({
  name: 'registerCommendation',
  method: 'POST',
  path: '/commendations',
  tag,
  summary: '登记表扬 Write down a letter of thanks or a word of praise; the centre confirms it',
  may: REGISTERS,
  body: closed({
    source: oneOf(COMMENDATION_SOURCES),
    thankedBy: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'Of a citizen only 张* is kept.' }),
    ),
    receivedOn: Day,
    number: Type.Optional(AppealNumber),
    unitId: Type.Optional(
      Type.Integer({ minimum: 1, description: 'The lead unit of the ticket when left out.' }),
    ),
    personIds: Type.Optional(Type.Array(Id, { maxItems: 20, uniqueItems: true })),
    words: Type.Optional(Type.String({ minLength: 1, maxLength: 5000 })),
    fileId: Type.Optional(Id),
  }),
  answer: closed({ id: Id }),
  status: 201,
  refusals: [
    'not-signed-in',
    'not-permitted',
    'not-found',
    'not-your-unit',
    'no-such-unit',
    'no-such-person',
    'no-such-file',
  ],
})

const decide = { may: 'quality.check', tag, params, answer: Commendation } as const
const noes = ['not-signed-in', 'not-permitted', 'not-found', 'already-done', 'own-work'] as const

export const confirmCommendation = contract({
  ...decide,
  name: 'confirmCommendation',
  method: 'POST',
  path: '/commendations/{id}/confirm',
  summary: '核实表扬 Confirm it: it counts as much as the rules of today say',
  refusals: noes,
})

export const dismissCommendation = contract({
  ...decide,
  name: 'dismissCommendation',
  method: 'POST',
  path: '/commendations/{id}/dismiss',
  summary: '不予认定 It does not count; the reason stays',
  body: closed({ reason: Reason }),
  refusals: noes,
})

export const eraseCommendation = contract({
  name: 'eraseCommendation',
  method: 'POST',
  path: '/commendations/{id}/erase',
  tag,
  summary: '删除致谢人信息 Take away who thanked, their words and their letter; the count stays',
  may: 'identity.erase',
  params,
  body: closed({ reason: Reason }),
  answer: closed({ id: Id }),
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})

export const readCredits = contract({
  name: 'readCredits',
  method: 'GET',
  path: '/figures/credits',
  tag,
  summary: '表扬计分 Confirmed commendations and their points by unit; in no rate',
  may: 'figures.read',
  query: closed({ from: Day, until: Day, unitId: Type.Optional(Id) }),
  answer: closed({
    rows: Type.Array(
      closed({
        unit: Named,
        count: Type.Integer(),
        points: Type.Number(),
        higherLevel: Type.Integer(),
        enterprise: Type.Integer(),
        citizen: Type.Integer(),
      }),
    ),
  }),
  refusals: ['not-signed-in', 'not-permitted', 'no-such-unit'],
})
