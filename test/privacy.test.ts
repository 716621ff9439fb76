/** Who somebody is and what they said stays with those whose work it is: every page that can be read, every column, every line of the log. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import ExcelJS from 'exceljs'
import type { Contract } from '../src/contract/route.ts'
import { ROLE_NAMES, type Role } from '../src/domain/access/roles.ts'
import { allRoutes } from '../src/server/app.ts'
import { takeForMessages } from '../src/server/messaging/take-events.ts'
import { type HistoryEvent, nextBatch } from '../src/server/record/history/tail.ts'
import { verifyRecord } from '../src/server/record/verify/verify.ts'
import { takeForWebhooks } from '../src/server/webhooks/take-events.ts'
import { CALLS } from './access/calls.testing.ts'
import { type Ground, openGround, upload } from './access/ground.testing.ts'
import { PLACES } from './access/table.testing.ts'
import { columnsWith, foundIn, PERSON, REWRITTEN, SAID, SECRET } from './privacy/markers.testing.ts'
import { matterOf } from './stories/matter.testing.ts'
import type { World } from './world.ts'

let ground: Ground
let world: World
let gets: Contract[]
let plain: { number: string; queryCode: string }
let secret: { number: string; queryCode: string }
let fileId: number

const body = (w: World, said: typeof SAID | typeof SECRET, more: object = {}) => ({
  channelId: w.channel.hotline,
  kind: 'report',
  intent: 'request',
  title: `${said.title} ${PERSON.phone}`,
  content: `${said.content}，电话${PERSON.phone}，身份证${PERSON.idNumber}，请联系${PERSON.phone2}`,
  categoryId: w.category.water,
  place: { address: `${said.place}${'1804室'}`, regionId: w.region.east, lng: 120.5, lat: 30.5 },
  appellant: PERSON,
  ...more,
})

before(async () => {
  ground = await openGround()
  world = ground.world
  gets = allRoutes(world.app.parts)
    .map(r => r.contract)
    .filter(c => c.method === 'GET' && c.name !== 'streamEvents')
  const hook = await world.call('admin', 'POST', '/webhooks', {
    body: { url: 'https://example.org/hook', kinds: [] },
  })
  assert.equal(hook.status, 201)
  plain = await begin(body(world, SAID, { purpose: SAID.purpose }))
  secret = await begin(body(world, SECRET, { confidential: true }))
  await world.call('dispatcher', 'POST', `/appeals/${secret.number}/rewrite`, {
    body: { content: REWRITTEN },
  })
  for (const { number } of [plain, secret]) await work(number)
  await readHistory()
})
after(() => world.close())

async function begin(appeal: object) {
  const answer = await world.call('agent', 'POST', '/appeals', {
    body: appeal,
    headers: { 'idempotency-key': JSON.stringify(appeal).length.toString() },
  })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body as { number: string; queryCode: string }
}

/** Much of what can happen to a ticket, so that there is much to read. */
async function work(number: string): Promise<void> {
  const m = matterOf(world, number)
  const kept = await ground.ask(
    'POST',
    { path: '/files?purpose=appeal', ...upload(`${SAID.content}.txt`, 'text/plain', Buffer.from('一行字')) },
    `Bearer ${world.token('agent')}`,
  )
  fileId = JSON.parse(kept.text).id
  const done = [
    await m.act('agent', 'add', {
      addition: `${number === plain.number ? SAID.content : SECRET.content}又出现了，电话${PERSON.phone}`,
      fileIds: [fileId],
    }),
    await m.act('dispatcher', 'dispatch', {
      units: [{ unitId: world.unit.east, role: 'lead' }],
      note: '请尽快办理',
    }),
    await m.on(1, 'east', 'sign'),
    // Whoever reports in confidence is contacted by the centre.
    await m.on(1, number === secret.number ? 'dispatcher' : 'east', 'contact', {
      reached: true,
      how: 'phone',
      call: 'rec-1',
      note: '已联系',
    }),
    await m.on(1, 'east', 'progress', { note: '已到场' }),
    await m.on(1, 'east', 'extension', { limit: '2wd', reason: 'complexWorks' }),
    await m.act('dispatcher', 'identity', { purpose: 'reveal', reason: '核实投诉情况' }),
    await m.act('director', 'sheets', { kind: 'taskNotice' }),
  ]
  for (const { status, body: said } of done) assert.ok(status === 200 || status === 201, JSON.stringify(said))
  for (let i = 0; i < 3; i++)
    await world.call('agent', 'POST', '/contacts', {
      body: { channelId: world.channel.hotline, appellant: PERSON },
    })
}

/** Messages and webhooks decided, as the readers of a running server would. */
async function readHistory(): Promise<void> {
  const client = await world.db.pool.connect()
  try {
    const last = (await client.query('SELECT max(id) AS id FROM event')).rows[0].id
    let events: HistoryEvent[] = []
    // A transaction in another database of the same server may hold the last ones back for a moment.
    while (events.at(-1)?.id !== last) {
      await sleep(20)
      events = (await nextBatch(client, { txTo: 0, afterId: 0 }, 10_000)).events
    }
    await takeForMessages(world.app.parts)(events, client)
    await takeForWebhooks(world.app.parts)(events, client)
  } finally {
    client.release()
  }
}

/** Everything of a route that can be read about the two. */
async function pathsOf(c: Contract): Promise<string[]> {
  if (c.path.includes('{number}'))
    return [plain, secret].map(t => c.path.replace('{number}', t.number).replace('{no}', '1'))
  const made = (await CALLS[c.name]!(ground)).path
  if (c.name === 'openFile') return [`/files/${fileId}`]
  const isSearched = 'q' in ((c.query as { properties?: object } | undefined)?.properties ?? {})
  const asked = isSearched ? [PERSON.phone, SAID.title, SECRET.content] : []
  // Also without what the list is narrowed to, where that can be left out.
  const whole = made.split('?')[0]!
  return [...new Set([made, whole]), ...asked.map(q => `${c.path}?q=${encodeURIComponent(q)}`)]
}

interface Asker {
  role: Role | 'nobody' | 'citizen'
  place: string
  authorization: string | null
}
/** Elsewhere it is the same for every role; some of each kind are enough there. */
const ELSEWHERE: readonly Role[] = [
  'agent',
  'dispatcher',
  'supervisor',
  'handler',
  'cityLeader',
  'systemAdmin',
  'auditor',
]
const askers = (): Asker[] => [
  ...PLACES.flatMap(place =>
    (place === 'centre' || place === 'own' ? ROLE_NAMES : ELSEWHERE).map(role => ({
      role,
      place,
      authorization: `Bearer ${ground.staff[place][role]}`,
    })),
  ),
  { role: 'nobody', place: '', authorization: null },
  { role: 'citizen', place: '', authorization: `Bearer ${ground.citizen}` },
]

/** Who reads tickets at all; what they read of one is its words, never the person. */
const READERS = new Set<Role>([
  'agent',
  'vendorAgent',
  'gridWorker',
  'shiftLead',
  'dispatcher',
  'qa',
  'visitor',
  'supervisor',
  'centreDirector',
  'meetingSecretary',
  'sectionClerk',
  'liaison',
  'handler',
  'reviewer',
  'unitLeader',
  'cityLeader',
  'knowledgeEditor',
])
const mayReadWords = ({ role, place }: Asker) =>
  READERS.has(role as Role) && (place === 'centre' || place === 'own')

test('no page that can be read tells anybody who the person is; their words only to those who may see the ticket; a confidential report’s to nobody', async () => {
  const leaks: string[] = []
  let read = 0
  const readAs = async (asker: Asker, c: Contract, path: string) => {
    const { status, text } = await ground.ask('GET', { path }, asker.authorization)
    if (status < 300) read += 1
    const found = [
      ...foundIn(text, PERSON),
      ...foundIn(text, SECRET).map(n => `secret ${n}`),
      ...(mayReadWords(asker) ? [] : foundIn(text, SAID).map(n => `said ${n}`)),
    ]
    if (found.length > 0)
      leaks.push(`${c.name} as ${asker.role} at ${asker.place}: ${status} ${found.join()}`)
  }
  for (const c of gets)
    for (const path of await pathsOf(c)) await Promise.all(askers().map(asker => readAs(asker, c, path)))
  assert.deepEqual(leaks, [])
  assert.ok(read > 1000, `${read} pages were read`)
})

test('to those who may see it the ticket says what was said, with the numbers blacked out, and of a report what was rewritten', async () => {
  const opened = await world.call('east', 'GET', `/appeals/${plain.number}`)
  assert.match(String(opened.body.content), new RegExp(SAID.content))
  assert.doesNotMatch(
    JSON.stringify(opened.body),
    new RegExp(`${PERSON.phone}|${PERSON.idNumber}|${PERSON.phone2}`),
  )
  const report = await world.call('east', 'GET', `/appeals/${secret.number}`)
  assert.deepEqual([report.body.content, report.body.title, report.body.address], [REWRITTEN, null, null])
})

test('the appellant reads of their own appeal, and nobody else’s number and code do', async () => {
  const follow = (number: string, code: string) =>
    ground.ask('GET', { path: `/public/appeals/${number}`, headers: { 'x-query-code': code } }, null)
  const own = await follow(plain.number, plain.queryCode)
  assert.equal(own.status, 200)
  // Their own words come back to them as they said them, nothing else of the person does.
  const { name, idNumber, address } = PERSON
  assert.deepEqual(foundIn(own.text, { name, idNumber, address }), [])
  const other = await follow(secret.number, plain.queryCode)
  assert.equal(other.status, 404)
  assert.deepEqual(foundIn(other.text, SECRET), [])
})

test('a confidential report is found by no word, is no candidate and is counted under none', async () => {
  for (const q of [SECRET.title, SECRET.content, SECRET.place]) {
    const { body: counted } = await world.call(
      'dispatcher',
      'GET',
      `/appeals/count?q=${encodeURIComponent(q)}`,
    )
    assert.equal(counted.count, 0, q)
  }
  const draft = {
    title: SECRET.title,
    content: `${SECRET.content}，${SECRET.place}`,
    categoryId: world.category.water,
    place: { lng: 120.5, lat: 30.5 },
  }
  const { body: near } = await world.call('agent', 'POST', '/candidates', { body: draft })
  assert.deepEqual(foundIn(JSON.stringify(near), SECRET), [])
  assert.ok(!JSON.stringify(near).includes(secret.number), 'not even its number')
})

test('an export says no more than the list, as CSV and as a workbook', async () => {
  for (const who of ['dispatcher', 'director', 'east'] as const) {
    const csv = await world.call(who, 'GET', '/appeals/export')
    assert.match(String(csv.body.text), new RegExp(SAID.title))
    assert.deepEqual(foundIn(String(csv.body.text), { ...PERSON, ...SECRET }), [])
    const answer = await world.app.http.inject({
      url: '/api/v1/appeals/export?format=xlsx',
      headers: { authorization: `Bearer ${world.token(who)}` },
    })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(answer.rawPayload as never)
    const cells = JSON.stringify(book.worksheets.map(s => s.getSheetValues()))
    assert.match(cells, new RegExp(SAID.title))
    assert.deepEqual(foundIn(cells, { ...PERSON, ...SECRET }), [])
  }
})

test('what no role reads tells nothing either: the figures of the machine, the document, the start page, and every no', async () => {
  for (const url of [
    '/',
    '/metrics',
    '/healthz',
    '/readyz',
    '/api/openapi.json',
    '/outbox',
    '/outbox?tenant=town',
  ]) {
    const { body: text } = await world.app.http.inject({ url })
    assert.deepEqual(foundIn(text, { ...PERSON, ...SAID, ...SECRET }), [], url)
  }
  const wrong = { ...body(world, SAID), kind: 'wrong', unknown: PERSON.name }
  for (const who of ['agent', 'observer', null] as const) {
    const answer = await world.call(who, 'POST', '/appeals', { body: wrong })
    assert.deepEqual(foundIn(JSON.stringify(answer.body), { ...PERSON, ...SAID }), [])
  }
})

test('what is pushed tells which ticket moved, not whose it is: the stream and the webhooks', async () => {
  const { rows } = await world.db.pool.query('SELECT body::text FROM webhook_delivery')
  assert.ok(rows.length > 10)
  for (const row of rows) assert.deepEqual(foundIn(row.body, { ...PERSON, ...SAID, ...SECRET }), [])
  const text = await streamed(async () => {
    await world.call('agent', 'POST', `/appeals/${plain.number}/add`, {
      body: { addition: `${SAID.content} ${PERSON.phone}` },
    })
  })
  assert.match(text, new RegExp(plain.number))
  assert.deepEqual(foundIn(text, { ...PERSON, ...SAID }), [])
})

async function streamed(during: () => Promise<void>): Promise<string> {
  if (!world.app.http.server.listening) await world.app.http.listen({ port: 0, host: '127.0.0.1' })
  const at = world.app.http.server.address() as { port: number }
  const hangUp = new AbortController()
  const answer = await fetch(`http://127.0.0.1:${at.port}/api/v1/events/stream`, {
    headers: { authorization: `Bearer ${world.token('dispatcher')}` },
    signal: hangUp.signal,
  })
  const reader = answer.body!.getReader()
  let text = new TextDecoder().decode((await reader.read()).value)
  await during()
  while (!text.includes('data:')) text += new TextDecoder().decode((await reader.read()).value)
  hangUp.abort()
  return text
}

test('the log says which route was asked and how it went, at the most talkative too', async () => {
  const { port, log, stop } = await talkingServer()
  const call = (method: string, path: string, sent?: unknown, who = world.token('agent')) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${who}`,
        'content-type': 'application/json',
        'x-query-code': '778899',
      },
      ...(sent !== undefined && { body: typeof sent === 'string' ? sent : JSON.stringify(sent) }),
    }).then(async r => [r.status, await r.text()] as const)
  try {
    const [status] = await call('POST', '/api/v1/appeals', body(world, SAID))
    assert.equal(status, 201)
    await call('GET', `/api/v1/appeals?q=${PERSON.phone}`)
    await call('GET', `/api/v1/appeals?q=${encodeURIComponent(PERSON.name)}`)
    await call('POST', '/api/v1/appeals', { ...body(world, SAID), kind: PERSON.name })
    await call('POST', '/api/v1/appeals', `{"title":"${SAID.title}",`)
    await call('GET', `/api/v1/nowhere/${encodeURIComponent(PERSON.name)}?phone=${PERSON.phone}`)
    await call('POST', '/api/v1/sign-in', { tenant: 'town', login: PERSON.phone, password: PERSON.name }, 'x')
    await call('GET', `/api/v1/public/appeals/${plain.number}`, undefined, 'x')
  } finally {
    await stop()
  }
  assert.match(log(), /POST \/api\/v1\/appeals/)
  const asked = { token: world.token('agent'), code: '778899', number: plain.number }
  assert.deepEqual(foundIn(log(), { ...PERSON, ...SAID, ...asked }), [])
})

/** A server of its own on the same database, in another process; what it prints is its log. */
async function talkingServer(): Promise<{ port: number; log: () => string; stop: () => Promise<unknown> }> {
  const env = { ...process.env, DATABASE_URL: world.db.url, SECRET: Buffer.alloc(32, 7).toString('base64') }
  const file = fileURLToPath(new URL('privacy/talking-server.testing.ts', import.meta.url))
  const server = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', data => {
      text += data
    })
  const gone = once(server, 'exit')
  while (!/PORT=\d+/.test(text))
    await Promise.race([once(server.stdout, 'data'), gone.then(() => assert.fail(text))])
  const stop = () => {
    server.kill('SIGTERM')
    return gone
  }
  return { port: Number(/PORT=(\d+)/.exec(text)![1]), log: () => text, stop }
}

test('in the database the person stands sealed, and their words only where words may stand', async () => {
  for (const [name, word] of Object.entries(PERSON)) {
    const allowed = ['phone', 'phone2', 'idNumber'].includes(name) ? ['event.texts'] : []
    assert.deepEqual(
      (await columnsWith(world.db.pool, word)).filter(at => !allowed.includes(at)),
      [],
      name,
    )
  }
  // A title stands redacted in the ticket and its history, a report's not even so; a file keeps the name it came with;
  // the answer to a creating call, with its candidates, is kept for a repeat of it.
  const places = [
    'appeal.title',
    'event.texts',
    'event.changes',
    'appeal_search.words',
    'file.name',
    'idempotency.response',
    // A sheet says, redacted, what it is about.
    'document.data',
  ]
  for (const [name, word] of Object.entries({
    ...SAID,
    secret: SECRET.content,
    secretTitle: SECRET.title,
    secretPlace: SECRET.place,
  })) {
    const stray = (await columnsWith(world.db.pool, word)).filter(at => !places.includes(at))
    assert.deepEqual(stray, [], name)
  }
  const { rows } = await world.db.pool.query('SELECT facts::text AS facts FROM event')
  for (const { facts } of rows) assert.deepEqual(foundIn(facts, { ...PERSON, ...SAID, ...SECRET }), [])
})

test('once erased, neither the person nor a word of theirs is anywhere, and the record still verifies', async () => {
  const { rows } = await world.db.pool.query('SELECT number FROM appeal')
  for (const { number } of rows) {
    const { status, body: said } = await world.call('security', 'POST', `/appeals/${number}/identity/erase`, {
      body: { reason: '本人申请删除' },
    })
    assert.equal(status, 200, JSON.stringify(said))
  }
  const left: string[] = []
  for (const [name, word] of Object.entries({
    ...PERSON,
    ...SAID,
    secret: SECRET.content,
    secretTitle: SECRET.title,
    secretPlace: SECRET.place,
  }))
    for (const at of await columnsWith(world.db.pool, word)) left.push(`${name} in ${at}`)
  assert.deepEqual(left, [])
  const sealed = await world.db.pool.query(
    `SELECT FROM identity WHERE appeal_id IS NOT NULL AND (name_enc, phone_enc, phone2_enc, id_number_enc, address_enc, phone_key, id_number_key) IS DISTINCT FROM (NULL::bytea, NULL::bytea, NULL::bytea, NULL::bytea, NULL::bytea, NULL::bytea, NULL::bytea)`,
  )
  assert.equal(sealed.rowCount, 0)
  const placed = await world.db.pool.query(
    `SELECT FROM event WHERE changes->'appeal' ?| '{lng,lat}' OR texts IS NOT NULL UNION ALL SELECT FROM appeal WHERE lng IS NOT NULL`,
  )
  assert.equal(placed.rowCount, 0)
  assert.equal((await world.db.pool.query('SELECT FROM file WHERE appeal_id IS NOT NULL')).rowCount, 0)
  const verdict = await verifyRecord({ db: world.db, keys: world.app.parts.keys })
  assert.ok(verdict.ok, JSON.stringify(verdict))
})
