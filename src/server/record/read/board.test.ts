/** The public board: what anybody may know of how matters stand. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
  await world.dispatched('roads', { title: '湖滨路路灯不亮，电话13987654321' })
  await world.dispatched('water', { title: '小区停水' })
  await world.dispatched('roads', { title: '举报造假', confidential: true, kind: 'report' })
  await world.dispatched('roads', { title: '没有同意公开的' })
  await world.db.pool.query(
    `UPDATE appeal SET published = true WHERE title IS DISTINCT FROM '没有同意公开的'`,
  )
  await world.db.pool.query(
    `UPDATE appeal SET stage = 'struckOff', result = 'solved', ended_at = '2026-09-30T20:00Z' WHERE title = '小区停水'`,
  )
})
after(() => world.close())

const board = (query: string) => world.call(null, 'GET', `/public/board?${query}`)

test('[SZ-36] anybody sees how published matters stand, and how many are done', async () => {
  const { status, body } = await board('tenant=town')
  assert.equal(status, 200)
  assert.deepEqual(body.counts, { handling: 1, done: 1 })
  const [water, lamp] = body.appeals as Record<string, unknown>[]
  assert.deepEqual(water, {
    title: '小区停水',
    kind: 'help',
    category: 'lamps',
    stage: 'struckOff',
    unit: '示例水务',
    receivedOn: '2026-09-28',
    endedOn: '2026-10-01',
    result: 'solved',
  })
  assert.equal(lamp!.endedOn, null)
})

test('[SZ-37] the board shows nothing by which a person or a ticket could be found', async () => {
  const text = JSON.stringify((await board('tenant=town')).body)
  assert.doesNotMatch(text, /13987654321|造假|没有同意|王|9990012026|湖滨路18/)
})

test('there is no board of a city that is not there', async () => {
  assert.equal((await board('tenant=nowhere')).status, 404)
  assert.equal((await board('')).body.field, 'tenant')
  assert.equal((await board('tenant=town&after=zzz')).body.field, 'after')
})
