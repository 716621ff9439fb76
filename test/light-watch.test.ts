/** 订阅亮灯: a change of colour is news within the fence of who watches, once, until they have looked. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sweepLights } from '../src/server/supervision/sweep.ts'
import { isDone } from './stories/matter.testing.ts'
import { openWorld, type PersonName, type World } from './world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

interface Item {
  id: number
  number: string
  light: string
  isRead: boolean
  isOver: boolean
  unit: { name: string }
}
const news = async (who: PersonName) =>
  (await world.call(who, 'GET', '/me/lights/news')).body as unknown as { unread: number; items: Item[] }
const watch = (who: PersonName, body: object) => world.call(who, 'PUT', '/me/lights', { body })

test('[ZY-24] whoever watches sees each change once, of the units and colours they chose, of what they may see', async () => {
  world.clock.set('2026-09-28T09:00')
  const roads = await world.dispatched('roads')
  const lake = await world.dispatched('lake', { categoryId: world.category.water })
  assert.deepEqual(await news('supervisor'), { unread: 0, items: [] }, 'nobody watches yet')
  isDone(await watch('supervisor', { unitId: world.unit.city, lights: ['yellow', 'red'] }))
  isDone(await watch('east', { unitId: world.unit.east, below: true, lights: ['yellow'] }))
  isDone(await watch('lake', { unitId: world.unit.lake, below: false, lights: ['green', 'yellow'] }))
  assert.equal((await watch('roads', { unitId: world.unit.lake, lights: ['red'] })).status, 403)
  isDone(await watch('roads', { unitId: world.unit.roads, lights: ['yellow'] }))
  world.clock.set('2026-10-10T09:00')
  await sweepLights(world.app.parts)

  const all = await news('supervisor')
  assert.deepEqual(
    all.items.map(i => [i.number, i.light, i.isRead]).sort(),
    [
      [roads.number, 'yellow', false],
      [lake.number, 'yellow', false],
    ].sort(),
  )
  assert.equal(all.unread, 2)
  assert.deepEqual(
    (await news('east')).items.map(i => i.number),
    [lake.number],
    'of a unit below',
  )
  assert.deepEqual((await news('lake')).items.map(i => i.light).sort(), ['green', 'yellow'])
  assert.deepEqual(
    (await news('roads')).items.map(i => i.number),
    [roads.number],
  )

  const upTo = Math.max(...all.items.map(i => i.id))
  assert.equal((await world.call('supervisor', 'POST', '/me/lights/seen', { body: { upTo } })).status, 204)
  assert.deepEqual((await news('supervisor')).unread, 0)
  assert.equal((await news('east')).unread, 1, 'everybody for themselves')

  // What the unit no longer has is no business of its own.
  await world.call('dispatcher', 'POST', `/appeals/${lake.number}/assignments/1/cancel`, {
    body: { note: '改派' },
  })
  const left = await news('lake')
  assert.ok(left.items.every(i => i.isOver) || left.items.length === 0, JSON.stringify(left))

  isDone(await watch('supervisor', { unitId: world.unit.city, lights: [] }))
  assert.deepEqual(await news('supervisor'), { unread: 0, items: [] })
})
