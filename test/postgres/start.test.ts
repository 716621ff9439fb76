/** Starting the embedded PostgreSQL: the first time, the next time, anywhere. */
import assert from 'node:assert/strict'
import { chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { accountFor } from '../../src/server/kernel/postgres/account.ts'
import { startPostgres } from '../../src/server/kernel/postgres/embedded.ts'
import { ask, freshFolder, isAlive, postmasterOf, serverOn } from './servers.ts'

test('a town that starts for the first time gets a durable database that reads Chinese, and finds its records again', async t => {
  const folder = freshFolder(t)
  const first = await startPostgres({ folder })
  assert.equal(first.joined, false)
  const settings = await ask<{ name: string; setting: string }>(
    first.connection,
    `select name, setting from pg_settings where name in
      ('fsync','synchronous_commit','full_page_writes','data_checksums','listen_addresses','TimeZone','server_encoding')`,
  )
  assert.deepEqual(Object.fromEntries(settings.map(row => [row.name, row.setting])), {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    data_checksums: 'on',
    listen_addresses: '',
    TimeZone: 'UTC',
    server_encoding: 'UTF8',
  })
  await ask(first.connection, 'create extension pg_trgm')
  const [chinese] = await ask<{ alike: number; lower: string }>(
    first.connection,
    `select similarity('幸福路路灯不亮', '幸福路路灯坏了') as alike, lower('ÉA') as lower`,
  )
  assert.ok(chinese && chinese.alike > 0.3, `similarity ${chinese?.alike}`)
  assert.equal(chinese.lower, 'éa')
  await ask(first.connection, `create table appeal as select '路灯不亮' as title`)
  const postmaster = postmasterOf(folder) ?? 0
  await first.stop()
  assert.equal(isAlive(postmaster), false)

  const second = await startPostgres({ folder })
  assert.deepEqual(await ask(second.connection, 'select title from appeal'), [{ title: '路灯不亮' }])
  await second.stop()
})

for (const [what, name] of [
  ['with Chinese characters, spaces and quotes', `一 单's "data", 乐陵`],
  ['too deep for a socket', join(...Array.from({ length: 6 }, () => '很深的文件夹'))],
] as const)
  test(`a town lives in a folder ${what}`, async t => {
    const folder = freshFolder(t, name)
    const postgres = await startPostgres({ folder })
    const server = serverOn(t, folder)
    const other = await server.ready()
    assert.equal(other.joined, true)
    assert.deepEqual(await ask(other.connection, 'select 1 as one'), [{ one: 1 }])
    await server.end('SIGTERM')
    await postgres.stop()
    assert.equal(existsSync(join(postgres.connection.host, '.s.PGSQL.5432')), false)
  })

test('an operator adds settings of their own, and reads what PostgreSQL says of a wrong one', async t => {
  const folder = freshFolder(t)
  mkdirSync(folder)
  writeFileSync(join(folder, 'postgres.local.conf'), `work_mem = '7MB'\n`)
  const postgres = await startPostgres({ folder })
  assert.deepEqual(await ask(postgres.connection, 'show work_mem'), [{ work_mem: '7MB' }])
  await postgres.stop()
  writeFileSync(join(folder, 'postgres.local.conf'), `shared_bufers = '1GB'\n`)
  await assert.rejects(startPostgres({ folder }), {
    name: 'PostgresUnavailable',
    message: /did not start in .*shared_bufers/s,
  })
})

test('a town runs as an ordinary user as well as root', async t => {
  const folder = freshFolder(t)
  const account = accountFor(folder) // null unless this test runs as root, and then the test is about the others
  const parent = join(folder, '..')
  if (account) chownSync(parent, account.uid, account.gid)
  const server = serverOn(t, folder, account ?? {})
  const { connection } = await server.ready()
  assert.deepEqual(await ask(connection, 'select 1 as one'), [{ one: 1 }])
  await server.end('SIGTERM')
  assert.equal(postmasterOf(folder), null)
})
