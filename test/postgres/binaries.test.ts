/** PostgreSQL's programs in checkouts that are closed or half installed, and settings that fit the machine. */
import assert from 'node:assert/strict'
import { chmodSync, cpSync, lstatSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { accountFor, runAs } from '../../src/server/kernel/postgres/account.ts'
import { packageFolder, usablePrograms } from '../../src/server/kernel/postgres/binaries.ts'
import { settingsFor } from '../../src/server/kernel/postgres/settings.ts'
import { freshFolder } from './servers.ts'

const MB = 1024 ** 2

/** A copy of the package as npm leaves it when it isn't allowed to run install scripts: without links. */
function unlinkedPackage(t: TestContext): { folder: string; checkout: string; source: string } {
  const folder = freshFolder(t)
  const checkout = join(folder, 'checkout')
  const source = join(checkout, 'package')
  mkdirSync(checkout, { recursive: true })
  const wanted = (path: string): boolean => !path.endsWith('.a') && !lstatSync(path).isSymbolicLink()
  cpSync(packageFolder(), source, { recursive: true, filter: wanted })
  return { folder, checkout, source }
}

test('a package whose install script did not run is completed in place', async t => {
  const { folder, source } = unlinkedPackage(t)
  const account = accountFor(join(folder, 'postgres'))
  const programs = await usablePrograms(source, folder, account)
  assert.ok(programs.postgres.startsWith(source))
  assert.match(await runAs(account, programs.initdb, ['--version'], '/'), /PostgreSQL\) 18/)
})

test('from a closed checkout the programs are copied once to where they can be run', async t => {
  const { folder, checkout, source } = unlinkedPackage(t)
  // Root's files are closed to PostgreSQL's account; an ordinary user's are closed to missing links.
  const closed = process.getuid?.() === 0 ? checkout : join(source, 'native', 'lib')
  chmodSync(closed, 0o500)
  const account = accountFor(join(folder, 'postgres'))
  const programs = await usablePrograms(source, folder, account)
  const { ino } = statSync(programs.postgres)
  const again = await usablePrograms(source, folder, account)
  chmodSync(closed, 0o700)
  assert.match(programs.postgres.slice(folder.length), /^\/postgresql-18\.[^/]+\/bin\/postgres$/)
  assert.match(await runAs(account, programs.postgres, ['--version'], '/'), /PostgreSQL\) 18/)
  assert.equal(statSync(again.postgres).ino, ino)
})

test('a small machine gives the database a quarter of its memory, a large one at most 512 MB', () => {
  assert.match(settingsFor({ memory: 512 * MB, sockets: '/run' }), /shared_buffers = 128MB/)
  assert.match(settingsFor({ memory: 64 * 1024 * MB, sockets: '/run' }), /shared_buffers = 512MB/)
})

test('a socket folder with quotes and commas is written so that PostgreSQL reads it back', () => {
  assert.match(
    settingsFor({ memory: MB, sockets: `/a "b", c's` }),
    /unix_socket_directories = '"\/a ""b"", c''s"'/,
  )
})
