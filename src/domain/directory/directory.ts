/** The directory of a tenant as decisions see it: units, categories, channels, the dispatch catalogue. */
import type { ChannelKind } from '../vocabulary.ts'
import type { UnitKind, UnitTree } from './units.ts'

export interface Category {
  id: number
  code: string
  name: string
  parentId: number | null
  level: number
  words: readonly string[]
  active: boolean
}

export interface Channel {
  id: number
  code: string
  name: string
  kind: ChannelKind
  digits: number
  ownerUnitId: number | null
  externalPlatform: string | null
  active: boolean
}

/** 责任清单: whose duty a category is in a place, on what legal basis, and how low it may be passed. */
export interface CatalogueEntry {
  id: number
  categoryId: number
  regionId: number | null
  unitId: number
  role: 'lead' | 'assist'
  legalBasis: string
  floor: UnitKind | null
  skill: string | null
}

export interface Region {
  id: number
  code: string
  name: string
  parentId: number | null
}

export interface Grid {
  id: number
  code: string
  name: string
  regionId: number | null
  unitId: number | null
}

export interface Staff {
  id: number
  name: string
  unitId: number
  skills: readonly string[]
  active: boolean
  awayFrom: number | null
  awayUntil: number | null
  substituteId: number | null
}

export interface Directory {
  tenantId: number
  tenantName: string
  /** The tenant's six-digit administrative code, the head of every number. */
  regionCode: string
  units: UnitTree
  categories: ReadonlyMap<number, Category>
  channels: ReadonlyMap<number, Channel>
  regions: ReadonlyMap<number, Region>
  grids: ReadonlyMap<number, Grid>
  people: ReadonlyMap<number, Staff>
  catalogue: readonly CatalogueEntry[]
  /** Kind of each organisation, by id. */
  organisationKinds: ReadonlyMap<number, string>
}
