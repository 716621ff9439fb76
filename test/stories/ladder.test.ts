/** 督办阶梯 over a long holiday: a matter that nobody touches, a server that is stopped twice, pauses and extensions that count. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type App, buildApp } from '../../src/server/app.ts'
import { openDatabase } from '../../src/server/kernel/database.ts'
import { verifyRecord } from '../../src/server/record/verify/verify.ts'
import { sweepLights } from '../../src/server/supervision/sweep.ts'
import { gatewaysTo, givePhones, type Listening, listenIn, toldOf, turn } from '../ladder.testing.ts'
import { openWorld, type World } from '../world.ts'
import { isDone, isRefused, matterAt, matterOf } from './matter.testing.ts'

let world: World
let sms: Listening
let voice: Listening
let folder: string
before(async () => {
  world = await openWorld()
  folder = await mkdtemp(join(tmpdir(), 'yidan-ladder-'))
  sms = await listenIn(world)
  voice = await listenIn(world)
  await givePhones(world, { roads: '13900000001', roadsLeader: '13900000002', mayor: '13900000009' })
})
after(async () => {
  sms.close()
  voice.close()
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

/** A server of its own on the town's database, with its jobs and readers, by the town's clock. */
async function startServer(): Promise<App> {
  Object.assign(process.env, { YIDAN_SMS_URL: sms.url, YIDAN_VOICE_URL: voice.url })
  const { keys, words } = world.app.parts
  const db = openDatabase({ connectionString: world.db.url, max: 16 })
  const app = await buildApp({ db, keys, words, folder, now: world.clock.now })
  delete process.env.YIDAN_SMS_URL
  delete process.env.YIDAN_VOICE_URL
  return { ...app, close: () => app.close().then(db.close) }
}

const LEFT = `SELECT (SELECT count(*) FROM clock WHERE next_at <= $1)
  + (SELECT count(*) FROM message WHERE state = 'waiting' AND next_at <= $1)
  + (SELECT count(*) FROM event e, reader r WHERE r.name = 'messages' AND e.tx >= r.tx_to)
  + CASE WHEN EXISTS (SELECT FROM reader WHERE name = 'messages') THEN 0 ELSE 1 END AS n`

/** The server runs at that moment until nothing is left to be done, and is stopped. */
async function runs(...moments: string[]): Promise<void> {
  world.clock.set(moments[0]!)
  const app = await startServer()
  try {
    for (const moment of moments) {
      world.clock.set(moment)
      const giveUp = Date.now() + 120_000
      for (let quiet = 0; quiet < 3; ) {
        const { rows } = await world.db.pool.query(LEFT, [new Date(world.clock.now())])
        quiet = rows[0].n === 0 ? quiet + 1 : 0
        if (Date.now() > giveUp) throw new Error(`still busy at ${moment}`)
        await sleep(200)
      }
    }
  } finally {
    await app.close()
  }
}

const of = (kinds: readonly string[], wanted: RegExp) => kinds.filter(kind => wanted.test(kind))
const shown = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16)

test('[ZY-24] [ZY-25] [ZY-33] [LL-20] [LL-21] [LL-22] [LL-36] [XA-30] a matter that nobody touches over the National Day holiday, with the server stopped twice: every step once, delivered, nobody disturbed', async () => {
  world.clock.set('2026-09-22T10:00')
  const { number } = await world.dispatched()
  for (let i = 0; i < 3; i++) voice.answers.push({ outcome: 'answered' })
  await runs('2026-09-29T09:00', '2026-09-30T09:00')
  // It is down when the limit ends at midnight, and comes back on the third day of the holiday.
  await runs('2026-10-03T22:30')
  const atHoliday = await toldOf(world, number)
  // The duty itself, and the two sheets that nobody answered.
  assert.deepEqual(of(atHoliday, /^call/), Array(3).fill('call.owed red'), 'owed, not made')
  assert.deepEqual(of(atHoliday, /redSupervise/), [], 'the red sheet goes out on a working day')
  // Down again until long after; then what came meanwhile is told in its order.
  await runs(
    '2026-10-08T08:00',
    '2026-10-08T09:00',
    '2026-10-10T09:00',
    '2026-10-14T10:00',
    '2026-10-21T10:00',
  )
  const told = await toldOf(world, number)
  const duty = await dutyLights(number)
  assert.deepEqual(duty, ['green', 'yellow', 'red'])
  assert.deepEqual(of(told, /^sheet\.issued/), [
    'sheet.issued greenUrge',
    'sheet.issued yellowUrge',
    'sheet.issued redSupervise',
  ])
  assert.deepEqual(of(told, /^ladder/), [
    'ladder.climbed redSupervise',
    'ladder.climbed joint',
    'ladder.climbed leader',
    'ladder.climbed accountability',
  ])
  const asked = (await matterOf(world, number).below('approval')).filter(p => p.kind === 'supervision')
  assert.deepEqual(
    asked.map(p => p.reason),
    ['joint', 'leader', 'accountability'],
  )
  const events = await matterOf(world, number).events()
  const owed = events.flatMap((e, at) => (e.kind === 'call.owed' ? at + 1 : []))
  const made = events.filter(e => e.kind === 'call.made')
  assert.deepEqual(
    made.flatMap(e => e.facts.owed as number[]).sort((a, b) => a - b),
    owed,
  )
  assert.equal(voice.heard.length, made.length)
  assert.equal((made[0]!.facts.owed as number[]).length, 3, 'three reasons, one call')
  // Delivered, each once, and at no hour and on no day on which nobody works.
  const staff = [...sms.heard, ...voice.heard].filter(m => m.to.startsWith('1390000'))
  assert.ok(staff.some(m => m.text.includes('红色督办单')) && staff.some(m => m.text.includes('黄色催办单')))
  assert.equal(new Set(staff.map(m => m.key)).size, staff.length)
  for (const m of staff)
    assert.match(shown(m.at), /^2026-(09-(29|30)|10-(08|09|1\d|2\d))T(0[89]|1\d|20):/, m.text)
  // Those who decide were alerted.
  const alerts = (await world.call('supervisor', 'GET', '/alerts?kind=supervisionAsked')).body
    .alerts as object[]
  assert.equal(alerts.length, 3)
  const verdict = await verifyRecord({ db: world.db, keys: world.app.parts.keys })
  assert.ok(verdict.ok, JSON.stringify(verdict))
})

test('[LL-22] after a standstill one sheet goes out about the duty, the heaviest; what it overtook is told, and nothing else is left out', async () => {
  world.clock.set('2026-09-28T09:00')
  const { number } = await world.dispatched()
  world.clock.set('2026-10-12T10:00')
  await sweepLights(world.app.parts)
  await sweepLights(world.app.parts)
  assert.deepEqual(await dutyLights(number), ['green', 'yellow', 'red'])
  const told = await toldOf(world, number)
  assert.deepEqual(of(told, /^sheet/), ['sheet.issued redSupervise'])
  assert.deepEqual(of(told, /^ladder/), [
    'ladder.overtaken greenUrge',
    'ladder.overtaken yellowUrge',
    'ladder.climbed redSupervise',
  ])
  const { body } = await world.call('roads', 'GET', `/appeals/${number}`)
  const shownEvents = (body.events as { kind: string; zh: string; facts: Record<string, unknown> }[]).filter(
    e => e.kind === 'ladder.overtaken',
  )
  assert.deepEqual(
    shownEvents.map(e => [e.facts.rung, e.facts.by]),
    [
      ['greenUrge', 'redSupervise'],
      ['yellowUrge', 'redSupervise'],
    ],
  )
  const { sheets } = (await world.call('roads', 'GET', '/sheets')).body as { sheets: { number: string }[] }
  assert.equal(sheets.filter(s => s.number === number).length, 1)
})

/** The colours that the duty itself was told of, in order. */
async function dutyLights(number: string): Promise<string[]> {
  const events = await matterOf(world, number).events()
  return events
    .filter(e => e.kind === 'clock.lit' && e.facts.kind === 'reply')
    .map(e => String(e.facts.light))
}

test('an approved pause is respected: nothing follows while it lasts, and afterwards what is left counts', async () => {
  world.clock.set('2026-09-28T09:00')
  const m = await matterAt(world)
  await m.sign()
  await m.contact()
  isDone(await m.on(1, 'roads', 'suspension', { reason: 'season', reviewOn: '2026-10-20' }))
  isDone(await m.decide('director', 1, 'approved'))
  world.clock.set('2026-10-19T10:00')
  await sweepLights(world.app.parts)
  assert.deepEqual([await dutyLights(m.number), of(await toldOf(world, m.number), /^sheet|^call/)], [[], []])
  isDone(await m.act('dispatcher', 'resume', {}))
  await sweepLights(world.app.parts)
  assert.deepEqual(await dutyLights(m.number), [])
  world.clock.set('2026-11-30T10:00')
  await sweepLights(world.app.parts)
  assert.deepEqual(await dutyLights(m.number), ['green', 'yellow', 'red'])
})

test('an extension takes the colour back, and it comes again, and is told again', async () => {
  world.clock.set('2026-09-28T09:00')
  const m = await matterAt(world)
  await m.sign()
  await m.contact()
  world.clock.set('2026-10-10T09:30')
  await sweepLights(world.app.parts)
  assert.deepEqual(await dutyLights(m.number), ['green', 'yellow'])
  isDone(await m.on(1, 'roads', 'extension', { limit: '5wd', reason: 'complexWorks' }))
  isDone(await m.decide('shiftLead', 1, 'approved'))
  await sweepLights(world.app.parts)
  assert.deepEqual(await dutyLights(m.number), ['green', 'yellow'])
  world.clock.set('2026-10-31T10:00')
  await sweepLights(world.app.parts)
  await sweepLights(world.app.parts)
  assert.deepEqual(await dutyLights(m.number), ['green', 'yellow', 'green', 'yellow', 'red'])
})

test('whoever watches sees a colour within seconds, with the number and the light and nothing about anybody', async () => {
  world.clock.set('2026-09-28T09:00')
  const { number } = await world.dispatched()
  if (!world.app.http.server.listening) await world.app.http.listen({ port: 0, host: '127.0.0.1' })
  const { port } = world.app.http.server.address() as AddressInfo
  const stop = new AbortController()
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/events/stream`, {
    headers: { authorization: `Bearer ${world.token('roads')}` },
    signal: stop.signal,
  })
  world.clock.set('2026-10-09T09:00')
  const began = Date.now()
  await sweepLights(world.app.parts)
  let text = ''
  for await (const part of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += part
    if (text.split('\n').some(line => line.includes(number) && line.includes('"light":"green"'))) break
    assert.ok(Date.now() - began < 60_000, text)
  }
  stop.abort()
  assert.ok(!/王小明|13812345678|湖滨/.test(text))
})

test('[ZY-24] who asks for red is told of red, of the units whose tickets they may see, and not any more when they want it no longer', async () => {
  const gateways = gatewaysTo(sms, voice)
  await givePhones(world, { supervisor: '13900000031', west: '13900000032' })
  const watch = (who: 'supervisor' | 'west', unit: 'city' | 'west', lights: string[]) =>
    world.call(who, 'PUT', '/me/lights', { body: { unitId: world.unit[unit], lights } })
  isRefused(await watch('west', 'city', ['red']), 'not-permitted', 403)
  isDone(await watch('west', 'west', ['red']))
  isDone(await watch('supervisor', 'city', ['red']))
  const lateOne = async () => {
    world.clock.set('2026-09-28T09:00')
    const { number } = await world.dispatched()
    world.clock.set('2026-10-12T10:00')
    await turn(world, gateways)
    return sms.heard
      .filter(m => m.text.includes(number) && /^1390000003/.test(m.to))
      .map(m => `${m.to} ${m.text}`)
  }
  const [told, ...more] = await lateOne()
  assert.match(told!, /^13900000031 .*红灯：\d+ 办理答复，市政工程处，时限 2026-10-10 24:00$/)
  assert.deepEqual(more, [])
  isDone(await watch('supervisor', 'city', []))
  assert.deepEqual(await lateOne(), [])
  assert.deepEqual((await world.call('supervisor', 'GET', '/me/lights')).body.lights, [])
})

test('[LL-23] an answer that the centre sends back is followed by a sheet for rework, once, however often the history is read', async () => {
  const gateways = gatewaysTo(sms, voice)
  world.clock.set('2026-09-28T09:00')
  const m = await matterAt(world)
  await m.answer()
  isDone(await m.on(1, 'dispatcher', 'send-back', { reasons: ['notSolved'], note: '没有解决' }))
  await turn(world, gateways)
  await turn(world, gateways)
  assert.deepEqual(of(await toldOf(world, m.number), /^sheet/), ['sheet.issued returnForRework'])
  const { body } = await world.call('supervisor', 'GET', `/appeals/${m.number}/sheets`)
  const [sheet] = body.sheets as Record<string, unknown>[]
  assert.deepEqual([sheet!.cause, sheet!.assignmentNo], ['sentBack', 1])
})

test('[LL-22] [ZY-33] unsatisfied again after a rework: a red sheet is put to the supervisor, who may issue it', async () => {
  const gateways = gatewaysTo(sms, voice)
  world.clock.set('2026-09-28T09:00')
  const m = await matterAt(world)
  const dissatisfied = async (visit: number) => {
    await m.answer()
    await m.accept()
    isDone(await m.visit({ result: 'unsolved', resultSatisfaction: 1 }, visit))
    await turn(world, gateways)
  }
  await dissatisfied(1)
  assert.deepEqual(of(await toldOf(world, m.number), /^sheet/), [])
  await dissatisfied(2)
  await turn(world, gateways)
  assert.deepEqual(of(await toldOf(world, m.number), /^sheet/), ['sheet.proposed redSupervise'])
  const alerts = (await world.call('supervisor', 'GET', '/alerts?kind=sheetProposed')).body.alerts as {
    number: string
  }[]
  assert.ok(alerts.some(a => a.number === m.number))
  isDone(
    await world.call('supervisor', 'POST', `/appeals/${m.number}/sheets/1/decide`, {
      body: { verdict: 'issue' },
    }),
  )
  isRefused(
    await world.call('supervisor', 'POST', `/appeals/${m.number}/sheets/1/decide`, {
      body: { verdict: 'issue' },
    }),
    'already-decided',
    409,
  )
})
