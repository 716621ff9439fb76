/** Group robots: spoken to as their messengers ask, at their pace, without a word about anybody. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, beforeEach, test } from 'node:test'
import { wholeHistory } from '../../../test/ladder.testing.ts'
import { openWorld, type World } from '../../../test/world.ts'
import { DAY, HOUR, SECOND } from '../../domain/instant.ts'
import { buildHttp } from '../kernel/http/server.ts'
import { takeForMessages } from '../messaging/take-events.ts'
import { sweepLights } from '../supervision/sweep.ts'
import { deliverToRobots } from './deliver.ts'
import { robotRoutes } from './routes.ts'
import { signed } from './say.ts'

interface Said {
  path: string
  body: { msgtype: string; text: { content: string } }
}

let world: World
let group: http.Server
let address: string
const said: Said[] = []
let answers: object[] = []
/** The same server, of an installation that allows private addresses. */
let inside: Awaited<ReturnType<typeof buildHttp>>
const parts = () => ({ ...world.app.parts, privateToo: true })

before(async () => {
  world = await openWorld()
  group = http.createServer(async (request, response) => {
    said.push({ path: request.url!, body: JSON.parse(await text(request)) })
    response.writeHead(200).end(JSON.stringify(answers.shift() ?? { errcode: 0, errmsg: 'ok' }))
  })
  await new Promise<void>(resolve => group.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(group.address() as AddressInfo).port}/send?key=k-1`
  inside = await buildHttp({
    routes: robotRoutes(parts()),
    authenticate: request => world.app.parts.gate.presence.actorOf(request.headers.authorization!.slice(7)),
    version: 'test',
  })
})
after(async () => {
  group.closeAllConnections()
  group.close()
  await inside.close()
  await world.close()
})
beforeEach(async () => {
  said.length = 0
  answers = []
  await world.db.pool.query('TRUNCATE robot, message')
})

const call = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) => {
  const headers = { authorization: `Bearer ${world.token('admin')}` }
  const url = `/api/v1${path}`
  const answer = await inside.inject({ method, url, headers, ...(body && { payload: body }) })
  return { status: answer.statusCode, body: answer.body ? answer.json() : null }
}
const robot = async (more: object = {}) =>
  (
    await call('POST', '/robots', {
      unitId: world.unit.roads,
      kind: 'wecom',
      name: '市政群',
      url: address,
      tells: ['lights', 'sheets', 'calls'],
      ...more,
    })
  ).body as { id: number }

/** The ticket turns yellow; what followed is told once, however often the history is read. */
async function turnsYellow(): Promise<string> {
  world.clock.set('2026-09-28T09:00')
  const { number } = await world.dispatched()
  world.clock.set('2026-10-10T09:00')
  await sweepLights(parts())
  await read()
  return number
}
async function read() {
  const client = await world.db.pool.connect()
  await takeForMessages(world.app.parts)(await wholeHistory(world), client)
  client.release()
}
const deliver = () => deliverToRobots(parts()).run(new AbortController().signal)
const lines = () => said.flatMap(s => s.body.text.content.split('\n'))

test('[ZY-24] a group hears of the colours and sheets of its unit in one message: number, unit and limit, nobody’s name', async () => {
  await robot()
  const number = await turnsYellow()
  await read()
  await deliver()
  assert.equal(said.length, 1)
  const own = lines().filter(line => line.includes(number))
  assert.ok(own.includes(`黄灯：${number} 办理答复，市政工程处，时限 2026-10-10 24:00`), own.join('\n'))
  assert.ok(own.some(line => /^黄色催办单 .+〔2026〕\d+号：/.test(line)))
  assert.equal(new Set(own).size, own.length, 'each thing once')
  for (const word of ['王小明', '138', '湖滨', '路灯']) assert.ok(!own.join().includes(word), word)
  const { rows } = await world.db.pool.query('SELECT DISTINCT state FROM message WHERE robot_id IS NOT NULL')
  assert.deepEqual(rows, [{ state: 'sent' }])
})

test('a group hears only what it asked for, and only of its unit and those below', async () => {
  await robot({ unitId: world.unit.water, name: '水务' })
  await robot({ unitId: world.unit.city, name: '中心', tells: ['sheets'] })
  const number = await turnsYellow()
  await deliver()
  assert.equal(said.length, 1)
  const own = lines().filter(line => line.includes(number))
  assert.ok(own.length > 0 && own.every(line => /催办单/.test(line)))
})

test('no robot is spoken to more than twenty times a minute; what waits goes out together', async () => {
  const { id } = await robot()
  await world.db.pool.query(
    `INSERT INTO message (tenant_id, key, medium, template, to_enc, body_enc, state, next_at, created_at, robot_id)
     SELECT $1, 'r' || n, 'wecom', 'robotLight', '\\x00', $2, 'waiting', $3, $3, $4 FROM generate_series(1, 50) n`,
    [world.tenantId, parts().keys.encrypt('黄灯', 'message.body'), new Date(world.clock.now()), id],
  )
  for (let second = 0; second < 60; second++) {
    await deliver()
    world.clock.pass(SECOND)
  }
  assert.deepEqual([said.length, lines().length], [3, 50])
})

test('DingTalk gets its time and signature; a group that refuses is asked again later, and then somebody is told', async () => {
  const { id } = await robot({ kind: 'dingtalk', secret: 'SEC42' })
  await turnsYellow()
  answers = Array(8).fill({ errcode: 310000, errmsg: 'sign not match' })
  for (let i = 0; i < 8; i++) {
    await deliver()
    await deliver()
    assert.equal(said.length, i + 1, 'it rests after a failure')
    // Longer than the pause after so many failures.
    world.clock.pass(Math.min(4 * HOUR, 20 * SECOND * 3 ** i))
  }
  const url = new URL(said[0]!.path, address)
  const timestamp = url.searchParams.get('timestamp')!
  const expected = createHmac('sha256', 'SEC42').update(`${timestamp}\nSEC42`).digest('base64')
  assert.deepEqual([url.searchParams.get('sign'), url.searchParams.get('key')], [expected, 'k-1'])
  const alerts = (await world.call('director', 'GET', '/alerts?kind=robotFailed')).body.alerts as {
    facts: object
  }[]
  assert.deepEqual(alerts[0]!.facts, { robot: id, error: 'refused with 310000' })
  assert.ok(!JSON.stringify(alerts).includes('k-1'))
  const states = async () =>
    (
      await world.db.pool.query('SELECT DISTINCT state FROM message WHERE robot_id = $1 ORDER BY 1', [id])
    ).rows.map(r => r.state)
  assert.ok((await states()).includes('failed'))
  // What is a day old is no news any more.
  world.clock.pass(2 * DAY)
  await deliver()
  assert.deepEqual([await states(), said.length], [['failed'], 8])
})

test('the address of a group is never shown again, and lies sealed; nobody is led into the city’s own network', async () => {
  const { id } = await robot({ secret: 'SEC42' })
  const listed = (await call('GET', '/robots')).body.robots as Record<string, unknown>[]
  assert.equal(listed[0]!.host, new URL(address).host)
  assert.ok(!JSON.stringify(listed).includes('k-1') && !JSON.stringify(listed).includes('SEC42'))
  const { rows } = await world.db.pool.query('SELECT url_enc, secret_enc FROM robot')
  assert.ok(!rows[0].url_enc.includes('k-1') && !rows[0].secret_enc.includes('SEC42'))
  for (const url of ['http://example.org/', 'https://10.0.0.1/', 'https://localhost/', 'https://[::1]/']) {
    const answer = await world.call('admin', 'PATCH', `/robots/${id}`, { body: { url } })
    assert.deepEqual(
      [answer.status, answer.body.code, answer.body.field],
      [422, 'address-not-allowed', 'url'],
      url,
    )
  }
})

test('a robot is tried, changed, stopped and removed; whoever has no business with it is told no', async () => {
  const { id } = await robot()
  assert.deepEqual((await call('POST', `/robots/${id}/try`)).body, { taken: true, error: null })
  answers = [{ errcode: 93000 }]
  assert.deepEqual((await call('POST', `/robots/${id}/try`)).body, {
    taken: false,
    error: 'refused with 93000',
  })
  assert.match(said[0]!.body.text.content, /测试/)
  assert.equal((await call('PATCH', `/robots/${id}`, { active: false, name: '新群' })).body.name, '新群')
  await turnsYellow()
  await deliver()
  assert.equal(said.length, 2, 'it is stopped')
  assert.equal((await world.call('roads', 'GET', '/robots')).body.code, 'not-permitted')
  assert.equal((await call('DELETE', `/robots/${id}`)).status, 204)
  for (const [method, path] of [
    ['PATCH', `/robots/${id}`],
    ['DELETE', `/robots/${id}`],
    ['POST', `/robots/${id}/try`],
  ] as const)
    assert.equal((await call(method, path, method === 'PATCH' ? { active: true } : undefined)).status, 404)
})

test('a signature is part of the address, whatever else stands in it', () => {
  const url = new URL(
    signed('https://oapi.dingtalk.com/robot/send?access_token=a%2Bb', 'S', 1_700_000_000_000),
  )
  assert.deepEqual(
    [url.searchParams.get('access_token'), url.searchParams.get('timestamp')],
    ['a+b', '1700000000000'],
  )
})

test('[ZY-24] what a group was told can be looked up, with what became of it; the address never', async () => {
  const { id } = await robot()
  answers = [{ errcode: 93000, errmsg: 'invalid webhook url' }]
  const number = await turnsYellow()
  await deliver()
  const { body } = await call('GET', `/robots/${id}/deliveries?limit=100`)
  const told = body.deliveries as { id: number; text: string; error: string | null }[]
  assert.ok(told.some(d => d.text.includes(number)))
  assert.ok(told.some(d => d.error === 'refused with 93000'))
  const first = (await call('GET', `/robots/${id}/deliveries?limit=1`)).body
  const second = (await call('GET', `/robots/${id}/deliveries?limit=1&after=${first.next}`)).body
  assert.deepEqual(
    [...first.deliveries, ...second.deliveries].map((d: { id: number }) => d.id),
    told.slice(0, 2).map(d => d.id),
  )
  const [shown] = (await call('GET', '/robots')).body.robots
  assert.equal(shown.failures, 1)
  assert.ok(Date.parse(shown.restsUntil) > world.clock.now())
  assert.doesNotMatch(JSON.stringify([shown, body]), /k-1/)
  assert.equal((await call('GET', '/robots/999999/deliveries')).status, 404)
})
