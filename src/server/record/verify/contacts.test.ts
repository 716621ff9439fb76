/** How an arrival ended can't be changed unseen: what became a ticket is told by its history, everything else is sealed. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { openWorld, type World } from '../../../../test/world.ts'
import { sealed } from './record.testing.ts'
import { verifyIn, verifyRecord } from './verify.ts'

let world: World
before(async () => {
  world = await openWorld()
  await begun('answer', { answer: '周一至周五九点到六点' })
  await begun('refuse', { reason: 'outsideTerritory' })
  await begun('abandon')
  const { id } = await begun()
  await world.received({ contactId: id, appellant: undefined })
  const { number } = await world.received({ appellant: { phone: '13800000001' } })
  await world.call(null, 'POST', `/public/appeals/${number}/me-too`, { body: {} })
  await sealed(world)
})
after(() => world.close())

/** A call that is taken and ended so; pending when left out. */
async function begun(how?: string, body: object = {}): Promise<{ id: number }> {
  const answer = await world.call('agent', 'POST', '/contacts', {
    body: { channelId: world.channel.hotline },
  })
  const { id } = answer.body.contact as { id: number }
  const ended = how && (await world.call('agent', 'POST', `/contacts/${id}/${how}`, { body }))
  if (ended) assert.equal(ended.status, 200, JSON.stringify(ended.body))
  return { id }
}

const settings = () => ({ db: world.db, keys: world.app.parts.keys })

/** What verifying finds after a change by somebody with all rights, of which nothing stays; null when nothing. */
async function brokenAfter(change: (client: pg.ClientBase) => Promise<unknown>) {
  const client = await world.db.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SET LOCAL session_replication_role = replica')
    await change(client)
    const verdict = await verifyIn(client, settings())
    return verdict.ok ? null : [verdict.broken.table, verdict.broken.field]
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

test('untouched, all of them verify; what is said later, or erased, changes nothing', async () => {
  assert.ok((await verifyRecord(settings())).ok)
  const sealedNos = await world.db.pool.query(
    'SELECT outcome FROM contact WHERE seal_no IS NOT NULL ORDER BY id',
  )
  assert.deepEqual(
    sealedNos.rows.map(r => r.outcome),
    ['answered', 'refused', 'abandoned'],
  )
  assert.equal(
    await brokenAfter(c =>
      c.query(`UPDATE contact SET answer = NULL, note = NULL, words_salt = NULL, version = version + 1`),
    ),
    null,
  )
  assert.equal(
    await brokenAfter(c =>
      c.query(`UPDATE contact SET stars = 5 WHERE stars IS NULL AND outcome = 'answered'`),
    ),
    null,
  )
})

test('what was said in a contact, and the stars its answer was given, can’t be changed or taken away unseen', async () => {
  const found = (sql: string) => brokenAfter(c => c.query(sql))
  assert.deepEqual(await found(`UPDATE contact SET answer = '改过的答复' WHERE outcome = 'answered'`), [
    'contact',
    'note',
  ])
  assert.deepEqual(await found(`UPDATE contact SET note = '从未说过' WHERE outcome = 'refused'`), [
    'contact',
    'note',
  ])
  assert.deepEqual(await found(`UPDATE contact SET answer = NULL WHERE outcome = 'answered'`), [
    'contact',
    'note',
  ])
  assert.deepEqual(await found(`UPDATE contact SET words_salt = NULL WHERE outcome = 'answered'`), [
    'contact',
    'words_salt',
  ])
  assert.deepEqual(await found(`UPDATE contact SET words_hash = NULL WHERE outcome = 'answered'`), [
    'seal',
    'root',
  ])
  const { id } = await begun('answer', { answer: '周日不办公' })
  await sealed(world)
  const rated = await world.call('agent', 'POST', `/contacts/${id}/stars`, { body: { stars: 2 } })
  assert.equal(rated.status, 200, JSON.stringify(rated.body))
  await sealed(world)
  assert.ok((await verifyRecord(settings())).ok)
  for (const change of [
    'stars = 5',
    'stars = NULL',
    'stars = NULL, stars_seal_no = NULL',
    'stars_seal_no = 1',
  ])
    assert.deepEqual(await found(`UPDATE contact SET ${change} WHERE id = ${id}`), ['seal', 'root'], change)
  assert.deepEqual(await found(`UPDATE contact SET stars_seal_no = 99 WHERE id = ${id}`), ['seal', 'root'])
})

test('whatever is changed of a contact that became no ticket is found, and so is one that is taken away or put in', async () => {
  const { rows } = await world.db.pool.query(
    `SELECT column_name AS name, udt_name AS type FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'contact'`,
  )
  // Stars that were not given yet may be; the version tells only that something was changed.
  const open = ['stars', 'stars_seal_no', 'version']
  const missed: string[] = []
  for (const { name, type } of rows as { name: string; type: string }[]) {
    if (open.includes(name)) continue
    const other =
      type === 'text'
        ? `coalesce(${name}, '') || 'x'`
        : type === 'bool'
          ? `NOT ${name}`
          : type === 'bytea'
            ? `coalesce(${name}, '\\x') || '\\x00'`
            : type === 'timestamptz'
              ? `coalesce(${name}, now()) + interval '1 microsecond'`
              : `coalesce(${name}, 0) + 1000`
    const broken = await brokenAfter(c =>
      c.query(`UPDATE contact SET ${name} = ${other} WHERE outcome = 'refused'`),
    )
    if (!broken) missed.push(name)
  }
  assert.deepEqual(missed, [])
  const gone = await brokenAfter(c => c.query(`DELETE FROM contact WHERE outcome = 'abandoned'`))
  assert.deepEqual(gone, ['seal', 'root'])
  const copied = await brokenAfter(c =>
    c.query(
      `INSERT INTO contact (tenant_id, id, channel_id, at, outcome, intent, kind, unit_id, seal_no)
       SELECT tenant_id, 900000, channel_id, at, 'answered', intent, kind, unit_id, 1 FROM contact WHERE outcome = 'answered' LIMIT 1`,
    ),
  )
  assert.deepEqual(copied, ['seal', 'root'])
  const ahead = await brokenAfter(c => c.query(`UPDATE contact SET seal_no = 99 WHERE outcome = 'answered'`))
  assert.deepEqual(ahead, ['seal', 'root'])
})

test('a contact that became a ticket, or joined one, can’t be turned into anything else or taken away', async () => {
  const became = (sql: string) => brokenAfter(c => c.query(sql))
  assert.deepEqual(await became(`UPDATE contact SET outcome = 'answered' WHERE outcome = 'appeal'`), [
    'contact',
    'outcome',
  ])
  assert.deepEqual(await became(`DELETE FROM contact WHERE outcome = 'appeal'`), ['contact', 'id'])
  assert.deepEqual(await became(`UPDATE contact SET appeal_id = NULL WHERE outcome = 'appeal'`), [
    'contact',
    'id',
  ])
  const last = `id = (SELECT max(id) FROM contact WHERE outcome = 'appeal')`
  assert.deepEqual(await became(`DELETE FROM contact WHERE ${last}`), ['contact', 'id'])
  const put = `UPDATE contact SET outcome = 'appeal', appeal_id = (SELECT min(id) FROM appeal) WHERE outcome = 'refused'`
  assert.deepEqual(await became(put), ['contact', 'id'])
})
