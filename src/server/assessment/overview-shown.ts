/** The wall as it is shown: counts rolled up, named, sorted, each with the filter that opens its list. */
import type { Cell } from '../../contract/overview.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import { isoOf } from '../../domain/instant.ts'
import type { LatelyRow, OpenRow, WallOf } from './overview-counts.ts'

type Filter = Record<string, unknown>

export interface Shown extends WallOf {
  directory: Directory
  /** The unit whose wall it is; null: everything of the tenant. */
  leadUnitId: number | null
  masked: boolean
}

const SMALLEST = 3
const LEADS = 12
const CATEGORIES = 12
const FLOWS = 60

/** A count with the list behind it; a small one is kept from who sees figures only. */
export function cellOf({ masked, leadUnitId }: Shown, n: number, filter: Filter): Cell {
  if (masked) return { n: n > 0 && n < SMALLEST ? null : n, filter: null }
  return { n, filter: { ...(leadUnitId !== null && { leadUnitId }), ...filter } }
}

/** Since a moment, until the day is over: nothing is received later, and the list stays the same list. */
const since = (s: Shown, from: number): Filter => ({
  receivedFrom: isoOf(from),
  receivedTo: isoOf(s.tomorrow),
})

const OPEN = { open: true }

const litCells = (s: Shown, row: Omit<OpenRow, 'leadUnitId'>, filter: Filter) => ({
  inHand: cellOf(s, row.inHand, { ...OPEN, ...filter }),
  green: cellOf(s, row.green, { ...OPEN, light: ['green'], ...filter }),
  yellow: cellOf(s, row.yellow, { ...OPEN, light: ['yellow'], ...filter }),
  red: cellOf(s, row.red, { ...OPEN, light: ['red'], ...filter }),
})

function summed(rows: readonly OpenRow[]): Omit<OpenRow, 'leadUnitId'> {
  const sum = { inHand: 0, green: 0, yellow: 0, red: 0, dueToday: 0 }
  for (const row of rows) for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += row[key]
  return sum
}

export function lightsShown(s: Shown, rows: readonly OpenRow[]) {
  const all = summed(rows)
  const sorted = [...rows].sort((a, b) => b.red - a.red || b.inHand - a.inHand)
  const rest = sorted.slice(LEADS)
  const { dueToday: _, ...others } = summed(rest)
  return {
    dueToday: cellOf(s, all.dueToday, { ...OPEN, dueFrom: isoOf(s.today), dueTo: isoOf(s.tomorrow) }),
    lights: litCells(s, all, {}),
    byLead: sorted.slice(0, LEADS).map(row => ({
      unit: unitOf(s, row.leadUnitId),
      ...litCells(s, row, leadFilter(row.leadUnitId)),
    })),
    otherLeads: rest.length === 0 ? null : { units: rest.length, ...others },
  }
}

const leadFilter = (id: number | null): Filter =>
  id === null ? { lead: 'none' } : { leadUnitId: id, lead: 'only' }

const unitOf = ({ directory }: Shown, id: number | null) =>
  id === null ? null : { id, name: directory.units.get(id)?.name ?? String(id) }

interface Tree {
  id: number
  code: string
  name: string
  above: readonly number[]
}

/** Counts of everything at or below each of the rows, keyed by id. */
function rolledUp(rows: readonly LatelyRow[], key: 'categoryId' | 'regionId', tree: Map<number, Tree>) {
  const found = new Map<number, { today: number; week: number }>()
  for (const row of rows)
    for (const id of tree.get(row[key] ?? 0)?.above ?? []) {
      const sum = found.get(id) ?? { today: 0, week: 0 }
      found.set(id, { today: sum.today + row.today, week: sum.week + row.week })
    }
  return found
}

function treeOf(rows: Iterable<{ id: number; code: string; name: string; parentId: number | null }>) {
  const byId = new Map([...rows].map(r => [r.id, r]))
  const above = (id: number | null): number[] =>
    id === null || !byId.has(id) ? [] : [id, ...above(byId.get(id)!.parentId)]
  return new Map<number, Tree>(
    [...byId].map(([id, { code, name }]) => [id, { id, code, name, above: above(id) }]),
  )
}

/** The categories people were filed under, hottest first; a filter by code takes those below it as well. */
export function categoriesShown(s: Shown, rows: readonly LatelyRow[]) {
  const own = rows.filter(r => r.what === 'category' && r.categoryId !== null)
  const codes = [...s.directory.categories.values()]
  const below = (code: string) => new Set(codes.filter(c => c.code.startsWith(code)).map(c => c.id))
  const counted = own.flatMap(({ categoryId }) => {
    const category = s.directory.categories.get(categoryId!)
    if (!category) return []
    const ids = below(category.code)
    const those = own.filter(r => ids.has(r.categoryId!))
    const sum = (key: 'today' | 'week' | 'weekBefore') => those.reduce((n, r) => n + r[key], 0)
    return [{ category, today: sum('today'), week: sum('week'), weekBefore: sum('weekBefore') }]
  })
  return counted
    .sort((a, b) => b.week - a.week || b.weekBefore - a.weekBefore)
    .slice(0, CATEGORIES)
    .map(({ category: { id, code, name }, today, week, weekBefore }) => ({
      category: { id, code, name },
      today: cellOf(s, today, { category: code, ...since(s, s.today) }),
      week: cellOf(s, week, { category: code, ...since(s, s.weekAgo) }),
      weekBefore: cellOf(s, weekBefore, {
        category: code,
        receivedFrom: isoOf(s.twoWeeksAgo),
        receivedTo: isoOf(s.weekAgo),
      }),
    }))
}

export function regionsShown(s: Shown, rows: readonly LatelyRow[]) {
  const tree = treeOf(s.directory.regions.values())
  const own = rows.filter(r => r.what === 'region')
  return [...rolledUp(own, 'regionId', tree)].map(([regionId, { today, week }]) => {
    const { id, code, name } = tree.get(regionId)!
    return {
      region: { id, code, name },
      today: cellOf(s, today, { regionId, ...since(s, s.today) }),
      week: cellOf(s, week, { regionId, ...since(s, s.weekAgo) }),
    }
  })
}

export function flowShown(s: Shown, rows: readonly LatelyRow[]) {
  return rows
    .filter(r => r.what === 'flow' && r.week > 0)
    .sort((a, b) => b.week - a.week)
    .slice(0, FLOWS)
    .map(({ channelId, leadUnitId, day, week }) => {
      const filter = { channelId: channelId!, ...leadFilter(leadUnitId) }
      const channel = {
        id: channelId!,
        name: s.directory.channels.get(channelId!)?.name ?? String(channelId),
      }
      return {
        channel,
        unit: unitOf(s, leadUnitId),
        day: cellOf(s, day, { ...filter, ...since(s, s.dayAgo) }),
        week: cellOf(s, week, { ...filter, ...since(s, s.weekAgo) }),
      }
    })
}

const HOUR = 3_600_000

export function receivedShown(s: Shown, rows: readonly { hour: number; n: number }[]) {
  const hours = new Map(rows.map(r => [r.hour, r.n]))
  const passed = Math.max(Math.floor((s.now - s.today) / HOUR), ...hours.keys()) + 1
  return {
    today: cellOf(
      s,
      rows.reduce((sum, r) => sum + r.n, 0),
      since(s, s.today),
    ),
    byHour: Array.from({ length: passed }, (_, hour) => {
      const from = s.today + hour * HOUR
      const filter = { receivedFrom: isoOf(from), receivedTo: isoOf(from + HOUR) }
      return { hour, from: isoOf(from), ...cellOf(s, hours.get(hour) ?? 0, filter) }
    }),
  }
}
