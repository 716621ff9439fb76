/** What attackers, broken programs and unlucky lines send: a clear no, and nothing lost or doubled. */

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { hashPassword } from '../src/server/accounts/password.ts'
import { buildHttp } from '../src/server/kernel/http/server.ts'
import { type Ground, openGround, upload } from './access/ground.testing.ts'
import { lampAppeal, type World } from './world.ts'

let ground: Ground
let world: World
let port: number
before(async () => {
  ground = await openGround()
  world = ground.world
  await world.app.http.listen({ port: 0, host: '127.0.0.1' })
  port = (world.app.http.server.address() as AddressInfo).port
})
after(() => world.close())

const AGENT = () => ({ authorization: `Bearer ${world.token('agent')}` })
const appealText = (more: object = {}) => JSON.stringify({ ...lampAppeal(world), ...more })
const json = { 'content-type': 'application/json' }

/** A body as bytes, as it is. */
async function post(
  payload: string | Buffer,
  headers: Record<string, string> = json,
  url = '/api/v1/appeals',
) {
  const answer = await world.app.http.inject({
    method: 'POST',
    url,
    payload,
    headers: { ...AGENT(), ...headers },
  })
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> }
}
const get = (path: string, headers: Record<string, string> = {}) =>
  world.call('dispatcher', 'GET', path, { headers })

/** What a socket says until it is closed. */
function raw(sent: string | Buffer, hangUp = false): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(sent)
      if (hangUp) setTimeout(() => socket.destroy(), 50)
    })
    socket.on('data', data => {
      text += data
    })
    socket.on('close', () => resolve(text))
    socket.on('error', error => (hangUp ? resolve(text) : reject(error)))
  })
}
const countAppeals = async () =>
  (await world.db.pool.query('SELECT count(*)::int AS n FROM appeal')).rows[0].n as number

test('the field of a wrong type, the missing one and the unknown one are named', async () => {
  const cases: [object, string][] = [
    [{ channelId: '1' }, 'channelId'],
    [{ title: 5 }, 'title'],
    [{ title: undefined }, 'title'],
    [{ appellant: { name: ['王'] } }, 'appellant.name'],
    [{ appellant: { phone: 'abc' } }, 'appellant.phone'],
    // A zero-width space and a joiner: nothing anybody could read.
    [{ title: '\u200b\u200d\u2060' }, 'title'],
    [{ content: '\u3164 \u00ad' }, 'content'],
    [{ place: { lng: 181 } }, 'place.lng'],
    [{ tenantId: 1 }, 'tenantId'],
    [{ place: { altitude: 3 } }, 'place.altitude'],
    [{ happenedAt: '2026-02-30T00:00:00Z' }, 'happenedAt'],
    [{ happenedAt: '0001-01-01T00:00:00Z' }, 'happenedAt'],
    [{ happenedAt: '9999-12-31T23:59:59Z' }, 'happenedAt'],
  ]
  for (const [fields, field] of cases) {
    const { status, body } = await post(appealText(fields))
    assert.ok([400, 422].includes(status), `${field}: ${status}`)
    assert.equal(body.field, field, JSON.stringify(body))
  }
})

test('who may not do a thing hears that, and nothing of what is wrong with what they sent', async () => {
  const answer = await world.call('roads', 'POST', '/appeals', { body: { channelId: 'x', secret: 1 } })
  assert.deepEqual([answer.status, answer.body.code, answer.body.field], [403, 'not-permitted', undefined])
  const nobody = await world.call(null, 'POST', '/appeals', { body: {} })
  assert.deepEqual([nobody.status, nobody.body.code], [401, 'not-signed-in'])
  const wrong = await world.call('roads', 'GET', '/identity-views?personId=x')
  assert.equal(wrong.status, 403)
})

test('ten megabytes of text are too much, and said so, whole or in pieces', async () => {
  const payload = appealText({ content: '长'.repeat(3_500_000) })
  // Over a real line: a client that is still sending must hear the answer, every time.
  for (let times = 0; times < 8; times += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/appeals`, {
      method: 'POST',
      headers: { ...AGENT(), ...json },
      body: payload,
    })
    const body = (await answer.json()) as { code: string }
    assert.deepEqual([answer.status, body.code], [413, 'too-large'])
  }
  const chunk = 'x'.repeat(65_536)
  const pieces = `${chunk.length.toString(16)}\r\n${chunk}\r\n`.repeat(40)
  const said = await raw(
    `POST /api/v1/appeals HTTP/1.1\r\nhost: x\r\nauthorization: ${AGENT().authorization}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n${pieces}0\r\n\r\n`,
  )
  assert.match(said, /^HTTP\/1\.1 413 /)
})

test('bytes that are no UTF-8, a NUL and half a character are refused and change nothing', async () => {
  const before = await countAppeals()
  const whole = Buffer.from(appealText({ title: '@@' }))
  const broken = Buffer.from(whole)
  broken[whole.indexOf('@@')] = 0xff
  const cases: [string | Buffer, string][] = [
    [broken, 'body'],
    [appealText({ title: 'a\u0000b' }), 'title'],
    [appealText({ content: 'a\ud800b' }), 'content'],
    [appealText({ appellant: { name: '\u0000' } }), 'name'],
    ['"\\u0000"', 'body'],
    [appealText().replace('{', '{"a\\u0000":1,'), 'body'],
    [whole.subarray(0, -5), 'body'],
    ['', 'body'],
  ]
  for (const [payload, field] of cases) {
    const { status, body } = await post(payload)
    assert.equal(status, 400, String(payload).slice(0, 80))
    assert.equal(body.field, field)
  }
  assert.equal(await countAppeals(), before)
})

test('a hundred thousand brackets neither take the server down nor get in', async () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  for (const payload of [
    deep,
    appealText({ tags: '@' }).replace('"@"', deep),
    appealText({ tags: '@' }).replace('"@"', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`),
  ]) {
    const { status, body } = await post(payload)
    assert.deepEqual([status, typeof body.field], [400, 'string'])
  }
  assert.equal((await get('/appeals')).status, 200)
})

test('__proto__ and constructor in a body reach nothing', async () => {
  const polluted = await post(appealText().replace('{', '{"__proto__":{"tenantId":9,"isAdmin":true},'))
  assert.equal(polluted.status, 400)
  const nested = await post(appealText().replace('"place":{', '"place":{"__proto__":{"x":1},'))
  assert.equal(nested.status, 400)
  const escaped = await post(appealText().replace('{', '{"\\u005f_proto__":{"isAdmin":true},'))
  assert.equal(escaped.status, 400)
  const built = await post(appealText().replace('{', '{"constructor":{"prototype":{"isAdmin":true}},'))
  assert.deepEqual([built.status, built.body.field], [400, 'constructor'])
  assert.equal(({} as Record<string, unknown>).isAdmin, undefined)
})

test('of a key sent twice the last one counts, and it is checked like any other', async () => {
  const { status, body } = await post(appealText().replace('{', '{"title":"第一个",'))
  assert.equal(status, 201)
  const opened = await get(`/appeals/${body.number}`)
  assert.equal(opened.body.title, lampAppeal(world).title)
  assert.equal((await post(`${appealText().slice(0, -1)},"title":5}`)).body.field, 'title')
})

test('a body of another type is refused by its type', async () => {
  for (const type of [
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'image/png',
    'json',
    '*/*',
  ]) {
    const { status, body } = await post(appealText(), { 'content-type': type })
    assert.ok([400, 406, 415].includes(status), `${type}: ${status} ${JSON.stringify(body)}`)
    assert.equal(typeof body.code, 'string')
  }
  assert.equal((await post(appealText(), { 'content-type': 'application/json; charset=utf-8' })).status, 201)
})

test('a line that is cut off in the middle of a body leaves nothing behind', async () => {
  const before = await countAppeals()
  const text = appealText()
  const head = (length: string) =>
    `POST /api/v1/appeals HTTP/1.1\r\nhost: x\r\nauthorization: ${AGENT().authorization}\r\ncontent-type: application/json\r\n${length}\r\n\r\n`
  await raw(head(`content-length: ${Buffer.byteLength(text)}`) + text.slice(0, 40), true)
  await raw(`${head('transfer-encoding: chunked')}40\r\n${text.slice(0, 20)}`, true)
  await sleep(100)
  assert.equal(await countAppeals(), before)
})

test('what is not HTTP and headers beyond all measure are answered in the same words and cut off', async () => {
  const bomb = await raw(`GET /healthz HTTP/1.1\r\nhost: x\r\nx-bomb: ${'a'.repeat(100_000)}\r\n\r\n`).catch(
    String,
  )
  assert.match(bomb, /431|ECONNRESET|EPIPE/)
  const many = await raw(
    `GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${Array.from({ length: 5000 }, (_, i) => `x-${i}: y\r\n`).join('')}\r\n`,
  ).catch(String)
  assert.match(many, /200 OK|431|ECONNRESET|EPIPE/)
  const nonsense = await raw('NONSENSE\r\n\r\n')
  assert.match(nonsense, /^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*"code":"invalid-request"/)
  // Two lengths, or a length beside chunks, is how requests are smuggled past a proxy.
  const smuggled = await raw(
    'POST /api/v1/appeals HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nhost: x\r\n\r\n',
  )
  assert.match(smuggled, /^HTTP\/1\.1 400/)
  assert.doesNotMatch(smuggled, /"status":"ok"/)
})

test('nobody holds a connection by being slow: headers and bodies have an end', () => {
  const { headersTimeout, requestTimeout, keepAliveTimeout } = world.app.http.server
  assert.ok(headersTimeout > 0 && headersTimeout <= 60_000, `headers ${headersTimeout}`)
  assert.ok(requestTimeout > 0 && requestTimeout <= 600_000, `request ${requestTimeout}`)
  assert.ok(keepAliveTimeout > 0 && keepAliveTimeout <= 120_000, `keep-alive ${keepAliveTimeout}`)
})

test('a connection on which nobody says anything doesn’t keep the server from closing', async () => {
  const http = await buildHttp({ routes: [], authenticate: async () => null, version: 'test' })
  await http.listen({ port: 0, host: '127.0.0.1' })
  const silent = connect((http.server.address() as AddressInfo).port, '127.0.0.1')
  await once(silent, 'connect')
  const cut = once(silent, 'close')
  await http.close()
  await cut
})

test('absurd versions, keys and cursors are named, not stumbled over', async () => {
  const { number } = await world.dispatched()
  for (const version of ['*', 'abc', '-1', '1.5', '1e3', '99999999999999999999', '""', "1'--", '"1", "2"']) {
    const { status, body } = await world.call('roads', 'POST', `/appeals/${number}/assignments/1/sign`, {
      headers: { 'if-match': version },
    })
    assert.deepEqual([status, body.field], [400, 'If-Match'], version)
  }
  for (const key of ['', ' ', 'x'.repeat(201), 'ключ'.normalize('NFD').replace(/./g, '\u00ff'), 'a b']) {
    const { status, body } = await post(appealText(), { ...json, 'idempotency-key': key })
    assert.deepEqual([status, body.field], [400, 'Idempotency-Key'], JSON.stringify(key))
  }
  const cursors = [
    'garbage',
    '-1',
    '1.',
    '.1',
    '9'.repeat(40),
    '%00',
    '%F0%9F',
    "1'; SELECT 1;--",
    '1.1.1',
    'null',
    encodeURIComponent('长'.repeat(30)),
    '0',
    '1e400',
  ]
  const lists = [
    '/appeals?',
    '/appeals?sort=due&',
    '/contacts?',
    '/claimable?',
    '/approvals?',
    '/visits?',
    '/messages?',
    '/alerts?',
    '/accounts?',
    '/directory/people?',
    '/knowledge/articles?',
    '/regulations?',
    '/public/regulations?tenant=town&',
    '/public/board?tenant=town&',
  ]
  for (const list of lists)
    for (const cursor of cursors)
      for (const who of ['agent', 'roads', 'visitor', 'director', 'security'] as const) {
        const { status, body } = await world.call(who, 'GET', `${list}after=${cursor}`)
        assert.ok(status < 500, `${list}after=${cursor}: ${JSON.stringify(body)}`)
      }
  for (const cursor of ['garbage', '-1', '1.1.1.1.1', "1'; SELECT 1;--"]) {
    assert.equal((await get(`/appeals?after=${cursor}`)).body.field, 'after')
    assert.equal((await get(`/contacts?after=${cursor}`)).body.field, 'after')
  }
})

test('words that would be SQL, patterns or queries elsewhere find what they say and break nothing', async () => {
  const said = [
    "' OR 1=1 --",
    '%',
    '_',
    '\\',
    "'; DROP TABLE appeal; --",
    'a:*',
    '!!',
    '& | !',
    '((',
    "''",
    '路灯 & !',
    '<->',
    ' ',
    '\u202e',
    'ﷺ'.repeat(50),
    '😀',
  ]
  for (const q of said)
    for (const list of [
      '/appeals',
      '/appeals/count',
      '/appeals/export',
      '/knowledge/search',
      '/directory/people',
      '/directory/organisations',
    ]) {
      const { status, body } = await world.call('dispatcher', 'GET', `${list}?q=${encodeURIComponent(q)}`)
      assert.equal(status, 200, `${list} ${q}: ${JSON.stringify(body)}`)
    }
  assert.equal((await get(`/appeals/count?q=${encodeURIComponent("' OR 1=1 --")}`)).body.count, 0)
  for (const id of [
    "1'--",
    '1 OR 1=1',
    '0',
    '-1',
    '1.5',
    '0x10',
    '9'.repeat(40),
    '%F0%9F%98%80',
    '..%2f..',
    'NaN',
  ])
    for (const path of [`/appeals/${id}`, `/contacts/${id}`, `/files/${id}`, `/knowledge/articles/${id}`]) {
      const { status } = await get(path)
      assert.ok([400, 404].includes(status), `${path}: ${status}`)
    }
  assert.ok((await countAppeals()) > 0)
})

test('a formula somebody writes stays text in the export', async () => {
  for (const title of [
    '=HYPERLINK("http://x","点")',
    '+1+1',
    '-2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1+1',
    '"=1',
  ])
    assert.equal((await post(appealText({ title, tags: ['公式'] }))).status, 201)
  const { body } = await get(`/appeals/export?tag=${encodeURIComponent('公式')}`)
  const cells = String(body.text)
    .split(/[\r\n]+/)
    .flatMap(line => line.split(','))
  for (const cell of cells) assert.doesNotMatch(cell.replace(/^"/, ''), /^[=+@\t\r]|^-\D/, cell)
})

test('a file’s name can’t lead out of its folder nor into a header', async () => {
  const names = [
    '../../../etc/passwd.txt',
    '..\\..\\boot.txt',
    '/etc/passwd.txt',
    'a\\u0000.txt',
    'C:\\x.txt',
    `${'长'.repeat(500)}.txt`,
    'x";evil=".txt',
    '.txt',
    '名\u202etxt.txt',
  ]
  for (const name of names) {
    const answer = await ground.ask(
      'POST',
      { path: '/files', ...upload(name, 'text/plain', Buffer.from('一行字')) },
      AGENT().authorization,
    )
    assert.ok(answer.status < 500, `${name}: ${answer.text}`)
    if (answer.status !== 201) continue
    const kept = JSON.parse(answer.text)
    assert.doesNotMatch(kept.name, /[/\\\0]/)
    const opened = await world.app.http.inject({ url: `/api/v1/files/${kept.id}`, headers: AGENT() })
    assert.match(String(opened.headers['content-disposition']), /^attachment; /)
    assert.doesNotMatch(String(opened.headers['content-disposition']), /evil=|[\r\n]/)
  }
})

test('a host made up by the sender comes back in no link and no answer', async () => {
  for (const headers of [
    { host: 'evil.example' },
    { 'x-forwarded-host': 'evil.example' },
    { forwarded: 'host=evil.example' },
    { origin: 'https://evil.example' },
  ])
    for (const url of ['/', '/api/openapi.json', '/api/docs', '/api/v1/sign-on', '/api/v1/me', '/healthz']) {
      const answer = await world.app.http.inject({ url, headers })
      assert.doesNotMatch(answer.body + JSON.stringify(answer.headers), /evil\.example/, url)
      assert.equal(answer.headers['access-control-allow-origin'], undefined)
    }
})

test('an address that a client claims for itself doesn’t get around a limit', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 40; i++) {
    const answer = await world.app.http.inject({
      method: 'POST',
      url: '/api/v1/citizens/code',
      headers: { 'x-forwarded-for': `10.0.0.${i}`, 'x-real-ip': `10.0.1.${i}` },
      payload: { tenant: 'town', phone: `139000000${String(i).padStart(2, '0')}` },
    })
    statuses.push(answer.statusCode)
  }
  assert.ok(!statuses.slice(0, 30).includes(429))
  assert.deepEqual([...new Set(statuses.slice(30))], [429])
})

test('of a thousand guesses at a password, a few at a time, hardly any is looked at', async () => {
  await world.db.pool.query(
    'UPDATE account SET password_hash = $1, password_set_at = $2 WHERE tenant_id = $3 AND login = $4',
    [await hashPassword('荷叶Lotus-2027'), new Date(world.clock.now()), world.tenantId, 'roads'],
  )
  const guess = (password: string) =>
    world.call(null, 'POST', '/sign-in', { body: { tenant: 'town', login: 'roads', password } })
  let looked = 0
  for (let i = 0; i < 50; i++) {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => guess(`Guess-${i}-${n}`)))
    looked += answers.filter(a => a.body.code === 'wrong-login').length
    assert.ok(answers.every(a => [401, 423, 429].includes(a.status)))
  }
  assert.ok(looked < 30, `${looked} were looked at`)
  assert.notEqual((await guess('荷叶Lotus-2027')).status, 200, 'locked also for the right one')
  world.clock.pass(16 * 60_000)
  assert.equal((await guess('荷叶Lotus-2027')).status, 200)
})

test('fifty times the same key at once makes one appeal, and everybody hears of that one', async () => {
  const before = await countAppeals()
  const body = lampAppeal(world)
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      world.call('agent', 'POST', '/appeals', { body, headers: { 'idempotency-key': 'one-of-fifty' } }),
    ),
  )
  assert.deepEqual([...new Set(answers.map(a => a.status))], [201])
  assert.equal(new Set(answers.map(a => a.body.number)).size, 1)
  assert.equal(await countAppeals(), before + 1)
  const other = await world.call('agent', 'POST', '/appeals', {
    body: { ...body, title: '另一件' },
    headers: { 'idempotency-key': 'one-of-fifty' },
  })
  assert.equal(other.body.code, 'key-used-differently')
  const another = await world.call('dispatcher', 'POST', '/appeals', {
    body,
    headers: { 'idempotency-key': 'one-of-fifty' },
  })
  assert.notEqual(another.body.number, answers[0]!.body.number, 'a key is the caller’s own')
})

test('of fifty who saw the same version one is first, the others are told', async () => {
  const { number, version } = await world.received()
  const units = [{ unitId: world.unit.roads, role: 'lead' }]
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      world.call('dispatcher', 'POST', `/appeals/${number}/dispatch`, {
        body: { units },
        headers: { 'if-match': String(version) },
      }),
    ),
  )
  assert.equal(answers.filter(a => a.status === 200).length, 1)
  assert.ok(
    answers.filter(a => a.status !== 200).every(a => a.status === 409 && a.body.code === 'changed-meanwhile'),
  )
})
