/** Contacts: each arrival ends exactly once, in an answer, an appeal, a reasoned refusal, a hand-over, or given up. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { lampAppeal, openWorld, type World } from '../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const begin = async (fields: Record<string, unknown> = {}, who: 'agent' | 'vendor' = 'agent') => {
  const body = { channelId: world.channel.hotline, waitSeconds: 7, ...fields }
  const answer = await world.call(who, 'POST', '/contacts', { body })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body.contact as { id: number; outcome: string; mark: string | null }
}
const settle = (id: number, how: string, body: Record<string, unknown> = {}) =>
  world.call('agent', 'POST', `/contacts/${id}/${how}`, { body })

test('[SZ-09] a contact begins with one of four intents and ends with an answer that the caller rates once', async () => {
  const { id, outcome } = await begin({ intent: 'question', kind: 'inquiry' })
  assert.equal(outcome, 'pending')
  const answered = await settle(id, 'answer', { answer: '婚姻登记处工作日九点开门。', talkSeconds: 60 })
  assert.deepEqual(
    [answered.status, answered.body.outcome, answered.body.intent],
    [200, 'answered', 'question'],
  )
  assert.equal((await settle(id, 'stars', { stars: 5 })).body.stars, 5)
  const twice = await settle(id, 'stars', { stars: 1 })
  assert.deepEqual([twice.status, twice.body.code], [409, 'stars-given'])
})

test('a contact that is settled cannot be settled again, whichever way', async () => {
  const { id } = await begin()
  await settle(id, 'abandon')
  for (const [how, body] of [
    ['answer', { answer: '好' }],
    ['refuse', { reason: 'outsideTerritory' }],
    ['hand-over', { line: '110' }],
    ['abandon', {}],
  ] as const) {
    const { status, body: problem } = await settle(id, how, body)
    assert.deepEqual([status, problem.code], [409, 'contact-settled'])
  }
  const appeal = await world.call('agent', 'POST', '/appeals', {
    body: { ...lampAppeal(world), contactId: id },
  })
  assert.deepEqual([appeal.status, appeal.body.code], [409, 'contact-settled'])
})

test('[ZY-30] nobody hides a contact from the completeness check in the future', async () => {
  const ahead = (ms: number) => new Date(world.clock.now() + ms).toISOString()
  const body = { channelId: world.channel.hotline, at: ahead(3_600_000) }
  const refused = await world.call('agent', 'POST', '/contacts', { body })
  assert.deepEqual([refused.status, refused.body.field], [422, 'at'])
  // A telephone system whose clock is a minute fast.
  const { id } = await begin({ at: ahead(60_000) })
  world.clock.pass(1000)
  const open = await world.call('agent', 'GET', '/contacts/open?minutes=0&limit=200')
  assert.ok((open.body.contacts as { id: number }[]).some(c => c.id === id))
  assert.equal((await settle(id, 'abandon')).status, 200)
})

test('two agents who settle one contact at the same moment: one does, the others are told', async () => {
  const { id } = await begin()
  const body = { ...lampAppeal(world), contactId: id, appellant: undefined }
  const answers = await Promise.all([
    settle(id, 'answer', { answer: '一' }),
    world.call('agent', 'POST', '/appeals', { body }),
    settle(id, 'abandon'),
    world.call('vendor', 'POST', '/appeals', { body }),
  ])
  const codes = answers.map(a => (a.status < 300 ? 'done' : a.body.code)).sort()
  assert.deepEqual(codes, ['contact-settled', 'contact-settled', 'contact-settled', 'done'])
})

test('a contact becomes an appeal and keeps who it was', async () => {
  const { id } = await begin({ appellant: { name: '赵六', phone: '13911112222' } })
  const { appellant: _, ...body } = lampAppeal(world)
  const appeal = await world.call('agent', 'POST', '/appeals', { body: { ...body, contactId: id } })
  assert.equal(appeal.status, 201)
  const shown = await world.call('agent', 'GET', `/contacts/${id}`)
  assert.deepEqual(
    [shown.body.outcome, shown.body.appeal, shown.body.kind],
    ['appeal', appeal.body.number, 'help'],
  )
  const { rows } = await world.db.pool.query(
    `SELECT i.phone_key IS NOT NULL AS known FROM identity i JOIN appeal a ON a.id = i.appeal_id WHERE a.number = $1`,
    [appeal.body.number],
  )
  assert.deepEqual(rows, [{ known: true }])
})

test('an appeal cannot take a contact of another channel', async () => {
  const { id } = await begin()
  const body = { ...lampAppeal(world), channelId: world.channel.web, contactId: id }
  const { status, body: problem } = await world.call('agent', 'POST', '/appeals', { body })
  assert.deepEqual([status, problem.field], [422, 'channelId'])
})

test('who was not accepted hears why and the lawful route', async () => {
  const { id } = await begin({ appellant: { phone: '13900001111' } })
  const unknown = await settle(id, 'refuse', { reason: 'noSuchReason' })
  assert.deepEqual([unknown.status, unknown.body.code, unknown.body.field], [422, 'unknown-reason', 'reason'])
  const { status, body } = await settle(id, 'refuse', { reason: 'outsideTerritory' })
  assert.equal(status, 200)
  assert.deepEqual(body.reason, {
    code: 'outsideTerritory',
    zh: '不属于本地管辖',
    en: 'Outside the territory',
    explain: null,
    route: '请向事发地12345反映',
  })
  const { rows } = await world.db.pool.query(
    'SELECT appeal_id, phone_enc IS NOT NULL AS sealed FROM identity WHERE contact_id = $1',
    [id],
  )
  assert.deepEqual(rows, [{ appeal_id: null, sealed: true }])
})

test('an emergency is handed over to a line the rules know, and recorded', async () => {
  const { id } = await begin()
  const unknown = await settle(id, 'hand-over', { line: '999' })
  assert.deepEqual([unknown.status, unknown.body.code], [422, 'emergency-line'])
  const { body } = await settle(id, 'hand-over', { line: '119' })
  assert.deepEqual([body.outcome, body.reason], ['handedOver', '119'])
})

test('an answer from the knowledge base names a version that exists', async () => {
  await world.db.pool.query(
    `INSERT INTO article (tenant_id, id, version, title, body, owner_unit_id, valid_from, state, words, updated_at)
     VALUES ($1, 41, 2, '婚姻登记', '九点开门', $2, now(), 'published', '', now())`,
    [world.tenantId, world.unit.city],
  )
  const { id } = await begin()
  const wrong = await settle(id, 'answer', { answer: '九点', articleId: 41, articleVersion: 7 })
  assert.deepEqual([wrong.status, wrong.body.code], [422, 'no-such-article'])
  const { body } = await settle(id, 'answer', { answer: '九点', articleId: 41 })
  assert.deepEqual([body.articleId, body.articleVersion], [41, 2])
})

test('the telephone exchange may report the same call twice', async () => {
  const first = await begin({ externalId: 'call-1' })
  const again = await begin({ externalId: 'call-1' })
  assert.equal(again.id, first.id)
  const headers = { 'idempotency-key': 'contact-1' }
  const body = { channelId: world.channel.hotline }
  const calls = await Promise.all(
    [1, 2, 3].map(() => world.call('agent', 'POST', '/contacts', { body, headers })),
  )
  assert.deepEqual(new Set(calls.map(c => (c.body.contact as { id: number }).id)).size, 1)
  const other = await world.call('agent', 'POST', '/contacts', { body: { ...body, waitSeconds: 1 }, headers })
  assert.deepEqual([other.status, other.body.code], [409, 'key-used-differently'])
})

test('[ZY-30] the completeness check shows every contact that nobody has answered yet, and none other', async () => {
  const { id } = await begin()
  world.clock.pass(20 * 60_000)
  const early = await world.call('agent', 'GET', '/contacts/open?minutes=30')
  assert.equal(
    (early.body.contacts as { id: number }[]).some(c => c.id === id),
    false,
  )
  world.clock.pass(20 * 60_000)
  const late = await world.call('agent', 'GET', '/contacts/open?minutes=30')
  assert.ok((late.body.contacts as { id: number }[]).some(c => c.id === id))
  await settle(id, 'abandon')
  for (const { id: left } of (await world.call('agent', 'GET', '/contacts/open?minutes=0&limit=200')).body
    .contacts as { id: number }[])
    await settle(left, 'answer', { answer: '已回拨答复。' })
  const none = await world.call('agent', 'GET', '/contacts/open?minutes=0')
  assert.deepEqual(none.body, { count: 0, contacts: [] })
})

test('[XA-27] [SZ-43] [NC-29] problems, opinions, suggestions and golden ideas are counted apart', async () => {
  const from = new Date(world.clock.now()).toISOString()
  for (const kind of ['complaint', 'suggestion', 'goldenIdea', 'goldenIdea', 'other'])
    await begin({ kind, channelId: world.channel.web })
  const { body } = await world.call(
    'agent',
    'GET',
    `/contacts/counts?from=${from}&channelId=${world.channel.web}`,
  )
  const counted = Object.fromEntries((body.counts as { kind: string; n: number }[]).map(c => [c.kind, c.n]))
  assert.deepEqual(counted, { complaint: 1, goldenIdea: 2, other: 1, suggestion: 1 })
})

test('[ZY-08] every contact says through which channel it came, the main line and the others alike', async () => {
  const from = new Date(world.clock.now()).toISOString()
  const doors = (['hotline', 'web', 'platform', 'window'] as const).map(channel => world.channel[channel])
  for (const channelId of doors) await begin({ channelId })
  const { body } = await world.call('agent', 'GET', `/contacts/counts?from=${from}`)
  const channels = new Set((body.counts as { channelId: number }[]).map(c => c.channelId))
  for (const id of doors) assert.ok(channels.has(id))
})

test('the list of contacts goes on page by page, each contact once', async () => {
  for (let i = 0; i < 5; i++) await begin({ kind: 'praise' })
  const seen: number[] = []
  for (let after: string | null = ''; after !== null; ) {
    const { status, body } = await world.call(
      'agent',
      'GET',
      `/contacts?kind=praise&limit=2${after && `&after=${after}`}`,
    )
    assert.equal(status, 200)
    seen.push(...(body.contacts as { id: number }[]).map(c => c.id))
    after = body.next as string | null
  }
  assert.equal(new Set(seen).size, 5)
  assert.equal(seen.length, 5)
  const broken = await world.call('agent', 'GET', '/contacts?after=nonsense')
  assert.deepEqual([broken.status, broken.body.field], [400, 'after'])
})

test('who takes no contacts sees none, and of another city nobody does', async () => {
  const { id } = await begin()
  assert.equal((await world.call('roads', 'GET', `/contacts/${id}`)).status, 403)
  assert.equal((await world.call('agent', 'GET', '/contacts/99999999')).body.code, 'no-such-contact')
})

test('[SZ-41] one post takes up every category, and hands in whatever kind it is', async () => {
  for (const categoryId of Object.values(world.category)) {
    const body = { ...lampAppeal(world), categoryId, appellant: undefined }
    assert.equal((await world.call('agent', 'POST', '/appeals', { body })).status, 201)
  }
})

test('[NC-29] one call tells who rings, whom they speak for and what they asked before; to a vendor no name', async () => {
  const phone = '13900009999'
  const first = await world.received({ appellant: { name: '赵敏', phone }, title: '路面有坑' })
  const secret = await world.received({ appellant: { name: '赵敏', phone }, confidential: true })
  await world.received({ appellant: { name: '钱多', phone: '13900008888' } })
  const { rows } = await world.db.pool.query(
    `INSERT INTO organisation (tenant_id, code, name, kind, unit_id) VALUES ($1, 'mill', '示例面粉厂', 'enterprise', $2) RETURNING id`,
    [world.tenantId, world.unit.city],
  )
  await world.db.pool.query(
    `INSERT INTO organisation_contact (tenant_id, organisation_id, role, phone_key)
     SELECT $1, $2, 'owner', phone_key FROM identity WHERE tenant_id = $1 AND phone_key IS NOT NULL AND appeal_id = (SELECT id FROM appeal WHERE number = $3)`,
    [world.tenantId, rows[0].id, first.number],
  )
  const ring = async (who: 'agent' | 'vendor') => {
    const { body } = await world.call(who, 'POST', '/contacts', {
      body: { channelId: world.channel.hotline, appellant: { phone } },
    })
    return body.caller as {
      name: string | null
      organisations: { name: string }[]
      earlier: { number: string }[]
    }
  }
  const seen = await ring('agent')
  assert.equal(seen.name, '赵敏')
  assert.deepEqual(
    seen.organisations.map(o => o.name),
    ['示例面粉厂'],
  )
  assert.deepEqual(
    seen.earlier.map(e => e.number),
    [first.number],
  )
  assert.ok(!JSON.stringify(seen).includes(secret.number))
  const log = await world.db.pool.query(`SELECT field, purpose FROM view_log WHERE person_id = $1`, [
    world.person.agent,
  ])
  assert.deepEqual(log.rows.at(-1), { field: 'name', purpose: 'call' })
  assert.equal((await ring('vendor')).name, null)
})
