/** A whole city from a folder of files into its tenant, and back. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { stringify } from 'yaml'
import type { Instant } from '../../domain/instant.ts'
import type { Database, Queryable } from '../kernel/database.ts'
import type { Words } from '../kernel/words.ts'
import { cityProblems } from './city-checks.ts'
import {
  type City,
  type CityReading,
  RULES_FILE,
  readCityFolder,
  TABLES,
  TENANT_FILE,
  type TenantFile,
} from './city-files.ts'
import { readCityOf } from './city-read.ts'
import { type Counts, storeCity } from './city-store.ts'
import { addDocuments, DOCUMENTS_FILE, type DocumentsReading, newestDocuments } from './documents-file.ts'
import type { Problem } from './files/problem.ts'
import { type Table, writeTable } from './files/table.ts'
import { OUTLINES_FILE, outlinesText, regionsWithOutlines, storeOutlines } from './outlines.ts'
import { addPolicy, newestRules } from './policies.ts'
import { REGULATIONS_FILE, regulationRows, storeRegulations } from './regulations-file.ts'
import { raiseVersion } from './version.ts'

export interface LoadOptions {
  /** Check and count, but change nothing. */
  dryRun?: boolean
  /** From when changed rules hold; now when left out. */
  now?: Instant
  /** What texts are found by; the product's own when left out. */
  words?: Words
}

export interface Loaded {
  /** Null when the city wasn't loaded: it has problems, or it is new and this was a dry run. */
  tenantId: number | null
  /** Null when there are problems. */
  counts: Counts | null
  /** The version published because the rules differ from the newest; null when they are the same. */
  rulesVersion: number | null
  problems: Problem[]
}

/** All or nothing: a city with problems changes nothing. Loading the same files again changes nothing either. */
export async function loadCity(db: Database, folder: string, options: LoadOptions = {}): Promise<Loaded> {
  const reading = await readCityFolder(folder)
  const problems = inOrder([...reading.problems, ...cityProblems(reading)])
  const city = problems.length === 0 ? cityOf(reading) : null
  if (!city) return { tenantId: null, counts: null, rulesVersion: null, problems }
  const tx = await db.kysely.startTransaction().execute()
  try {
    const loaded = await store(tx, city, { ...options, now: options.now ?? Date.now() })
    if (options.dryRun) {
      const known = await db.kysely
        .selectFrom('tenant')
        .select('id')
        .where('code', '=', city.tenant.code)
        .executeTakeFirst()
      await tx.rollback().execute()
      return { ...loaded, tenantId: known?.id ?? null, problems: [] }
    }
    await tx.commit().execute()
    return { ...loaded, problems: [] }
  } catch (error) {
    if (!tx.isCommitted && !tx.isRolledBack) await tx.rollback().execute()
    throw error
  }
}

const inOrder = (problems: Problem[]): Problem[] =>
  problems.sort((a, b) => (a.file === b.file ? (a.line ?? 0) - (b.line ?? 0) : a.file < b.file ? -1 : 1))

const cityOf = ({ tenant, rules, ...rows }: CityReading): City | null =>
  tenant && rules ? { ...rows, tenant, rules } : null

async function store(tx: Queryable, city: City, { now, words }: { now: Instant; words?: Words | undefined }) {
  const { id: tenantId, isChanged } = await storeTenant(tx, city.tenant)
  const counts = await storeCity(tx, tenantId, city)
  const rulesVersion = await storeRules(tx, tenantId, { city, now })
  if (city.documents?.settings) await storeDocuments(tx, tenantId, { documents: city.documents, now })
  if (city.regulations) await storeRegulations(tx, tenantId, { rows: city.regulations, now, words })
  const drawn = city.outlines ? await storeOutlines(tx, tenantId, city.outlines) : 0
  const changes = drawn > 0 || Object.values(counts).some(c => c.added + c.changed + c.gone > 0)
  // A new version of the rules has raised it already.
  if ((isChanged || changes) && rulesVersion === null) await raiseVersion(tx, tenantId)
  return { tenantId, counts, rulesVersion }
}

/** Locks the tenant's row, so that two loads of one city take turns. */
async function storeTenant(tx: Queryable, { code, name, zone, regionCode, sample }: TenantFile) {
  const values = { code, name, zone, region_code: regionCode, sample }
  await tx
    .insertInto('tenant')
    .values(values)
    .onConflict(oc => oc.column('code').doNothing())
    .execute()
  const present = await tx
    .selectFrom('tenant')
    .selectAll()
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const isChanged = Object.entries(values).some(
    ([column, value]) => present[column as keyof typeof values] !== value,
  )
  if (isChanged) await tx.updateTable('tenant').set(values).where('id', '=', present.id).execute()
  return { id: present.id, isChanged }
}

/** Publishes a version when the files' rules differ from the newest. */
async function storeRules(tx: Queryable, tenantId: number, { city, now }: { city: City; now: Instant }) {
  const newest = await newestRules(tx, tenantId)
  const name = city.tenant.rulesName
  if (newest?.name === name && isDeepStrictEqual(newest.rules, city.rules)) return null
  return addPolicy(tx, tenantId, city.rules, { name, validFrom: now, by: null })
}

/** The next version where the files' differ from the newest; a seal that was uploaded stays. */
async function storeDocuments(
  tx: Queryable,
  tenantId: number,
  { documents, now }: { documents: DocumentsReading; now: Instant },
): Promise<void> {
  const newest = await newestDocuments(tx, tenantId)
  const seal = documents.namesSeal ? documents.settings!.seal : (newest?.settings.seal ?? null)
  const settings = { ...documents.settings!, seal }
  if (newest && isDeepStrictEqual(newest.settings, settings)) return
  await addDocuments(tx, tenantId, settings, { at: now, by: null, version: (newest?.version ?? 0) + 1 })
}

/** Writes the folder that loads as this tenant; a second export of the same state has the same bytes. */
export async function exportCity(db: Database, tenantId: number, folder: string): Promise<string[]> {
  const city = await db.kysely
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async tx => ({
      ...(await readCityOf(tx, tenantId)),
      regionRows: await regionsWithOutlines(tx, tenantId),
      paper: await newestDocuments(tx, tenantId),
      library: await regulationRows(tx, tenantId),
    }))
  const texts = textsOf(city)
  if (city.regionRows.some(r => r.outline)) texts.set(OUTLINES_FILE, outlinesText(city.regionRows))
  if (city.paper) {
    // The seal's picture stays where it is; another installation has another.
    const { seal: _seal, ...settings } = city.paper.settings
    texts.set(DOCUMENTS_FILE, yamlOf(settings))
  }
  if (city.library.length > 0) texts.set(REGULATIONS_FILE, yamlOf(city.library))
  await mkdir(folder, { recursive: true })
  for (const [file, text] of texts) await writeFile(join(folder, file), text)
  return [...texts.keys()]
}

/** File → text. Notes on leave, contact people and older versions of the rules stay in the database. */
function textsOf(city: City): Map<string, string> {
  const table = <Row>(spec: Table<Row>, rows: readonly Row[]): [string, string] => [
    spec.file,
    writeTable(spec, rows),
  ]
  return new Map([
    [TENANT_FILE, yamlOf(city.tenant)],
    [RULES_FILE, yamlOf(city.rules)],
    table(TABLES.units, city.units),
    table(TABLES.regions, city.regions),
    table(TABLES.grids, city.grids),
    table(TABLES.categories, city.categories),
    table(TABLES.channels, city.channels),
    table(TABLES.hotlines, city.hotlines),
    table(TABLES.people, city.people),
    table(TABLES.grants, city.grants),
    table(TABLES.organisations, city.organisations),
    table(TABLES.localDays, city.localDays),
    table(TABLES.catalogue, city.catalogue),
  ])
}

const yamlOf = (value: unknown): string => stringify(value, { lineWidth: 0, singleQuote: true })
