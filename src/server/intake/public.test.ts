/** Citizens and enterprises: sending, following by number and code, joining; floods and restraints. */
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { freshDatabase } from '../../../test/database.ts'
import { isDone, matterOf } from '../../../test/stories/matter.testing.ts'
import { openWorld, type PersonName, type World } from '../../../test/world.ts'
import { buildApp } from '../app.ts'
import { form, png } from '../files/files.testing.ts'
import { phoneKeyOf } from '../kernel/crypto/blind-index.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

interface Sent {
  number: string
  queryCode: string
  candidates: { number: string }[]
  repeats: number
}
let addresses = 0
const send = (body: Record<string, unknown>, headers: Record<string, string> = {}) =>
  world.call(null, 'POST', '/public/appeals', {
    body: { kind: 'help', title: '路面破损', content: '新华路路面破损', ...body },
    headers,
  })
const sent = async (body: Record<string, unknown> = {}, headers = {}): Promise<Sent> => {
  const answer = await send(body, headers)
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body as never
}
const follow = (number: string, code: string) =>
  world.call(null, 'GET', `/public/appeals/${number}`, { headers: { 'x-query-code': code } })
const own = (number: string, verb: string, code: string, body: Record<string, unknown>) =>
  world.call(null, 'POST', `/public/appeals/${number}/${verb}`, { body, headers: { 'x-query-code': code } })

/** A citizen, or a contact person of an organisation, signed in by phone. */
async function signedIn(phone: string): Promise<Record<string, string>> {
  const token = `ydc_${randomBytes(16).toString('hex')}${++addresses}`
  await world.db.pool.query(
    `INSERT INTO session (tenant_id, token_hash, kind, proof, phone_key, created_at, seen_at, expires_at)
     VALUES ($1, $2, 'citizen', 'phone', $3, $4, $4, '2200-01-01Z')`,
    [
      world.tenantId,
      createHash('sha256').update(token).digest(),
      phoneKeyOf(world.app.parts.keys, phone),
      new Date(world.clock.now()),
    ],
  )
  return { authorization: `Bearer ${token}` }
}

test('[NC-43] four entries: to ask, to book, to get done, to complain', async () => {
  const meant = {
    ask: ['inquiry', 'question', []],
    book: ['help', 'request', ['appointment']],
    handle: ['help', 'request', []],
    complain: ['complaint', 'difficulty', []],
  }
  for (const [entry, [kind, intent, tags]] of Object.entries(meant)) {
    const { number } = await sent({ kind: undefined, entry, title: entry, content: `入口${entry}` })
    const { rows } = await world.db.pool.query('SELECT kind, intent, tags FROM appeal WHERE number = $1', [
      number,
    ])
    assert.deepEqual(rows[0], { kind, intent, tags })
  }
  const none = await send({ kind: undefined })
  assert.deepEqual([none.status, none.body.field], [400, 'kind'])
})

test('an appellant follows an appeal by number and code, in plain words, without names of staff', async () => {
  const { number, queryCode } = await sent({ appellant: { name: '孙八', phone: '13500000001' } })
  const units = [{ unitId: world.unit.roads, role: 'lead' }]
  await world.call('dispatcher', 'POST', `/appeals/${number}/dispatch`, {
    body: { units, note: '内部备注：老户' },
  })
  const { status, body } = await follow(number, queryCode)
  assert.equal(status, 200)
  assert.deepEqual([body.stageZh, body.unit], ['已交办', '市政工程处'])
  assert.ok(body.dueAt)
  assert.deepEqual(
    (body.timeline as { zh: string }[]).map(l => l.zh),
    ['已受理您的诉求', '已交市政工程处办理'],
  )
  assert.doesNotMatch(JSON.stringify(body), /内部备注|dispatcher|孙八|13500000001/)
})

test('a wrong code opens nothing, an unknown number looks the same, and guessing is slowed', async () => {
  const { number } = await sent()
  const wrong = await follow(number, 'no-code')
  const unknown = await follow('99900120260928020000123', 'no-code')
  assert.deepEqual([wrong.status, wrong.body.code], [404, 'wrong-code'])
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'wrong-code'])
  assert.equal((await world.call(null, 'GET', `/public/appeals/${number}`)).body.code, 'wrong-code')
  for (let i = 0; i < 3; i++) await follow(number, `guess${i}`)
  const slowed = await follow(number, 'guess9')
  assert.deepEqual([slowed.status, slowed.body.code], [429, 'slow-down'])
  assert.ok(Number(slowed.headers['retry-after']) > 60)
  world.clock.pass(2 * 3_600_000)
})

test('where there is no city yet, a number opens nothing', async () => {
  const db = await freshDatabase()
  const { keys, words } = world.app.parts
  const folder = await mkdtemp(join(tmpdir(), 'yidan-no-city-'))
  const app = await buildApp({ db, keys, words, folder, now: world.clock.now, jobs: false })
  const headers = { 'x-query-code': 'no-code' }
  const answer = await app.http.inject({ url: '/api/v1/public/appeals/99900120260928020000123', headers })
  assert.deepEqual([answer.statusCode, answer.json().code], [404, 'wrong-code'])
  await app.close()
  await db.drop()
  await rm(folder, { recursive: true })
})

test('the appellant adds, answers what was asked, and withdraws; then it is over', async () => {
  const { number, queryCode } = await sent()
  assert.equal((await own(number, 'add', queryCode, { addition: '在32号门口' })).status, 200)
  assert.equal((await own(number, 'tell', queryCode, { answer: '在' })).body.code, 'not-asked')
  await world.call('dispatcher', 'POST', `/appeals/${number}/ask`, { body: { question: '坑有多大？' } })
  const asked = await follow(number, queryCode)
  assert.equal(asked.body.question, '坑有多大？')
  assert.deepEqual(asked.body.can, { add: true, tell: true, withdraw: true, review: false, reopen: false })
  assert.equal((await own(number, 'tell', queryCode, { answer: '半米' })).status, 200)
  assert.equal((await own(number, 'withdraw', queryCode, { reason: '修好了' })).body.stage, 'withdrawn')
  const after = await follow(number, queryCode)
  assert.deepEqual(after.body.can, { add: false, tell: false, withdraw: false, review: false, reopen: false })
  assert.equal((await own(number, 'add', queryCode, { addition: '还有' })).body.code, 'has-ended')
})

test('the number and code of one appeal change no other', async () => {
  const [a, b] = [await sent(), await sent()]
  assert.equal((await own(b.number, 'withdraw', a.queryCode, {})).body.code, 'wrong-code')
  world.clock.pass(2 * 3_600_000)
})

test('a merged ticket shows where it is handled, and its own number and code stay good', async () => {
  const [a, b] = [await sent(), await sent()]
  await world.call('dispatcher', 'POST', `/appeals/${b.number}/dispatch`, {
    body: { units: [{ unitId: world.unit.roads, role: 'lead' }] },
  })
  await world.call('dispatcher', 'POST', `/appeals/${a.number}/merge`, { body: { into: b.number } })
  const { body } = await follow(a.number, a.queryCode)
  assert.deepEqual([body.stageZh, body.mergedInto, body.unit], ['已并案办理', b.number, '市政工程处'])
})

test('who was not accepted reads why and which way to go', async () => {
  const { number, queryCode } = await sent()
  await world.call('dispatcher', 'POST', `/appeals/${number}/refuse`, {
    body: { reason: 'outsideTerritory' },
  })
  const { body } = await follow(number, queryCode)
  assert.deepEqual(body.refusal, {
    zh: '不属于本地管辖',
    en: 'Outside the territory',
    explain: null,
    route: '请向事发地12345反映',
  })
})

test('somebody else joins with “me too” and is counted, without a ticket', async () => {
  const { number } = await sent()
  const joined = await world.call(null, 'POST', `/public/appeals/${number}/me-too`, {
    body: { appellant: { phone: '13500000002' } },
  })
  assert.deepEqual([joined.status, joined.body], [200, { number, joined: 1 }])
  const again = await world.call(null, 'POST', `/public/appeals/${number}/me-too`, { body: {} })
  assert.equal(again.body.joined, 2)
  const secret = await sent({ confidential: true })
  const no = await world.call(null, 'POST', `/public/appeals/${secret.number}/me-too`, { body: {} })
  assert.deepEqual([no.status, no.body.code], [404, 'not-found'])
})

test('who joins an appeal that nobody signed doesn’t become its owner, and learns its stage alone', async () => {
  for (const [phone, appellant] of [
    ['13500000021', undefined],
    ['13500000022', { name: '赵六' }],
  ] as const) {
    const { number } = await sent({ title: '举报门前占道', anonymous: false, appellant })
    await world.call(null, 'POST', `/public/appeals/${number}/me-too`, { body: { appellant: { phone } } })
    const headers = await signedIn(phone)
    const opened = await world.call(null, 'GET', `/public/appeals/${number}`, { headers })
    assert.equal(opened.body.code, 'wrong-code')
    for (const verb of ['withdraw', 'add']) {
      const body = verb === 'add' ? { addition: '假话' } : {}
      const changed = await world.call(null, 'POST', `/public/appeals/${number}/${verb}`, { body, headers })
      assert.equal(changed.body.code, 'wrong-code')
    }
    const views = await world.call(null, 'GET', `/appeals/${number}/views`, { headers })
    assert.equal(views.status, 404)
    const { body } = await world.call(null, 'GET', '/public/appeals', { headers })
    const [{ title, dueAt, joined, stage }] = body.appeals as [Record<string, unknown>]
    assert.deepEqual([title, dueAt, joined, stage], [null, null, true, 'received'])
    const similar = await sent({ title: '举报门前占道' }, headers)
    assert.deepEqual(similar.candidates, [])
  }
})

test('“me too” texts no phone more often than an appeal would', async () => {
  const { number } = await sent()
  const join = () =>
    world.call(null, 'POST', `/public/appeals/${number}/me-too`, {
      body: { appellant: { phone: '13500000023' } },
    })
  for (let i = 0; i < 20; i++) assert.equal((await join()).status, 200)
  const slowed = await join()
  assert.deepEqual([slowed.status, slowed.body.code], [429, 'slow-down'])
  assert.ok(Number(slowed.headers['retry-after']) > 60)
  world.clock.pass(3_600_001)
  assert.equal((await join()).status, 200)
})

test('who is signed in and types another’s phone isn’t shown what that phone brought', async () => {
  const matter = { title: '路灯频闪', content: '人民路路灯频闪刺眼', appellant: { phone: '13500000024' } }
  await sent(matter)
  const { candidates } = await sent(matter, await signedIn('13500000025'))
  assert.deepEqual(candidates, [])
})

test('what others brought never shows to who isn’t signed in; one’s own repeats show to who is', async () => {
  const matter = {
    title: '井盖缺失',
    content: '解放路口井盖缺失存在安全隐患',
    appellant: { phone: '13500000003' },
  }
  const first = await sent(matter)
  const stranger = await sent(matter)
  assert.deepEqual([stranger.candidates, stranger.repeats], [[], 0])
  const self = await sent({ ...matter, appellant: undefined }, await signedIn('13500000003'))
  assert.ok(self.candidates.some(c => c.number === first.number))
  assert.equal(self.repeats, 2)
})

test('a citizen signed in by phone sees and changes what the phone brought, without a code', async () => {
  const headers = await signedIn('13500000004')
  const mine = await sent({ appellant: { phone: '13500000004' } })
  const others = await sent({ appellant: { phone: '13500000005' } })
  const list = await world.call(null, 'GET', '/public/appeals', { headers })
  assert.deepEqual(
    (list.body.appeals as { number: string }[]).map(a => a.number),
    [mine.number],
  )
  assert.equal((await world.call(null, 'GET', `/public/appeals/${mine.number}`, { headers })).status, 200)
  assert.equal(
    (await world.call(null, 'GET', `/public/appeals/${others.number}`, { headers })).body.code,
    'wrong-code',
  )
  const withdrawn = await world.call(null, 'POST', `/public/appeals/${mine.number}/withdraw`, {
    body: {},
    headers,
  })
  assert.equal(withdrawn.body.stage, 'withdrawn')
})

test('[XA-24] a delegate submits for sub-units that are theirs to speak for, nobody else does', async () => {
  const organisation = await world.db.pool.query(
    `INSERT INTO organisation (tenant_id, code, name, kind) VALUES ($1, 'o1', '示例研究院', 'relocatedUnit') RETURNING id`,
    [world.tenantId],
  )
  const organisationId = organisation.rows[0].id
  await world.db.pool.query(
    `INSERT INTO organisation_contact (tenant_id, organisation_id, role, phone_key, sub_units) VALUES ($1, $2, 'delegate', $3, '{一所,二所}')`,
    [world.tenantId, organisationId, phoneKeyOf(world.app.parts.keys, '13500000006')],
  )
  await world.app.parts.tenants.changed(world.tenantId)
  const headers = await signedIn('13500000006')
  const { number } = await sent({ organisationId, onBehalfOf: '一所' }, headers)
  const { rows } = await world.db.pool.query(
    `SELECT a.organisation_id, e.texts ->> 'onBehalfOf' AS behalf FROM appeal a JOIN event e ON e.appeal_id = a.id AND e.seq = 1 WHERE a.number = $1`,
    [number],
  )
  assert.deepEqual(rows[0], { organisation_id: organisationId, behalf: '一所' })
  assert.equal((await send({ organisationId, onBehalfOf: '三所' }, headers)).body.code, 'not-your-sub-unit')
  assert.equal((await send({ organisationId })).body.code, 'not-your-organisation')
  assert.equal(
    (await send({ organisationId }, await signedIn('13500000007'))).body.code,
    'not-your-organisation',
  )
  assert.equal((await send({ onBehalfOf: '一所' }, headers)).body.code, 'no-such-organisation')
})

test('[SZ-45] the leader’s line is open to all, the agents’ hotline is not', async () => {
  const { rows } = await world.db.pool.query(
    `INSERT INTO channel (tenant_id, code, name, kind, digits) VALUES ($1, 'leader', '书记直通', 'leaderLine', 9) RETURNING id`,
    [world.tenantId],
  )
  await world.app.parts.tenants.changed(world.tenantId)
  const { number } = await sent({ channelId: rows[0].id })
  assert.match(number, /^99900120260928 ?09/)
  const hotline = await send({ channelId: world.channel.hotline })
  assert.deepEqual([hotline.status, hotline.body.code], [422, 'no-such-channel'])
})

test('[SZ-42] a suggestion takes the same way as a complaint, and is told what is still missing', async () => {
  const answer = await send({
    kind: 'suggestion',
    title: '建议增设公交站',
    content: '建议园区北门增设公交站',
  })
  assert.equal(answer.status, 201)
  assert.ok((answer.body.missing as string[]).includes('place'))
})

test('a phone that comes too often is slowed and told until when; the agent still takes the call, marked', async () => {
  const appellant = { phone: '13500000008' }
  for (let i = 0; i < 20; i++) await sent({ appellant, title: `第${i}次`, content: `第${i}次来信` })
  const slowed = await send({ appellant })
  assert.deepEqual([slowed.status, slowed.body.code], [429, 'slow-down'])
  assert.ok(Number(slowed.headers['retry-after']) > 3000)
  const call = await world.call('agent', 'POST', '/contacts', {
    body: { channelId: world.channel.hotline, appellant },
  })
  assert.equal((call.body.contact as { mark: string }).mark, 'flood')
  world.clock.pass(3_600_001)
  assert.equal((await send({ appellant })).status, 201)
})

test('a caller is restrained by a person’s decision, with a reason and an end, and let go again', async () => {
  const phone = '13500000009'
  const body = { phone, reason: '多次辱骂话务员', perHour: 1, until: '2026-12-31T00:00:00+08:00' }
  assert.equal((await world.call('agent', 'POST', '/restraints', { body })).status, 403)
  const made = await world.call('shiftLead', 'POST', '/restraints', { body })
  assert.equal(made.status, 201)
  await sent({ appellant: { phone } })
  assert.equal((await send({ appellant: { phone } })).body.code, 'slow-down')
  const call = await world.call('agent', 'POST', '/contacts', {
    body: { channelId: world.channel.hotline, appellant: { phone } },
  })
  assert.deepEqual(
    [(call.body.contact as { mark: string }).mark, (call.body.restraint as { perHour: number }).perHour],
    ['restrained', 1],
  )
  assert.equal((await world.call('shiftLead', 'DELETE', `/restraints/${made.body.id}`)).status, 204)
  assert.equal((await send({ appellant: { phone } })).status, 201)
  assert.deepEqual((await world.call('shiftLead', 'GET', '/restraints')).body, { restraints: [] })
})

test('an address that floods is slowed, then let in again', async () => {
  world.clock.pass(3_600_001)
  const answers = []
  for (let i = 0; i < 101; i++) answers.push((await send({ title: `洪水${i}` })).status)
  assert.equal(answers.filter(s => s === 201).length, 100)
  assert.equal(answers.at(-1), 429)
  world.clock.pass(3_600_001)
  assert.equal((await send({})).status, 201)
})

/** A picture that hasn't been sent before, uploaded by somebody of the staff or by the public. */
async function uploaded(who: PersonName | null, purpose = ''): Promise<number> {
  const { payload, headers } = await form('图.png', png(30, ++addresses))
  const answer = await world.app.http.inject({
    method: 'POST',
    url: who ? `/api/v1/files?purpose=${purpose}` : '/api/v1/public/files?tenant=town',
    payload,
    headers: { ...headers, ...(who && { authorization: `Bearer ${world.token(who)}` }) },
  })
  return (answer.json() as { id: number }).id
}

test('an appellant lists and opens what they sent in, and the answer’s files once it is passed; nobody else’s, nothing of the unit’s', async () => {
  const sentIn = await uploaded(null)
  const { number, queryCode } = await sent({
    content: '柳荫街井盖松动，车辆经过时响',
    appellant: { phone: '13822220001' },
    fileIds: [sentIn],
  })
  const added = await uploaded(null)
  isDone(await own(number, 'add', queryCode, { addition: '又响了', fileIds: [added] }))
  const units = [{ unitId: world.unit.roads, role: 'lead' }]
  isDone(await world.call('dispatcher', 'POST', `/appeals/${number}/dispatch`, { body: { units } }))
  const m = matterOf(world, number)
  const [sight, rejected, letter] = [
    await uploaded('roads', 'evidence'),
    await uploaded('roads', 'reply'),
    await uploaded('roads', 'reply'),
  ]
  const [phone, other, joiner, code] = [
    await signedIn('13822220001'),
    await signedIn('13822220002'),
    await signedIn('13822220003'),
    { authorization: `Appeal ${number}:${queryCode}` },
  ]
  await world.call(null, 'POST', `/public/appeals/${number}/me-too`, {
    body: { appellant: { phone: '13822220003' } },
  })
  const seen = async (headers: Record<string, string>) => {
    const opened: number[] = []
    for (const id of [sentIn, added, sight, rejected, letter]) {
      const { statusCode } = await world.app.http.inject({ url: `/api/v1/files/${id}`, headers })
      assert.ok([200, 404].includes(statusCode), String(statusCode))
      if (statusCode === 200) opened.push(id)
    }
    return opened
  }
  const listed = async () => {
    const { body } = await follow(number, queryCode)
    return (body.files as { id: number; name: string }[]).map(f => f.id)
  }
  const isTheirs = async (ids: number[]) => {
    assert.deepEqual((await listed()).sort(), [...ids].sort())
    for (const headers of [phone, code]) assert.deepEqual(await seen(headers), ids)
    for (const headers of [other, joiner]) assert.deepEqual(await seen(headers), [])
  }
  await m.answer(1, 'roads', { fileIds: [sight, rejected] })
  await isTheirs([sentIn, added])
  isDone(await m.on(1, 'dispatcher', 'send-back', { reasons: ['notSolved'], note: '没有解决' }))
  await m.answer(1, 'roads', { fileIds: [sight, letter] })
  await isTheirs([sentIn, added])
  await m.accept()
  await isTheirs([sentIn, added, letter])
})
