/** Webhooks: signed, retried, without a word about anybody, and never into the city's own network. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openWorld, type World } from '../../../test/world.ts'
import { HOUR } from '../../domain/instant.ts'
import { buildHttp } from '../kernel/http/server.ts'
import { endOfHistory, type Mark, nextBatch } from '../record/history/tail.ts'
import { isPublicAddress, targetOf, whyNotUrl } from './address.ts'
import { deliverWebhooks } from './deliver.ts'
import { post } from './post.ts'
import { webhookRoutes } from './routes.ts'
import { takeForWebhooks } from './take-events.ts'

interface Received {
  headers: http.IncomingHttpHeaders
  body: string
}

let world: World
let receiver: http.Server
let url: string
let mark: Mark
const got: Received[] = []
let answers: (number | 'never')[] = []

/** The same server, of an installation that allows private addresses. */
let inside: Awaited<ReturnType<typeof buildHttp>>
const parts = () => ({ ...world.app.parts, privateToo: true })

before(async () => {
  world = await openWorld()
  receiver = http.createServer(async (request, response) => {
    got.push({ headers: request.headers, body: await text(request) })
    const status = answers.shift() ?? 200
    if (status !== 'never') response.writeHead(status, { location: '/elsewhere' }).end('x'.repeat(100_000))
  })
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
  inside = await buildHttp({
    routes: webhookRoutes(parts()),
    authenticate: request => world.app.parts.gate.presence.actorOf(request.headers.authorization!.slice(7)),
    version: 'test',
  })
})
after(async () => {
  receiver.closeAllConnections()
  receiver.close()
  await inside.close()
  await world.close()
})
beforeEach(async () => {
  got.length = 0
  answers = []
  await world.db.pool.query('TRUNCATE webhook, webhook_delivery')
  do {
    mark = await endOfHistory(world.db.pool)
  } while ((await world.db.pool.query('SELECT FROM event WHERE tx >= $1', [mark.txTo])).rowCount)
})

const call = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) => {
  const headers = { authorization: `Bearer ${world.token('admin')}` }
  const answer = await inside.inject({
    method,
    url: `/api/v1${path}`,
    headers,
    ...(body && { payload: body }),
  })
  return { status: answer.statusCode, body: answer.body ? answer.json() : null }
}
const hook = async (kinds: string[] = []) =>
  (await call('POST', '/webhooks', { url, kinds })).body as { id: number; secret: string }

/** Reads what is new in the history, then delivers what is due. */
async function passOn() {
  const batch = await newEvents()
  mark = batch.mark
  const client = await world.db.pool.connect()
  await takeForWebhooks(parts())(batch.events, client)
  client.release()
  await deliver()
}
/** A transaction in another database of the same server may hold the last events back for a moment. */
async function newEvents() {
  for (;;) {
    const last = await world.db.pool.query('SELECT max(id) AS id FROM event')
    const batch = await nextBatch(world.db.pool, mark, 10_000)
    if (batch.events.some(e => e.id === last.rows[0].id)) return batch
    await sleep(20)
  }
}
const deliver = () => deliverWebhooks(parts()).run(new AbortController().signal)
const deliveries = async (id: number) =>
  (await call('GET', `/webhooks/${id}/deliveries`)).body.deliveries as {
    id: number
    state: string
    attempts: number
    error: string | null
  }[]

test('a receiver that fails twice gets the delivery a third time, with the same id and a signature that holds', async () => {
  const { id, secret } = await hook(['appeal.received'])
  const { number } = await world.received()
  answers = [500, 503]
  await passOn()
  world.clock.pass(HOUR)
  await deliver()
  world.clock.pass(HOUR)
  await deliver()
  world.clock.pass(HOUR)
  await deliver()
  assert.equal(got.length, 3)
  assert.equal(new Set(got.map(r => r.headers['webhook-id'])).size, 1)
  for (const { headers, body } of got) {
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    assert.equal(
      headers['webhook-signature'],
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    )
  }
  assert.notEqual(got[0]!.headers['webhook-timestamp'], got[2]!.headers['webhook-timestamp'])
  const { id: event, at, ...said } = JSON.parse(got[2]!.body)
  assert.deepEqual(said, { kind: 'appeal.received', number, version: 1, stage: 'received' })
  assert.ok(Number.isInteger(event) && Date.parse(at) > 0)
  assert.deepEqual(
    (await deliveries(id)).map(d => [d.state, d.attempts]),
    [['sent', 3]],
  )
})

test('nothing about a person, a place or the words of the matter is ever delivered', async () => {
  await hook()
  await world.dispatched('roads')
  await passOn()
  const all = got.map(r => r.body).join()
  assert.ok(got.length >= 2)
  for (const word of ['王小明', '138', '湖滨', '路灯', '120.1']) assert.ok(!all.includes(word), word)
})

test('each event is delivered once with the stage it led to, only of the kinds asked for, only while active', async () => {
  const { id } = await hook(['assignment.assigned'])
  const { number } = await world.dispatched('roads')
  const start = { ...mark }
  await passOn()
  mark = start
  await passOn()
  assert.deepEqual(
    got.map(r => JSON.parse(r.body)).map(b => [b.kind, b.number, b.stage]),
    [['assignment.assigned', number, 'dispatched']],
  )
  assert.equal((await call('PATCH', `/webhooks/${id}`, { active: false })).body.active, false)
  await world.dispatched('roads')
  await passOn()
  assert.equal(got.length, 1)
})

test('a receiver that is gone gets eight tries, then those who watch are told, and one may deliver it again', async () => {
  const { id } = await hook(['appeal.received'])
  await world.received()
  answers = Array(8).fill(500)
  await passOn()
  for (let i = 0; i < 9; i++) {
    world.clock.pass(5 * HOUR)
    await deliver()
  }
  const [failed] = await deliveries(id)
  assert.deepEqual(
    [failed!.state, failed!.attempts, failed!.error, got.length],
    ['failed', 8, 'answered 500', 8],
  )
  const alerts = (await world.call('director', 'GET', '/alerts?kind=webhookFailed')).body.alerts as {
    facts: object
  }[]
  assert.deepEqual(alerts[0]!.facts, { webhook: id, delivery: failed!.id, error: 'answered 500' })
  assert.equal((await call('POST', `/webhooks/${id}/deliveries/${failed!.id}/again`)).status, 204)
  await deliver()
  assert.equal((await deliveries(id))[0]!.state, 'sent')
  assert.equal(got[0]!.headers['webhook-id'], got.at(-1)!.headers['webhook-id'])
})

/** A receiver of its own, and a webhook with so many deliveries waiting for it. */
async function receiverOf(count: number, answer: () => Promise<number>) {
  const bodies: string[] = []
  const own = http.createServer(async (request, response) => {
    bodies.push(await text(request))
    response.writeHead(await answer()).end()
  })
  await new Promise<void>(resolve => own.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(own.address() as AddressInfo).port}/`
  const { id } = (await call('POST', '/webhooks', { url: address, kinds: [] })).body as { id: number }
  await world.db.pool.query(
    `INSERT INTO webhook_delivery (tenant_id, webhook_id, event_id, body, state, next_at)
     SELECT $1, $2, n, '{}', 'waiting', $3 FROM generate_series(1, $4::int) n`,
    [world.tenantId, id, new Date(world.clock.now() - HOUR), count],
  )
  return { id, bodies, close: () => own.close() }
}

test('a receiver that doesn’t answer keeps nobody else waiting', async () => {
  const { promise: othersDone, resolve: endWait } = Promise.withResolvers<number>()
  const slow = await receiverOf(40, () => othersDone)
  const quick = await receiverOf(40, async () => 200)
  try {
    const run = deliver()
    for (let i = 0; i < 400 && quick.bodies.length < 40; i++) await sleep(10)
    assert.deepEqual([slow.bodies.length, quick.bodies.length], [4, 40])
    endWait(204)
    await run
    assert.equal(slow.bodies.length, 40)
  } finally {
    endWait(204)
    slow.close()
    quick.close()
  }
})

test('a webhook that keeps failing rests as a whole, longer each time, and goes on at once when it is back', async () => {
  let status = 500
  const dead = await receiverOf(20, async () => status)
  try {
    await deliver()
    assert.equal(dead.bodies.length, 4)
    await deliver()
    assert.equal(dead.bodies.length, 4)
    for (const [wait, asked] of [
      [13, 5],
      [13, 5],
      [26, 6],
    ] as const) {
      world.clock.pass(wait * 1000)
      await deliver()
      assert.equal(dead.bodies.length, asked)
    }
    // Nine times in a row nothing was taken, though no delivery had its eight tries yet.
    for (let i = 0; i < 6; i++) {
      world.clock.pass(4 * HOUR)
      await deliver()
    }
    const alerts = (await world.call('director', 'GET', '/alerts?kind=webhookFailed')).body.alerts as {
      facts: { webhook: number }
    }[]
    assert.ok(alerts.some(a => a.facts.webhook === dead.id))
    status = 200
    world.clock.pass(4 * HOUR)
    await deliver()
    assert.ok((await deliveries(dead.id)).every(d => d.state === 'sent'))
  } finally {
    dead.close()
  }
})

test('a redirect is not followed, and a receiver that never answers is given up', async () => {
  const { id } = await hook(['appeal.received'])
  await world.received()
  answers = [302]
  await passOn()
  assert.equal(got.length, 1)
  assert.equal((await deliveries(id))[0]!.error, 'answered 302')
  answers = ['never']
  const target = await targetOf(url, true)
  await assert.rejects(post(target, { id: 'msg_1', body: '{}', secret: 'whsec_AAAA', at: 0 }, 200), {
    name: /Abort|Timeout/,
  })
})

test('addresses of the city’s own network are refused when they are given, and again when their name is looked up', async () => {
  for (const bad of [
    'http://example.org/',
    'https://127.0.0.1/',
    'https://10.1.2.3/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[fd00::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[64:ff9b::a00:1]/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://localhost/',
    'https://db.internal/',
    'https://user:pass@example.org/',
    'https://100.64.0.1/',
  ]) {
    assert.ok(whyNotUrl(bad, false), bad)
    const answer = await world.call('admin', 'POST', '/webhooks', { body: { url: bad, kinds: [] } })
    assert.deepEqual(
      [answer.status, answer.body.code, answer.body.field],
      [422, 'address-not-allowed', 'url'],
      bad,
    )
  }
  for (const ip of ['8.8.8.8', '2400:3200::1']) assert.ok(isPublicAddress(ip), ip)
  await assert.rejects(targetOf('https://localhost/', false), /private/)
  await assert.rejects(targetOf('https://127.0.0.1/', false), /private/)
})

test('the secret is shown once and lies sealed; a new one signs from then on', async () => {
  const { id, secret } = await hook(['appeal.received'])
  assert.ok(!JSON.stringify((await call('GET', '/webhooks')).body).includes(secret))
  const { rows } = await world.db.pool.query('SELECT secret_enc FROM webhook')
  assert.ok(!(rows[0].secret_enc as Buffer).includes(secret))
  const renewed = (await call('POST', `/webhooks/${id}/secret`)).body.secret as string
  assert.notEqual(renewed, secret)
  await world.received()
  await passOn()
  const { headers, body } = got[0]!
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const key = Buffer.from(renewed.slice(6), 'base64')
  assert.equal(
    headers['webhook-signature'],
    `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
  )
})

test('only who may set up webhooks sees them, and what isn’t there isn’t found', async () => {
  assert.equal((await world.call('director', 'GET', '/webhooks')).body.code, 'not-permitted')
  for (const [method, path] of [
    ['PATCH', '/webhooks/999'],
    ['DELETE', '/webhooks/999'],
    ['POST', '/webhooks/999/secret'],
    ['GET', '/webhooks/999/deliveries'],
    ['POST', '/webhooks/999/deliveries/1/again'],
  ] as const)
    assert.equal(
      (await call(method, path, method === 'PATCH' ? { active: true } : undefined)).status,
      404,
      path,
    )
  const { id } = await hook()
  assert.equal((await call('DELETE', `/webhooks/${id}`)).status, 204)
  assert.deepEqual((await call('GET', '/webhooks')).body, { webhooks: [] })
  assert.equal((await call('POST', '/webhooks', { url, kinds: ['no.such'] })).status, 400)
})
