/** Automatic calls about what is late: in allowed hours, again where nobody answers, once in the record, without a number. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import {
  gatewaysTo,
  givePhones,
  type Listening,
  listenIn,
  toldOf,
  turn,
} from '../../../test/ladder.testing.ts'
import { townRules } from '../../../test/rules.ts'
import { matterOf } from '../../../test/stories/matter.testing.ts'
import { openWorld, type World } from '../../../test/world.ts'
import { isoOf, MINUTE } from '../../domain/instant.ts'
import { DEFAULT_SUPERVISION } from '../../domain/supervision/ladder.ts'
import { buildHttp } from '../kernel/http/server.ts'
import type { Gateways } from './gateways.ts'
import { messagingRoutes } from './routes.ts'
import { callSignature } from './voice.ts'

let world: World
let sms: Listening
let voice: Listening
let gateways: Gateways
let inside: Awaited<ReturnType<typeof buildHttp>>
/** Only the steps that matter here: a word, and a call about the duty itself. */
const rules = {
  ...townRules,
  supervision: {
    ...DEFAULT_SUPERVISION,
    ladder: (['reminder', 'call'] as const).map(step => ({
      step,
      at: step === 'call' ? ('due' as const) : ('green' as const),
      clocks: ['reply' as const],
      mode: 'automatic' as const,
    })),
  },
}
before(async () => {
  world = await openWorld({ rules })
  sms = await listenIn(world)
  voice = await listenIn(world)
  gateways = gatewaysTo(sms, voice)
  inside = await buildHttp({
    routes: messagingRoutes({ ...world.app.parts, gateways }),
    authenticate: async () => null,
    version: 'test',
  })
})
after(async () => {
  sms.close()
  voice.close()
  await inside.close()
  await world.close()
})
beforeEach(async () => {
  voice.heard.length = 0
  voice.answers.length = 0
  await world.db.pool.query(`UPDATE message SET state = 'kept' WHERE state IN ('waiting', 'calling')`)
  await givePhones(world, { roads: '13900000001', roadsLeader: '13900000002' })
})

/** Late since the midnight that ends Saturday 10 October, which is worked; the next working day is Monday. */
async function late() {
  world.clock.set('2026-09-28T09:00')
  const { number } = await world.dispatched()
  world.clock.set('2026-10-11T00:00')
  await turn(world, gateways)
  return number
}
const told = async (number: string) => (await toldOf(world, number)).filter(kind => kind.startsWith('call'))
const alerts = async (kind: string) =>
  (await world.call('supervisor', 'GET', `/alerts?kind=${kind}`)).body.alerts as {
    number: string
    facts: Record<string, unknown>
  }[]
const tell = (outcome: string, key: string, secret = 'town', at = isoOf(world.clock.now())) => {
  const said = { key, outcome, at }
  return inside.inject({
    method: 'POST',
    url: '/api/v1/calls/outcome',
    payload: { ...said, signature: callSignature(said, secret) },
  })
}

test('[ZY-25] nobody is called on the day of rest after the due midnight; on Monday at eight somebody is, and it is written down once', async () => {
  const number = await late()
  world.clock.set('2026-10-11T10:00')
  await turn(world, gateways)
  assert.deepEqual([voice.heard, await told(number)], [[], ['call.owed red']])
  world.clock.set('2026-10-12T08:00')
  voice.answers.push({ outcome: 'answered' })
  await turn(world, gateways)
  await turn(world, gateways)
  assert.deepEqual(
    voice.heard.map(c => c.to),
    ['13900000001'],
  )
  assert.match(voice.heard[0]!.text, new RegExp(`尾号 ${number.slice(-6)}，办理答复已超过时限`))
  assert.deepEqual(await told(number), ['call.owed red', 'call.made answered'])
  const events = await matterOf(world, number).events()
  const made = events.find(e => e.kind === 'call.made')!
  assert.deepEqual([made.facts.tries, JSON.stringify(made).includes('1390000')], [1, false])
})

test('[ZY-25] three tries half an hour apart, to one after the other; when nobody answers, an alert and one line in the record', async () => {
  const number = await late()
  world.clock.set('2026-10-12T20:00')
  for (const outcome of ['noAnswer', 'busy', 'noAnswer']) voice.answers.push({ outcome })
  await turn(world, gateways)
  world.clock.pass(29 * MINUTE)
  await turn(world, gateways)
  assert.equal(voice.heard.length, 1)
  world.clock.pass(MINUTE)
  await turn(world, gateways)
  // The third try falls at nine in the evening: it waits until morning.
  world.clock.set('2026-10-12T21:00')
  await turn(world, gateways)
  assert.equal(voice.heard.length, 2)
  world.clock.set('2026-10-13T08:00')
  await turn(world, gateways)
  world.clock.set('2026-10-13T12:00')
  await turn(world, gateways)
  assert.deepEqual(
    voice.heard.map(c => c.to),
    ['13900000001', '13900000002', '13900000001'],
  )
  assert.equal(new Set(voice.heard.map(c => c.key)).size, 3, 'each try has a key of its own')
  assert.deepEqual(await told(number), ['call.owed red', 'call.made noAnswer'])
  const alert = (await alerts('callFailed')).find(a => a.number === number)!
  assert.deepEqual(alert.facts, { outcome: 'noAnswer', tries: 3, unit: world.unit.roads })
})

test('[ZY-25] what the gateway says later is heard only when it is signed, fresh and about a call that waits', async () => {
  const number = await late()
  world.clock.set('2026-10-12T09:00')
  await turn(world, gateways)
  const { key } = voice.heard[0]!
  assert.deepEqual(await told(number), ['call.owed red'])
  assert.equal((await tell('answered', key, 'guessed')).statusCode, 404)
  assert.equal((await tell('answered', key, 'town', '2026-10-12T08:40:00+08:00')).statusCode, 404)
  assert.equal((await tell('answered', key.replace(/1$/, '2'))).statusCode, 404)
  assert.equal((await tell('answered', key)).statusCode, 204)
  assert.equal((await tell('answered', key)).statusCode, 404, 'said twice, heard once')
  assert.deepEqual(await told(number), ['call.owed red', 'call.made answered'])
})

test('a call of which nothing is heard counts as failed, and the next one is made', async () => {
  await late()
  world.clock.set('2026-10-12T09:00')
  await turn(world, gateways)
  world.clock.pass(11 * MINUTE)
  await turn(world, gateways)
  world.clock.pass(30 * MINUTE)
  await turn(world, gateways)
  assert.equal(voice.heard.length, 2)
})

test('who has answered meanwhile is not called any more', async () => {
  const number = await late()
  world.clock.set('2026-10-12T07:59')
  await matterOf(world, number).answer()
  world.clock.set('2026-10-12T08:30')
  await turn(world, gateways)
  assert.deepEqual([voice.heard, await told(number)], [[], ['call.owed red']])
})

test('an emergency is called about at once, at night too', async () => {
  world.clock.set('2026-10-03T01:00')
  const { number } = await world.dispatched('roads', { urgency: 'critical' })
  world.clock.set('2026-10-03T03:00')
  voice.answers.push({ outcome: 'answered' })
  await turn(world, gateways)
  assert.deepEqual(await told(number), ['call.owed red', 'call.made answered'])
})

test('where nobody has a phone those who watch are told, instead of silence', async () => {
  await world.db.pool.query('UPDATE person SET phone = NULL')
  const number = await late()
  assert.deepEqual(await told(number), ['call.owed red'])
  const nobody = (await alerts('noAddressee')).map(a => a.facts)
  assert.ok(nobody.some(f => f.template === 'unitCall' && f.unit === world.unit.roads))
  assert.ok(nobody.some(f => f.template !== 'unitCall' && f.unit === world.unit.roads))
})
