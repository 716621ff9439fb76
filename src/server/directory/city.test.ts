import assert from 'node:assert/strict'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { ROLE_NAMES } from '../../domain/access/roles.ts'
import { exportCity, loadCity } from './city.ts'

const SAMPLE = new URL('../../../config/sample-city', import.meta.url).pathname

let db: TestDatabase
let folder: string
let tenantId: number

before(async () => {
  db = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'yidan-city-'))
  tenantId = (await loadCity(db, SAMPLE)).tenantId!
})
after(async () => {
  await rm(folder, { recursive: true })
  await db.drop()
})

async function textsIn(city: string): Promise<Record<string, string>> {
  const files = (await readdir(city)).sort()
  return Object.fromEntries(
    await Promise.all(files.map(async f => [f, await readFile(join(city, f), 'utf8')] as const)),
  )
}

/** The sample city with some files edited. */
async function cityWith(edits: Record<string, (text: string) => string>): Promise<string> {
  const city = await mkdtemp(join(folder, 'c-'))
  await cp(SAMPLE, city, { recursive: true })
  for (const [file, edit] of Object.entries(edits))
    await writeFile(join(city, file), edit(await readFile(join(city, file), 'utf8')))
  return city
}

const withoutLines =
  (...starts: string[]) =>
  (text: string) =>
    text
      .split('\n')
      .filter(line => !starts.some(start => line.startsWith(start)))
      .join('\n')

/** Everything the directory has, ids left out. */
async function fingerprint(): Promise<string> {
  const copy = await mkdtemp(join(folder, 'f-'))
  await exportCity(db, tenantId, copy)
  return JSON.stringify(await textsIn(copy))
}

const versionNow = async () =>
  (
    await db.kysely
      .selectFrom('tenant')
      .select('directory_version')
      .where('id', '=', tenantId)
      .executeTakeFirstOrThrow()
  ).directory_version

const countOf = async (table: 'unit' | 'person' | 'organisation' | 'category') =>
  (
    await sql<{
      n: number
    }>`SELECT count(*) AS n FROM ${sql.table(table)} WHERE tenant_id = ${tenantId}`.execute(db.kysely)
  ).rows[0]!.n

test('loading the same city again changes nothing', async () => {
  const version = await versionNow()
  const { counts, rulesVersion, problems } = await loadCity(db, SAMPLE)
  assert.deepEqual(problems, [])
  assert.equal(rulesVersion, null)
  assert.equal(await versionNow(), version)
  for (const [part, count] of Object.entries(counts!))
    assert.deepEqual({ part, ...count }, { part, added: 0, changed: 0, gone: 0 })
})

test('a city taken out as files and put in again is the same city, to the byte', async () => {
  const [first, second] = [join(folder, 'first'), join(folder, 'second')]
  const files = await exportCity(db, tenantId, first)
  assert.deepEqual(files.sort(), (await readdir(SAMPLE)).sort())
  const version = await versionNow()
  assert.deepEqual((await loadCity(db, first)).problems, [])
  assert.equal(await versionNow(), version)
  await exportCity(db, tenantId, second)
  assert.deepEqual(await textsIn(second), await textsIn(first))
})

test('a city moves to another database by its files', async () => {
  const other = await freshDatabase()
  try {
    const [here, there] = [join(folder, 'here'), join(folder, 'there')]
    await exportCity(db, tenantId, here)
    const { tenantId: moved } = await loadCity(other, here)
    await exportCity(other, moved!, there)
    assert.deepEqual(await textsIn(there), await textsIn(here))
  } finally {
    await other.drop()
  }
})

test('the sample city files are written as an export writes them', async () => {
  const copy = join(folder, 'copy')
  await exportCity(db, tenantId, copy)
  const [written, kept] = [await textsIn(copy), await textsIn(SAMPLE)]
  for (const file of Object.keys(written).filter(f => f.endsWith('.csv')))
    assert.equal(written[file], kept[file], file)
})

test('a dry run counts and changes nothing', async () => {
  const before = await fingerprint()
  const city = await cityWith({ 'units.csv': text => `${text}gongyuan,公园管理中心,department,city,,yes\n` })
  const { counts, tenantId: id } = await loadCity(db, city, { dryRun: true })
  assert.deepEqual(counts!.units, { added: 1, changed: 0, gone: 0 })
  assert.equal(id, tenantId)
  assert.equal(await fingerprint(), before)
})

test('a broken city changes nothing at all, however small the slip', async () => {
  const before = await fingerprint()
  const city = await cityWith({
    'units.csv': text => `${text}gongyuan,公园管理中心,department,city,,yes\n`,
    'grants.csv': text => `${text}mayor,king,city\n`,
  })
  const { problems, tenantId: id } = await loadCity(db, city)
  assert.equal(id, null)
  assert.deepEqual(
    problems.map(p => [p.file, p.column]),
    [['grants.csv', 'role']],
  )
  assert.equal(await fingerprint(), before)
})

test('what is gone from the files stays for the record, inactive, and comes back by its code', async () => {
  const units = await countOf('unit')
  const city = await cityWith({
    'units.csv': withoutLines('hospital,'),
    'people.csv': withoutLines('hospital-liaison,'),
    'grants.csv': withoutLines('hospital-liaison,'),
    'catalogue.csv': text =>
      text
        .split('\n')
        .filter(l => !l.includes(',hospital,'))
        .join('\n'),
    'organisations.csv': withoutLines('chamber-3,'),
  })
  const { counts } = await loadCity(db, city)
  assert.deepEqual(
    [counts!.units.gone, counts!.people.gone, counts!.organisations.gone, counts!.catalogue.gone],
    [1, 1, 1, 1],
  )
  assert.equal(await countOf('unit'), units)
  const { active } = await db.kysely
    .selectFrom('unit')
    .select('active')
    .where('code', '=', 'hospital')
    .executeTakeFirstOrThrow()
  assert.equal(active, false)
  const again = await loadCity(db, SAMPLE)
  assert.deepEqual(again.counts!.units, { added: 0, changed: 1, gone: 0 })
})

/** An appeal with nothing in it but the place. */
async function appealAt(gridId: number): Promise<void> {
  const texts = 'kind intent urgency severity level limit_class'.split(' ').map(c => [c, 'x'])
  const none = 'hops returns objections reworks extensions repeats reopened policy_version version'
    .split(' ')
    .map(c => [c, 0])
  const no = 'anonymous confidential wants_visit published imported'.split(' ').map(c => [c, false])
  const row = {
    ...Object.fromEntries([...texts, ...none, ...no]),
    ...{ tenant_id: tenantId, id: 1, number: '1', stage: 'received', head_hash: '\\x', query_code: '\\x' },
    ...{ tags: [], risks: [], channel_id: 1, owner_unit_id: 1, received_at: '2026-11-22', grid_id: gridId },
  }
  await sql`INSERT INTO appeal SELECT * FROM jsonb_populate_record(NULL::appeal, ${JSON.stringify(row)}::jsonb)`.execute(
    db.kysely,
  )
}

test('a place that an appeal names stays when the files drop it; one that nobody names goes', async () => {
  const place = (code: string) =>
    db.kysely.selectFrom('grid').select('id').where('code', '=', code).executeTakeFirst()
  const named = (await place('g010010011'))!.id
  await appealAt(named)
  const { counts } = await loadCity(
    db,
    await cityWith({ 'grids.csv': withoutLines('g010010011,', 'g010010012,') }),
  )
  assert.equal(counts!.grids.gone, 1)
  assert.equal((await place('g010010011'))?.id, named)
  assert.equal(await place('g010010012'), undefined)
  assert.equal((await loadCity(db, SAMPLE)).counts!.grids.added, 1)
})

test('places that nobody names go with those they lie in; those above a place that stays, stay', async () => {
  const empty = 'code,name,parent\n990100,示例市,\n'
  const city = await cityWith({
    'regions.csv': () => empty,
    'regions.geojson': () => '{"type":"FeatureCollection","features":[]}',
    'grids.csv': () => 'code,name,region,unit\n',
    'organisations.csv': text => text.split('\n')[0]!,
    'catalogue.csv': text =>
      text
        .split('\n')
        .filter(l => !/^\d+,99/.test(l))
        .join('\n'),
  })
  await db.kysely.updateTable('organisation').set({ region_id: null, grid_id: null }).execute()
  const { counts, problems } = await loadCity(db, city)
  assert.deepEqual(problems, [])
  // The appeal's grid lies in a community of a town of a district.
  assert.equal(counts!.regions.gone, 39 - 3)
  assert.equal((await loadCity(db, SAMPLE)).counts!.regions.added, 39 - 3)
})

test('rules that differ become a new version; the old one stays for what it was used on', async () => {
  const city = await cityWith({ 'rules.yaml': text => `${text}\nlimits: { default: { closure: 4wd } }\n` })
  const { rulesVersion } = await loadCity(db, city, { now: Date.parse('2026-12-01') })
  const versions = await db.kysely
    .selectFrom('policy')
    .select(['version', 'valid_from'])
    .orderBy('version')
    .execute()
  assert.equal(rulesVersion, versions.length)
  assert.equal(versions.at(-1)!.valid_from, Date.parse('2026-12-01'))
  await loadCity(db, SAMPLE)
})

test('two loads of one city at once take turns', async () => {
  const cities = await Promise.all(
    ['甲', '乙'].map(name =>
      cityWith({ 'units.csv': text => text.replace('示例市热力公司', `示例市热力公司${name}`) }),
    ),
  )
  await Promise.all(cities.map(city => loadCity(db, city)))
  const { name } = await db.kysely
    .selectFrom('unit')
    .select('name')
    .where('code', '=', 'heat')
    .executeTakeFirstOrThrow()
  assert.match(name, /公司[甲乙]$/)
  await loadCity(db, SAMPLE)
})

test('[ZY-17] the catalogue names one lead unit, a legal basis and a floor for every category', async () => {
  const { rows } = await sql<{ code: string }>`
    SELECT c.code FROM category c WHERE c.level = 2 AND NOT EXISTS (
      SELECT FROM catalogue_entry e WHERE e.category_id = c.id AND e.region_id IS NULL AND e.role = 'lead'
        AND e.legal_basis <> '')`.execute(db.kysely)
  assert.deepEqual(rows, [])
})

test('[LL-33] [LL-43] people of every role, with skills, in units of every level', async () => {
  const roles = await db.kysely.selectFrom('role_grant').select('role').distinct().execute()
  assert.deepEqual(roles.map(r => r.role).sort(), [...ROLE_NAMES].sort())
  const people = await db.kysely.selectFrom('person').select(['code', 'skills', 'unit_id']).execute()
  assert.deepEqual(people.find(p => p.code === 'renshe-handler')!.skills, ['劳动监察', '社保政策'])
  const units = await db.kysely.selectFrom('unit').select(['id', 'kind']).execute()
  const kinds = new Set(people.map(p => units.find(u => u.id === p.unit_id)!.kind))
  for (const kind of [
    'centre',
    'department',
    'district',
    'township',
    'street',
    'village',
    'community',
    'park',
    'utility',
  ])
    assert.ok(kinds.has(kind), kind)
})
