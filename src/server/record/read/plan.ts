/** Which walks a list takes, in turn: first the newest, where most lists are full at once, then by what narrows it most. */
import { sql } from 'kysely'
import type { Database } from '../../kernel/database.ts'
import type { Asked } from './ask.ts'
import { beginsWith, type Condition } from './filters.ts'
import { prepared } from './prepared.ts'
import type { Tops } from './scope.ts'
import { type ShareOf, sharesOf } from './shares.ts'
import * as walks from './walks.ts'
import { hasWords, type Wanted } from './wording.ts'

/** Newest first, or by the appellant's limit, the most urgent first. */
export type Sort = 'received' | 'due'

/** A walk, and what its candidates must still meet. */
export interface Step {
  walk: walks.Walk
  conditions: Condition[]
  /** Subtrees one of which must reach them; null when the walk sees to that, or all may be seen. */
  within: Tops
}

/** Tickets looked at in a first and in a last attempt to fill a page: about 1 and 15 ms. */
const FIRST = 500
const LAST = 10_000
/** Newest tickets whose words are read off in a row; about 2 ms. */
const NEWEST = 1000
/** Tickets whose words are looked at one by one, at first and later. */
const READ_FIRST = 250
const READ = 4000
/** Subtrees up to here are looked at as a whole. */
const SMALL = 5000

export async function planOf(db: Database, asked: Asked, sort: Sort, limit: number): Promise<Step[]> {
  const { tops, words, ids } = asked
  const isEmpty = Object.values(asked.below).some(ids => ids.length === 0)
  if (tops?.length === 0 || words?.length === 0 || isEmpty) return []
  if (ids !== null) return [{ walk: idsWalk(asked, sort, ids), conditions: residue(asked), within: tops }]
  if (sort === 'due') return dueSteps(db, asked)
  const conditions = residue(asked)
  const base = (bound: number): Step => ({
    walk:
      tops === null ? walks.allTickets(asked.ground, bound) : walks.ticketsInReach(asked.ground, tops, bound),
    conditions,
    within: null,
  })
  if (conditions.length === 0 && words === null) return [base(limit + 1)]
  const narrow = narrowest(asked, await sharesOf(db))
  const narrowed = (bound: number): Step[] =>
    narrow
      ? [{ walk: narrow(bound), conditions: [...conditions, ...wordCondition(asked)], within: tops }]
      : []
  if (words !== null) return wordSteps(asked, words, narrowed(READ), await aDayOf(db, asked, words))
  if (tops !== null) return [base(SMALL), ...(narrow ? narrowed(LAST) : [base(LAST)])]
  return narrow ? [...narrowed(FIRST), ...narrowed(LAST)] : [base(FIRST), base(LAST)]
}

const residue = ({ conditions, also }: Asked): Condition[] => [...conditions, ...also]

/** For walks that don't look at words themselves; a scalar, so that it is asked ticket by ticket. */
const wordCondition = ({ words, ground }: Asked): Condition[] =>
  words === null
    ? []
    : [
        sql`(SELECT ${hasWords('s.words', words)} FROM appeal_search s WHERE s.tenant_id = ${ground.tenantId} AND s.appeal_id = a.id)`,
      ]

/** The newest tickets, then the words' own index by spans of days; in between, what else narrows the list. */
function wordSteps(asked: Asked, words: Wanted, narrowed: Step[], aDay: number | null): Step[] {
  const { ground, tops } = asked
  const conditions = residue(asked)
  // It also brings the walk from the end of time to the present, where the spans begin.
  const newest =
    tops === null
      ? walks.newestWithWords(ground, words, NEWEST)
      : walks.newestInReachWithWords(ground, tops, words, READ_FIRST)
  const spans = { walk: walks.byWords(ground, words, aDay), conditions, within: tops }
  const first = { walk: newest, conditions, within: null }
  return [first, spans, ...narrowed, ...Array<Step>(MOST_SPAN_STEPS).fill(spans)]
}

/** By then most lists have come to where words are looked for anywhere; a page may be short. */
const MOST_SPAN_STEPS = 8

/** How many tickets a day have the words; null when nothing else narrows the list, so that what is found tells. */
async function aDayOf(db: Database, asked: Asked, words: Wanted): Promise<number | null> {
  if (asked.tops === null && residue(asked).length === 0) return null
  const [row] = await prepared(db, walks.density(asked.ground, words, NEWEST))
  const { n, days } = row!
  return n / walks.daysOf(days)
}

function idsWalk({ ground }: Asked, sort: Sort, ids: readonly number[]): walks.Walk {
  const these = sql`a.id = ANY(${[...ids]}::bigint[])`
  return sort === 'due' ? walks.openWhere(ground, these) : walks.ticketsWhere(ground, these)
}

/** Kinds that are few; the common ones are met soon enough among all. */
const RARE_KINDS = ['report', 'suggestion', 'goldenIdea', 'praise', 'other']
const RARE_KINDS_SQL = sql.raw(`kind IN (${RARE_KINDS.map(k => `'${k}'`).join(', ')})`)
/** A day of numbers at least, or an index would find too many. */
const LONG_HEAD = 14

/** Each key is a walk of its own. */
const MOST_KEYS = 50

/** A way that looks at no more tickets than its bound, where it has one. */
type Narrow = (bound: number) => walks.Walk

/** The index that leaves least to look at; null when none of the conditions has one. */
function narrowest({ ground: g, filters: f, below, context }: Asked, shareOf: ShareOf): Narrow | null {
  const by = (column: string, keys: readonly (string | number)[], partial?: Condition): Narrow | null =>
    keys.length <= MOST_KEYS ? bound => walks.ticketsBy(g, { column, keys, partial }, bound) : null
  const few =
    (condition: Condition): Narrow =>
    () =>
      walks.ticketsWhere(g, condition)
  const among =
    (condition: Condition): Narrow =>
    bound =>
      walks.allTickets(g, bound, condition)
  const { leadUnitId } = f
  if (f.externalId !== undefined) return few(sql`a.external_id = ${f.externalId}`)
  if (f.number !== undefined && f.number.length >= LONG_HEAD) return few(beginsWith(f.number))
  if (f.organisationId !== undefined) return by('organisation_id', [f.organisationId])
  if (f.kind?.length && f.kind.every(k => RARE_KINDS.includes(k))) return by('kind', f.kind, RARE_KINDS_SQL)
  if (f.level?.length && !f.level.includes('general')) return by('level', f.level, sql`level <> 'general'`)
  if (f.risk !== undefined || f.repeats) return among(sql`(a.risks <> '{}' OR a.repeats > 0)`)
  if (f.tag !== undefined) return among(sql`a.tags <> '{}'`)
  if (f.light?.length && !f.light.includes('none')) return few(lit(f.light, context.now))
  // Who leads is involved.
  if (leadUnitId !== undefined && leadUnitId !== context.directory.units.root.id)
    return bound => walks.ticketsInReach(g, [leadUnitId], bound)
  const keys: Record<string, readonly (string | number)[] | undefined> = {
    stage: f.stage,
    category_id: below.categories,
    region_id: below.regions,
    channel_id: f.channelId === undefined ? undefined : [f.channelId],
  }
  const [fewest] = Object.entries(keys)
    .flatMap(([column, values]) =>
      values?.length ? [{ column, values, share: shareOf(column, values) }] : [],
    )
    .filter(({ values }) => values.length <= MOST_KEYS)
    .sort((a, b) => a.share - b.share)
  return fewest ? by(fewest.column, fewest.values) : null
}

/** Open tickets are few beside all there ever were; what is due already is fewer still. */
const lit = (lights: readonly string[], now: number): Condition => {
  const at = sql`${new Date(now)}::timestamptz`
  const open = sql`a.due_at IS NOT NULL AND a.ended_at IS NULL`
  if (!lights.includes('red')) return sql`${open} AND a.due_at > ${at} AND a.green_at <= ${at}`
  return lights.length === 1 ? sql`${open} AND a.due_at <= ${at}` : sql`${open} AND a.green_at <= ${at}`
}

async function dueSteps(db: Database, asked: Asked): Promise<Step[]> {
  const { ground, tops } = asked
  const conditions = [...residue(asked), ...receivedWithin(asked), ...wordCondition(asked)]
  const { dueTo, light } = asked.filters
  const isRed = light?.length === 1 && light[0] === 'red'
  const until = dueTo === undefined ? (isRed ? asked.context.now + 1 : null) : Date.parse(dueTo)
  const open = (bound: number): Step => ({
    walk: walks.openByDue(ground, until, bound),
    conditions,
    within: tops,
  })
  const isSmall = tops !== null && (await reachSize(db, ground.tenantId, tops)) <= SMALL
  return isSmall && tops
    ? [{ walk: walks.openInReach(ground, tops), conditions, within: null }]
    : [open(FIRST), open(LAST)]
}

/** Walks by due time don't look at when a ticket was received. */
function receivedWithin({ filters: { receivedFrom, receivedTo } }: Asked): Condition[] {
  return [
    ...(receivedFrom === undefined ? [] : [sql`a.received_at >= ${new Date(receivedFrom)}::timestamptz`]),
    ...(receivedTo === undefined ? [] : [sql`a.received_at < ${new Date(receivedTo)}::timestamptz`]),
  ]
}

/** How many tickets lie in the subtrees; counts no further than it has to. */
async function reachSize(db: Database, tenantId: number, tops: readonly number[]): Promise<number> {
  const [row] = await db.named<{ n: number }>(
    'reach.size',
    'SELECT count(*)::int AS n FROM (SELECT FROM reach WHERE tenant_id = $1 AND unit_id = ANY($2::bigint[]) LIMIT $3) r',
    [tenantId, tops, SMALL + 1],
  )
  return row!.n
}
