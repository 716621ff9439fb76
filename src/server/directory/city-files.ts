/** A city as files: a folder's texts become rows and rules, or a list of everything that is wrong with them. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Type, { type Static } from 'typebox'
import type { Rules } from '../../domain/policy/rules.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import { DOCUMENTS_FILE, type DocumentsReading, readDocuments } from './documents-file.ts'
import { found, type Problem } from './files/problem.ts'
import { shapeProblems } from './files/shape.ts'
import { type At, readTable, type Table } from './files/table.ts'
import * as tables from './files/tables.ts'
import { readYaml } from './files/yaml.ts'
import { OUTLINES_FILE, type Outlines, readOutlines } from './outlines.ts'
import { REGULATIONS_FILE, type RegulationRow, readRegulations } from './regulations-file.ts'
import { type RulesReading, readRules } from './rules-file.ts'

/** Every part of a city and its rows. */
export interface Rows {
  units: tables.UnitRow[]
  regions: tables.RegionRow[]
  grids: tables.GridRow[]
  categories: tables.CategoryRow[]
  channels: tables.ChannelRow[]
  hotlines: tables.HotlineRow[]
  people: tables.PersonRow[]
  grants: tables.GrantRow[]
  organisations: tables.OrganisationRow[]
  catalogue: tables.CatalogueRow[]
  localDays: tables.LocalDayRow[]
}
export type PartName = keyof Rows

/** In an order in which a part names only itself and parts before it. */
export const TABLES: { readonly [P in PartName]: Table<Rows[P][number]> } = {
  units: tables.UNITS,
  regions: tables.REGIONS,
  grids: tables.GRIDS,
  categories: tables.CATEGORIES,
  channels: tables.CHANNELS,
  hotlines: tables.HOTLINES,
  people: tables.PEOPLE,
  grants: tables.GRANTS,
  organisations: tables.ORGANISATIONS,
  catalogue: tables.CATALOGUE,
  localDays: tables.LOCAL_DAYS,
}
export const PARTS = Object.keys(TABLES) as PartName[]

const TenantFile = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    zone: Type.String(),
    /** The administrative division's six digits, the head of every number. */
    regionCode: Type.String({ pattern: '^[0-9]{6}$' }),
    /** Fictional: passwords may be printed and messages shown. */
    sample: Type.Boolean(),
    /** What the version of the rules is called. */
    rulesName: Type.String({ minLength: 1, maxLength: 100 }),
  },
  { additionalProperties: false },
)
export type TenantFile = Static<typeof TenantFile>

export interface City extends Rows {
  tenant: TenantFile
  rules: Rules
  /** Null where there is no such file: what is stored stays. */
  outlines: Outlines | null
  documents: DocumentsReading | null
  regulations: RegulationRow[] | null
}

/** The same with the line of every row; before the checks across files. */
export type CityRows = { [P in PartName]: At<Rows[P][number]>[] }

export interface CityReading extends CityRows {
  tenant: TenantFile | null
  rules: Rules | null
  /** Where a value of the rules stands; null when there is no such file. */
  rulesPlaceOf: RulesReading['placeOf'] | null
  outlines: Outlines | null
  documents: DocumentsReading | null
  regulations: RegulationRow[] | null
  problems: Problem[]
}

export const TENANT_FILE = 'tenant.yaml'
export const RULES_FILE = 'rules.yaml'
const FILES = [TENANT_FILE, RULES_FILE, ...PARTS.map(p => TABLES[p].file)]
/** What a city may leave out. */
const OPTIONAL = [OUTLINES_FILE, DOCUMENTS_FILE, REGULATIONS_FILE]

/** Reads the folder; throws only when there is no such folder. */
export async function readCityFolder(folder: string): Promise<CityReading> {
  const names = await readdir(folder)
  const problems: Problem[] = names
    .filter(name => /\.(csv|ya?ml|geojson)$/i.test(name) && ![...FILES, ...OPTIONAL].includes(name))
    .map(file => ({
      file,
      line: null,
      column: null,
      message: `is not a file of a city; these are: ${[...FILES, ...OPTIONAL].join(', ')}`,
    }))
  const texts = new Map<string, string>()
  for (const file of [...FILES, ...OPTIONAL.filter(f => names.includes(f))]) {
    const text = names.includes(file) ? textOf(await readFile(join(folder, file))) : missing(file)
    if (typeof text === 'string') texts.set(file, text)
    else problems.push({ file, line: null, column: null, message: text.problem })
  }
  const reading = await readCity(texts)
  return { ...reading, problems: [...problems, ...reading.problems] }
}

const missing = (file: string) => ({
  problem: `is missing${file.endsWith('.csv') ? '; where there is nothing to say, write its first line alone' : ''}`,
})

function textOf(bytes: Uint8Array): string | { problem: string } {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { problem: 'is not UTF-8 text; save it as UTF-8 (in a spreadsheet: CSV UTF-8)' }
  }
}

/** Reads the files given by name; those not given are left out. */
async function readCity(texts: ReadonlyMap<string, string>): Promise<CityReading> {
  const problems: Problem[] = []
  const keep = <T extends { problems: Problem[] }>(reading: T): T => {
    problems.push(...reading.problems)
    return reading
  }
  const tenantText = texts.get(TENANT_FILE)
  const rulesText = texts.get(RULES_FILE)
  const tenant = tenantText === undefined ? null : keep(readTenant(tenantText)).tenant
  const rules = rulesText === undefined ? null : keep(await readRules(RULES_FILE, rulesText))
  const documentsText = texts.get(DOCUMENTS_FILE)
  const documents = documentsText === undefined ? null : keep(await readDocuments(documentsText))
  const rows = <Row>(table: Table<Row>): At<Row>[] => {
    const text = texts.get(table.file)
    return text === undefined ? [] : keep(readTable(table, text)).rows
  }
  const units = rows(TABLES.units)
  const regions = rows(TABLES.regions)
  const outlinesText = texts.get(OUTLINES_FILE)
  // A table that is broken would make strangers of its rows.
  const codesIn = (file: string, coded: readonly { code: string }[]) => {
    const isBroken = !texts.has(file) || problems.some(p => p.file === file)
    const codes = new Set(coded.map(r => r.code))
    return (code: string) => isBroken || codes.has(code)
  }
  const outlines =
    outlinesText === undefined
      ? null
      : keep(readOutlines(outlinesText, codesIn(TABLES.regions.file, regions))).outlines
  const regulationsText = texts.get(REGULATIONS_FILE)
  const regulations =
    regulationsText === undefined
      ? null
      : keep(readRegulations(regulationsText, codesIn(TABLES.units.file, units))).rows
  return {
    tenant,
    outlines,
    documents,
    regulations,
    rules: rules?.rules ?? null,
    rulesPlaceOf: rules?.placeOf ?? null,
    problems,
    units,
    regions,
    grids: rows(TABLES.grids),
    categories: rows(TABLES.categories),
    channels: rows(TABLES.channels),
    hotlines: rows(TABLES.hotlines),
    people: rows(TABLES.people),
    grants: rows(TABLES.grants),
    organisations: rows(TABLES.organisations),
    localDays: rows(TABLES.localDays),
    catalogue: rows(TABLES.catalogue),
  }
}

function readTenant(text: string): { tenant: TenantFile | null; problems: Problem[] } {
  const yaml = readYaml(TENANT_FILE, text)
  if (yaml.problems.length > 0) return { tenant: null, problems: yaml.problems }
  const problems = [...shapeProblems(TenantFile, yaml.value), ...zoneProblems(yaml.value)].map(
    ({ path, message }) => ({
      file: TENANT_FILE,
      line: yaml.find(path).line,
      column: path.join('.'),
      message,
    }),
  )
  return { tenant: problems.length > 0 ? null : (yaml.value as TenantFile), problems }
}

function zoneProblems(value: unknown) {
  const { zone } = (value ?? {}) as { zone?: unknown }
  if (typeof zone !== 'string') return []
  try {
    zoneOf(zone)
    return []
  } catch {
    return [{ path: ['zone'], message: `zone ${found(zone)} is not a time zone like Asia/Shanghai` }]
  }
}
