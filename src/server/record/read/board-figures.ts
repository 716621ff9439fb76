/** The board's figures: of twelve months, counted every ten minutes for each tenant, however many ask; nobody waits for it. */
import type { Directory } from '../../../domain/directory/directory.ts'
import { DAY, isoOf, MINUTE } from '../../../domain/instant.ts'
import { openCounted } from '../../kernel/counted.ts'
import type { Parts } from '../../parts.ts'
import { IS_APPEAL } from '../is-appeal.ts'

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
interface Near {
  region: number
  category: number
  n: number
}

/** Counted anew behind the one who asks; null until the first count is done. */
export const openFigures = (parts: Pick<Parts, 'db' | 'tenants' | 'now'>) =>
  openCounted({ count: tenantId => figuresOf(parts, tenantId), every: COUNTED_EVERY, now: parts.now })

interface Counted {
  /** Which of the four the row counts by. */
  by: 'month' | 'category' | 'region' | 'took'
  month: string | null
  category: number | null
  region: number | null
  /** Tenths of a day from arrival to end; null for what isn't done. */
  took: number | null
  n: number
  done: number
  solved: number
  open: number
}

// One way through the table for everything; the daily figures of the assessment know neither category nor place, and
// count what is confidential.
const TWELVE_MONTHS = `WITH a AS (
  SELECT to_char(received_at AT TIME ZONE $3, 'YYYY-MM') AS month, category_id AS category, region_id AS region,
    CASE WHEN stage IN ('struckOff', 'answeredOnSpot') THEN round(extract(epoch FROM ended_at - received_at) / 8640)::int END AS took,
    stage IN ('struckOff', 'answeredOnSpot') AS done, ended_at IS NULL AS open,
    stage = 'answeredOnSpot' OR stage = 'struckOff' AND result = 'solved' AS solved
  FROM appeal WHERE tenant_id = $1 AND received_at > $2::timestamptz AND NOT confidential AND ${IS_APPEAL('kind')}
) SELECT CASE 0 WHEN grouping(month) THEN 'month' WHEN grouping(category) THEN 'category' WHEN grouping(region) THEN 'region'
    ELSE 'took' END AS by, month, category, region, took, count(*)::int AS n, (count(*) FILTER (WHERE done))::int AS done,
  (count(*) FILTER (WHERE solved))::int AS solved, (count(*) FILTER (WHERE open))::int AS open
FROM a GROUP BY GROUPING SETS ((month), (category), (region), (took))`

const NEARBY = `SELECT region_id AS region, category_id AS category, count(*)::int AS n FROM appeal
WHERE tenant_id = $1 AND received_at > $2::timestamptz AND NOT confidential AND ended_at IS NULL AND region_id IS NOT NULL
  AND category_id IS NOT NULL AND kind <> 'report' AND ${IS_APPEAL('kind')} AND NOT anonymous GROUP BY 1, 2`

async function figuresOf({ db, tenants, now }: Pick<Parts, 'db' | 'tenants' | 'now'>, tenantId: number) {
  const { directory, zone } = await tenants.get(tenantId)
  const since = isoOf(now() - PERIOD)
  const rows = await db.named<Counted>('board.figures', TWELVE_MONTHS, [tenantId, since, zone])
  const nearby = await db.named<Near>('board.nearby', NEARBY, [tenantId, since])
  const by = (what: Counted['by']) => rows.filter(row => row.by === what)
  const months = by('month').sort((a, b) => (a.month! < b.month! ? -1 : 1))
  const sum = (of: 'n' | 'solved' | 'open') => months.reduce((all, row) => all + row[of], 0)
  const cells = (what: 'category' | 'region') => by(what).map(row => ({ key: row[what], n: row.n }))
  return {
    received: sum('n'),
    solved: sum('solved'),
    open: sum('open'),
    medianDays: medianOf(by('took').flatMap(({ took, n }) => (took === null ? [] : [{ took, n }]))),
    byMonth: months.slice(-12).map(({ month, n, done }) => ({ month: month!, received: n, done })),
    byCategory: summed(cells('category'), id => topCategory(directory, id)),
    byDistrict: summed(cells('region'), id => areaAt(directory, id, 1)),
    nearby: nearbyOf(directory, nearby),
    asOf: isoOf(now()),
  }
}

/** Days within which half were done, to a tenth; null when nothing was. */
function medianOf(took: { took: number; n: number }[]): number | null {
  const all = took.reduce((sum, { n }) => sum + n, 0)
  if (all === 0) return null
  const sorted = took.sort((a, b) => a.took - b.took)
  let passed = 0
  const upTo = sorted.map(({ took, n }) => {
    passed += n
    return { took, passed }
  })
  const at = (place: number): number => upTo.find(row => row.passed > place)!.took
  return Math.round((at(Math.floor((all - 1) / 2)) + at(Math.floor(all / 2))) / 2) / 10
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

function nearbyOf(directory: Directory, rows: readonly Near[]) {
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
