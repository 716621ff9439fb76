/** Many tickets on the wire: lists, counts, saved views, exports, the public board, the stream of what changes. */
import Type, { type Static } from 'typebox'
import { KINDS, LEVELS, STAGES } from '../domain/vocabulary.ts'
import { LIGHTS, Summary } from './record.ts'
import { closed, contract, Id, Moment, nullable, oneOf, Page } from './route.ts'

const Short = Type.String({ minLength: 1, maxLength: 100 })

/** What a list can be narrowed to; all given conditions hold. */
export const filterFields = {
  q: Type.Optional(
    Type.String({ maxLength: 200, description: 'Words, a number, an external id, or a phone.' }),
  ),
  stage: Type.Optional(Type.Array(oneOf(STAGES), { maxItems: STAGES.length })),
  kind: Type.Optional(Type.Array(oneOf(KINDS), { maxItems: KINDS.length })),
  level: Type.Optional(Type.Array(oneOf(LEVELS), { maxItems: LEVELS.length })),
  light: Type.Optional(Type.Array(oneOf(LIGHTS), { maxItems: LIGHTS.length })),
  channelId: Type.Optional(Id),
  category: Type.Optional(
    Type.String({ pattern: '^[0-9A-Za-z]{1,20}$', description: 'Code; those below count too.' }),
  ),
  regionId: Type.Optional(Id),
  unitId: Type.Optional(Type.Integer({ minimum: 1, description: 'Involved, or a unit below it is.' })),
  leadUnitId: Type.Optional(Type.Integer({ minimum: 1, description: 'Leads, or a unit below it does.' })),
  lead: Type.Optional(
    oneOf(['below', 'only', 'none'], {
      description:
        'How leadUnitId counts: with the units below it (when left out), alone; none: nobody leads yet.',
    }),
  ),
  forceId: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'What a task force 工作专班 is responsible for; its members see it whichever unit has it.',
    }),
  ),
  open: Type.Optional(Type.Boolean({ description: 'Not over yet, or over.' })),
  organisationId: Type.Optional(Id),
  limitClass: Type.Optional(Short),
  tag: Type.Optional(Short),
  risk: Type.Optional(Short),
  repeats: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000, description: 'At least.' })),
  imported: Type.Optional(Type.Boolean()),
  externalPlatform: Type.Optional(Short),
  externalId: Type.Optional(Short),
  number: Type.Optional(Type.String({ pattern: '^[0-9]{1,34}$', description: 'Begins with.' })),
  receivedFrom: Type.Optional(Moment),
  receivedTo: Type.Optional(Moment),
  dueFrom: Type.Optional(Moment),
  dueTo: Type.Optional(Moment),
}
const FilterShape = closed(filterFields)
export type FilterInput = Static<typeof FilterShape>

export const SORTS = ['received', 'due'] as const

export const listAppeals = contract({
  name: 'listAppeals',
  method: 'GET',
  path: '/appeals',
  tag: '单 record',
  summary: '诉求列表 List tickets, newest first, or open ones by due time',
  may: 'appeal.read',
  query: closed({
    ...filterFields,
    sort: Type.Optional(oneOf(SORTS)),
    after: Type.Optional(Type.String({ maxLength: 100, description: '`next` of the page before.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50 when left out.' })),
  }),
  answer: closed(
    { appeals: Type.Array(Summary), ...Page.properties },
    { description: 'A page can be short while there is more: go on until `next` is null.' },
  ),
})

export const countAppeals = contract({
  name: 'countAppeals',
  method: 'GET',
  path: '/appeals/count',
  tag: '单 record',
  summary:
    '诉求计数 Count tickets; `exact` is false when counting took too long: then there are at least so many',
  may: 'appeal.read',
  query: closed({
    ...filterFields,
    exact: Type.Optional(
      Type.Boolean({
        description: 'Wait some seconds for the exact number; one such count at a time for one person.',
      }),
    ),
  }),
  answer: closed({ count: Type.Integer(), exact: Type.Boolean() }),
})

export const exportAppeals = contract({
  name: 'exportAppeals',
  method: 'GET',
  path: '/appeals/export',
  tag: '单 record',
  summary: '导出 Export tickets as CSV or Excel, masked as the list is',
  may: 'export',
  query: closed({ ...filterFields, format: Type.Optional(oneOf(['csv', 'xlsx'])) }),
  answer: { media: 'text/csv', describe: 'CSV with a byte order mark, or an Excel workbook.' },
})

const viewFields = {
  name: Type.String({ minLength: 1, maxLength: 60 }),
  query: closed({ ...filterFields, sort: Type.Optional(oneOf(SORTS)) }),
  columns: Type.Optional(
    Type.Array(Short, {
      maxItems: 40,
      uniqueItems: true,
      description: 'Columns to show, in order; any words of the page that keeps them.',
    }),
  ),
  shared: Type.Optional(Type.Boolean()),
}
const SavedView = closed({
  id: Id,
  name: Type.String(),
  query: Type.Unknown(),
  columns: Type.Array(Type.String()),
  shared: Type.Boolean(),
  own: Type.Boolean(),
})
const viewParams = closed({ id: Id })
const views = { tag: '单 record', may: 'appeal.read' } as const

export const listSavedViews = contract({
  ...views,
  name: 'listSavedViews',
  method: 'GET',
  path: '/saved-views',
  summary: '常用筛选 Saved views: one’s own and those shared',
  answer: closed({ views: Type.Array(SavedView) }),
})
export const saveView = contract({
  ...views,
  name: 'saveView',
  method: 'POST',
  path: '/saved-views',
  summary: '保存筛选 Save a view',
  body: closed(viewFields),
  answer: SavedView,
  status: 201,
  refusals: ['already-exists'],
})
export const changeView = contract({
  ...views,
  name: 'changeView',
  method: 'PUT',
  path: '/saved-views/{id}',
  summary: '修改筛选 Change one’s own view',
  params: viewParams,
  body: closed(viewFields),
  answer: SavedView,
  refusals: ['not-found', 'already-exists'],
})
export const dropView = contract({
  ...views,
  name: 'dropView',
  method: 'DELETE',
  path: '/saved-views/{id}',
  summary: '删除筛选 Delete one’s own view',
  params: viewParams,
  answer: Type.Null(),
  status: 204,
  refusals: ['not-found'],
})

const Named = closed({ name: Type.String(), n: Type.Integer() })

export const publicBoard = contract({
  name: 'publicBoard',
  method: 'GET',
  path: '/public/board',
  tag: '公开 public',
  summary: '办理进展公示 The public board: how many stand where, and published matters, masked',
  may: 'public',
  query: closed({
    tenant: Type.String({ minLength: 1, maxLength: 50, description: 'The tenant’s code.' }),
    after: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 50 })),
  }),
  answer: closed({
    counts: nullable(closed({ handling: Type.Integer(), done: Type.Integer() })),
    figures: nullable(
      closed(
        {
          received: Type.Integer(),
          solved: Type.Integer(),
          open: Type.Integer(),
          medianDays: nullable(Type.Number({ description: 'Half were done within so many days.' })),
          byMonth: Type.Array(
            closed({ month: Type.String(), received: Type.Integer(), done: Type.Integer() }),
          ),
          byCategory: Type.Array(Named),
          byDistrict: Type.Array(Named),
          nearby: Type.Array(closed({ area: Type.String(), category: Type.String(), open: Type.Integer() })),
          asOf: Moment,
        },
        {
          description:
            'Of all matters of the last twelve months; cells below five are put together as 其他. Null while the very first count is under way.',
        },
      ),
    ),
    appeals: Type.Array(
      closed({
        title: nullable(Type.String()),
        kind: Type.String(),
        category: nullable(Type.String()),
        stage: Type.String(),
        unit: nullable(Type.String()),
        receivedOn: Type.String({ format: 'date' }),
        endedOn: nullable(Type.String({ format: 'date' })),
        result: nullable(Type.String()),
        answer: nullable(
          Type.String({ description: 'That the centre has passed, without names and numbers.' }),
        ),
        ref: Type.String({ description: 'Names it in a comment; leads to no ticket.' }),
      }),
    ),
    ...Page.properties,
  }),
  refusals: ['not-found'],
})

export const streamEvents = contract({
  name: 'streamEvents',
  method: 'GET',
  path: '/events/stream',
  tag: '单 record',
  summary: '实时更新 Server-sent events: which tickets changed; resumes after Last-Event-ID',
  may: 'appeal.read',
  answer: {
    media: 'text/event-stream',
    describe:
      'Events named `appeal` with {number, version, kind, stage}, of a change of colour (`clock.lit`) also {light}; `reset` when too much was missed.',
  },
})
