/** What the operator reads when PostgreSQL can't be had. */
import assert from 'node:assert/strict'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { accountFor } from '../../src/server/kernel/postgres/account.ts'
import { packageFolder } from '../../src/server/kernel/postgres/binaries.ts'
import { startPostgres } from '../../src/server/kernel/postgres/embedded.ts'
import { assertVersion } from '../../src/server/kernel/postgres/version.ts'
import { freshFolder } from './servers.ts'

const asRoot = process.getuid?.() === 0

const refusal = (start: Promise<unknown>, message: RegExp): Promise<void> =>
  assert.rejects(start, { name: 'PostgresUnavailable', message })

/** A cluster folder with one file, belonging to the account PostgreSQL runs as. */
function clusterHolding(folder: string, file: string, content: string): string {
  const cluster = join(folder, 'postgres')
  const account = accountFor(cluster)
  mkdirSync(cluster, { recursive: true })
  writeFileSync(join(cluster, file), content)
  if (account) chownSync(cluster, account.uid, account.gid)
  return cluster
}

test('a database of another major version is left untouched, and the way over is named', async t => {
  const folder = freshFolder(t)
  const cluster = clusterHolding(folder, 'PG_VERSION', '17\n')
  await refusal(startPostgres({ folder }), /made by PostgreSQL 17.*brings PostgreSQL 18.*backup.*restore/s)
  assert.deepEqual(readdirSync(cluster), ['PG_VERSION'])
})

test('a folder that holds something else is not overwritten', async t => {
  const folder = freshFolder(t)
  const cluster = clusterHolding(folder, 'holiday.jpg', 'sea')
  await refusal(startPostgres({ folder }), /holds files but no PostgreSQL cluster.*YIDAN_DATA/s)
  assert.deepEqual(readdirSync(cluster), ['holiday.jpg'])
})

test('a file in the place of the data folder is named', async t => {
  const folder = freshFolder(t)
  writeFileSync(folder, '')
  await refusal(startPostgres({ folder }), /town can't be used as a folder .*YIDAN_DATA/)
})

test('a data folder that can’t be made at all is named, and nobody waits for it', async () => {
  if (!existsSync('/proc')) return
  await refusal(
    startPostgres({ folder: '/proc/town' }),
    /\/proc\/town can't be used as a folder .*YIDAN_DATA/,
  )
})

test('a data folder out of reach is named, with what to do', async t => {
  const parent = freshFolder(t)
  mkdirSync(parent)
  chmodSync(parent, asRoot ? 0o700 : 0o500)
  const reason = asRoot
    ? /out of reach for the account '\w+'.*chmod o\+x/s
    : /no permission to use .*YIDAN_DATA/s
  await refusal(startPostgres({ folder: join(parent, 'town') }), reason)
})

test('a platform without a PostgreSQL on npm is sent to DATABASE_URL', () => {
  assert.throws(() => packageFolder('sunos', 'sparc'), {
    name: 'PostgresUnavailable',
    message: /no PostgreSQL for sunos-sparc.*DATABASE_URL/s,
  })
})

test('a PostgreSQL that is too old is refused, and one that is new enough is taken', async t => {
  const old = { query: async () => ({ rows: [{ server_version_num: '140011' }] }) }
  await refusal(assertVersion(old), /PostgreSQL 14; Yidan needs PostgreSQL 15/)
  const postgres = await startPostgres({ folder: freshFolder(t) })
  const pool = new pg.Pool(postgres.connection)
  await assertVersion(pool)
  await pool.end()
  await postgres.stop()
})
