/** 质检 on the wire: what ought to be checked, a check by the city's scorecard, and what checks say of an agent. */
import Type from 'typebox'
import { CHECK_REASONS, QUALITY_SUBJECTS } from '../domain/quality/scorecard.ts'
import { Day } from './assessment.ts'
import { Note } from './dispatch.ts'
import { Named } from './record.ts'
import { AppealNumber, closed, contract, Id, Moment, nullable, oneOf, Page } from './route.ts'

const tag = '质检 quality'
const may = 'quality.check'
const After = Type.Optional(Type.String({ maxLength: 100 }))
const Limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50 when left out.' }))
const Code = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,39}$' })
const Item = closed({ code: Type.String(), zh: Type.String(), en: Type.String() })
const ScoredItem = closed({
  ...Item.properties,
  guideZh: Type.Optional(Type.String()),
  guideEn: Type.Optional(Type.String()),
  weight: Type.Optional(Type.Number({ description: '1 when left out.' })),
  conduct: Type.Optional(
    Type.Boolean({ description: 'One of 严真细实快, or what the city has in their place.' }),
  ),
})

const Work = {
  subject: oneOf(QUALITY_SUBJECTS),
  contactId: nullable(Id),
  number: nullable(Type.String({ description: 'Of the appeal; of a contact, the appeal it became.' })),
  agent: nullable(Named),
  unit: Named,
}

export const listQualityQueue = contract({
  name: 'listQualityQueue',
  method: 'GET',
  path: '/quality/queue',
  tag,
  summary:
    '待质检：抽样与全部异常，最近结束的在前 To be checked: a sample that stays the same, and all that is flagged',
  may,
  query: closed({
    subject: Type.Optional(oneOf(QUALITY_SUBJECTS, { description: 'contact when left out.' })),
    agentId: Type.Optional(Id),
    after: After,
    limit: Limit,
  }),
  answer: closed({
    scorecard: closed({ items: Type.Array(ScoredItem), flags: Type.Array(Item) }),
    queue: Type.Array(
      closed({
        ...Work,
        at: Moment,
        channel: nullable(Named),
        outcome: Type.String({ description: 'Of a contact its outcome, of an appeal its stage.' }),
        title: nullable(Type.String()),
        talkSeconds: nullable(Type.Integer()),
        stars: nullable(Type.Integer()),
        reasons: Type.Array(oneOf(CHECK_REASONS)),
      }),
    ),
    ...Page.properties,
  }),
})

const QualityCheck = closed({
  id: Id,
  ...Work,
  at: Moment,
  checkedBy: nullable(Named),
  scores: Type.Record(Type.String(), Type.Integer()),
  average: Type.Number(),
  flags: Type.Array(Type.String()),
  note: nullable(Type.String()),
})

export const checkQuality = contract({
  name: 'checkQuality',
  method: 'POST',
  path: '/quality/checks',
  tag,
  summary: '质检评分：每项 0–5 Check a contact or an appeal: each item 0–5, flags, a note',
  may,
  body: closed({
    contactId: Type.Optional(Id),
    number: Type.Optional(AppealNumber),
    scores: Type.Record(Code, Type.Integer({ minimum: 0, maximum: 5 })),
    flags: Type.Optional(Type.Array(Code, { maxItems: 20, uniqueItems: true })),
    note: Type.Optional(Note),
  }),
  answer: QualityCheck,
  status: 201,
  refusals: ['not-found', 'own-work', 'wrong-stage', 'already-done', 'not-on-scorecard'],
})

export const listQualityChecks = contract({
  name: 'listQualityChecks',
  method: 'GET',
  path: '/quality/checks',
  tag,
  summary: '质检结果与话务员均分 Checks, latest first, and the averages of each agent',
  may,
  query: closed({
    agentId: Type.Optional(Id),
    unitId: Type.Optional(Type.Integer({ minimum: 1, description: 'And the units below it.' })),
    subject: Type.Optional(oneOf(QUALITY_SUBJECTS)),
    from: Type.Optional(Moment),
    to: Type.Optional(Moment),
    after: After,
    limit: Limit,
  }),
  answer: closed({
    checks: Type.Array(QualityCheck),
    averages: Type.Array(
      closed({
        agent: nullable(Named),
        checks: Type.Integer(),
        average: Type.Number(),
        items: Type.Record(Type.String(), Type.Number()),
      }),
      { description: 'Of everything the filter takes, lowest first; empty on later pages.' },
    ),
    ...Page.properties,
  }),
})

export const readConduct = contract({
  name: 'readConduct',
  method: 'GET',
  path: '/figures/conduct',
  tag,
  summary: '作风评分 严真细实快 by unit and month: the averages of the checks of what each unit led',
  may: 'figures.read',
  query: closed({ from: Day, until: Day, unitId: Type.Optional(Id) }),
  answer: closed({
    criteria: Type.Array(ScoredItem),
    rows: Type.Array(
      closed({
        unit: Named,
        month: Type.String({ description: '2026-11' }),
        checks: Type.Integer(),
        average: Type.Number({ description: 'Of the criteria, by their weights, 0–5.' }),
        items: Type.Record(Type.String(), Type.Number()),
      }),
    ),
  }),
  refusals: ['not-signed-in', 'not-permitted', 'no-such-unit'],
})
