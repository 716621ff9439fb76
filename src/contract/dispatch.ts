/** 转 on the wire: choosing units, claiming, passing down, handing on, taking back. Returns and rulings: returns.ts. */
import Type from 'typebox'
import { UNIT_KINDS } from '../domain/directory/units.ts'
import type { RefusalCode } from '../domain/refusal.ts'
import { ASSIGNMENT_ROLES } from '../domain/vocabulary.ts'
import { AppealNumber, closed, contract, Id, Line, Moment, nullable, oneOf, Page, Prose } from './route.ts'

export const ticketParams = closed({ number: AppealNumber })

/** A duty or a request counts within its ticket, from 1. */
export const No = Type.Integer({ minimum: 1, maximum: 1_000_000 })
export const assignmentParams = closed({ number: AppealNumber, no: No })

/** The answer of every changing call: where the ticket stands now. */
export const Changed = closed({ number: AppealNumber, version: Type.Integer(), stage: Type.String() })

export const Note = Type.String({ minLength: 1, maxLength: 2000 })
const tag = '转 transfer'

/** A sub-limit; three digits are years enough, and what can't be counted is refused here. */
const SubLimit = Type.String({
  pattern: '^([1-9][0-9]{0,2}(wd|d|h|wh)|[1-9][0-9]{0,3}(m|wm))$',
  examples: ['2wd'],
})

const below = {
  unitId: Id,
  personId: Type.Optional(Id),
  limit: Type.Optional(SubLimit),
  target: Type.Optional(
    closed({
      measure: Line,
      direction: oneOf(['atLeast', 'atMost']),
      threshold: Type.Number(),
      unit: Type.String({ maxLength: 20 }),
    }),
  ),
}
const DispatchTo = closed({ ...below, role: oneOf(ASSIGNMENT_ROLES) })
export const Units = Type.Array(DispatchTo, { minItems: 1, maxItems: 20 })

const stands: RefusalCode[] = ['not-found', 'is-suspended', 'has-ended', 'wrong-stage', 'changed-meanwhile']
/** What may be wrong with the units and people chosen. */
export const choice: RefusalCode[] = [
  'one-lead-only',
  'no-such-unit',
  'unit-already-assigned',
  'below-floor',
  'no-such-person',
  'person-away',
  'skill-missing',
]
export const onAssignment: RefusalCode[] = [...stands, 'no-such-assignment', 'not-your-unit', 'already-done']

export const dispatchAppeal = contract({
  name: 'dispatchAppeal',
  method: 'POST',
  path: '/appeals/{number}/dispatch',
  tag,
  summary: '派单：直派、双派、加派 Dispatch to a lead unit and assisting units',
  may: 'appeal.dispatch',
  params: ticketParams,
  body: closed({ units: Units, note: Type.Optional(Note) }),
  answer: Changed,
  changes: true,
  refusals: [...stands, 'not-permitted', ...choice],
})

const Refused = closed({
  code: Type.String(),
  detail: Type.String(),
  detailEn: Type.String(),
  field: Type.Optional(Type.String()),
  facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})

/** What became, or would become, of many tickets, number by number. */
export const BulkResults = Type.Array(
  closed({
    number: AppealNumber,
    version: nullable(Type.Integer()),
    stage: nullable(Type.String()),
    code: nullable(Type.String({ description: 'Why not; null when it was, or would be, done' })),
    detail: nullable(Type.String()),
    detailEn: nullable(Type.String()),
  }),
)
export const Bulk = closed({
  done: Type.Integer({ description: 'How many were, or would be, done' }),
  kept: Type.Integer({ description: 'How many could not' }),
  results: BulkResults,
})
export const DryRun = Type.Optional(
  Type.Boolean({ description: 'Say what would happen and change nothing.' }),
)
export const Numbers = Type.Array(AppealNumber, { minItems: 1, maxItems: 1000, uniqueItems: true })

export const dispatchMany = contract({
  name: 'dispatchMany',
  method: 'POST',
  path: '/dispatches',
  tag,
  summary:
    '批量派单 Dispatch up to 500 appeals, each for itself; with dryRun say what would happen and change nothing',
  may: 'appeal.dispatch',
  body: closed({
    rows: Type.Array(closed({ number: AppealNumber, units: Units, note: Type.Optional(Note) }), {
      minItems: 1,
      maxItems: 500,
    }),
    dryRun: Type.Optional(Type.Boolean()),
  }),
  answer: closed({
    dispatched: Type.Integer({ description: 'Rows that were, or would be, dispatched.' }),
    rows: Type.Array(
      closed({
        number: AppealNumber,
        version: Type.Optional(Type.Integer()),
        stage: Type.Optional(Type.String()),
        refused: Type.Optional(Refused),
      }),
    ),
  }),
})

const Reason = closed({
  kind: oneOf(['catalogue', 'place', 'similar', 'ruling', 'returned']),
  entryId: Type.Optional(Id),
  categoryId: Type.Optional(Id),
  regionId: Type.Optional(nullable(Id)),
  gridId: Type.Optional(nullable(Id)),
  legalBasis: Type.Optional(Type.String()),
  floor: Type.Optional(nullable(oneOf(UNIT_KINDS))),
  skill: Type.Optional(nullable(Type.String())),
  cases: Type.Optional(Type.Integer({ description: 'Similar settled cases of this unit.' })),
  numbers: Type.Optional(Type.Array(AppealNumber, { description: 'The most alike, at most three.' })),
  assignmentNo: Type.Optional(No),
})

const Suggestions = closed({
  categories: Type.Array(closed({ categoryId: Id, words: Type.Array(Type.String()) })),
  units: Type.Array(
    closed({
      unitId: Id,
      name: Type.String(),
      role: oneOf(ASSIGNMENT_ROLES),
      reasons: Type.Array(Reason),
    }),
  ),
})

export const suggestForAppeal = contract({
  name: 'suggestForAppeal',
  method: 'GET',
  path: '/appeals/{number}/suggestions',
  tag,
  summary: '推荐承办单位及理由 Suggested units with the reasons, the best first',
  may: ['appeal.dispatch', 'contact.take'],
  params: ticketParams,
  answer: Suggestions,
  refusals: ['not-found'],
})

export const suggestForDraft = contract({
  name: 'suggestForDraft',
  method: 'POST',
  path: '/suggestions',
  tag,
  summary: '录入时推荐分类和承办单位 Suggested categories and units for what is being written',
  may: ['appeal.dispatch', 'contact.take'],
  body: closed({
    text: Prose,
    categoryId: Type.Optional(Id),
    regionId: Type.Optional(Id),
    gridId: Type.Optional(Id),
  }),
  answer: Suggestions,
  refusals: ['no-such-category'],
})

export const listClaimable = contract({
  name: 'listClaimable',
  method: 'GET',
  path: '/claimable',
  tag,
  summary:
    '待认领诉求 Matters nobody has been given yet that one’s unit may claim, the longest waiting first',
  may: 'appeal.handle',
  query: closed({
    after: Type.Optional(Type.String({ maxLength: 100, description: '`next` of the page before.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '50 when left out.' })),
  }),
  answer: closed(
    {
      appeals: Type.Array(
        closed({
          number: AppealNumber,
          kind: Type.String(),
          title: nullable(Type.String()),
          categoryId: nullable(Id),
          regionId: nullable(Id),
          urgency: Type.String(),
          receivedAt: Moment,
          unitIds: Type.Array(Id, { description: 'Units of the caller’s that may claim it.' }),
        }),
      ),
      ...Page.properties,
    },
    { description: 'A page can be short while there is more: go on until `next` is null.' },
  ),
  refusals: [],
})

export const claimAppeal = contract({
  name: 'claimAppeal',
  method: 'POST',
  path: '/appeals/{number}/claim',
  tag,
  summary: '主动认领 Claim a matter nobody has been given yet',
  may: 'appeal.handle',
  params: ticketParams,
  body: closed({ unitId: Id, note: Type.Optional(Note) }),
  answer: Changed,
  changes: true,
  refusals: [...stands, 'not-your-unit', 'not-claimable', ...choice],
})

export const passDown = contract({
  name: 'passDown',
  method: 'POST',
  path: '/appeals/{number}/assignments/{no}/pass-down',
  tag,
  summary: '转下级办理 Pass a duty down to units below, and answer for it upward',
  may: 'appeal.handle',
  params: assignmentParams,
  body: closed({
    units: Type.Array(closed(below), { minItems: 1, maxItems: 20 }),
    note: Type.Optional(Note),
  }),
  answer: Changed,
  changes: true,
  refusals: [...onAssignment, 'not-below', ...choice],
})

export const cancelAssignment = contract({
  name: 'cancelAssignment',
  method: 'POST',
  path: '/appeals/{number}/assignments/{no}/cancel',
  tag,
  summary: '撤销派单、改派 Take a duty away, and give it to another unit at once',
  may: ['appeal.dispatch', 'appeal.handle'],
  params: assignmentParams,
  body: closed({ note: Note, units: Type.Optional(Units) }),
  answer: Changed,
  changes: true,
  refusals: [...onAssignment, 'not-permitted', 'passed-down', ...choice],
})

export const handAssignment = contract({
  name: 'handAssignment',
  method: 'POST',
  path: '/appeals/{number}/assignments/{no}/hand',
  tag,
  summary: '指定经办人（休假时由替班人经办） Hand a duty to a person of the unit, or to their substitute',
  may: 'appeal.handle',
  params: assignmentParams,
  body: closed({ personId: Id, note: Type.Optional(Note) }),
  answer: closed({
    ...Changed.properties,
    personId: Id,
    insteadOf: Type.Optional(
      Type.Integer({ description: 'The person asked for, who is on leave; `personId` stands in.' }),
    ),
  }),
  changes: true,
  refusals: [...onAssignment, 'no-such-person', 'person-away', 'skill-missing'],
})

export const listCandidates = contract({
  name: 'listCandidates',
  method: 'GET',
  path: '/appeals/{number}/assignments/{no}/people',
  tag,
  summary: '可选经办人 The people a duty can be handed to: skill, leave, substitute',
  may: ['appeal.dispatch', 'appeal.handle'],
  params: assignmentParams,
  answer: closed({
    people: Type.Array(
      closed({
        personId: Id,
        name: Type.String(),
        unitId: Id,
        skills: Type.Array(Type.String()),
        skilled: Type.Boolean({ description: 'Has the skill that the catalogue asks for.' }),
        away: Type.Boolean(),
        actingId: nullable(Id),
      }),
    ),
  }),
  refusals: ['not-found', 'no-such-assignment', 'not-your-unit'],
})
