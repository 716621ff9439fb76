/** 保密举报: handled to the end by a unit that never learns who made it; the centre alone speaks with the reporter. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Duty } from '../../src/contract/assignments.ts'
import { verifyRecord } from '../../src/server/record/verify/verify.ts'
import { openWorld, type World } from '../world.ts'
import { isDone, isRefused, type Matter, matterAt, steppedRules } from './matter.testing.ts'
import { uploaded } from './upload.testing.ts'

let world: World
before(async () => {
  world = await openWorld({ rules: steppedRules })
})
after(() => world.close())

const report = (fields: object = {}): Promise<Matter> =>
  matterAt(world, {
    kind: 'report',
    confidential: true,
    title: '举报某工地夜间偷倒渣土',
    content: '我住在工地对面三楼，亲眼看见。',
    ...fields,
  })
const relayed = { reached: true, how: 'phone', call: 'rec-9', note: '已转达承办单位的问题，补充了时间。' }
const reasonFor = async (m: Matter, who: 'roads' | 'dispatcher') => {
  const { body } = await world.call(who, 'GET', `/appeals/${m.number}`)
  return (body.can as Record<string, { code: string } | null>).contactAppellant?.code ?? null
}

test('a confidential report is answered and struck off, its reporter contacted by the centre alone', async () => {
  const m = await report()
  isDone(await m.act('dispatcher', 'rewrite', { content: '反映某工地夜间违规倾倒渣土，请核查。' }))
  await m.sign()
  isRefused(await m.on(1, 'roads', 'contact', relayed), 'centre-contacts', 403)
  isRefused(
    await m.on(1, 'roads', 'contact', { reached: false, exemption: 'confidential' }),
    'centre-contacts',
    403,
  )
  assert.equal(await reasonFor(m, 'roads'), 'centre-contacts')
  assert.equal(await reasonFor(m, 'dispatcher'), null)
  const reply = { answer: '已查处。', result: 'explained' }
  isRefused(await m.on(1, 'roads', 'reply', reply), 'contact-first', 409)
  const inbox = await world.call('roads', 'GET', '/assignments')
  const [duty] = inbox.body.assignments as Duty[]
  assert.deepEqual([duty!.next, duty!.due.contact], [null, null], 'the unit waits for the centre')
  isDone(await m.on(1, 'dispatcher', 'contact', relayed))
  isDone(await m.on(1, 'roads', 'reply', reply))
  await m.accept()
  isDone(await m.visit())
  isDone(await m.act('dispatcher', 'strike-off'))
  assert.equal((await m.row()).stage, 'struckOff')
  const seen = JSON.stringify((await world.call('roads', 'GET', `/appeals/${m.number}`)).body)
  for (const word of ['王小明', '13812345678', '亲眼看见', '偷倒渣土']) assert.ok(!seen.includes(word), word)
  const verdict = await verifyRecord({ db: world.db, keys: world.app.parts.keys })
  assert.ok(verdict.ok, JSON.stringify(verdict))
})

test('the centre may spare a confidential reporter the call, and nobody else', async () => {
  const m = await report()
  await m.sign()
  isDone(await m.on(1, 'director', 'contact', { reached: false, exemption: 'confidential' }))
  isDone(await m.on(1, 'roads', 'reply', { answer: '已查处。', result: 'explained' }))
  const open = await matterAt(world)
  await open.sign()
  isRefused(
    await open.on(1, 'roads', 'contact', { reached: false, exemption: 'confidential' }),
    'unknown-reason',
    422,
    'exemption',
  )
  isRefused(await open.on(1, 'dispatcher', 'contact', relayed), 'not-your-unit', 403)
})

test('whether the reporter was contacted in time counts for the centre, not for the unit that may not call', async () => {
  const m = await report()
  const clocks = await m.below('clock')
  const unitOf = (kind: string) => clocks.find(c => c.kind === kind)!.unit_id
  assert.equal(unitOf('firstContact'), world.unit.city)
  assert.equal(unitOf('reply'), world.unit.roads)
})

test('a recording of the centre’s call with the reporter is nothing the unit can open', async () => {
  const m = await report()
  await m.sign()
  const fileId = await uploaded(world, 'dispatcher', 'contact')
  isDone(await m.on(1, 'dispatcher', 'contact', { reached: true, how: 'phone', fileIds: [fileId] }))
  assert.equal((await world.call('roads', 'GET', `/files/${fileId}`)).status, 404)
  assert.equal((await world.call('dispatcher', 'GET', `/files/${fileId}`)).status, 200)
})
