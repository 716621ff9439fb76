/** What stands around the record, as a running server does it by itself. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openWorld, type World } from '../../test/world.ts'
import { buildApp, loggedOn } from './app.ts'
import { aroundFrom, aroundJobs, aroundReaders } from './around.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('a running server reads its history by itself: a receipt is written down, a webhook gets its delivery', async () => {
  const { db, keys, words, folder, now } = world.app.parts
  const running = await buildApp({ db, keys, words, folder, now })
  try {
    const hook = { url: 'https://receiver.invalid/', kinds: ['appeal.received'] }
    assert.equal((await world.call('admin', 'POST', '/webhooks', { body: hook })).status, 201)
    // The reader of webhooks begins with what happens after its own first look.
    while (!(await db.pool.query(`SELECT FROM reader WHERE name = 'webhooks'`)).rowCount) await sleep(20)
    const { number } = await world.received()
    const count = async (table: string) => (await db.pool.query(`SELECT FROM ${table}`)).rowCount ?? 0
    for (let i = 0; i < 6000 && !((await count('message')) && (await count('webhook_delivery'))); i++)
      await sleep(20)
    const { body } = await world.call('dispatcher', 'GET', `/messages?number=${number}`)
    assert.deepEqual(
      (body.messages as { template: string; state: string }[]).map(m => [m.template, m.state]),
      [['receipt', 'kept']],
    )
    const { rows } = await db.pool.query('SELECT body FROM webhook_delivery')
    assert.equal(rows[0].body.number, number)
  } finally {
    await running.close()
  }
})

test('a reader that fails is logged by name, without a word of what it read', async () => {
  const { parts } = world.app
  const logged: object[] = []
  await world.db.pool.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'value 13812345678 is refused'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON message FOR EACH ROW EXECUTE FUNCTION refuse()`)
  await world.received()
  const readers = aroundReaders(parts, loggedOn({ error: facts => void logged.push(facts) }))
  try {
    for (let i = 0; i < 6000 && logged.length === 0; i++) await sleep(10)
    const { at, ...facts } = logged[0] as { at: string }
    assert.deepEqual(facts, { reader: 'messages', tries: 1, error: 'P0001' })
    assert.match(at, /^at /)
    assert.doesNotMatch(JSON.stringify(logged), /138/)
  } finally {
    await Promise.all(readers.map(r => r.close()))
    await world.db.pool.query('DROP TRIGGER refuse ON message')
  }
})

test('settings that can’t be are named before the server answers', () => {
  const from = (env: Record<string, string>) => () => aroundFrom(env, '/nowhere')
  assert.throws(from({ YIDAN_SMS_URL: 'nowhere' }), /YIDAN_SMS_URL/)
  assert.throws(from({ YIDAN_SMS_URL: 'https://sms.example.org', YIDAN_SMS_BODY: '{' }), /YIDAN_SMS_BODY/)
  assert.throws(
    from({ YIDAN_SMS_URL: 'https://sms.example.org', YIDAN_SMS_SUCCESS: 'ok' }),
    /YIDAN_SMS_SUCCESS/,
  )
  assert.throws(from({ YIDAN_SMTP_URL: 'smtp://mail.example.org' }), /YIDAN_SMTP_FROM/)
})

test('each job is named once and may run at any time, also when there is nothing to do', async () => {
  const jobs = aroundJobs(world.app.parts)
  assert.deepEqual(new Set(jobs.map(j => j.name)).size, jobs.length)
  for (const job of jobs) await job.run(new AbortController().signal)
})
