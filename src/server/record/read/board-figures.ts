/** The board's figures: of twelve months, counted every ten minutes for each tenant, however many ask. */
import { sql } from 'kysely'
import type { Directory } from '../../../domain/directory/directory.ts'
import { DAY, type Instant, isoOf, MINUTE } from '../../../domain/instant.ts'
import type { Parts } from '../../parts.ts'

const COUNTED_EVERY = 10 * MINUTE
const PERIOD = 366 * DAY
/** A smaller cell might tell of one person. */
const LEAST = 5
/** Of what is being worked on: a street and a category tell of nobody from two on. */
const LEAST_OPEN = 2
const SHOWN = 8
const OTHERS = '其他'

interface Cell {
  key: number | null
  n: number
}
export type BoardFigures = Awaited<ReturnType<typeof figuresOf>>

/** What was counted last is answered while it is counted anew; only the very first waits. */
export function openFigures(parts: Pick<Parts, 'db' | 'tenants' | 'now'>) {
  const known = new Map<number, { at: Instant; figures: Promise<BoardFigures> }>()
  const anew = (tenantId: number): Promise<BoardFigures> => {
    const before = known.get(tenantId)
    const figures = figuresOf(parts, tenantId)
    const kept = { at: parts.now(), figures: before ? before.figures : figures }
    known.set(tenantId, kept)
    figures.then(
      () => Object.assign(kept, { figures }),
      () => known.delete(tenantId),
    )
    return kept.figures
  }
  return (tenantId: number): Promise<BoardFigures> => {
    const last = known.get(tenantId)
    return last && parts.now() - last.at < COUNTED_EVERY ? last.figures : anew(tenantId)
  }
}

async function figuresOf({ db, tenants, now }: Pick<Parts, 'db' | 'tenants' | 'now'>, tenantId: number) {
  const { directory, zone } = await tenants.get(tenantId)
  const since = new Date(now() - PERIOD)
  const of = sql`FROM appeal WHERE tenant_id = ${tenantId} AND received_at > ${since}::timestamptz AND NOT confidential`
  const done = sql`stage IN ('struckOff', 'answeredOnSpot')`
  const { rows: sums } = await sql<{
    received: number
    solved: number
    open: number
    median: number | null
  }>`SELECT
      count(*)::int AS received, (count(*) FILTER (WHERE ${done} AND (result = 'solved' OR stage = 'answeredOnSpot')))::int AS solved,
      (count(*) FILTER (WHERE ended_at IS NULL))::int AS open,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - received_at)) FILTER (WHERE ${done}) AS median
    ${of}`.execute(db.kysely)
  const { rows: months } = await sql<{ month: string; received: number; done: number }>`SELECT
      to_char(received_at AT TIME ZONE ${zone}, 'YYYY-MM') AS month, count(*)::int AS received, (count(*) FILTER (WHERE ${done}))::int AS done
    ${of} GROUP BY 1 ORDER BY 1 DESC LIMIT 12`.execute(db.kysely)
  const { rows: categories } =
    await sql<Cell>`SELECT category_id AS key, count(*)::int AS n ${of} GROUP BY 1`.execute(db.kysely)
  const { rows: regions } =
    await sql<Cell>`SELECT region_id AS key, count(*)::int AS n ${of} GROUP BY 1`.execute(db.kysely)
  const { rows: nearby } = await sql<{
    region: number
    category: number
    n: number
  }>`SELECT region_id AS region,
      category_id AS category, count(*)::int AS n ${of} AND ended_at IS NULL AND region_id IS NOT NULL
      AND category_id IS NOT NULL AND kind <> 'report' AND NOT anonymous GROUP BY 1, 2`.execute(db.kysely)
  const { received = 0, solved = 0, open = 0, median = null } = sums[0] ?? {}
  return {
    received,
    solved,
    open,
    medianDays: median === null ? null : Math.round((Number(median) * 1000 * 10) / DAY) / 10,
    byMonth: months.reverse(),
    byCategory: summed(categories, id => topCategory(directory, id)),
    byDistrict: summed(regions, id => areaAt(directory, id, 1)),
    nearby: nearbyOf(directory, nearby),
    asOf: isoOf(now()),
  }
}

/** Cells by name, the largest first; small ones and those behind the eighth as 其他. */
function summed(cells: readonly Cell[], nameOf: (id: number) => string): { name: string; n: number }[] {
  const sums = new Map<string, number>()
  for (const { key, n } of cells) {
    const name = key === null ? OTHERS : nameOf(key)
    sums.set(name, (sums.get(name) ?? 0) + n)
  }
  const sorted = [...sums].filter(([name]) => name !== OTHERS).sort((a, b) => b[1] - a[1])
  const shown = sorted.filter(([, n], at) => n >= LEAST && at < SHOWN)
  const rest = [...sums.values()].reduce((a, b) => a + b, 0) - shown.reduce((a, [, n]) => a + n, 0)
  return [...shown, ...(rest > 0 ? [[OTHERS, rest] as const] : [])].map(([name, n]) => ({ name, n }))
}

function nearbyOf(directory: Directory, rows: readonly { region: number; category: number; n: number }[]) {
  const sums = new Map<string, { area: string; category: string; open: number }>()
  for (const { region, category, n } of rows) {
    const cell = { area: areaAt(directory, region, 2), category: topCategory(directory, category), open: 0 }
    const known = sums.get(`${cell.area}/${cell.category}`) ?? cell
    known.open += n
    sums.set(`${cell.area}/${cell.category}`, known)
  }
  return [...sums.values()]
    .filter(c => c.open >= LEAST_OPEN)
    .sort((a, b) => b.open - a.open)
    .slice(0, 40)
}

/** The ancestor so many steps below the city, or the region itself where it stands higher. */
function areaAt({ regions }: Directory, id: number, depth: number): string {
  const way: string[] = []
  for (let at = regions.get(id); at && way.length < 10; at = regions.get(at.parentId ?? 0))
    way.unshift(at.name)
  return way[Math.min(depth, way.length - 1)] ?? OTHERS
}

function topCategory({ categories }: Directory, id: number): string {
  let at = categories.get(id)
  for (let steps = 0; at?.parentId && steps < 10; steps++) at = categories.get(at.parentId) ?? at
  return at?.name ?? OTHERS
}
