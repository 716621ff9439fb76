/** 扎堆 on the wire: what came at once, put together by what it is about, and one act for a whole heap. */
import Type from 'typebox'
import { LIMIT_PATTERN } from '../domain/policy/when.ts'
import type { RefusalCode } from '../domain/refusal.ts'
import { BulkResults, choice, DryRun, Units } from './dispatch.ts'
import { Named } from './record.ts'
import { AppealNumber, closed, contract, Moment, nullable, oneOf, Prose } from './route.ts'

const tag = '接 receive'
const Hours = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 72, description: 'How far back to look; 1 when left out.' }),
)
const Platform = Type.Optional(
  Type.String({ pattern: '^[A-Za-z0-9._-]{1,40}$', description: 'Only messages of this external platform.' }),
)

const Heap = closed({
  head: AppealNumber,
  title: nullable(Type.String()),
  size: Type.Integer(),
  doubtful: Type.Integer({ description: 'How many are so unlike the rest that somebody should look.' }),
  firstAt: Moment,
  lastAt: Moment,
  category: nullable(Named),
  region: nullable(Named),
  platforms: Type.Array(Type.String()),
})

export const readBursts = contract({
  name: 'readBursts',
  method: 'GET',
  path: '/bursts',
  tag,
  summary: '扎堆诉求 What waits for dispatch, put together by what it is about, the largest heap first',
  may: 'appeal.dispatch',
  query: closed({
    hours: Hours,
    platform: Platform,
    least: Type.Optional(
      Type.Integer({
        minimum: 2,
        maximum: 1000,
        description: 'From so many on it is a heap; 5 when left out.',
      }),
    ),
  }),
  answer: closed({
    lastHour: Type.Integer({ description: 'Received within the last hour, whatever became of it.' }),
    waiting: Type.Integer({ description: 'Looked at: they wait for dispatch.' }),
    cut: Type.Boolean({ description: 'More wait than the newest 5000, which were looked at.' }),
    alone: Type.Integer({ description: 'In no heap.' }),
    heaps: Type.Array(Heap),
  }),
})

export const readHeap = contract({
  name: 'readHeap',
  method: 'GET',
  path: '/bursts/{head}',
  tag,
  summary: '一堆诉求 The messages of a heap, those that fit least first',
  may: 'appeal.dispatch',
  params: closed({ head: AppealNumber }),
  query: closed({ hours: Hours, platform: Platform }),
  answer: closed({
    heap: Heap,
    members: Type.Array(
      closed({
        number: AppealNumber,
        title: nullable(Type.String()),
        summary: nullable(Type.String({ description: 'The beginning of its words, redacted.' })),
        receivedAt: Moment,
        platform: nullable(Type.String()),
        messageId: nullable(Type.String()),
        category: nullable(Named),
        region: nullable(Named),
        likeness: Type.Number({ description: 'To those of the heap it is likest to, 0 to 1.' }),
        doubtful: Type.Boolean(),
      }),
    ),
  }),
  refusals: ['not-found'],
})

const refusals: RefusalCode[] = [
  'not-found',
  'not-permitted',
  'has-ended',
  'is-suspended',
  'wrong-stage',
  'already-done',
  'sheet-open',
  'changed-meanwhile',
  ...choice,
]

export const settleHeap = contract({
  name: 'settleHeap',
  method: 'POST',
  path: '/bursts/settle',
  tag,
  summary:
    '扎堆处置 One act for a heap: joined or each by itself, dispatched, answered preliminarily, with a task notice to the units; `dryRun` says what would become of each',
  may: 'appeal.dispatch',
  body: closed({
    head: Type.Unsafe<string>({
      ...AppealNumber,
      description: 'Stands for the heap; may be a ticket that is with its units already.',
    }),
    numbers: Type.Array(AppealNumber, {
      maxItems: 1000,
      uniqueItems: true,
      description: 'The others of the heap.',
    }),
    way: oneOf(['merge', 'each'], {
      description:
        '`merge`: one answer for all, each under its own number and its platform’s id; `each`: every one stays a ticket of its own.',
    }),
    units: Type.Optional(Units),
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
    preliminary: Type.Optional(Prose),
    notice: Type.Optional(
      closed({
        demand: Prose,
        limit: Type.Optional(Type.String({ pattern: LIMIT_PATTERN, examples: ['2wd'] })),
      }),
    ),
    dryRun: DryRun,
  }),
  answer: closed({
    done: Type.Integer(),
    kept: Type.Integer(),
    sheetNumber: nullable(Type.String({ description: 'Of the task notice; null in a preview.' })),
    results: BulkResults,
  }),
  refusals,
})
