/** The tree of units: departments, districts, townships and streets, villages and communities, parks, utilities. */

export const UNIT_KINDS = [
  'city',
  'centre',
  'department',
  'district',
  'township',
  'street',
  'village',
  'community',
  'park',
  'utility',
  'institution',
] as const
export type UnitKind = (typeof UNIT_KINDS)[number]

export interface Unit {
  id: number
  code: string
  name: string
  kind: UnitKind
  parentId: number | null
  active: boolean
}

export interface UnitTree {
  get: (id: number) => Unit | undefined
  byCode: (code: string) => Unit | undefined
  root: Unit
  all: readonly Unit[]
  /** Is `id` the unit `top` or below it? */
  isWithin: (id: number, top: number) => boolean
  /** The unit and everything above it, itself first. */
  pathOf: (id: number) => Unit[]
}

/** Throws when there isn't exactly one root, or a parent is missing or below its own child. */
export function unitTreeOf(units: readonly Unit[]): UnitTree {
  const byId = new Map(units.map(u => [u.id, u]))
  const byCode = new Map(units.map(u => [u.code, u]))
  const roots = units.filter(u => u.parentId === null)
  if (roots.length !== 1) throw new Error(`a tenant has exactly one top unit, found ${roots.length}`)
  const paths = new Map<number, Unit[]>()
  for (const unit of units) paths.set(unit.id, climb(unit, byId))
  const within = new Map([...paths].map(([id, path]) => [id, new Set(path.map(u => u.id))]))
  return {
    get: id => byId.get(id),
    byCode: code => byCode.get(code),
    root: roots[0]!,
    all: units,
    isWithin: (id, top) => within.get(id)?.has(top) ?? false,
    pathOf: id => paths.get(id) ?? [],
  }
}

function climb(unit: Unit, byId: Map<number, Unit>): Unit[] {
  const path = [unit]
  for (let at = unit; at.parentId !== null; ) {
    const parent = byId.get(at.parentId)
    if (!parent) throw new Error(`unit ${at.code}: its parent is missing`)
    if (path.includes(parent)) throw new Error(`unit ${at.code} lies below itself`)
    path.push(parent)
    at = parent
  }
  return path
}
