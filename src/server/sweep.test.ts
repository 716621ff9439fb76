/** What is kept for a while only goes when its time is over, and nothing else does. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../test/world.ts'
import { DAY, HOUR } from '../domain/instant.ts'
import { allJobs } from './app.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('answers to repeat, codes and deliveries go when they are old, in batches; messages about tickets stay', async () => {
  const { pool } = world.db
  const ago = (ms: number) => new Date(world.clock.now() - ms)
  const answer = `INSERT INTO idempotency (tenant_id, key, request_hash, status, response, at)
    SELECT $1, $2 || n, '', 201, '{}', $3 FROM generate_series(1, $4::int) n`
  await pool.query(answer, [world.tenantId, 'old', ago(49 * HOUR), 5001])
  await pool.query(answer, [world.tenantId, 'new', ago(47 * HOUR), 1])
  const message = `INSERT INTO message (tenant_id, key, medium, template, to_enc, body_enc, state, next_at, created_at)
    VALUES ($1, $2, 'sms', $3, '', '', 'kept', $4, $4)`
  await pool.query(message, [world.tenantId, 'old code', 'oneTimeCode', ago(25 * HOUR)])
  await pool.query(message, [world.tenantId, 'new code', 'oneTimeCode', ago(23 * HOUR)])
  await pool.query(message, [world.tenantId, 'old receipt', 'receipt', ago(400 * DAY)])
  const delivery = `INSERT INTO webhook_delivery (tenant_id, webhook_id, event_id, body, state, next_at)
    VALUES ($1, 1, $2, '{}', $3, $4)`
  await pool.query(delivery, [world.tenantId, 1, 'sent', ago(31 * DAY)])
  await pool.query(delivery, [world.tenantId, 2, 'waiting', ago(31 * DAY)])
  await pool.query(delivery, [world.tenantId, 3, 'sent', ago(29 * DAY)])

  const sweep = allJobs(world.app.parts).find(job => job.name === 'sweep-kept')!
  await sweep.run(new AbortController().signal)

  const left = async (what: string, table: string) =>
    (await pool.query(`SELECT ${what} AS one FROM ${table} ORDER BY 1`)).rows.map(r => r.one)
  assert.deepEqual(await left('key', 'idempotency'), ['new1'])
  assert.deepEqual(await left('key', 'message'), ['new code', 'old receipt'])
  assert.deepEqual(await left('event_id', 'webhook_delivery'), [3])
})
