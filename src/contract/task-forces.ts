/** 工作专班 on the wire: who is in one, what it is responsible for, how it goes. Its matters are `forceId` of the list of tickets. */
import Type from 'typebox'
import { FORCE_ROLES, FORCE_STATES } from '../domain/access/task-force.ts'
import { AppealNumber, closed, contract, Id, Moment, nullable, oneOf, Page, Prose, Version } from './route.ts'

const tag = '工作专班 task forces'
const Day = Type.String({ format: 'date', pattern: '^(19|20|21)' })
const Named = closed({ id: Id, name: Type.String() })
const ids = (most: number) => Type.Array(Id, { maxItems: most, uniqueItems: true })
const params = closed({ id: Id })

const written = {
  name: Type.String({ minLength: 1, maxLength: 100 }),
  task: Prose,
  basis: Type.String({
    minLength: 1,
    maxLength: 500,
    description: 'The document or instruction that set it up, e.g. 《…》第四条.',
  }),
  startsOn: Day,
  endsOn: nullable(Day),
  leaderId: Id,
  deputyId: nullable(Id),
  members: Type.Array(
    closed({ personId: Id, duty: nullable(Type.String({ minLength: 1, maxLength: 200 })) }),
    {
      maxItems: 200,
    },
  ),
  categoryIds: ids(100),
  regionIds: ids(100),
  numbers: Type.Array(AppealNumber, {
    maxItems: 200,
    uniqueItems: true,
    description: 'Single tickets and tasks.',
  }),
}

const Member = closed({
  person: Named,
  unit: Named,
  role: oneOf(FORCE_ROLES),
  duty: nullable(Type.String()),
  fromOn: Day,
  untilOn: nullable(Day),
})
const Line = closed({
  id: Id,
  version: Version,
  name: Type.String(),
  task: Type.String(),
  basis: Type.String(),
  startsOn: Day,
  endsOn: nullable(Day),
  dissolvedOn: nullable(Day),
  state: oneOf(FORCE_STATES, { description: 'As of today.' }),
  leader: nullable(closed({ person: Named, unit: Named })),
  memberCount: Type.Integer(),
  mine: Type.Boolean({ description: 'The caller is in it now.' }),
})
const Note = closed({ id: Id, at: Moment, by: Type.String(), text: Type.String() })

const set = { may: 'task.open', tag } as const
const read = { may: 'appeal.read', tag } as const
const saves = [
  'not-signed-in',
  'not-permitted',
  'not-found',
  'no-such-person',
  'no-such-category',
  'no-such-region',
  'no-such-ticket',
  'force-without-matters',
  'force-ends-first',
  'twice-in-force',
] as const

export const listTaskForces = contract({
  ...read,
  name: 'listTaskForces',
  method: 'GET',
  path: '/task-forces',
  summary: '工作专班 Task forces I may read of, latest first',
  query: closed({
    state: Type.Optional(oneOf(FORCE_STATES)),
    after: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
  }),
  answer: closed({ forces: Type.Array(Line), can: closed({ create: Type.Boolean() }), ...Page.properties }),
  refusals: ['not-signed-in', 'not-permitted'],
})

export const readTaskForce = contract({
  ...read,
  name: 'readTaskForce',
  method: 'GET',
  path: '/task-forces/{id}',
  summary: '看工作专班 One force: its people past and present, its matters, its progress, what was changed',
  params,
  answer: closed({
    ...Line.properties,
    members: Type.Array(Member),
    categories: Type.Array(Named),
    regions: Type.Array(Named),
    numbers: Type.Array(Type.String()),
    outcome: nullable(Type.String()),
    notes: Type.Array(Note, { description: 'The last hundred, latest first.' }),
    history: Type.Array(closed({ at: Moment, by: nullable(Type.String()), act: Type.String() })),
    can: closed({ edit: Type.Boolean(), note: Type.Boolean() }),
  }),
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})

export const createTaskForce = contract({
  ...set,
  name: 'createTaskForce',
  method: 'POST',
  path: '/task-forces',
  summary: '成立专班 Set up a task force; its members see its matters from its first day on',
  body: closed(written),
  answer: closed({ id: Id, version: Version }),
  status: 201,
  refusals: saves,
})

export const changeTaskForce = contract({
  ...set,
  name: 'changeTaskForce',
  method: 'PATCH',
  path: '/task-forces/{id}',
  summary: '调整专班 Change its task, people or matters; who leaves it stays in its history',
  params,
  changes: true,
  body: Type.Partial(closed(written), { additionalProperties: false, minProperties: 1 }),
  answer: closed({ id: Id, version: Version }),
  refusals: [...saves, 'wrong-stage', 'changed-meanwhile', 'version-needed'],
})

export const dissolveTaskForce = contract({
  ...set,
  name: 'dissolveTaskForce',
  method: 'POST',
  path: '/task-forces/{id}/dissolve',
  summary:
    '撤销专班 Dissolve it from today on: its members no longer see its matters; everything stays to be read',
  params,
  changes: true,
  body: closed({ outcome: Prose }),
  answer: closed({ id: Id, version: Version }),
  refusals: [
    'not-signed-in',
    'not-permitted',
    'not-found',
    'wrong-stage',
    'changed-meanwhile',
    'version-needed',
  ],
})

export const noteTaskForce = contract({
  ...read,
  name: 'noteTaskForce',
  method: 'POST',
  path: '/task-forces/{id}/notes',
  summary: '专班进展 Write down how it goes: its members, and who set it up',
  params,
  body: closed({ text: Prose }),
  answer: closed({ id: Id }),
  status: 201,
  refusals: ['not-signed-in', 'not-permitted', 'not-found', 'wrong-stage'],
})
