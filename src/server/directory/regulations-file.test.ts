/** regulations.yaml: every mistake has its line, the same file again changes nothing, and an export loads as the same library. */
import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { exportCity, loadCity } from './city.ts'
import { problemText } from './files/problem.ts'
import { readRegulations } from './regulations-file.ts'

const SAMPLE = join(import.meta.dirname, '../../../config/sample-city')
let db: TestDatabase
let folder: string
before(async () => {
  db = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'yidan-library-'))
})
after(async () => {
  await db.drop()
  await rm(folder, { recursive: true, force: true })
})

const one = (more: string) => `- code: a
  title: 甲
  issuer: 乙
  issuedOn: '2026-01-01'
  scope: public
  unit: city
  text: 第一条 丙。
${more}`

test('[ZY-16] mistakes in regulations.yaml are named by their line', () => {
  const told = (text: string) => readRegulations(text, code => code === 'city').problems.map(problemText)
  assert.deepEqual(told(one('')), [])
  assert.deepEqual(told(one("  repealedOn: '2026-01-01'\n")), [
    'regulations.yaml:8: repealedOn must be after the day it came into force',
  ])
  assert.deepEqual(told(one("  inForceFrom: '2026-02-30'\n")), [
    "regulations.yaml:8: inForceFrom '2026-02-30' is not a day",
  ])
  assert.deepEqual(told(one('  replacedBy: b\n')), [
    "regulations.yaml:8: replacedBy 'b' is not the code of another document",
  ])
  assert.deepEqual(told(`${one('')}${one('').replace('unit: city', 'unit: nowhere')}`), [
    "regulations.yaml:1: code 'a' is there twice",
    "regulations.yaml:13: unit 'nowhere' is not a unit of units.csv",
  ])
  assert.match(told(one('  scoop: x\n'))[0]!, /^regulations.yaml:8: there is no key 'scoop'/)
})

test('[ZY-16] the sample city’s library loads, loads again without a change, and comes out as it went in', async () => {
  const { tenantId, problems } = await loadCity(db, SAMPLE)
  assert.deepEqual(problems, [])
  const versions = async () =>
    (await db.pool.query('SELECT code, version, replaced_by FROM regulation ORDER BY code')).rows
  const before = await versions()
  assert.ok(before.length >= 6 && before.every(r => r.version === 1))
  await loadCity(db, SAMPLE)
  assert.deepEqual(await versions(), before)
  await exportCity(db, tenantId!, join(folder, 'out'))
  assert.deepEqual((await loadCity(db, join(folder, 'out'))).problems, [])
  assert.deepEqual(await versions(), before)
})

test('[ZY-16] a changed text is a new version; what a file leaves out stays', async () => {
  await cp(SAMPLE, join(folder, 'in'), { recursive: true })
  const path = join(folder, 'in/regulations.yaml')
  const text = await readFile(path, 'utf8')
  const last = text.lastIndexOf('- code:')
  await writeFile(path, text.slice(0, last).replace('三十分钟内到场', '二十分钟内到场'))
  assert.deepEqual((await loadCity(db, join(folder, 'in'))).problems, [])
  const { rows } = await db.pool.query(
    'SELECT version, count(*)::int AS n FROM regulation GROUP BY 1 ORDER BY 1',
  )
  assert.deepEqual(rows, [
    { version: 1, n: (text.match(/^- code:/gm) ?? []).length - 1 },
    { version: 2, n: 1 },
  ])
})
