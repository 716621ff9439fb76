/** Who may learn who the appellant is, what that leaves behind, and what is left when the person is erased. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type PersonName, type World } from '../../../../test/world.ts'
import { MINUTE } from '../../../domain/instant.ts'
import { blankTicket, type Changes, firstDifference, replay } from '../../../domain/record/changes.ts'
import { phoneKeyOf } from '../../kernel/crypto/blind-index.ts'
import { eventHash } from '../hash.ts'
import { loadTickets } from '../load.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const look = (who: PersonName, number: string, body: object) =>
  world.call(who, 'POST', `/appeals/${number}/identity`, { body })
const KNOWN = { name: '王小明', phone: '13812345678' }
const why = '核实现场情况需要'

const rowsOf = async (sql: string, values: unknown[]) => (await world.db.pool.query(sql, values)).rows
const idOf = async (number: string): Promise<number> =>
  (await rowsOf('SELECT id FROM appeal WHERE number = $1', [number]))[0].id

test('the agent sees the caller’s number during the call and half an hour after, and no longer', async () => {
  const { number } = await world.received()
  assert.deepEqual((await look('agent', number, { purpose: 'call' })).body, KNOWN)
  assert.equal((await look('shiftLead', number, { purpose: 'call' })).body.code, 'no-purpose')
  world.clock.pass(31 * MINUTE)
  assert.equal((await look('agent', number, { purpose: 'call' })).body.code, 'no-purpose')
})

test('who has the matter to handle sees the number while it is theirs', async () => {
  const { number } = await world.dispatched()
  for (const who of ['roads', 'roadsHandler', 'roadsLeader'] as const)
    assert.deepEqual((await look(who, number, { purpose: 'handling' })).body, KNOWN, who)
  for (const who of ['agent', 'visitor', 'shiftLead'] as const)
    assert.equal((await look(who, number, { purpose: 'handling' })).body.code, 'no-purpose', who)
  await world.db.pool.query('UPDATE assignment SET ended_at = now() WHERE appeal_id = $1', [
    await idOf(number),
  ])
  assert.equal((await look('roads', number, { purpose: 'handling' })).body.code, 'no-purpose')
})

test('a purpose opens name and number, and nothing else', async () => {
  const { number } = await world.dispatched()
  const answer = await look('roads', number, { purpose: 'handling', fields: ['phone', 'address'] })
  assert.equal(answer.status, 403)
  assert.equal(answer.body.field, 'fields')
  assert.deepEqual((await look('roads', number, { purpose: 'handling', fields: ['phone'] })).body, {
    phone: KNOWN.phone,
  })
})

test('who handles a confidential report never learns who made it, not even by purpose', async () => {
  const { number } = await world.dispatched('roads', { confidential: true, kind: 'report' })
  for (const who of ['roads', 'roadsHandler'] as const)
    assert.equal((await look(who, number, { purpose: 'handling' })).body.code, 'no-purpose')
})

test('the visitor sees the number only while a visit is due', async () => {
  const { number } = await world.dispatched()
  assert.equal((await look('visitor', number, { purpose: 'visit' })).body.code, 'no-purpose')
  await world.db.pool.query(
    'INSERT INTO visit (tenant_id, appeal_id, no, due_at, attempts) VALUES ($1, $2, 1, now(), 0)',
    [world.tenantId, await idOf(number)],
  )
  assert.deepEqual((await look('visitor', number, { purpose: 'visit' })).body, KNOWN)
  assert.equal((await look('roads', number, { purpose: 'visit' })).body.code, 'no-purpose')
})

test('everybody else gives a reason, and the look stands in the history of the ticket', async () => {
  const { number, version } = await world.dispatched()
  assert.equal(
    (await look('dispatcher', number, { purpose: 'reveal', reason: ' 看看  ' })).body.code,
    'reason-needed',
  )
  assert.equal((await look('dispatcher', number, { purpose: 'reveal' })).body.field, 'reason')
  assert.equal((await look('roads', number, { purpose: 'reveal', reason: why })).body.code, 'not-permitted')
  assert.deepEqual((await look('dispatcher', number, { purpose: 'reveal', reason: why })).body, KNOWN)
  const { body } = await world.call('director', 'GET', `/appeals/${number}`)
  const events = body.events as { kind: string; facts: object; texts: object }[]
  assert.equal(body.version, version + 1)
  assert.deepEqual(
    [events.at(-1)!.kind, events.at(-1)!.facts, events.at(-1)!.texts],
    ['identity.revealed', { fields: ['name', 'phone'] }, { viewReason: why }],
  )
})

test('a look that is refused shows nothing and leaves nothing', async () => {
  const { number, version } = await world.dispatched('water')
  for (const who of ['roads', 'west'] as const)
    assert.equal((await look(who, number, { purpose: 'handling' })).body.code, 'not-found')
  await look('agent', number, { purpose: 'handling' })
  await look('dispatcher', number, { purpose: 'reveal', reason: '无' })
  assert.equal((await rowsOf('SELECT FROM view_log WHERE appeal_id = $1', [await idOf(number)])).length, 0)
  assert.equal((await world.call('dispatcher', 'GET', `/appeals/${number}`)).body.version, version)
})

test('the original words of a ticket are shown with a reason, as they were said', async () => {
  const content = '灯不亮，请打13987654321'
  const { number } = await world.dispatched('roads', { content })
  const { body } = await look('dispatcher', number, { purpose: 'reveal', reason: why, fields: ['content'] })
  assert.equal(body.content, `湖滨路路灯不亮\n${content}`)
})

test('an anonymous appeal has nobody behind it', async () => {
  const { number } = await world.dispatched('roads', { appellant: undefined, anonymous: true })
  assert.equal((await look('roads', number, { purpose: 'handling' })).body.code, 'no-identity')
})

test('the auditor reads every look with its reason; the units learn nothing of it', async () => {
  const { number } = await world.dispatched()
  await look('roads', number, { purpose: 'handling' })
  await look('dispatcher', number, { purpose: 'reveal', reason: why, fields: ['phone'] })
  const { body } = await world.call('auditor', 'GET', `/appeals/${number}/views`)
  const views = body.views as {
    person: { name: string }
    field: string
    purpose: string
    reason: string | null
  }[]
  assert.deepEqual(views.map(v => [v.person.name, v.field, v.purpose, v.reason]).sort(), [
    ['dispatcher', 'phone', 'reveal', why],
    ['roads', 'name', 'handling', null],
    ['roads', 'phone', 'handling', null],
  ])
  assert.equal((await world.call('roads', 'GET', `/appeals/${number}/views`)).status, 403)
})

test('the appellant, signed in by phone, is told how often each unit looked, and of nobody else’s ticket', async () => {
  const { number } = await world.dispatched('roads', { appellant: { name: '李四', phone: '13700000001' } })
  const other = await world.dispatched()
  await look('roads', number, { purpose: 'handling' })
  const { gate } = world.app.parts
  const { openCitizenSession } = await import('../../accounts/sessions.ts')
  const { token } = await openCitizenSession(
    gate,
    world.tenantId,
    phoneKeyOf(world.app.parts.keys, '137 0000 0001')!,
  )
  const ask = (n: string) =>
    world.call(null, 'GET', `/appeals/${n}/views`, { headers: { authorization: `Bearer ${token}` } })
  const { body } = await ask(number)
  assert.deepEqual(body, {
    byUnit: [{ unit: { id: world.unit.roads, name: '市政工程处' }, times: 2 }],
    views: null,
  })
  assert.equal((await ask(other.number)).status, 404)
})

test('an erased person can’t be found, seen or read again, and the ticket goes on', async () => {
  const { number } = await world.dispatched('roads', { content: '我是王小明，家住湖滨路18号，路灯不亮' })
  const erased = await world.call('security', 'POST', `/appeals/${number}/identity/erase`, {
    body: { reason: '本人要求删除' },
  })
  assert.equal(erased.status, 200)
  const { body } = await world.call('dispatcher', 'GET', `/appeals/${number}`)
  assert.deepEqual(body.appellant, { name: null, phone: null, erased: true })
  assert.doesNotMatch(JSON.stringify(body), /王小明|路灯|湖滨路|18号/)
  assert.equal((await look('roads', number, { purpose: 'handling' })).body.code, 'no-identity')
  const found = await world.call(
    'dispatcher',
    'GET',
    `/appeals?q=${encodeURIComponent('路灯')}&number=${number}`,
  )
  assert.deepEqual(found.body.appeals, [])
  const left = await rowsOf(
    `SELECT phone_key, name_enc FROM identity WHERE appeal_id = $1 AND (phone_key IS NOT NULL OR name_enc IS NOT NULL)
     UNION ALL SELECT salt, NULL FROM event WHERE appeal_id = $1 AND (texts IS NOT NULL OR salt IS NOT NULL)`,
    [await idOf(number)],
  )
  assert.deepEqual(left, [])
  assert.equal(body.stage, 'dispatched')
})

test('the chain of an erased ticket is whole, and its history leads to what is stored', async () => {
  const { number } = await world.dispatched()
  await world.call('security', 'POST', `/appeals/${number}/identity/erase`, {
    body: { reason: '本人要求删除' },
  })
  const id = await idOf(number)
  const events = await rowsOf('SELECT * FROM event WHERE appeal_id = $1 ORDER BY seq', [id])
  const ticket = blankTicket()
  let head: Uint8Array = Buffer.alloc(32)
  for (const e of events) {
    head = eventHash(head, {
      tenantId: e.tenant_id,
      appealId: e.appeal_id,
      seq: e.seq,
      kind: e.kind,
      actorKind: e.actor_kind,
      actorId: e.actor_id,
      unitId: e.unit_id,
      at: e.at,
      recordedAt: e.recorded_at,
      limitClass: e.limit_class,
      policyVersion: e.policy_version,
      facts: e.facts,
      changes: e.changes,
      textsHash: e.texts_hash,
    })
    assert.deepEqual(head, e.hash)
    replay(ticket, e.changes as Changes)
  }
  const [loaded] = await loadTickets(world.db, world.tenantId, [id])
  assert.deepEqual(loaded!.headHash, head)
  assert.equal(firstDifference(ticket.appeal, { ...loaded!.state.appeal }), null)
})

test('nothing that leads to an erased person is left: no coordinates in the history, no salt to test a guess with', async () => {
  const { number } = await world.dispatched()
  const id = await idOf(number)
  const { body: before } = await world.call('dispatcher', 'GET', `/appeals/${number}`)
  assert.deepEqual([before.lng, before.lat], [120.123456, 30.654321])
  await world.call('security', 'POST', `/appeals/${number}/identity/erase`, {
    body: { reason: '本人要求删除' },
  })
  const left = await rowsOf(
    `SELECT 'appeal' AS at FROM appeal a WHERE id = $1 AND a::text ~ '120.123|30.654'
     UNION ALL SELECT kind FROM event e WHERE appeal_id = $1 AND e::text ~ '120.123|30.654'
     UNION ALL SELECT 'salt' FROM identity WHERE appeal_id = $1 AND salt IS NOT NULL`,
    [id],
  )
  assert.deepEqual(left, [])
})

test('who said their name when the call began is erased there too', async () => {
  const appellant = { name: '赵七', phone: '13700000077' }
  const begun = await world.call('agent', 'POST', '/contacts', {
    body: { channelId: world.channel.hotline, appellant },
  })
  const { id: contactId } = begun.body.contact as { id: number }
  const { number } = await world.received({ appellant: undefined, contactId })
  const known = () => rowsOf('SELECT FROM identity WHERE phone_key = $1', [phoneKeyOf(keys, appellant.phone)])
  const { keys } = world.app.parts
  assert.equal((await known()).length, 2)
  await world.call('security', 'POST', `/appeals/${number}/identity/erase`, {
    body: { reason: '本人要求删除' },
  })
  assert.equal((await known()).length, 0)
})

test('only the security administrator erases, and says why', async () => {
  const { number } = await world.dispatched()
  const erase = (who: PersonName, body: object) =>
    world.call(who, 'POST', `/appeals/${number}/identity/erase`, { body })
  assert.equal((await erase('director', { reason: '本人要求删除' })).status, 403)
  const { status, body } = await erase('security', { reason: '删' })
  assert.deepEqual([status, body.field], [400, 'reason'])
})

test('who joins an unsigned appeal is not taken for the one who brought it', async () => {
  const { number } = await world.dispatched('roads', { anonymous: true, appellant: undefined })
  const joined = await world.call('shiftLead', 'POST', `/appeals/${number}/join`, {
    body: { channelId: world.channel.hotline, appellant: { name: '赵大勇', phone: '13900001111' } },
  })
  assert.equal(joined.status, 200, JSON.stringify(joined.body))
  for (const who of ['roads', 'dispatcher'] as const) {
    const { body } = await world.call(who, 'GET', `/appeals/${number}`)
    assert.equal(body.appellant, null)
    assert.doesNotMatch(JSON.stringify(body), /赵|1390000/)
  }
  assert.equal((await look('roads', number, { purpose: 'handling' })).body.code, 'no-identity')
  assert.equal(
    (await look('dispatcher', number, { purpose: 'reveal', reason: why })).body.code,
    'no-identity',
  )
})

test('whoever is on the line with a joiner sees the joiner’s number, not the appellant’s', async () => {
  const { number } = await world.received()
  await world.call('shiftLead', 'POST', `/appeals/${number}/join`, {
    body: { channelId: world.channel.hotline, appellant: { name: '赵大勇', phone: '13900001111' } },
  })
  const joiner = { name: '赵大勇', phone: '13900001111' }
  assert.deepEqual((await look('shiftLead', number, { purpose: 'call' })).body, joiner)
  assert.deepEqual((await look('agent', number, { purpose: 'call' })).body, KNOWN)
})
