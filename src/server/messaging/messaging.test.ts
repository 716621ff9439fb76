/** Messages to people: decided once from the history, delivered at least once, and shown to nobody who needn't know. */
import assert from 'node:assert/strict'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDone, matterOf } from '../../../test/stories/matter.testing.ts'
import { openWorld, type World } from '../../../test/world.ts'
import { DAY, HOUR } from '../../domain/instant.ts'
import { TELLING_KINDS } from '../../domain/messaging/messages-for.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { Refused } from '../kernel/http/problems.ts'
import { nextBatch } from '../record/history/tail.ts'
import { deliverMessages } from './deliver.ts'
import { type Gateways, gatewaysFrom } from './gateways.ts'
import { codeSender } from './send-code.ts'
import { takeForMessages } from './take-events.ts'

interface Sms {
  to: string
  text: string
  key: string
}

let world: World
let server: http.Server
/** What the gateway was sent, and what it answers next; 200 when there is nothing more. */
const got: Sms[] = []
let answers: number[] = []
let gateways: Gateways
const none: Gateways = { sms: null, email: null, voice: null }

before(async () => {
  world = await openWorld()
  server = http.createServer(async (request, response) => {
    const sent = JSON.parse(await text(request)) as {
      phones: string[]
      msg: { content: string; ref: string }
    }
    got.push({ to: sent.phones[0]!, text: sent.msg.content, key: sent.msg.ref })
    response.writeHead(answers.shift() ?? 200).end('{"code":0}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  gateways = gatewaysFrom({
    YIDAN_SMS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`,
    YIDAN_SMS_BODY: '{"phones":["{{to}}"],"msg":{"content":"{{text}}","ref":"{{key}}"}}',
    YIDAN_SMS_SUCCESS: 'code=0',
  })
})
after(async () => {
  server.close()
  await world.close()
})
beforeEach(async () => {
  got.length = 0
  answers = []
  await world.db.pool.query('DELETE FROM message')
})

/** Every event so far; a transaction in another database of the same server may hold the last ones back for a moment. */
async function wholeHistory({ db }: World) {
  for (;;) {
    const { rows } = await db.pool.query('SELECT count(*) AS n FROM event')
    const { events } = await nextBatch(db.pool, { txTo: 0, afterId: 0 }, 100_000)
    if (events.length === rows[0].n) return events
    await sleep(20)
  }
}

/** Reads the whole history again, as a reader that lost its mark would. */
async function read(through: Gateways = gateways) {
  const events = await wholeHistory(world)
  const client = await world.db.pool.connect()
  try {
    await takeForMessages({ ...world.app.parts, gateways: through })(events, client)
  } finally {
    client.release()
  }
}
const deliver = () => deliverMessages({ ...world.app.parts, gateways }).run(new AbortController().signal)
/** What is said of one ticket, in order. */
const about = (number: string) => got.filter(m => m.text.includes(number)).map(m => m.text)
const act = async (who: Parameters<World['call']>[0], number: string, path: string, body: object) => {
  const answer = await world.call(who, 'POST', `/appeals/${number}/${path}`, { body })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
}

test('an appellant gets the number and the code once, however often the history is read', async () => {
  const { number, queryCode } = await world.received()
  await read()
  await read()
  await deliver()
  await deliver()
  assert.deepEqual(about(number), [`【示例市town】已登记，单号${number}，查询码${queryCode}。`])
  assert.equal(got.find(m => m.text.includes(number))!.to, '13812345678')
})

test('dispatch, a question and a refusal are told with the unit, the limit, the question and the lawful route', async () => {
  const dispatched = await world.dispatched('roads')
  await act('dispatcher', dispatched.number, 'ask', { question: '哪一盏"路灯"？{{to}} $&' })
  const refused = await world.received()
  await act('dispatcher', refused.number, 'refuse', { reason: 'outsideTerritory' })
  await read()
  await deliver()
  const texts = about(dispatched.number)
  assert.match(texts[1]!, /已交市政工程处，2026-\d\d-\d\d \d\d:\d\d前答复。$/)
  // What people write can't break out of the gateway's JSON, nor be taken for a field.
  assert.ok(texts[2]!.endsWith('需要您补充：哪一盏"路灯"？{{to}} $&'))
  assert.match(about(refused.number)[1]!, /不予受理：不属于本地管辖。请向事发地12345反映$/)
})

test('who gave no phone, a fixed line, or asked to stay unknown is not written to; nor are imports', async () => {
  const quiet = [
    await world.received({ appellant: undefined }),
    await world.received({ appellant: { name: '李四', phone: '010-88886666' } }),
    await world.received({ anonymous: true }),
  ]
  await read()
  await deliver()
  for (const { number } of quiet) assert.deepEqual(about(number), [])
})

test('a gateway that fails twice gets the same message with the same key until it takes it', async () => {
  const { number } = await world.received()
  await read()
  await world.db.pool.query(
    `UPDATE message SET state = 'kept' WHERE appeal_id <> (SELECT id FROM appeal WHERE number = $1)`,
    [number],
  )
  answers = [500, 503]
  await deliver()
  await deliver()
  assert.equal(about(number).length, 1)
  for (let i = 0; i < 2; i++) {
    world.clock.pass(2 * HOUR)
    await deliver()
  }
  const keys = new Set(got.map(m => m.key))
  assert.deepEqual([about(number).length, keys.size], [3, 1])
  const { rows } = await world.db.pool.query(`SELECT state, attempts FROM message WHERE state <> 'kept'`)
  assert.deepEqual(rows, [{ state: 'sent', attempts: 3 }])
})

test('a message that the gateway never takes fails after eight tries, and those who watch are told without a name', async () => {
  await world.received()
  await read()
  answers = Array(500).fill(500)
  for (let i = 0; i < 8; i++) {
    await deliver()
    world.clock.pass(4 * HOUR)
  }
  const { rows } = await world.db.pool.query(
    'SELECT DISTINCT state, attempts, error FROM message WHERE attempts > 0',
  )
  assert.deepEqual(rows, [{ state: 'failed', attempts: 8, error: 'the SMS gateway answers 500' }])
  const listed = await world.call('dispatcher', 'GET', '/alerts?kind=messageFailed')
  const alerts = listed.body.alerts as { id: number; zh: string; facts: object; seenBy: string | null }[]
  assert.equal(alerts[0]!.zh, '短信或邮件未送达')
  assert.ok(!JSON.stringify(alerts).includes('138'))
  const seen = await world.call('supervisor', 'POST', `/alerts/${alerts[0]!.id}/seen`)
  assert.equal(seen.body.seenBy, 'supervisor')
  assert.equal(
    (await world.call('dispatcher', 'POST', `/alerts/${alerts[0]!.id}/seen`)).body.seenBy,
    'supervisor',
  )
  assert.deepEqual(
    (await world.call('dispatcher', 'GET', '/alerts?kind=messageFailed')).body.alerts,
    alerts.slice(1),
  )
  assert.equal(
    (await world.call('roads', 'POST', `/alerts/${alerts[0]!.id}/seen`)).body.code,
    'not-permitted',
  )
})

test('nothing of a person lies open in the table, and the outbox masks phone and code', async () => {
  const { number, queryCode } = await world.received()
  await read(none)
  const { rows } = await world.db.pool.query('SELECT * FROM message')
  assert.ok(!JSON.stringify(rows).includes('13812345678'))
  assert.ok(!rows.some(r => (r.body_enc as Buffer).includes(queryCode)))
  const answer = await world.call('dispatcher', 'GET', `/messages?number=${number}`)
  const [message] = answer.body.messages as { to: string; text: string; state: string }[]
  assert.deepEqual([message!.to, message!.state], ['138****5678', 'kept'])
  assert.ok(message!.text.includes('查询码******') && !message!.text.includes(queryCode))
  assert.equal((await world.call('agent', 'GET', '/messages')).body.code, 'not-permitted')
})

test('what was kept while there was no gateway is not sent when there is one', async () => {
  await world.received()
  await read(none)
  await deliver()
  assert.deepEqual(got, [])
})

test('what is read days late is kept, not sent', async () => {
  const { number } = await world.received()
  world.clock.pass(3 * DAY)
  await read()
  await deliver()
  assert.deepEqual(about(number), [])
})

test('a merged reporter hears the answer too, under the own number; the same phone only once', async () => {
  const first = await world.dispatched('roads')
  const other = await world.received({ appellant: { name: '赵六', phone: '13900001111' } })
  const again = await world.received()
  for (const { number } of [other, again]) await act('dispatcher', number, 'merge', { into: first.number })
  await act('roads', first.number, 'assignments/1/sign', {})
  await act('roads', first.number, 'assignments/1/contact', { how: 'phone', reached: true, call: 'rec-1' })
  await act('roads', first.number, 'assignments/1/reply', {
    result: 'solved',
    answer: '三盏路灯已修好。',
    fileIds: [await picture()],
  })
  await act('dispatcher', first.number, 'assignments/1/accept', {})
  await read()
  await deliver()
  const answered = got.filter(m => m.text.includes('已有答复'))
  assert.deepEqual(
    answered
      .filter(
        m => m.text.includes(first.number) || m.text.includes(other.number) || m.text.includes(again.number),
      )
      .map(m => [m.to, m.text]),
    [
      ['13812345678', `您反映的${first.number}已有答复：三盏路灯已修好。`],
      ['13900001111', `您反映的${other.number}已有答复：三盏路灯已修好。`],
    ],
  )
  assert.ok(!got.some(m => m.text.startsWith('请评价')), 'the invitation waits three days')
  world.clock.pass(3 * DAY + HOUR)
  await deliver()
  assert.deepEqual(
    got.filter(m => m.text.includes(`请评价${first.number}`)).map(m => m.to),
    ['13812345678'],
  )
})

/** A picture uploaded by the roads. */
async function picture(): Promise<number> {
  const { form, jpeg } = await import('../files/files.testing.ts')
  const { payload, headers } = await form('a.jpg', jpeg())
  const auth = { authorization: `Bearer ${world.token('roads')}` }
  const answer = await world.app.http.inject({
    method: 'POST',
    url: '/api/v1/files?purpose=reply',
    payload,
    headers: { ...headers, ...auth },
  })
  return (answer.json() as { id: number }).id
}

test('an answer that the centre has not passed reaches nobody, by message or in the timeline; one that it sent back never', async () => {
  const { number, queryCode } = await world.dispatched('roads')
  const m = matterOf(world, number)
  const told = async () => {
    await read()
    await deliver()
    const followed = await world.call(null, 'GET', `/public/appeals/${number}`, {
      headers: { 'x-query-code': queryCode },
    })
    return JSON.stringify([about(number), followed.body])
  }
  await m.answer(1, 'roads', { answer: '灯是好的。', internalNote: '没去看' })
  assert.doesNotMatch(await told(), /灯是好的|没去看/)
  isDone(await m.on(1, 'dispatcher', 'send-back', { reasons: ['notSolved'], note: '没有解决' }))
  assert.doesNotMatch(await told(), /灯是好的|没有解决/)
  await m.answer(1, 'roads', { answer: '换了三只镇流器。', internalNote: '补上了' })
  assert.doesNotMatch(await told(), /灯是好的|镇流器|补上了/)
  await m.accept()
  const passed = await told()
  assert.equal(passed.match(/换了三只镇流器/g)?.length, 2, 'once in a message, once in the timeline')
  assert.doesNotMatch(passed, /灯是好的|没去看|没有解决|补上了/)
})

test('what an import tells is passed over before anything is asked of the database', async () => {
  const { rows } = await world.db.pool.query('SELECT id FROM appeal LIMIT 1')
  const events = TELLING_KINDS.map((kind, i) => ({
    ...{ tenantId: world.tenantId, id: i, appealId: rows[0].id, seq: 1, kind, unitId: world.unit.roads },
    ...{ at: 0, recordedAt: world.clock.now(), policyVersion: 1, facts: { imported: true, role: 'lead' } },
  }))
  const client = {
    query: () => assert.fail('the database was asked'),
  } as unknown as Parameters<ReturnType<typeof takeForMessages>>[1]
  await takeForMessages({ ...world.app.parts, gateways })(events, client)
})

test('who joins with a phone hears the number once, and the code never', async () => {
  const { number, queryCode } = await world.received()
  const joined = await world.call(null, 'POST', `/public/appeals/${number}/me-too`, {
    body: { appellant: { phone: '13900002222' } },
  })
  assert.equal(joined.status, 200, JSON.stringify(joined.body))
  await read()
  await read()
  await deliver()
  const heard = got.filter(m => m.to === '13900002222').map(m => m.text)
  assert.deepEqual(heard, [`已有登记，单号${number}，答复会告知您。`])
  assert.ok(!heard.some(text => text.includes(queryCode)))
})

test('who joins an appeal that nobody signed is told as one who joined, never with its code', async () => {
  const { number, queryCode } = await world.received({ appellant: undefined, anonymous: false })
  const phone = '13900002223'
  await world.call(null, 'POST', `/public/appeals/${number}/me-too`, { body: { appellant: { phone } } })
  const units = [{ unitId: world.unit.roads, role: 'lead' }]
  await world.call('dispatcher', 'POST', `/appeals/${number}/dispatch`, { body: { units } })
  await world.call(null, 'POST', `/public/appeals/${number}/withdraw`, {
    headers: { 'x-query-code': queryCode },
    body: {},
  })
  await read()
  await deliver()
  const heard = got.filter(m => m.to === phone).map(m => m.text)
  assert.ok(heard[0]?.includes(number))
  assert.ok(!heard.some(text => text.includes(queryCode)))
})

test('words with a field that isn’t there raise an alert and send nothing', async () => {
  const { rows } = await world.db.pool.query('SELECT rules FROM policy WHERE tenant_id = $1', [
    world.tenantId,
  ])
  const { receipt: _, ...texts } = rows[0].rules.texts
  const other = await openWorld({
    code: 'words',
    rules: { ...rows[0].rules, texts: { ...texts, receipt: '{{naem}}' } },
  })
  try {
    await other.received()
    const events = await wholeHistory(other)
    const client = await other.db.pool.connect()
    await takeForMessages({ ...other.app.parts, gateways })(events, client)
    client.release()
    const { rows: alerts } = await other.db.pool.query('SELECT kind, facts FROM alert')
    assert.deepEqual(alerts, [
      { kind: 'messageWords', facts: { template: 'receipt', missing: 'field naem', policy: 1 } },
    ])
    assert.equal((await other.db.pool.query('SELECT FROM message')).rowCount, 0)
  } finally {
    await other.close()
  }
})

test('a unit’s liaison with an address gets a mail about the new assignment, over SMTP', async () => {
  const mails: string[] = []
  const smtp = net.createServer(socket => {
    let inside = false
    let mail = ''
    const say = (line: string) => socket.write(`${line}\r\n`)
    say('220 stand-in')
    socket.on('data', chunk => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        if (inside && line !== '.') mail += `${line}\n`
        else if (inside) {
          inside = false
          mails.push(mail)
          say('250 taken')
        } else if (line === 'DATA') {
          inside = true
          say('354 go on')
        } else say(line === 'QUIT' ? '221 bye' : '250 ok')
      }
    })
  })
  await new Promise<void>(resolve => smtp.listen(0, '127.0.0.1', resolve))
  const env = {
    YIDAN_SMTP_URL: `smtp://127.0.0.1:${(smtp.address() as AddressInfo).port}`,
    YIDAN_SMTP_FROM: '12345@example.org',
  }
  const mail = gatewaysFrom(env)
  await world.db.pool.query(`UPDATE person SET email = 'roads@example.org' WHERE id = $1`, [
    world.person.roads,
  ])
  const { number } = await world.dispatched('roads')
  await read(mail)
  await deliverMessages({ ...world.app.parts, gateways: mail }).run(new AbortController().signal)
  smtp.close()
  assert.ok(mails.some(m => /^To: roads@example\.org$/m.test(m)))
  assert.ok(mails.every(m => /^Message-ID: <[0-9a-f]{32}@yidan>$/im.test(m)))
  const bodies = mails.map(
    m => Buffer.from(m.split('\n\n')[1]!.replaceAll('\n', ''), 'base64').toString() + m,
  )
  assert.ok(bodies.some(b => b.includes(number)))
})

test('a unit’s liaison is written to when the centre urges the unit, each time anew', async () => {
  await world.db.pool.query(`UPDATE person SET email = 'roads@example.org' WHERE id = $1`, [
    world.person.roads,
  ])
  const { number } = await world.dispatched('roads')
  const urge = () => matterOf(world, number).on(1, 'supervisor', 'urge', { note: '请抓紧' })
  isDone(await urge())
  world.clock.pass(HOUR)
  isDone(await urge())
  await read()
  const { rows } = await world.db.pool.query(
    `SELECT to_enc, body_enc FROM message m JOIN appeal a ON a.tenant_id = m.tenant_id AND a.id = m.appeal_id
     WHERE a.number = $1 AND m.template = 'unitUrged'`,
    [number],
  )
  const { keys } = world.app.parts
  assert.deepEqual(
    rows.map(r => keys.decrypt(r.to_enc, 'message.to')),
    ['roads@example.org', 'roads@example.org'],
  )
  assert.match(keys.decrypt(rows[0].body_enc, 'message.body'), new RegExp(`^催办${number}，.*\\d前办结。$`))
})

test('a one-time code is sent at once and kept nowhere; without a gateway the asker is told', async () => {
  const made = { phone: '13700000000', code: '482913', expiresAt: world.clock.now() + 5 * 60_000 }
  await codeSender({ ...world.app.parts, gateways })(world.tenantId, made)
  assert.deepEqual(
    got.map(m => [m.to, m.text]),
    [['13700000000', '验证码482913，5分钟内有效。']],
  )
  assert.equal((await world.db.pool.query(`SELECT FROM message WHERE template = 'oneTimeCode'`)).rowCount, 0)
  const refused = (g: Gateways) =>
    codeSender({ ...world.app.parts, gateways: g })(world.tenantId, made).catch(
      (e: Refused) => e.refusal as Refusal,
    )
  assert.equal(((await refused(none)) as Refusal).refused, 'no-gateway')
  answers = [500]
  assert.equal(((await refused(gateways)) as Refusal).refused, 'message-not-sent')
})

test('in a sample city everything is shown on the outbox page, and nothing is ever sent', async () => {
  assert.equal((await world.app.http.inject('/outbox')).statusCode, 404)
  await world.db.pool.query('UPDATE tenant SET sample = true WHERE id = $1', [world.tenantId])
  await world.app.parts.tenants.changed(world.tenantId)
  try {
    const { number, queryCode } = await world.received()
    const asked = await world.call(null, 'POST', '/citizens/code', { body: { phone: '13700000000' } })
    await read()
    await deliver()
    assert.deepEqual(got, [])
    const page = await world.app.http.inject('/outbox')
    assert.equal(page.statusCode, 200)
    assert.ok(
      page.body.includes(number) && page.body.includes(queryCode) && page.body.includes('13812345678'),
    )
    assert.equal(asked.status, 202, JSON.stringify(asked.body))
    assert.match(page.body, /验证码\d{6}/)
  } finally {
    await world.db.pool.query('UPDATE tenant SET sample = false WHERE id = $1', [world.tenantId])
    await world.app.parts.tenants.changed(world.tenantId)
  }
})
