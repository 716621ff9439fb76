/** Killing servers and databases at any moment: nothing that was acknowledged is lost. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { accountFor } from '../../src/server/kernel/postgres/account.ts'
import { startPostgres } from '../../src/server/kernel/postgres/embedded.ts'
import { ask, freshFolder, isAlive, postmasterOf, serverOn, until } from './servers.ts'

const beingMade = (folder: string): boolean =>
  existsSync(folder) && readdirSync(folder).some(name => name.startsWith('postgres.new-'))

test('a server killed while it makes its database is followed by one that makes it anew', async t => {
  const folder = freshFolder(t)
  for (const share of [0, 0.3, 0.6, 0.9]) {
    const doomed = serverOn(t, folder)
    await until(() => beingMade(folder))
    await sleep((share + Math.random() * 0.3) * 700)
    await doomed.end('SIGKILL')
  }
  const { connection } = await serverOn(t, folder).ready()
  assert.deepEqual(await ask(connection, 'select 1 as one'), [{ one: 1 }])
})

test('a server killed while it starts its database is followed by one that joins or starts it', async t => {
  const folder = freshFolder(t)
  const first = await startPostgres({ folder })
  await ask(first.connection, `create table appeal as select '路灯不亮' as title`)
  await first.stop()
  for (let moment = 0; moment < 6; moment++) {
    const doomed = serverOn(t, folder)
    await sleep(100 + Math.random() * 200)
    await doomed.end('SIGKILL')
    const next = serverOn(t, folder)
    const { connection } = await next.ready()
    assert.deepEqual(await ask(connection, 'select title from appeal'), [{ title: '路灯不亮' }])
    await next.end('SIGTERM')
    assert.equal(postmasterOf(folder), null)
  }
})

test('a database killed three times under eight writers comes back with every acknowledged record', async t => {
  const folder = freshFolder(t)
  let restarts = 0
  const postgres = await startPostgres({ folder, onRestart: () => restarts++ })
  await ask(postgres.connection, 'create table appeal (id int primary key)')
  const pool = new pg.Pool({ ...postgres.connection, max: 8 })
  pool.on('error', () => {}) // an idle connection was lost; the pool makes another
  const acknowledged: number[] = []
  let id = 0
  let working = true
  const writers = Array.from({ length: 8 }, async () => {
    while (working) {
      const mine = ++id
      await pool.query('insert into appeal values ($1)', [mine]).then(
        () => acknowledged.push(mine),
        () => sleep(20),
      )
    }
  })
  for (let kill = 1; kill <= 3; kill++) {
    const before = acknowledged.length
    await until(() => acknowledged.length > before + 200)
    process.kill(postmasterOf(folder) ?? 0, 'SIGKILL')
    await until(() => restarts === kill)
  }
  const before = acknowledged.length
  await until(() => acknowledged.length > before + 200)
  working = false
  await Promise.all(writers)
  const rows = await ask<{ id: number }>(postgres.connection, 'select id from appeal')
  const kept = new Set(rows.map(row => row.id))
  assert.deepEqual(
    acknowledged.filter(each => !kept.has(each)),
    [],
  )
  await pool.end()
  await postgres.stop()
})

test('after server and database were both killed, the next start recovers what was acknowledged', async t => {
  const folder = freshFolder(t)
  const doomed = serverOn(t, folder)
  const { connection } = await doomed.ready()
  await ask(connection, `create table appeal as select '路灯不亮' as title`)
  process.kill(postmasterOf(folder) ?? 0, 'SIGKILL')
  await doomed.end('SIGKILL')
  const next = await startPostgres({ folder })
  assert.deepEqual(await ask(next.connection, 'select title from appeal'), [{ title: '路灯不亮' }])
  await next.stop()
})

test('when the database dies under two servers, one brings it back and both go on', async t => {
  const folder = freshFolder(t)
  const servers = [serverOn(t, folder), serverOn(t, folder)]
  for (const server of servers) await server.ready()
  process.kill(postmasterOf(folder) ?? 0, 'SIGKILL')
  await until(() => servers.every(server => server.said.some(word => word.restarted)))
  const postmaster = postmasterOf(folder) ?? 0
  await servers[0]!.end('SIGTERM')
  assert.ok(isAlive(postmaster))
  await servers[1]!.end('SIGTERM')
  assert.equal(isAlive(postmaster), false)
})

test('a stranger who got the process id of a database that is gone does not keep the town from starting', async t => {
  const folder = freshFolder(t)
  const first = await startPostgres({ folder })
  const { port } = first.connection
  const cluster = join(folder, 'postgres')
  const pidFile = readFileSync(join(cluster, 'postmaster.pid'), 'utf8')
  await first.stop()
  const account = accountFor(cluster)
  const stranger = spawn('sleep', ['60'], {
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
    cwd: '/',
  })
  t.after(() => stranger.kill('SIGKILL'))
  await once(stranger, 'spawn')
  const stale = pidFile.replace(/^\d+/, `${stranger.pid}`)
  writeFileSync(join(cluster, 'postmaster.pid'), stale)
  writeFileSync(join(folder, 'run', `.s.PGSQL.${port}.lock`), stale)
  const second = await startPostgres({ folder })
  assert.equal(second.joined, false)
  assert.deepEqual(await ask(second.connection, 'select 1 as one'), [{ one: 1 }])
  await second.stop()
  assert.equal(stranger.exitCode, null)
})
