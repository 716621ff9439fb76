/** Which units a matter should go to, each with the reasons a dispatcher can check. */
import type { Directory } from '../directory/directory.ts'
import { isBelowFloor } from '../directory/unit-kinds.ts'
import type { UnitKind } from '../directory/units.ts'
import type { Assignment } from '../record/state.ts'
import type { AssignmentRole } from '../vocabulary.ts'
import { type Duty, dutiesOf, type Matter, ownDuties, territoriesOf } from './duties.ts'

/** A settled case like this one. */
export interface SimilarCase {
  /** Null where the asker may not see it; it counts all the same. */
  number: string | null
  unitId: number
  /** 0 to 1: how alike the words are. */
  likeness: number
  /** Was the unit named by a ruling? */
  ruled: boolean
}

export type SuggestionReason =
  | {
      kind: 'catalogue'
      entryId: number
      categoryId: number
      regionId: number | null
      legalBasis: string
      floor: UnitKind | null
      skill: string | null
    }
  | { kind: 'place'; regionId: number | null; gridId: number | null }
  | { kind: 'similar' | 'ruling'; cases: number; numbers: string[] }
  /** It had this matter and gave it back. */
  | { kind: 'returned'; assignmentNo: number }

export interface SuggestedUnit {
  unitId: number
  role: AssignmentRole
  /** For the order only. */
  score: number
  reasons: SuggestionReason[]
}

export interface Known {
  matter: Matter
  cases: readonly SimilarCase[]
  assignments: readonly Assignment[]
}

// The law before the territory, a ruling before mere custom; every level further away counts for less.
const CATALOGUE = 100
const RULING = 50
const PLACE = 40
const SIMILAR = 30
const PER_CATEGORY_UP = 10
const PER_REGION_UP = 3
const PER_TERRITORY_UP = 10
const GAVE_BACK = 1000
const MOST_UNITS = 8
const MOST_NUMBERS = 3

interface Weighed {
  score: number
  reason: SuggestionReason
}

/** Ranked, at most eight, without the units that are on it already. The first that may lead is suggested as the lead. */
export function suggestUnits(known: Known, directory: Directory): SuggestedUnit[] {
  const { matter, assignments } = known
  const byUnit = new Map<number, Weighed[]>()
  const add = (unitId: number, weighed: Weighed) =>
    byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), weighed])
  const duties = ownDuties(matter, directory)
  for (const [unitId, weighed] of [...byCatalogue(duties), ...byPlace(matter, directory)])
    add(unitId, weighed)
  for (const [unitId, weighed] of [...byCases(known.cases, false), ...byCases(known.cases, true)])
    if (directory.units.get(unitId)?.active) add(unitId, weighed)
  for (const a of assignments)
    if (a.stage === 'returned' && byUnit.has(a.unitId))
      add(a.unitId, { score: -GAVE_BACK, reason: { kind: 'returned', assignmentNo: a.no } })
  const busy = new Set(assignments.filter(a => a.endedAt === null).map(a => a.unitId))
  const ranked = [...byUnit]
    .filter(([unitId]) => !busy.has(unitId))
    .map(([unitId, all]) => ({
      unitId,
      score: all.reduce((sum, w) => sum + w.score, 0),
      reasons: all.map(w => w.reason),
    }))
  const leads = ranked.filter(u => duties.get(u.unitId)?.entry.role === 'lead' && u.score > 0)
  const least = Math.min(...leads.map(u => u.score))
  const ordered = ranked
    // Whom the catalogue lets only assist comes after whom it lets lead, whatever else speaks for it.
    .map(u => (isAssist(duties.get(u.unitId)) ? { ...u, score: Math.min(u.score, least - 1) } : u))
    .sort((a, b) => b.score - a.score || a.unitId - b.unitId)
  return withRoles(ordered.slice(0, MOST_UNITS), known, directory)
}

const isAssist = (duty: Duty | undefined): boolean => duty?.entry.role === 'assist'

function byCatalogue(duties: ReadonlyMap<number, Duty>): [number, Weighed][] {
  return [...duties.values()].map(({ entry, categoryUp, regionUp }) => {
    const { id: entryId, categoryId, regionId, legalBasis, floor, skill } = entry
    const score = CATALOGUE - PER_CATEGORY_UP * categoryUp - PER_REGION_UP * regionUp
    return [
      entry.unitId,
      { score, reason: { kind: 'catalogue', entryId, categoryId, regionId, legalBasis, floor, skill } },
    ]
  })
}

const byPlace = (matter: Matter, directory: Directory): [number, Weighed][] =>
  territoriesOf(matter, directory).map(({ unitId, regionId, gridId, up }) => [
    unitId,
    { score: PLACE - PER_TERRITORY_UP * up, reason: { kind: 'place', regionId, gridId } },
  ])

/** What similar cases say, each unit by its share of all likeness; rulings and the rest apart. */
function byCases(cases: readonly SimilarCase[], ruled: boolean): [number, Weighed][] {
  const all = cases.filter(c => c.ruled === ruled)
  const total = all.reduce((sum, c) => sum + c.likeness, 0)
  const units = [...new Set(all.map(c => c.unitId))]
  return units.map(unitId => {
    const own = all.filter(c => c.unitId === unitId).sort((a, b) => b.likeness - a.likeness)
    const share = own.reduce((sum, c) => sum + c.likeness, 0) / total
    const numbers = own.flatMap(c => c.number ?? []).slice(0, MOST_NUMBERS)
    const kind = ruled ? 'ruling' : 'similar'
    return [
      unitId,
      { score: (ruled ? RULING : SIMILAR) * share, reason: { kind, cases: own.length, numbers } },
    ]
  })
}

/** One lead, if the matter has none yet; units below the floor, or whose own entry of the catalogue says so, assist. */
function withRoles(
  ranked: Omit<SuggestedUnit, 'role'>[],
  { matter, assignments }: Known,
  directory: Directory,
): SuggestedUnit[] {
  const own = ownDuties(matter, directory)
  const floor =
    dutiesOf(matter, directory).find(d => d.entry.role === 'lead' && d.entry.floor !== null)?.entry.floor ??
    null
  let led = assignments.some(a => a.role === 'lead' && a.parentNo === null && a.endedAt === null)
  return ranked.map(unit => {
    const tooLow = isBelowFloor(directory.units.get(unit.unitId)!.kind, floor)
    const role = led || isAssist(own.get(unit.unitId)) || tooLow ? 'assist' : 'lead'
    led ||= role === 'lead'
    return { ...unit, role }
  })
}
