/** 典型案例 on the wire: settled matters told without a name, approved, shown inside or to citizens. */
import Type from 'typebox'
import { CASE_STATES, WRITES_CASES } from '../domain/quality/typical-case.ts'
import { Day } from './assessment.ts'
import { Named } from './record.ts'
import { AppealNumber, closed, contract, Id, Moment, nullable, oneOf, Page, Version } from './route.ts'

const tag = '用 apply'
const params = closed({ id: Id })
const Words = Type.String({ minLength: 1, maxLength: 4000 })
const written = {
  title: Type.String({ minLength: 1, maxLength: 200 }),
  situation: Words,
  handling: Words,
  outcome: Words,
  lesson: nullable(Words),
}
const Case = closed({
  id: Id,
  version: Version,
  ...written,
  category: nullable(Named),
  unit: Named,
  state: oneOf(CASE_STATES),
  number: nullable(Type.String({ description: 'Of the ticket; null where it is not yours to see.' })),
  writtenBy: nullable(Named),
  writtenAt: Moment,
  approvedBy: nullable(Named),
  can: closed({ edit: Type.Boolean(), approve: Type.Boolean() }),
})

export const listCases = contract({
  name: 'listCases',
  method: 'GET',
  path: '/cases',
  tag,
  summary: '典型案例 Typical cases, latest first; drafts and withdrawn ones for those who write them up',
  may: 'signedIn',
  query: closed({
    state: Type.Optional(oneOf(CASE_STATES)),
    after: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  }),
  answer: closed({ cases: Type.Array(Case), can: closed({ write: Type.Boolean() }), ...Page.properties }),
  refusals: ['not-signed-in'],
})

const noes = ['not-signed-in', 'not-permitted', 'not-found', 'case-names-person'] as const

export const writeCase = contract({
  name: 'writeCase',
  method: 'POST',
  path: '/cases',
  tag,
  summary: '选为典型案例 Tell a struck-off matter as a case; refused where a person could be recognised',
  may: WRITES_CASES,
  body: closed({ number: AppealNumber, ...written }),
  answer: closed({ id: Id, version: Version }),
  status: 201,
  refusals: [...noes, 'no-case-of-this', 'already-exists'],
})

export const changeCase = contract({
  name: 'changeCase',
  method: 'PATCH',
  path: '/cases/{id}',
  tag,
  summary: '修改案例 Change its words; what was approved is a draft again',
  may: WRITES_CASES,
  params,
  changes: true,
  body: Type.Partial(closed(written), { additionalProperties: false, minProperties: 1 }),
  answer: closed({ id: Id, version: Version }),
  refusals: [...noes, 'changed-meanwhile', 'version-needed'],
})

export const publishCase = contract({
  name: 'publishCase',
  method: 'POST',
  path: '/cases/{id}/publish',
  tag,
  summary: '审批发布案例 Approve it for the staff or for citizens, or take it back; never one’s own',
  may: 'publish',
  params,
  changes: true,
  body: closed({ to: oneOf(['inside', 'public', 'withdrawn']) }),
  answer: closed({ id: Id, version: Version }),
  refusals: [...noes, 'own-work', 'already-done', 'changed-meanwhile', 'version-needed'],
})

export const listPublicCases = contract({
  name: 'listPublicCases',
  method: 'GET',
  path: '/public/cases',
  tag: '公众 public',
  summary: '公开的典型案例 Typical cases for citizens, latest first',
  may: 'public',
  query: closed({
    tenant: Type.Optional(Type.String({ maxLength: 50 })),
    after: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Integer({ minimum: 1, maximum: 50, default: 10 }),
  }),
  answer: closed({
    cases: Type.Array(
      closed({
        title: Type.String(),
        situation: Type.String(),
        handling: Type.String(),
        outcome: Type.String(),
        category: nullable(Type.String()),
        unit: Type.String(),
        on: Day,
      }),
    ),
    ...Page.properties,
  }),
  refusals: ['no-such-tenant'],
})
