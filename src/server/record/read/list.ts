/** A page of a list: walks through the tickets until the page is full, everything was seen, or enough was looked at. */
import { sql } from 'kysely'
import type { Summary } from '../../../contract/record.ts'
import { DAY } from '../../../domain/instant.ts'
import type { Database } from '../../kernel/database.ts'
import { cursorOf, type Position, positionFrom } from '../../kernel/http/cursor.ts'
import type { Asked } from './ask.ts'
import type { Condition } from './filters.ts'
import { namesOf } from './names.ts'
import { planOf, type Sort, type Step } from './plan.ts'
import { prepared } from './prepared.ts'
import { withinReach } from './scope.ts'
import { LINE_COLUMNS, type Line, summaryOf } from './summary.ts'
import { type Ahead, daysOf } from './walks.ts'

export interface PageAsked {
  sort: Sort
  after: string | undefined
  limit: number
}

/** A line, and where it stands in the list. */
type Found = Line & { at: number }

export async function listPage(db: Database, asked: Asked, { sort, after, limit }: PageAsked) {
  const { lines, next } = await walk(db, asked, { sort, limit, from: startOf(asked, sort, after) })
  const names = namesOf(asked.context.directory)
  const appeals: Summary[] = lines.map(line => summaryOf(line, names, asked.context.now))
  return { appeals, next: next && cursorOf(sort, next) }
}

/** Before the first ticket of a list; PostgreSQL's own earliest and latest are beyond what JavaScript can write. */
const NEWEST: Position = { at: Date.UTC(9999, 11, 31), id: Number.MAX_SAFE_INTEGER }
const SOONEST: Position = { at: Date.UTC(0, 0, 1), id: 0 }

function startOf({ filters, context: { now } }: Asked, sort: Sort, after: string | undefined): Position {
  if (after !== undefined) return positionFrom(sort, after)
  if (sort === 'due') return soonestOf(filters, now)
  return filters.receivedTo === undefined ? NEWEST : { at: Date.parse(filters.receivedTo), id: 0 }
}

/** What is due already is red: yellow and green begin now. */
function soonestOf({ dueFrom, light }: Asked['filters'], now: number): Position {
  const isAhead = light?.length && light.every(l => l === 'yellow' || l === 'green')
  const at = Math.max(
    dueFrom === undefined ? SOONEST.at : Date.parse(dueFrom) - 1,
    isAhead ? now : SOONEST.at,
  )
  return { at, id: NEWEST.id }
}

async function walk(
  db: Database,
  asked: Asked,
  { sort, limit, from }: { sort: Sort; limit: number; from: Position },
) {
  const lines: Found[] = []
  const steps = await planOf(db, asked, sort, limit)
  let position: Position | null = steps.length > 0 ? from : null
  for (const { walk, ...must } of steps) {
    if (position === null) break
    const missing = limit + 1 - lines.length
    const days = daysOf((Math.min(from.at, asked.context.now) - position.at) / DAY)
    const ahead: Ahead = walk(position, { found: lines.length, missing, days })
    lines.push(...(await linesOf(db, ahead, conditionsOn(asked, ahead, must), sort, missing)))
    if (lines.length > limit) return { lines: lines.slice(0, limit), next: lines[limit - 1]! }
    position = (await lastOf(db, ahead)) ?? ahead.ends
  }
  return { lines, next: position }
}

/** Reach is asked of what was found, before the ticket itself is read. */
function conditionsOn(
  { ground: { tenantId } }: Asked,
  { ordered }: Ahead,
  { conditions, within }: Omit<Step, 'walk'>,
): Condition[] {
  if (within === null) return conditions
  const key = ordered === 'w' ? ([sql`w.at`, sql`w.id`] as const) : []
  return [withinReach(tenantId, within, ...key), ...conditions]
}

/** As limits stand in a question's text, there should be few of them. */
const LIMITS = [8, 16, 32, 51, 101]
const rounded = (most: number): number => LIMITS.find(limit => limit >= most) ?? most

/** The tickets ahead that meet the conditions, in the walk's order. */
async function linesOf(
  db: Database,
  { tickets, ordered }: Ahead,
  conditions: readonly Condition[],
  sort: Sort,
  most: number,
): Promise<Found[]> {
  const way = sql.raw(sort === 'due' ? '' : 'DESC')
  const [at, id] = [sql.ref(`${ordered}.at`), sql.ref(`${ordered}.id`)]
  const met = conditions.length > 0 ? sql`WHERE ${sql.join(conditions, sql` AND `)}` : sql``
  return prepared(
    db,
    sql<Found>`SELECT a.at, ${sql.raw(LINE_COLUMNS)} FROM ${tickets} ${met}
      ORDER BY ${at} ${way}, ${id} ${way} LIMIT ${sql.lit(rounded(most))}`,
  )
}

async function lastOf(db: Database, { last }: Ahead): Promise<Position | null> {
  if (!last) return null
  const [row] = await prepared<Position>(db, sql<Position>`${last}`)
  return row ? { at: row.at, id: row.id } : null
}
