/** Task forces: their members see what belongs to them whichever unit has it, as far as the task goes and as long as it lasts. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openWorld, type PersonName, type World } from '../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(async () => {
  await world.db.pool.query('UPDATE task_force SET dissolved_on = starts_on WHERE dissolved_on IS NULL')
  world.app.parts.gate.presence.forgetAll()
})

const setUp = async (fields: Record<string, unknown> = {}, who: PersonName = 'supervisor') =>
  world.call(who, 'POST', '/task-forces', {
    body: {
      name: '路灯整治工作专班',
      task: '一个月内把全市不亮的路灯修好。',
      basis: '《示例市路灯管理办法》第二条',
      startsOn: '2026-09-01',
      endsOn: null,
      leaderId: world.person.roadsLeader,
      deputyId: null,
      members: [{ personId: world.person.water, duty: '供电抢修' }],
      categoryIds: [world.category.lamps],
      regionIds: [],
      numbers: [],
      ...fields,
    },
  })
const force = async (fields: Record<string, unknown> = {}): Promise<number> => {
  const { status, body } = await setUp(fields)
  assert.equal(status, 201, JSON.stringify(body))
  return body.id as number
}
const opens = async (who: PersonName, number: string) =>
  (await world.call(who, 'GET', `/appeals/${number}`)).status
const listed = async (who: PersonName, forceId: number) => {
  const { body } = await world.call(who, 'GET', `/appeals?forceId=${forceId}`)
  return (body.appeals as { number: string }[]).map(a => a.number)
}
const change = (id: number, version: number, body: object) =>
  world.call('supervisor', 'PATCH', `/task-forces/${id}`, { body, headers: { 'if-match': String(version) } })
const dissolve = (id: number, version: number) =>
  world.call('supervisor', 'POST', `/task-forces/${id}/dissolve`, {
    body: { outcome: '全部修复。' },
    headers: { 'if-match': String(version) },
  })

test('[ZY-18] a member opens and lists what belongs to the force and is with another unit; nothing else of that unit', async () => {
  const lamp = await world.dispatched('roads')
  const other = await world.dispatched('roads', { categoryId: world.category.roads })
  const secret = await world.dispatched('roads', { confidential: true })
  assert.equal(await opens('water', lamp.number), 404)
  const id = await force()
  assert.equal(await opens('water', lamp.number), 200)
  assert.equal(await opens('water', other.number), 404)
  assert.equal(await opens('water', secret.number), 404)
  assert.equal(await opens('west', lamp.number), 404)
  const mine = await listed('water', id)
  assert.ok(mine.includes(lamp.number) && !mine.includes(other.number) && !mine.includes(secret.number))
  const { body } = await world.call('water', 'GET', `/appeals/count?forceId=${id}`)
  assert.equal(body.count, mine.length)
  // Who is not in it lists no more than their own.
  assert.deepEqual(await listed('west', id), [])
  const all = await world.call('water', 'GET', '/appeals')
  assert.ok(!(all.body.appeals as { number: string }[]).some(a => a.number === lamp.number))
})

test('[ZY-18] a member sees no more of the appellant than everybody: masked, to the street, and may not act for the unit', async () => {
  const lamp = await world.dispatched('roads')
  await force()
  const { body } = await world.call('water', 'GET', `/appeals/${lamp.number}`)
  const told = JSON.stringify(body)
  assert.doesNotMatch(told, /王小明|13812345678|18号2栋301/)
  const sign = await world.call('water', 'POST', `/appeals/${lamp.number}/assignments/1/sign`)
  assert.equal(sign.status, 403)
  const reveal = { body: { purpose: 'reveal', fields: ['phone'], reason: '想联系诉求人' } }
  assert.equal((await world.call('water', 'POST', `/appeals/${lamp.number}/identity`, reveal)).status, 403)
})

test('[ZY-18] dissolving a force ends its members’ sight at once and keeps its history', async () => {
  const lamp = await world.dispatched('roads')
  const id = await force()
  assert.equal(await opens('water', lamp.number), 200)
  assert.equal(
    (
      await world.call('water', 'POST', `/task-forces/${id}/notes`, {
        body: { text: '已修三盏，电话 13812345678。' },
      })
    ).status,
    201,
  )
  assert.equal((await dissolve(id, 1)).status, 200)
  assert.equal(await opens('water', lamp.number), 404)
  assert.deepEqual(await listed('water', id), [])
  const { status, body } = await world.call('water', 'GET', `/task-forces/${id}`)
  assert.equal(status, 200)
  assert.deepEqual([body.state, body.outcome], ['ended', '全部修复。'])
  assert.equal((body.members as unknown[]).length, 2)
  assert.deepEqual(
    (body.history as { act: string }[]).map(h => h.act),
    ['taskForce.dissolved', 'taskForce.opened'],
  )
  assert.doesNotMatch(JSON.stringify(body.notes), /13812345678/)
  assert.equal((await change(id, 2, { name: '再来一次' })).body.code, 'wrong-stage')
  assert.equal(
    (await world.call('water', 'POST', `/task-forces/${id}/notes`, { body: { text: '再记一条' } })).status,
    409,
  )
})

test('[ZY-18] who leaves a force sees nothing more by it, who comes sees from then on, and the last day is the last', async () => {
  const lamp = await world.dispatched('roads')
  const id = await force({ endsOn: '2026-09-30' })
  assert.equal((await change(id, 1, { members: [{ personId: world.person.west, duty: null }] })).status, 200)
  assert.equal(await opens('water', lamp.number), 404)
  assert.equal(await opens('west', lamp.number), 200)
  const { body } = await world.call('supervisor', 'GET', `/task-forces/${id}`)
  const members = body.members as { person: { name: string }; untilOn: string | null }[]
  assert.deepEqual(members.map(m => m.untilOn !== null).sort(), [false, false, true])
  const now = world.clock.now()
  world.clock.set('2026-10-01T09:00')
  world.app.parts.gate.presence.forgetAll()
  assert.equal(await opens('west', lamp.number), 404)
  world.clock.set(new Date(now).toISOString())
  world.app.parts.gate.presence.forgetAll()
})

test('[ZY-18] a force for a place, and for a single ticket', async () => {
  const east = await world.dispatched('roads', { categoryId: world.category.roads })
  const west = await world.dispatched('roads', {
    categoryId: world.category.roads,
    place: { address: '西城区柳荫街', regionId: world.region.west },
  })
  const id = await force({
    categoryIds: [world.category.roads],
    regionIds: [world.region.west],
    numbers: [east.number],
  })
  assert.deepEqual((await listed('water', id)).sort(), [east.number, west.number].sort())
  await change(id, 1, { numbers: [] })
  assert.deepEqual(await listed('water', id), [west.number])
  assert.equal(await opens('water', east.number), 404)
})

test('[ZY-18] a force is set up for the whole city by whoever opens tasks there, with real people and something to do', async () => {
  assert.equal((await setUp({}, 'roads')).status, 403)
  assert.equal((await setUp({}, 'dispatcher')).status, 403)
  assert.equal((await setUp({ leaderId: 999_999 })).body.field, 'leaderId')
  assert.equal((await setUp({ categoryIds: [] })).body.code, 'force-without-matters')
  assert.equal((await setUp({ numbers: ['99900120261122010000017'] })).body.code, 'no-such-ticket')
  assert.equal(
    (await setUp({ members: [{ personId: world.person.roadsLeader, duty: null }] })).body.code,
    'twice-in-force',
  )
  const id = await force()
  // One who is in none doesn't hear of it; who reads the whole city does.
  assert.equal((await world.call('west', 'GET', `/task-forces/${id}`)).status, 404)
  assert.equal((await world.call('agent', 'GET', `/task-forces/${id}`)).status, 200)
  const own = await world.call('water', 'GET', '/task-forces?state=active')
  assert.deepEqual(
    (own.body.forces as { id: number; mine: boolean }[]).map(f => [f.id, f.mine]),
    [[id, true]],
  )
  const others = await world.call('west', 'GET', '/task-forces?state=active')
  assert.deepEqual(others.body.forces, [])
})
