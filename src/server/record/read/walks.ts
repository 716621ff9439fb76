/**
 * Ways through the tickets in the order of a list. Each walks an index from a position on, looks at no more than its
 * bound, and says how far it came, so that a list costs the same whatever it is narrowed to: docs/decisions/0004.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Position } from '../../kernel/http/cursor.ts'
import { SPAN_DAYS, spanOf, spanStart, spanWord } from '../spans.ts'
import type { Condition } from './filters.ts'
import { findsWords, hasWords, type Wanted } from './wording.ts'

type Sql = RawBuilder<unknown>

/** What lies ahead of a position. */
export interface Ahead {
  /** Tickets as something to select from, named `a`: the columns of `appeal`, and `at`. */
  tickets: Sql
  /** What in `tickets` is in the list's order already, so that reading can stop with the page; else it is sorted. */
  ordered: 'a' | 'w'
  /** When the bound was reached: one row, the last ticket looked at. Left out by walks without a bound. */
  last?: Sql
  /** How far the walk came when it met no bound; null: to the end. */
  ends: Position | null
}

/** How a list has gone so far. */
export interface SoFar {
  /** Lines found, and how many are missing. */
  found: number
  missing: number
  /** Days that were walked through. */
  days: number
}

/** Days to reckon with: of a city that has just begun, or where nothing was walked through yet, a quarter at least. */
export const daysOf = (days: number): number => Math.max(0.25, days)

export type Walk = (from: Position, soFar: SoFar) => Ahead

export interface Ground {
  tenantId: number
  /** No ticket received before is looked at. */
  receivedFrom: number | null
}

const moment = (at: number): Sql => sql`${new Date(at)}::timestamptz`

const newestFirst = sql`ORDER BY 1 DESC, 2 DESC`

/** Tickets received before the position, in `table` (whose ticket is `id`). */
const before = ({ tenantId, receivedFrom }: Ground, { at, id }: Position, idColumn: string): Sql =>
  sql`tenant_id = ${tenantId} AND (received_at, ${sql.ref(idColumn)}) < (${moment(at)}, ${id}::bigint)${
    receivedFrom === null ? sql`` : sql` AND received_at >= ${moment(receivedFrom)}`
  }`

/** The tickets themselves, read in the order of an index. */
function read(rows: Sql, bound: number, order: Sql): Ahead {
  const bounded = sql`${rows} ${order} LIMIT ${sql.lit(bound)}`
  return {
    tickets: sql`(${bounded}) a`,
    ordered: 'a',
    last: sql`SELECT at, id FROM (${bounded}) a OFFSET ${sql.lit(bound - 1)}`,
    ends: null,
  }
}

/** Each ticket by its key, in the order of what was found elsewhere: nothing else is left to the planner. */
const lookedUp = ({ tenantId }: Ground, found: Sql): Sql =>
  sql`(${found}) w CROSS JOIN LATERAL (SELECT w.at, x.* FROM appeal x WHERE x.tenant_id = ${tenantId} AND x.id = w.id OFFSET 0) a`

function lookUp(g: Ground, found: Sql, bound: number): Ahead {
  const bounded = sql`${found} ${newestFirst} LIMIT ${sql.lit(bound)}`
  return {
    tickets: lookedUp(g, bounded),
    ordered: 'w',
    last: sql`SELECT * FROM (${bounded}) c OFFSET ${sql.lit(bound - 1)}`,
    ends: null,
  }
}

const byReceipt = sql`ORDER BY received_at DESC, id DESC`

/** All tickets, or those with a condition that has an index in the list's order. */
export const allTickets =
  (g: Ground, bound: number, condition: Condition = sql`true`): Walk =>
  from =>
    read(
      sql`SELECT received_at AS at, a.* FROM appeal a WHERE ${condition} AND ${before(g, from, 'id')}`,
      bound,
      byReceipt,
    )

/** Values of a column that leads an index; `partial` repeats the index's own condition. */
export interface Keys {
  column: string
  keys: readonly (string | number)[]
  partial?: Condition | undefined
}

/** Tickets with one of the keys. */
export function ticketsBy(g: Ground, { column, keys, partial = sql`true` }: Keys, bound: number): Walk {
  const [only, ...more] = keys
  if (more.length === 0) return allTickets(g, bound, sql`${sql.ref(column)} = ${only} AND ${partial}`)
  const each = Math.ceil(bound / keys.length)
  const type = sql.raw(typeof only === 'number' ? 'bigint' : 'text')
  return from =>
    lookUp(
      g,
      sql`SELECT c.received_at AS at, c.id FROM unnest(${[...keys]}::${type}[]) k CROSS JOIN LATERAL (
        SELECT received_at, id FROM appeal WHERE ${sql.ref(column)} = k AND ${partial} AND ${before(g, from, 'id')}
        ${byReceipt} LIMIT ${sql.lit(each)}) c`,
      each,
    )
}

/** Tickets in the subtrees of these units; each once, though several may reach it. */
export const ticketsInReach =
  (g: Ground, tops: readonly number[], bound: number): Walk =>
  from =>
    lookUp(g, inReach(g, from, tops, bound), bound)

/** Of one subtree the index gives them in order, one by one; of several each ticket is taken once. */
const inReach = (g: Ground, from: Position, tops: readonly number[], bound: number): Sql => {
  const below = (unit: Sql) =>
    sql`SELECT received_at AS at, appeal_id AS id FROM reach WHERE unit_id = ${unit} AND ${before(g, from, 'appeal_id')}`
  if (tops.length === 1) return below(sql`${tops[0]}`)
  return sql`SELECT DISTINCT c.at, c.id FROM unnest(${[...tops]}::bigint[]) k
    CROSS JOIN LATERAL (${below(sql`k`)} ${newestFirst} LIMIT ${sql.lit(bound)}) c`
}

/** The newest tickets in the subtrees, those with the words. */
export const newestInReachWithWords =
  (g: Ground, tops: readonly number[], wanted: Wanted, bound: number): Walk =>
  from => {
    const newest = sql`${inReach(g, from, tops, bound)} ${newestFirst} LIMIT ${sql.lit(bound)}`
    return {
      tickets: lookedUp(
        g,
        sql`SELECT at, id FROM (${newest}) n WHERE (SELECT ${hasWords('s.words', wanted)} FROM appeal_search s
          WHERE s.tenant_id = ${g.tenantId} AND s.appeal_id = n.id) ${newestFirst}`,
      ),
      ordered: 'w',
      last: sql`SELECT at, id FROM (${newest}) n OFFSET ${sql.lit(bound - 1)}`,
      ends: null,
    }
  }

/** Few tickets, found by another index and put in order. */
export const ticketsWhere =
  (g: Ground, condition: Condition): Walk =>
  from => ({
    tickets: sql`(SELECT received_at AS at, a.* FROM appeal a WHERE ${condition} AND ${before(g, from, 'id')} OFFSET 0) a`,
    ordered: 'a',
    ends: null,
  })

/** The newest tickets, those with the words: quick for words that are common. */
export const newestWithWords =
  (g: Ground, wanted: Wanted, bound: number): Walk =>
  from => {
    const newest = sql`SELECT received_at AS at, appeal_id AS id, words FROM appeal_search
      WHERE ${before(g, from, 'appeal_id')} ORDER BY received_at DESC, appeal_id DESC LIMIT ${sql.lit(bound)}`
    return {
      tickets: lookedUp(
        g,
        sql`SELECT at, id FROM (${newest}) n WHERE ${hasWords('n.words', wanted)} ${newestFirst}`,
      ),
      ordered: 'w',
      last: sql`SELECT at, id FROM (${newest}) n OFFSET ${sql.lit(bound - 1)}`,
      ends: null,
    }
  }

/** Materialized, as a page's limit would tempt the planner to read all tickets in order and their words one by one. */
const withWords = (g: Ground, wanted: Wanted, from: Position, spans: readonly string[] = []): Sql =>
  sql`WITH f AS MATERIALIZED (SELECT received_at AS at, appeal_id AS id FROM appeal_search s
    WHERE ${findsWords('s.words', wanted, spans)} AND ${before(g, from, 'appeal_id')}) SELECT * FROM f ${newestFirst}`

/** Words not met at all so far are rare: much more can be looked at; for a single one, all there is. */
const NOTHING_YET = 180
const MARGIN = 1.5
/** Tickets with the words that one question may find, and so few a day that all there ever were may be asked for. */
const MOST_MATCHES = 2500
const FEW_A_DAY = 4
/** Spans in one question to the index; beyond, the words alone leave less to look at. */
const MOST_SPANS = 16
const LONGEST = MOST_SPANS * SPAN_DAYS.at(-1)!

/**
 * As many days ahead as are likely to fill the page, going by what was found so far; Infinity for all there ever were.
 * `aDay` is how many tickets of the city have the words, where more than the words narrows the list.
 */
function daysAhead({ found, missing, days }: SoFar, isOne: boolean, aDay: number | null): number {
  if (found === 0 && isOne && aDay === null) return Number.POSITIVE_INFINITY
  const likely = found === 0 ? days * NOTHING_YET : (missing / found) * days * MARGIN
  if (aDay === null || aDay <= FEW_A_DAY) return likely > LONGEST ? Number.POSITIVE_INFINITY : likely
  return Math.min(likely, LONGEST, MOST_MATCHES / aDay)
}

/** Tickets with the words in spans of days from the position's on, by the words' own index. */
export const byWords =
  (g: Ground, wanted: Wanted, aDay: number | null): Walk =>
  (from, soFar) => {
    const ahead = daysAhead(soFar, wanted.length === 1, aDay)
    const days = SPAN_DAYS.find(d => ahead <= d * MOST_SPANS)
    if (days === undefined)
      return { tickets: lookedUp(g, withWords(g, wanted, from)), ordered: 'w', ends: null }
    const newest = spanOf(from.at, days)
    // The position may lie at the very beginning of its span.
    const oldest = newest - Math.max(1, Math.ceil(ahead / days))
    const spans = Array.from({ length: newest - oldest + 1 }, (_, n) => `'${spanWord(newest - n, days)}'`)
    return {
      tickets: lookedUp(g, withWords(g, wanted, from, spans)),
      ordered: 'w',
      ends: { at: spanStart(oldest, days), id: 0 },
    }
  }

/** How many of the newest tickets have the words, `n`, and how many days they came in. */
export const density = (
  { tenantId }: Ground,
  wanted: Wanted,
  newest: number,
): RawBuilder<{ n: number; days: number }> =>
  sql`SELECT count(*) FILTER (WHERE ${hasWords('n.words', wanted)})::int AS n,
    coalesce(extract(epoch FROM max(received_at) - min(received_at)) / 86400, 0)::float8 AS days
    FROM (SELECT received_at, words FROM appeal_search WHERE tenant_id = ${tenantId} ORDER BY received_at DESC LIMIT ${sql.lit(newest)}) n`

const dueAfter = ({ tenantId }: Ground, { at, id }: Position): Sql =>
  sql`tenant_id = ${tenantId} AND due_at IS NOT NULL AND ended_at IS NULL AND (due_at, id) > (${moment(at)}, ${id}::bigint)`

/** Open tickets by due time. `until`: none due at or after. */
export const openByDue =
  (g: Ground, until: number | null, bound: number): Walk =>
  from =>
    read(
      sql`SELECT due_at AS at, a.* FROM appeal a WHERE ${dueAfter(g, from)}${until === null ? sql`` : sql` AND due_at < ${moment(until)}`}`,
      bound,
      sql`ORDER BY due_at, id`,
    )

/** Open tickets of small subtrees by due time, all of them looked at. */
export const openInReach =
  (g: Ground, tops: readonly number[]): Walk =>
  from => ({
    tickets: sql`(SELECT DISTINCT appeal_id FROM reach WHERE tenant_id = ${g.tenantId} AND unit_id = ANY(${[...tops]}::bigint[])) r
      CROSS JOIN LATERAL (SELECT due_at AS at, x.* FROM appeal x WHERE ${dueAfter(g, from)} AND x.id = r.appeal_id OFFSET 0) a`,
    ordered: 'a',
    ends: null,
  })

/** A few open tickets by due time. */
export const openWhere =
  (g: Ground, condition: Condition): Walk =>
  from => ({
    tickets: sql`(SELECT due_at AS at, a.* FROM appeal a WHERE ${dueAfter(g, from)} AND ${condition}) a`,
    ordered: 'a',
    ends: null,
  })
