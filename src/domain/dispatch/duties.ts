/** 责任清单 applied: whose duty a category is in a place, and how low it may be passed (ZY-17, 国办函〔2025〕66号). */
import type { CatalogueEntry, Directory } from '../directory/directory.ts'
import { isBelowFloor } from '../directory/unit-kinds.ts'
import type { UnitKind } from '../directory/units.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { AssignmentRole } from '../vocabulary.ts'

/** What and where, as far as it is known. */
export interface Matter {
  categoryId: number | null
  regionId: number | null
  gridId: number | null
}

/** A catalogue entry that applies, and how many levels above the matter's own category and region it stands. */
export interface Duty {
  entry: CatalogueEntry
  categoryUp: number
  regionUp: number
}

interface Nested {
  id: number
  parentId: number | null
}

/** The row and everything above it, itself first. */
function upFrom<Row extends Nested>(rows: ReadonlyMap<number, Row>, id: number | null): Row[] {
  const path: Row[] = []
  for (let at = id; at !== null; ) {
    const row: Row | undefined = rows.get(at)
    if (!row || path.includes(row)) break
    path.push(row)
    at = row.parentId
  }
  return path
}

const regionOf = ({ regionId, gridId }: Matter, directory: Directory): number | null =>
  regionId ?? (gridId === null ? null : (directory.grids.get(gridId)?.regionId ?? null))

/** All entries that cover the matter, the most specific category first, then the most specific region. */
export function dutiesOf(matter: Matter, directory: Directory): Duty[] {
  const categories = upFrom(directory.categories, matter.categoryId).map(c => c.id)
  const regions = upFrom(directory.regions, regionOf(matter, directory)).map(r => r.id)
  return directory.catalogue
    .map(entry => ({
      entry,
      categoryUp: categories.indexOf(entry.categoryId),
      regionUp: entry.regionId === null ? regions.length : regions.indexOf(entry.regionId),
    }))
    .filter(d => d.categoryUp >= 0 && d.regionUp >= 0 && directory.units.get(d.entry.unitId)?.active)
    .sort((a, b) => a.categoryUp - b.categoryUp || a.regionUp - b.regionUp || a.entry.id - b.entry.id)
}

/** By unit: the most specific entry that names it; of two that stand alike the one that lets it lead. */
export function ownDuties(matter: Matter, directory: Directory): Map<number, Duty> {
  const own = new Map<number, Duty>()
  for (const duty of dutiesOf(matter, directory)) {
    const known = own.get(duty.entry.unitId)
    const alike = known?.categoryUp === duty.categoryUp && known.regionUp === duty.regionUp
    if (!known || (alike && duty.entry.role === 'lead')) own.set(duty.entry.unitId, duty)
  }
  return own
}

/** The skill the most specific entry asks of the person who handles it (LL-33). */
export const skillFor = (matter: Matter, directory: Directory): string | null =>
  dutiesOf(matter, directory).find(d => d.entry.skill !== null)?.entry.skill ?? null

/** Would this unit's duty lie below the floor of the most specific entry that sets one? Assisting is always allowed. */
export function whyNotSoLow(
  matter: Matter,
  to: { unitId: number; role: AssignmentRole },
  directory: Directory,
  field: string,
): Refusal | null {
  const unit = directory.units.get(to.unitId)
  const entry = dutiesOf(matter, directory).find(
    d => d.entry.role === 'lead' && d.entry.floor !== null,
  )?.entry
  if (!unit || !entry || to.role !== 'lead' || !isBelowFloor(unit.kind, entry.floor)) return null
  const { floor, legalBasis, unitId } = entry
  return refuse('below-floor', { field, facts: { floor, legalBasis, unitId } })
}

const TERRITORIAL: readonly UnitKind[] = ['district', 'township', 'street', 'village', 'community', 'park']

/** A unit whose territory the place lies in; `up` counts from the nearest. */
export interface Territory {
  unitId: number
  gridId: number | null
  regionId: number | null
  up: number
}

/**
 * The units of a place, the nearest first: the grid's, then those that have the code or the name of the region and
 * the regions above it.
 */
export function territoriesOf(matter: Matter, directory: Directory): Territory[] {
  const found: Omit<Territory, 'up'>[] = []
  const grid = matter.gridId === null ? undefined : directory.grids.get(matter.gridId)
  if (grid?.unitId) found.push({ unitId: grid.unitId, gridId: grid.id, regionId: null })
  const territorial = directory.units.all.filter(u => u.active && TERRITORIAL.includes(u.kind))
  for (const region of upFrom(directory.regions, regionOf(matter, directory))) {
    const unit =
      territorial.find(u => u.code === region.code) ?? territorial.find(u => u.name === region.name)
    if (unit) found.push({ unitId: unit.id, gridId: null, regionId: region.id })
  }
  return found
    .filter(
      (t, i) => directory.units.get(t.unitId)?.active && found.findIndex(f => f.unitId === t.unitId) === i,
    )
    .map((t, up) => ({ ...t, up }))
}
