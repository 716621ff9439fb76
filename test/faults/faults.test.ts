/** Whatever is killed, gone or full: nothing acknowledged is lost or there twice, and the town goes on by itself. */
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startPostgres } from '../../src/server/kernel/postgres/embedded.ts'
import { killDatabases, killServers } from './kills.ts'
import { fillDisk, makeRoom, openTown, type Town, until, verified, whatIsLost } from './town.ts'

/** The record is whole, every acknowledged request is in it once, and a repeated key gets the same number. */
async function nothingIsLost(town: Town, databaseUrl = ''): Promise<void> {
  assert.deepEqual(await whatIsLost(town), [])
  const verdict = await verified(town, databaseUrl)
  assert.equal(verdict.ok, true)
  assert.equal(verdict.appeals, town.acknowledged.size)
  for (const [key, number] of [...town.acknowledged].slice(-5)) {
    const again = await town.ask(key)
    assert.equal(again.status, 201)
    assert.equal(((await again.json()) as { number: string }).number, number)
  }
  assert.deepEqual(await whatIsLost(town), [])
}

let town: Town
before(async () => {
  town = await openTown()
})
after(() => town.close())

test('a server killed three times under load loses nothing, and a repeated request gets its first number', async () => {
  await killServers(town, 3)
  assert.deepEqual(town.wrong, [])
  await nothingIsLost(town)
})

test('a database killed three times under load: the server asks to come back, brings it back and loses nothing', async () => {
  const before = town.deferred()
  await killDatabases(town, 3)
  assert.deepEqual(town.wrong, [])
  assert.ok(town.deferred() > before)
  await nothingIsLost(town)
})

test('two servers on one folder both take writes, and one killed does not hinder the other', async () => {
  await town.start()
  const load = town.load()
  const start = town.acknowledged.size
  await until(() => town.acknowledged.size > start + 100)
  await town.servers.shift()!.end('SIGKILL')
  const before = town.acknowledged.size
  await until(() => town.acknowledged.size > before + 50)
  await load.stop()
  assert.deepEqual(town.wrong, [])
  await nothingIsLost(town)
})

test('while a given database is gone for ten seconds clients are asked to come back, and then all goes on', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'yidan-given-'))
  chmodSync(folder, 0o755)
  let given = await startPostgres({ folder })
  const { host, port, user } = given.connection
  const url = `postgres:///postgres?${new URLSearchParams({ host, port: `${port}`, user })}`
  const town = await openTown({ databaseUrl: url })
  t.after(async () => {
    await town.close()
    await given.stop()
    rmSync(folder, { recursive: true })
  })
  const load = town.load()
  await until(() => town.acknowledged.size > 30)
  await given.stop()
  const deferred = town.deferred()
  await sleep(10_000)
  assert.ok(town.deferred() > deferred)
  const there = town.acknowledged.size
  given = await startPostgres({ folder })
  await until(() => town.acknowledged.size > there + 30)
  await load.stop()
  assert.deepEqual(town.wrong, [])
  await nothingIsLost(town, url)
})

test('a full disk is told as such, nothing acknowledged is lost, and with room again the town goes on', async t => {
  // No file may grow past 16 MB and a half block: a limit every user can set, and a full disk to PostgreSQL.
  const town = await openTown({ fileLimit: 2 * 16 * 1024 + 1 })
  t.after(town.close)
  const load = town.load()
  await until(() => town.acknowledged.size > 20)
  await fillDisk(town)
  const asked = town.deferred()
  await until(() => town.deferred() > asked + 20)
  await makeRoom(town)
  const there = town.acknowledged.size
  await until(() => town.acknowledged.size > there + 20)
  await load.stop()
  assert.deepEqual(town.wrong, [])
  await nothingIsLost(town)
})
