/** Several servers on one data folder. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { tryLock } from '../../src/server/kernel/postgres/file-lock.ts'
import { ask, freshFolder, isAlive, postmasterOf, serverOn, until } from './servers.ts'

test('three servers that start at once on a new folder share one database, and the last to leave stops it', async t => {
  const folder = freshFolder(t)
  const servers = [1, 2, 3].map(() => serverOn(t, folder))
  const answers = await Promise.all(servers.map(server => server.ready()))
  assert.equal(answers.filter(answer => !answer.joined).length, 1)
  const postmaster = postmasterOf(folder) ?? 0
  await ask(answers[0]!.connection, 'create table appeal (title text)')
  for (const { connection } of answers) await ask(connection, `insert into appeal values ('路灯不亮')`)
  const [count] = await ask<{ n: number }>(answers[0]!.connection, 'select count(*)::int as n from appeal')
  assert.equal(count?.n, 3)

  const starter = answers.findIndex(answer => !answer.joined)
  await servers[starter]!.end('SIGTERM')
  assert.ok(isAlive(postmaster), 'the starter leaves, the others keep the database')
  await servers[(starter + 1) % 3]!.end('SIGKILL')
  const { connection } = answers[(starter + 2) % 3]!
  assert.deepEqual(await ask(connection, 'select count(*)::int as n from appeal'), [{ n: 3 }])
  await servers[(starter + 2) % 3]!.end('SIGTERM')
  assert.equal(isAlive(postmaster), false)
})

test('servers that come and go at the same moment never lose the database under one another', async t => {
  const folder = freshFolder(t)
  await Promise.all(
    [1, 2].map(async () => {
      for (let round = 0; round < 3; round++) {
        const server = serverOn(t, folder)
        const { connection } = await server.ready()
        await ask(connection, 'create table if not exists visit (id int)').catch(ignoreRace)
        await ask(connection, 'insert into visit values (1)')
        await server.end('SIGTERM')
      }
    }),
  )
  assert.equal(postmasterOf(folder), null)
})

/** Two "create table if not exists" at once may collide in the catalogue; either leaves the table there. */
function ignoreRace(error: Error & { code?: string }): [] {
  if (error.code === '23505' || error.code === '42P07') return []
  throw error
}

test('Ctrl-C in the terminal does not reach the database before the server has finished with it', async t => {
  const folder = freshFolder(t)
  const server = serverOn(t, folder)
  const { connection } = await server.ready()
  process.kill(-server.child.pid!, 'SIGINT') // the whole process group, as a terminal does
  await until(() => server.child.signalCode !== null)
  assert.deepEqual(await ask(connection, 'select 1 as one'), [{ one: 1 }])
  const next = serverOn(t, folder)
  assert.equal((await next.ready()).joined, true, 'the next server finds it again')
  await next.end('SIGTERM')
  assert.equal(postmasterOf(folder), null)
})

test('a lock is shared by many or held by one', t => {
  const path = join(freshFolder(t), '..', 'lock')
  const [one, two] = [tryLock(path, 'shared'), tryLock(path, 'shared')]
  assert.ok(one && two)
  assert.equal(tryLock(path, 'exclusive'), null)
  one.release()
  assert.equal(tryLock(path, 'exclusive'), null)
  two.release()
  const alone = tryLock(path, 'exclusive')
  assert.ok(alone)
  assert.equal(tryLock(path, 'shared'), null)
  alone.release()
})

test('a server in another container is joined, though its process id says nothing here', async t => {
  const folder = freshFolder(t)
  const first = serverOn(t, folder)
  const { connection } = await first.ready()
  const file = join(folder, 'postgres', 'postmaster.pid')
  const text = readFileSync(file, 'utf8')
  try {
    // Nobody's id here, then that of something else.
    for (const pid of [4_194_305, process.pid]) {
      writeFileSync(file, text.replace(/^\d+/, `${pid}`))
      const second = serverOn(t, folder)
      assert.ok((await second.ready()).joined)
      assert.match(readFileSync(file, 'utf8'), new RegExp(`^${pid}\n`))
      await second.end('SIGTERM')
    }
  } finally {
    writeFileSync(file, text)
  }
  assert.deepEqual(await ask(connection, 'select 1 as one'), [{ one: 1 }])
  await first.end('SIGTERM')
  assert.equal(postmasterOf(folder), null)
})
