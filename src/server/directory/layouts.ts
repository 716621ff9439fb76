/** How each part of a city lies in the database: its table, its key, and its columns with ids for codes. */
import type { PartName, Rows } from './city-files.ts'
import type { Row } from './upsert.ts'

export interface Known {
  id: number
  /** Of a category; else 0. */
  level: number
}

/** Code → what has it. */
export type Codes = ReadonlyMap<string, Known>
export type CodedTable = 'unit' | 'region' | 'grid' | 'category' | 'channel' | 'person' | 'organisation'

interface Layout<R> {
  table: CodedTable | 'merged_hotline' | 'role_grant' | 'local_day' | 'catalogue_entry'
  /** Besides tenant_id. */
  key: readonly string[]
  /** Whose codes the rows name; in a tree also the table itself. */
  names: readonly CodedTable[]
  columnsOf: (row: R, idIn: (table: CodedTable, code: string | null) => number | null, codes: CodesOf) => Row
}

export type CodesOf = (table: CodedTable) => Codes

export const LAYOUTS: { [P in PartName]: Layout<Rows[P][number]> } = {
  units: {
    table: 'unit',
    key: ['code'],
    names: ['unit'],
    columnsOf: ({ code, name, kind, phone, active, parent }, idIn) => ({
      ...{ code, name, kind, phone, active },
      parent_id: idIn('unit', parent),
    }),
  },
  regions: {
    table: 'region',
    key: ['code'],
    names: ['region'],
    columnsOf: ({ code, name, parent }, idIn) => ({ code, name, parent_id: idIn('region', parent) }),
  },
  grids: {
    table: 'grid',
    key: ['code'],
    names: ['region', 'unit'],
    columnsOf: ({ code, name, region, unit }, idIn) => ({
      ...{ code, name },
      region_id: idIn('region', region),
      unit_id: idIn('unit', unit),
    }),
  },
  categories: {
    table: 'category',
    key: ['code'],
    names: ['category'],
    columnsOf: ({ code, name, words, active, parent }, idIn, codes) => ({
      ...{ code, name, words, active },
      parent_id: idIn('category', parent),
      level: parent === null ? 1 : codes('category').get(parent)!.level + 1,
    }),
  },
  channels: {
    table: 'channel',
    key: ['code'],
    names: ['unit'],
    columnsOf: ({ code, name, kind, digits, active, owner, externalPlatform }, idIn) => ({
      ...{ code, name, kind, digits, active },
      owner_unit_id: idIn('unit', owner),
      external_platform: externalPlatform,
    }),
  },
  hotlines: {
    table: 'merged_hotline',
    key: ['old_number'],
    names: ['unit', 'channel'],
    columnsOf: ({ oldNumber, name, mode, owner, channel, cutOverOn }, idIn) => ({
      ...{ name, mode, old_number: oldNumber, cut_over_on: cutOverOn },
      owner_unit_id: idIn('unit', owner),
      channel_id: idIn('channel', channel),
    }),
  },
  people: {
    table: 'person',
    key: ['code'],
    names: ['unit'],
    columnsOf: ({ code, name, unit, jobNo, phone, email, skills, active }, idIn) => ({
      ...{ code, name, phone, email, skills, active, job_no: jobNo },
      unit_id: idIn('unit', unit),
    }),
  },
  grants: {
    table: 'role_grant',
    key: ['person_id', 'role', 'unit_id'],
    names: ['person', 'unit'],
    columnsOf: ({ person, role, unit }, idIn) => ({
      role,
      person_id: idIn('person', person),
      unit_id: idIn('unit', unit),
    }),
  },
  organisations: {
    table: 'organisation',
    key: ['code'],
    names: ['unit', 'region', 'grid'],
    columnsOf: ({ code, name, kind, address, active, creditCode, unit, region, grid, ...profile }, idIn) => ({
      ...{ code, name, kind, address, active, credit_code: creditCode },
      unit_id: idIn('unit', unit),
      region_id: idIn('region', region),
      grid_id: idIn('grid', grid),
      profile: profileOf(profile),
    }),
  },
  catalogue: {
    table: 'catalogue_entry',
    key: ['category_id', 'region_id', 'unit_id'],
    names: ['category', 'region', 'unit'],
    columnsOf: ({ category, region, unit, role, legalBasis, floor, skill }, idIn) => ({
      ...{ role, floor, skill, legal_basis: legalBasis },
      category_id: idIn('category', category),
      region_id: idIn('region', region),
      unit_id: idIn('unit', unit),
    }),
  },
  localDays: {
    table: 'local_day',
    key: ['day'],
    names: [],
    columnsOf: ({ day, workday, name }) => ({ day, workday, name }),
  },
}

const PROFILE = [
  'industry',
  'status',
  'monthlyOutputWan',
  'employees',
  'origin',
  'stage',
  'subUnits',
  'notes',
] as const

/** What the columns of a profile say, without those that say nothing. */
const profileOf = (row: Pick<Rows['organisations'][number], (typeof PROFILE)[number]>): Row =>
  Object.fromEntries(
    PROFILE.map(name => [name, row[name]] as const).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  )
