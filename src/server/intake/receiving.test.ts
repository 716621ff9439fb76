/** Appeals arrive: what is asked for, what is refused, what happens twice. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { townRules } from '../../../test/rules.ts'
import { lampAppeal, openWorld, type World } from '../../../test/world.ts'

let world: World
before(async () => {
  const rules = {
    ...townRules,
    limitClasses: [
      { when: { severities: ['hard' as const] }, limitClass: 'complex' },
      { when: { tags: ['fastTrack'] }, limitClass: 'fast' },
      ...townRules.limitClasses,
    ],
    limits: { ...townRules.limits, complex: { dispatch: '48h' }, fast: { dispatch: '2h' } },
  }
  world = await openWorld({ rules })
})
after(() => world.close())

let count = 0
/** A matter nobody brought before, by a person nobody knows. */
const fresh = (fields: Record<string, unknown> = {}) => ({
  ...lampAppeal(world),
  categoryId: undefined,
  place: undefined,
  title: `第${++count}件事`,
  content: `反映事项编号${count}，请处理。`,
  appellant: { name: '李四', phone: String(13900000000 + count) },
  ...fields,
})
const post = (fields: Record<string, unknown> = {}, headers?: Record<string, string>) =>
  world.call('agent', 'POST', '/appeals', { body: fresh(fields), ...(headers && { headers }) })
const clockOf = async (number: unknown, kind: string) => {
  const { rows } = await world.db.pool.query(
    'SELECT c.* FROM clock c JOIN appeal a ON a.tenant_id = c.tenant_id AND a.id = c.appeal_id WHERE a.number = $1 AND c.kind = $2 ORDER BY no',
    [number, kind],
  )
  return rows
}

test('what is missing of the five elements is hinted at, not refused', async () => {
  const bare = await post({ appellant: undefined })
  assert.equal(bare.status, 201)
  assert.deepEqual(bare.body.missing, ['appellant', 'happenedAt', 'place', 'purpose', 'category'])
  const full = await post({
    happenedAt: '2026-09-27T20:00:00+08:00',
    purpose: '尽快修好',
    categoryId: world.category.lamps,
    place: { address: '东城区湖滨路18号' },
  })
  assert.deepEqual(full.body.missing, [])
})

test('a region, grid, category, channel, organisation or file that does not exist is named', async () => {
  const cases = [
    [{ place: { regionId: 999_999 } }, 'no-such-region', 'place.regionId'],
    [{ place: { gridId: 999_999 } }, 'no-such-grid', 'place.gridId'],
    [{ categoryId: 999_999 }, 'no-such-category', 'categoryId'],
    [{ channelId: 999_999 }, 'no-such-channel', 'channelId'],
    [{ organisationId: 999_999 }, 'no-such-organisation', 'organisationId'],
    [{ fileIds: [999_999] }, 'no-such-file', 'fileIds.0'],
    [{ contactId: 999_999 }, 'no-such-contact', 'contactId'],
  ] as const
  for (const [fields, code, field] of cases) {
    const { status, body } = await post(fields)
    assert.deepEqual([body.code, body.field], [code, field])
    assert.ok(status === 422 || status === 404)
  }
})

test('impossible moments, half a coordinate and blank words are refused by their field', async () => {
  const cases = [
    [{ happenedAt: '0001-01-01T00:00:00Z' }, 'happenedAt'],
    [{ happenedAt: '9999-12-31T23:59:59Z' }, 'happenedAt'],
    [{ place: { lng: 120 } }, 'place.lat'],
    [{ title: ' \u0007 ' }, 'title'],
    [{ content: '   ' }, 'content'],
  ] as const
  for (const [fields, field] of cases) {
    const { status, body } = await post(fields)
    assert.deepEqual([status, body.code, body.field], [422, 'invalid-input', field])
  }
})

test('a grid in another region is refused, and a grid alone tells the region', async () => {
  const { rows } = await world.db.pool.query(
    `INSERT INTO grid (tenant_id, code, name, region_id) VALUES ($1, 'g1', '湖滨一格', $2) RETURNING id`,
    [world.tenantId, world.region.east],
  )
  await world.app.parts.tenants.changed(world.tenantId)
  const elsewhere = await post({ place: { gridId: rows[0].id, regionId: world.region.west } })
  assert.equal(elsewhere.body.code, 'no-such-grid')
  const { body } = await post({ place: { gridId: rows[0].id } })
  const stored = await world.db.pool.query('SELECT region_id FROM appeal WHERE number = $1', [body.number])
  assert.equal(stored.rows[0].region_id, world.region.east)
})

test('the same key gets the same answer, with the query code, and makes one appeal', async () => {
  const body = fresh()
  const headers = { 'idempotency-key': 'once-1' }
  const first = await world.call('agent', 'POST', '/appeals', { body, headers })
  const again = await world.call('agent', 'POST', '/appeals', { body, headers })
  assert.equal(first.status, 201)
  assert.deepEqual([again.status, again.body], [201, first.body])
  const other = await world.call('agent', 'POST', '/appeals', {
    body: { ...body, title: '另一件事' },
    headers,
  })
  assert.deepEqual([other.status, other.body.code], [409, 'key-used-differently'])
  const { rows } = await world.db.pool.query('SELECT count(*) AS n FROM appeal WHERE title = $1', [
    body.title,
  ])
  assert.equal(rows[0].n, 1)
})

test('the same call sent eight times at the same moment makes one appeal', async () => {
  const body = fresh()
  const headers = { 'idempotency-key': 'once-2' }
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => world.call('agent', 'POST', '/appeals', { body, headers })),
  )
  assert.deepEqual(new Set(answers.map(a => `${a.status} ${a.body.number} ${a.body.queryCode}`)).size, 1)
  assert.equal(answers[0]!.status, 201)
})

test('another person with the same key is another matter', async () => {
  const body = fresh()
  const headers = { 'idempotency-key': 'once-3' }
  const one = await world.call('agent', 'POST', '/appeals', { body, headers })
  const two = await world.call('vendor', 'POST', '/appeals', { body, headers })
  assert.notEqual(one.body.number, two.body.number)
})

test('an external platform’s message is received once; the second time its number is told', async () => {
  const body = fresh({ channelId: world.channel.platform, externalPlatform: 'wenzheng', externalId: 'W-1' })
  const first = await world.call('agent', 'POST', '/appeals', { body })
  assert.equal(first.status, 201)
  const again = await world.call('agent', 'POST', '/appeals', { body })
  assert.deepEqual([again.status, again.body.code], [409, 'already-exists'])
  assert.equal((again.body.facts as { number: string }).number, first.body.number)
  const other = await world.call('agent', 'POST', '/appeals', {
    body: { ...body, externalPlatform: 'weibo' },
  })
  assert.equal(other.status, 201, 'the same id of another platform is another message')
  const twins = await Promise.all(
    [1, 2, 3].map(() => world.call('agent', 'POST', '/appeals', { body: { ...body, externalId: 'W-2' } })),
  )
  assert.deepEqual(twins.map(a => a.status).sort(), [201, 409, 409])
})

test('risk words flag the appeal and raise one alert; they never refuse', async () => {
  const { status, body } = await post({ content: '再不解决我们就去堵路拉横幅，集体维权。' })
  assert.equal(status, 201)
  assert.ok((body.risks as string[]).includes('crowd'))
  const alerts = await world.db.pool.query(`SELECT kind, facts FROM alert WHERE facts ->> 'number' = $1`, [
    body.number,
  ])
  assert.deepEqual(
    alerts.rows.map(r => r.kind),
    ['risk'],
  )
})

test('words that call for the fire brigade now are answered with its line', async () => {
  const { body } = await post({ title: '楼下着火了', content: '现在楼道里着火了，浓烟很大，快来救命！' })
  assert.deepEqual(body.emergency, { line: '119', zh: '消防', en: 'Fire brigade' })
  const calm = await post({ content: '希望多做防火宣传，避免发生火灾。' })
  assert.equal(calm.body.emergency, null)
})

test('files are tied to the appeal they came with, and to no other', async () => {
  const { rows } = await world.db.pool.query(
    `INSERT INTO file (tenant_id, hash, size, type, name, purpose) VALUES ($1, '\\x01', 1, 'image/png', 'a.png', 'appeal') RETURNING id`,
    [world.tenantId],
  )
  const fileIds = [rows[0].id]
  const { body } = await post({ fileIds })
  const tied = await world.db.pool.query(
    'SELECT a.number, f.seq FROM file f JOIN appeal a ON a.id = f.appeal_id WHERE f.id = $1',
    fileIds,
  )
  assert.deepEqual(tied.rows, [{ number: body.number, seq: 1 }])
  const second = await post({ fileIds })
  assert.deepEqual([second.status, second.body.code], [422, 'no-such-file'])
})

/** A file that was uploaded and belongs to nothing yet. */
async function loose(): Promise<number> {
  const { rows } = await world.db.pool.query(
    `INSERT INTO file (tenant_id, hash, size, type, name, purpose) VALUES ($1, '\\x02', 1, 'image/png', 'b.png', 'appeal') RETURNING id`,
    [world.tenantId],
  )
  return rows[0].id
}

test('of two appeals that name one file at the same moment, one has it and the other is told', async () => {
  const shared = await loose()
  const [own, others] = [await loose(), await loose()]
  const answers = await Promise.all([post({ fileIds: [own, shared] }), post({ fileIds: [shared, others] })])
  assert.deepEqual(answers.map(a => a.status).sort(), [201, 422])
  const lost = answers.findIndex(a => a.status === 422)
  assert.equal(answers[lost]!.body.code, 'no-such-file')
  const { rows } = await world.db.pool.query(
    'SELECT a.number FROM file f JOIN appeal a ON a.id = f.appeal_id WHERE f.id = $1',
    [shared],
  )
  assert.deepEqual(rows, [{ number: answers[1 - lost]!.body.number }])
  // Who lost may send again at once without it.
  assert.equal((await post({ fileIds: [lost === 0 ? own : others] })).status, 201)
})

test('a refused appeal lets its files go; one call made twice at the same moment has them once', async () => {
  const fileIds = [await loose()]
  assert.equal((await post({ fileIds, categoryId: 999_999 })).status, 422)
  const body = fresh({ fileIds })
  const headers = { 'idempotency-key': 'twice-with-a-file' }
  const twice = await Promise.all(
    [1, 2].map(() => world.call('agent', 'POST', '/appeals', { body, headers })),
  )
  assert.deepEqual(
    twice.map(a => a.status),
    [201, 201],
  )
  assert.equal(twice[0]!.body.number, twice[1]!.body.number)
})

test('[SZ-48] small, urgent and hard matters have limits of their own', async () => {
  const small = await post({ severity: 'small' })
  const hard = await post({ severity: 'hard' })
  assert.equal((await clockOf(small.body.number, 'dispatch'))[0].limit, '24h')
  assert.equal((await clockOf(hard.body.number, 'dispatch'))[0].limit, '48h')
})

test('[NC-40] [NC-54] a tag is kept on the appeal, and the fast-track tag leads to a short limit', async () => {
  const { body } = await post({ tags: ['急难愁盼', 'fastTrack'] })
  const { rows } = await world.db.pool.query('SELECT tags, limit_class FROM appeal WHERE number = $1', [
    body.number,
  ])
  assert.deepEqual(rows[0], { tags: ['急难愁盼', 'fastTrack'], limit_class: 'fast' })
  assert.equal((await clockOf(body.number, 'dispatch'))[0].limit, '2h')
})

test('[XA-40] the window of the service hall is a channel like any other, and told apart', async () => {
  const { status, body } = await post({ channelId: world.channel.window })
  assert.equal(status, 201)
  assert.match(String(body.number), /^9990012026092804/)
})

test('[NC-12] an appeal is received at three in the night of a holiday', async () => {
  const before = world.clock.now()
  world.clock.set('2026-10-01T03:00')
  const { status, body } = await post()
  assert.equal(status, 201)
  assert.match(String(body.number), /^99900120261001/)
  world.clock.pass(before - world.clock.now())
})

test('a confidential report is not indexed, not shown among candidates, and has no title', async () => {
  const words = { title: '举报某单位违规收费', content: '某某停车场违规收费且不开发票，请保密调查处理。' }
  const secret = await post({ ...words, kind: 'report', confidential: true })
  const { rows } = await world.db.pool.query(
    'SELECT a.title, s.appeal_id FROM appeal a LEFT JOIN appeal_search s ON s.appeal_id = a.id WHERE a.number = $1',
    [secret.body.number],
  )
  assert.deepEqual(rows, [{ title: null, appeal_id: null }])
  const like = await post(words)
  assert.deepEqual(like.body.candidates, [])
})

test('who may not take contacts may not receive appeals', async () => {
  const { status, body } = await world.call('roads', 'POST', '/appeals', { body: fresh() })
  assert.deepEqual([status, body.code], [403, 'not-permitted'])
})
