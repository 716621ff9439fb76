/** Which kind of unit may lie under which, and how low each stands. */
import type { UnitKind } from './units.ts'

/** The top unit may be of any kind: a district, a zone or a park can run its own centre. */
const UNDER: Record<UnitKind, readonly UnitKind[]> = {
  city: [],
  centre: ['city', 'district', 'park', 'department', 'centre'],
  department: ['city', 'district', 'park', 'township', 'street', 'department'],
  district: ['city'],
  township: ['city', 'district', 'park'],
  street: ['city', 'district', 'park'],
  village: ['township', 'street', 'park'],
  community: ['township', 'street', 'park'],
  park: ['city', 'district', 'township', 'street'],
  utility: ['city', 'district', 'park', 'department', 'utility'],
  institution: ['city', 'district', 'park', 'department', 'township', 'street'],
}

/** 1 for the city and what serves all of it, 4 for villages and communities. */
const RANK: Record<UnitKind, number> = {
  city: 1,
  centre: 1,
  department: 1,
  utility: 1,
  institution: 1,
  district: 2,
  township: 3,
  street: 3,
  park: 3,
  village: 4,
  community: 4,
}

export const mayLieUnder = (kind: UnitKind, parent: UnitKind): boolean => UNDER[kind].includes(parent)

export const kindsAbove = (kind: UnitKind): readonly UnitKind[] => UNDER[kind]

/** Is a unit of this kind lower than the catalogue's floor allows (ZY-17)? No floor forbids nothing. */
export const isBelowFloor = (kind: UnitKind, floor: UnitKind | null): boolean =>
  floor !== null && RANK[kind] > RANK[floor]
