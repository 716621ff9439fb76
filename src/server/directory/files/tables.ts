/** The tables of a city: which file, which columns. The folder's page in docs/ describes them for those who fill them in. */
import { ROLE_NAMES } from '../../../domain/access/roles.ts'
import {
  ORGANISATION_KINDS,
  PRODUCTION_STATUSES,
  RELOCATION_STAGES,
} from '../../../domain/directory/organisations.ts'
import { UNIT_KINDS } from '../../../domain/directory/units.ts'
import { CHANNEL_KINDS } from '../../../domain/vocabulary.ts'
import {
  amount,
  code,
  day,
  form,
  line,
  optional,
  otherwise,
  prose,
  whole,
  word,
  words,
  yesNo,
} from './columns.ts'
import type { Table } from './table.ts'

const active = otherwise(yesNo, true)
const phone = form(/^[0-9+][0-9+ -]{1,23}$/, '0000-8812345')
const email = form(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'name@example.org')

type RowOf<T> = T extends Table<infer Row> ? Row : never

/** Lets the row's type follow from its columns. */
const table = <Row>(file: string, key: Table<Row>['key'], columns: Table<Row>['columns']): Table<Row> => ({
  file,
  key,
  columns,
})

export const UNITS = table('units.csv', ['code'], {
  code,
  name: line,
  kind: word(UNIT_KINDS),
  parent: optional(code),
  phone: optional(phone),
  active,
})
export type UnitRow = RowOf<typeof UNITS>

export const REGIONS = table('regions.csv', ['code'], { code, name: line, parent: optional(code) })
export type RegionRow = RowOf<typeof REGIONS>

export const GRIDS = table('grids.csv', ['code'], {
  code,
  name: line,
  region: optional(code),
  unit: optional(code),
})
export type GridRow = RowOf<typeof GRIDS>

export const CATEGORIES = table('categories.csv', ['code'], {
  code,
  parent: optional(code),
  name: line,
  words,
  active,
})
export type CategoryRow = RowOf<typeof CATEGORIES>

export const CHANNELS = table('channels.csv', ['code'], {
  code,
  name: line,
  kind: word(CHANNEL_KINDS),
  /** Two digits in every appeal's number. */
  digits: whole(0, 99),
  owner: optional(code),
  externalPlatform: optional(code),
  active,
})
export type ChannelRow = RowOf<typeof CHANNELS>

export const HOTLINES = table('hotlines.csv', ['oldNumber'], {
  oldNumber: phone,
  name: line,
  mode: word(['full', 'parallel', 'subCentre']),
  owner: code,
  channel: optional(code),
  cutOverOn: day,
})
export type HotlineRow = RowOf<typeof HOTLINES>

export const PEOPLE = table('people.csv', ['code'], {
  code,
  name: line,
  unit: code,
  jobNo: optional(code),
  phone: optional(phone),
  email: optional(email),
  skills: words,
  active,
})
export type PersonRow = RowOf<typeof PEOPLE>

export const GRANTS = table('grants.csv', ['person', 'role', 'unit'], {
  person: code,
  role: word(ROLE_NAMES),
  unit: code,
})
export type GrantRow = RowOf<typeof GRANTS>

export const ORGANISATIONS = table('organisations.csv', ['code'], {
  code,
  name: line,
  kind: word(ORGANISATION_KINDS),
  /** 统一社会信用代码. */
  creditCode: optional(form(/^[0-9A-HJ-NPQRTUWXY]{18}$/, '18 digits and letters')),
  /** The unit that serves it. */
  unit: optional(code),
  region: optional(code),
  grid: optional(code),
  address: optional(line),
  industry: optional(line),
  status: optional(word(PRODUCTION_STATUSES)),
  monthlyOutputWan: optional(amount),
  employees: optional(whole(0, 10_000_000)),
  origin: optional(line),
  stage: optional(word(RELOCATION_STAGES)),
  subUnits: words,
  notes: optional(prose),
  active,
})
export type OrganisationRow = RowOf<typeof ORGANISATIONS>

export const LOCAL_DAYS = table('local-days.csv', ['day'], { day, workday: yesNo, name: line })
export type LocalDayRow = RowOf<typeof LOCAL_DAYS>

export const CATALOGUE = table('catalogue.csv', ['category', 'region', 'unit'], {
  category: code,
  region: optional(code),
  unit: code,
  role: otherwise(word(['lead', 'assist']), 'lead'),
  legalBasis: line,
  floor: optional(word(UNIT_KINDS)),
  skill: optional(line),
})
export type CatalogueRow = RowOf<typeof CATALOGUE>
