/** Seals: each event in exactly one, none before its time, and a new epoch after a move to another cluster. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { sealed } from '../verify/record.testing.ts'
import { type Verdict, verifyRecord } from '../verify/verify.ts'
import { latestSeal, NEW_EVENTS, sealAll, sealJob } from './seal.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const seals = async () => (await world.db.pool.query('SELECT * FROM seal ORDER BY tenant_id, no')).rows
const sum = (rows: { events: number }[]) => rows.reduce((n, row) => n + row.events, 0)
const events = async (): Promise<number> =>
  (await world.db.pool.query('SELECT count(*) AS n FROM event')).rows[0].n

async function isWhole(): Promise<void> {
  const verdict: Verdict = await verifyRecord({ db: world.db, keys: world.app.parts.keys })
  assert.deepEqual(verdict.ok || verdict.broken, true)
}

test('without anything new there is no seal', async () => {
  assert.deepEqual(await sealAll(world.db), [])
  assert.deepEqual(await seals(), [])
  assert.equal(await latestSeal(world.db, world.tenantId), null)
})

test('what is new is sealed once, and the next seal continues where the last one ended', async () => {
  await world.dispatched()
  await sealed(world)
  const early = await events()
  await world.dispatched()
  await sealed(world)
  const [first, next] = await seals()
  assert.deepEqual([first.events, first.events + next.events], [early, await events()])
  assert.equal(next.tx_from, first.tx_to)
  assert.deepEqual(next.prev_hash, first.hash)
  assert.deepEqual((await latestSeal(world.db, world.tenantId))?.hash, next.hash)
  await sealed(world)
  assert.equal((await seals()).length, 2)
  await isWhole()
})

test('an event whose transaction is still running is left to the next seal, and so is all that came after it', async () => {
  await sealed(world)
  const before = sum(await seals())
  const slow = await world.db.pool.connect()
  await slow.query('BEGIN')
  await slow.query('SELECT pg_current_xact_id()')
  await world.received()
  await sealAll(world.db)
  assert.equal(sum(await seals()), before)
  await slow.query('COMMIT')
  slow.release()
  await sealed(world)
  assert.ok(sum(await seals()) > before)
  assert.equal(sum(await seals()), await events())
  await isWhole()
})

test('while one process seals, another one does nothing', async () => {
  await world.received()
  await Promise.all(Array.from({ length: 5 }, () => sealAll(world.db)))
  await sealed(world)
  assert.equal(sum(await seals()), await events())
  await isWhole()
})

test('the minute job seals what is there', async () => {
  await world.received()
  const job = sealJob(world.db)
  assert.equal(job.everySeconds, 60)
  const before = await events()
  for (let tries = 0; sum(await seals()) < before && tries < 200; tries++)
    await job.run(new AbortController().signal)
  assert.equal(sum(await seals()), before)
})

test('a database moved to a cluster that counts transactions anew goes on with a new epoch', async () => {
  await world.received()
  await sealed(world)
  await world.received()
  // As after the move: all transactions so far bear numbers that are far ahead of the cluster's own.
  const far = 1_000_000_000
  const client = await world.db.pool.connect()
  await client.query('SET session_replication_role = replica')
  await client.query('UPDATE event SET tx = tx + $1', [far])
  await client.query('DELETE FROM seal')
  await client.query(`DELETE FROM reader`)
  await client.query('RESET session_replication_role')
  client.release()
  const old = await events()
  await world.db.pool.query(`INSERT INTO reader (name, tx_to, after_id) VALUES ('seal', $1, 0)`, [far])
  await sealAll(world.db)
  assert.equal(sum(await seals()), old)
  await world.received()
  await sealed(world)
  const all = await seals()
  assert.ok(sum(all) > old)
  assert.equal(sum(all), await events())
  const last = all.at(-1)
  assert.equal(last.tx_from, 0)
  assert.equal(last.after_id, all.at(-2).last_id)
  await isWhole()
})

test('the new events are found by the index on transactions, not by reading the whole history', async () => {
  const client = await world.db.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SET LOCAL session_replication_role = replica')
    await client.query(
      `INSERT INTO event (tenant_id, appeal_id, seq, kind, actor_kind, at, recorded_at, limit_class, policy_version, facts,
         changes, prev_hash, hash, tx)
       SELECT 1, 1000000 + n, 1, 'x', 'x', now(), now(), 'x', 1, '{}', '{}', '\\x00', '\\x00', n FROM generate_series(1, 30000) n`,
    )
    await client.query('ANALYZE event')
    const { rows } = await client.query(
      `EXPLAIN ${NEW_EVENTS.replace('$1', '29900').replace('$2', '30001').replace('$3', '0')}`,
    )
    assert.match(rows.map(row => row['QUERY PLAN']).join('\n'), /Index Scan (using|on) event_tx/)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})
