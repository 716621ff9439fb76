/** A backup brings everything back, and a damaged one brings nothing. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { openKeys } from '../kernel/crypto/keys.ts'
import { migrate, migrationFiles } from '../kernel/migrate.ts'
import { openRecord, sealed, type TestRecord } from '../record/verify/record.testing.ts'
import { type Verdict, verifyRecord } from '../record/verify/verify.ts'
import { ArchiveBroken } from './broken.ts'
import { examine } from './health.ts'
import { checkMac, type Manifest } from './manifest.ts'
import { checkArchive, storedPathOf } from './read.ts'
import { restoreArchive } from './restore.ts'
import { tablesOf } from './tables.ts'
import { writeBackup } from './write.ts'

let record: TestRecord
let folder: string
let path: string
let manifest: Manifest
const quiet = () => {}
const keys = () => record.world.app.parts.keys

before(async () => {
  record = await openRecord()
  folder = await mkdtemp(join(tmpdir(), 'yidan-backup-'))
  await mkdir(join(folder, 'files', 'ab'), { recursive: true })
  await writeFile(join(folder, 'files', 'ab', 'lamp.jpg'), Buffer.alloc(100_001, 7))
  await writeFile(join(folder, 'files', 'empty'), '')
  await record.world.received()
  path = join(folder, 'town.tar.gz')
  manifest = await writeBackup(path, { db: record.world.db, keys: keys(), folder, secret: null })
})
after(async () => {
  await record.close()
  await rm(folder, { recursive: true })
})

/** Every row of every table, as text. */
async function contentOf(db: TestDatabase): Promise<Record<string, string[]>> {
  const content: Record<string, string[]> = {}
  for (const { name } of await tablesOf(db.pool)) {
    if (name === 'reader' || name === 'seal') continue
    const { rows } = await db.pool.query(`SELECT t::text AS row FROM "${name}" t ORDER BY 1`)
    content[name] = rows.map(r => r.row)
  }
  return content
}

async function emptied(): Promise<TestDatabase> {
  const db = await freshDatabase()
  for (const { name } of (await tablesOf(db.pool)).reverse()) await db.pool.query(`DELETE FROM "${name}"`)
  return db
}

test('a restored town has every row and every stored file, is whole, and goes on working', async () => {
  const db = await emptied()
  const there = join(folder, 'restored')
  try {
    const checked = await checkArchive(path, quiet)
    checkMac(checked.manifest, keys())
    await restoreArchive(path, checked.manifest, { db, folder: there })
    assert.deepEqual(await contentOf(db), await contentOf(record.world.db))
    assert.deepEqual(await readFile(join(there, 'files', 'ab', 'lamp.jpg')), Buffer.alloc(100_001, 7))
    assert.equal((await readFile(join(there, 'files', 'empty'))).length, 0)
    const verdict = await verifyRecord({ db, keys: keys(), seal: manifest.seals[0]!.hash })
    assert.deepEqual(verdict.ok || verdict.broken, true)
    const next = await db.pool.query(`SELECT nextval('event_id_seq') > (SELECT max(id) FROM event) AS fresh`)
    assert.equal(next.rows[0].fresh, true)
  } finally {
    await db.drop()
  }
})

test('after the move, what the old place left unsealed is sealed and the history goes on behind it', async () => {
  const db = await emptied()
  try {
    await restoreArchive(path, manifest, { db, folder: join(folder, 'moved') })
    await sealed({ ...record.world, db })
    const { rows } = await db.pool.query(
      'SELECT (SELECT sum(events)::int FROM seal) = (SELECT count(*) FROM event) AS all',
    )
    assert.equal(rows[0].all, true)
    const readers = await db.pool.query(
      `SELECT after_id, (SELECT max(id) FROM event) AS last FROM reader WHERE name = '(epoch)'`,
    )
    assert.equal(readers.rows[0].after_id, readers.rows[0].last)
  } finally {
    await db.drop()
  }
})

test('a town that has rows already is left alone', async () => {
  const before = await contentOf(record.world.db)
  await assert.rejects(restoreArchive(path, manifest, { db: record.world.db, folder }), {
    name: 'ArchiveBroken',
    message: /not empty/,
  })
  assert.deepEqual(await contentOf(record.world.db), before)
})

test('an archive that is cut off anywhere is refused', async () => {
  const whole = await readFile(path)
  const cut = join(folder, 'cut.tar.gz')
  for (const length of [0, 10, 1000, Math.floor(whole.length / 2), whole.length - 600, whole.length - 1]) {
    await writeFile(cut, whole)
    await truncate(cut, length)
    await assert.rejects(checkArchive(cut, quiet), ArchiveBroken, `cut at ${length}`)
  }
})

test('an archive with one byte altered is refused, wherever it was and even if it was packed anew', async () => {
  const packed = await readFile(path)
  const plain = gunzipSync(packed)
  const altered = join(folder, 'altered.tar.gz')
  const places = ['王小明', 'townRules', 'sha256', 'lamp.jpg', 'closure']
    .map(text => plain.indexOf(text))
    .filter(i => i > 0)
  assert.ok(places.length >= 2)
  for (const place of [...places, plain.indexOf(Buffer.alloc(50, 7))]) {
    const bytes = Buffer.from(plain)
    bytes[place]! ^= 1
    await writeFile(altered, gzipSync(bytes))
    await assert.rejects(checkArchive(altered, quiet), ArchiveBroken, `altered at ${place}`)
  }
  for (let i = 0; i < 20; i++) {
    const bytes = Buffer.from(packed)
    bytes[Math.floor(((i + 0.5) / 20) * bytes.length)]! ^= 64
    await writeFile(altered, bytes)
    await assert.rejects(checkArchive(altered, quiet), ArchiveBroken)
  }
})

test('a manifest made or changed without the secret of the installation is refused', async () => {
  const other = await openKeys({ secret: Buffer.alloc(32, 9).toString('base64') })
  assert.throws(() => checkMac(manifest, other), /another secret/)
  assert.throws(
    () => checkMac({ ...manifest, madeAt: '2000-01-01T00:00:00.000Z' }, keys()),
    /another secret, or altered/,
  )
  checkMac(manifest, keys())
})

test('an archive of a newer version, or of other tables than those already there, is refused', async () => {
  const db = await emptied()
  try {
    const newer = { ...manifest, migrations: [...manifest.migrations, '9999-future.sql'] }
    await assert.rejects(restoreArchive(path, newer, { db, folder }), /newer version/)
    const older = { ...manifest, migrations: manifest.migrations.slice(0, -1) }
    await assert.rejects(restoreArchive(path, older, { db, folder }), /tables of another version/)
  } finally {
    await db.drop()
  }
})

/** A database without any table. */
async function bare(): Promise<TestDatabase> {
  const db = await freshDatabase()
  await db.pool.query('DROP SCHEMA public CASCADE')
  await db.pool.query('CREATE SCHEMA public')
  return db
}

test('an archive of an older version comes back, is brought up to this one, and goes on', async () => {
  const all = await migrationFiles()
  const older = all.slice(0, all.indexOf('0054-external-contacts.sql') + 1)
  const [old, db] = [await bare(), await bare()]
  const place = join(folder, 'older.tar.gz')
  try {
    await migrate(old, older)
    await old.pool.query(
      `INSERT INTO tenant (id, code, name, zone) VALUES (7, 'old', '旧城', 'Asia/Shanghai')`,
    )
    await old.pool.query(
      `INSERT INTO contact (tenant_id, id, channel_id, at, ended_at, outcome, intent, kind, unit_id, answer, stars)
       VALUES (7, 1, 1, now(), now(), 'answered', 'inquiry', 'inquiry', 1, '九点开门', 4)`,
    )
    const made = await writeBackup(place, { db: old, keys: keys(), folder, secret: null })
    assert.deepEqual(made.migrations, older)
    const { manifest: read } = await checkArchive(place, quiet)
    await restoreArchive(place, read, { db, folder: join(folder, 'brought-up') })
    const applied = await db.pool.query('SELECT name FROM migration ORDER BY name')
    assert.deepEqual(
      applied.rows.map(r => r.name),
      all,
    )
    // What it said before is sealed as this version does.
    await sealed({ ...record.world, db })
    const { rows } = await db.pool.query(
      'SELECT answer, stars, seal_no, stars_seal_no, words_hash IS NOT NULL AS sealed FROM contact',
    )
    assert.deepEqual(rows, [{ answer: '九点开门', stars: 4, seal_no: 1, stars_seal_no: 1, sealed: true }])
    const verdict = await verifyRecord({ db, keys: keys() })
    assert.deepEqual(verdict.ok || verdict.broken, true)
  } finally {
    await old.drop()
    await db.drop()
  }
})

test('an archive of the version before contacts were sealed with their words keeps its history and its seals', async () => {
  const [old, db] = [await emptied(), await bare()]
  const place = join(folder, 'before.tar.gz')
  const since = '0061-contact-words.sql'
  try {
    await restoreArchive(path, manifest, { db: old, folder: join(folder, 'before') })
    await old.pool.query('ALTER TABLE contact DROP words_salt, DROP words_hash, DROP stars_seal_no')
    await old.pool.query('DELETE FROM migration WHERE name = $1', [since])
    // The last minute before a backup is in no seal yet.
    await old.pool.query('DELETE FROM seal WHERE no > 1')
    await old.pool.query(
      `UPDATE reader SET tx_to = 0, after_id = (SELECT max(last_id) FROM seal) WHERE name = 'seal'`,
    )
    const made = await writeBackup(place, { db: old, keys: keys(), folder, secret: null })
    assert.ok(!made.migrations.includes(since))
    await restoreArchive(place, made, { db, folder: join(folder, 'since') })
    const verdict = await verifyRecord({ db, keys: keys() })
    assert.deepEqual(verdict.ok || verdict.broken, true)
    assert.equal((verdict as Extract<Verdict, { ok: true }>).verified.unsealed, 0)
  } finally {
    await old.drop()
    await db.drop()
  }
})

test('the secret is in the archive only when it was asked for', async () => {
  assert.equal((await checkArchive(path, quiet)).secret, null)
  const open = join(folder, 'open.tar.gz')
  await writeBackup(open, { db: record.world.db, keys: keys(), folder, secret: 'c2VjcmV0' })
  assert.equal((await checkArchive(open, quiet)).secret, 'c2VjcmV0')
})

test('a stored file can not lead out of its folder', () => {
  assert.equal(storedPathOf('files/ab/lamp.jpg'), 'ab/lamp.jpg')
  assert.equal(storedPathOf('tables/event/000001.copy'), null)
  for (const name of ['files/../secret', 'files/a/../../b', 'files//etc/passwd'])
    assert.throws(() => storedPathOf(name), ArchiveBroken)
})

test('the doctor finds a healthy town healthy, and names a secret that is not its own and clocks of a year unknown', async () => {
  const { db } = record.world
  const well = await examine({ db, keys: keys() })
  assert.deepEqual(
    well.filter(f => f.state === 'bad'),
    [],
  )
  assert.deepEqual(well.map(f => f.name).slice(0, 6), [
    'PostgreSQL',
    'Extensions',
    'Migrations',
    'Clock',
    'Secret',
    'Calendar',
  ])
  const stranger = await openKeys({ secret: Buffer.alloc(32, 9).toString('base64') })
  const ill = await examine({ db, keys: stranger }, Date.parse('2080-12-01'))
  assert.deepEqual(
    ill.filter(f => f.state === 'bad').map(f => f.name),
    ['Secret', 'Calendar'],
  )
  assert.ok(ill.find(f => f.name === 'Secret')?.todo)
})
