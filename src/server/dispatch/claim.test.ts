import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type PersonName, type UnitName, type World } from '../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

interface Row {
  number: string
  title: string
  unitIds: number[]
}
async function offeredTo(who: PersonName): Promise<Row[]> {
  const { status, body } = await world.call(who, 'GET', '/claimable?limit=100')
  assert.equal(status, 200)
  return body.appeals as Row[]
}
const isOffered = async (who: PersonName, number: string) =>
  (await offeredTo(who)).some(r => r.number === number)
const claim = (who: PersonName, number: string, unit: UnitName) =>
  world.call(who, 'POST', `/appeals/${number}/claim`, {
    body: { unitId: world.unit[unit], note: '我单位主动认领' },
  })

test('[NC-34] a matter nobody has been given is offered to the catalogue’s unit and to its place, and to nobody else', async () => {
  const { number } = await world.received()
  const offered = await Promise.all(
    (['roads', 'east', 'water', 'west', 'lake'] as const).map(who => isOffered(who, number)),
  )
  assert.deepEqual(offered, [true, true, false, false, false])
})

test('[NC-34] what is offered says what it is about and not who brought it', async () => {
  const { number } = await world.received()
  const row = (await offeredTo('roads')).find(r => r.number === number)!
  assert.equal(row.title, '湖滨路路灯不亮')
  assert.deepEqual(row.unitIds, [world.unit.roads])
  const text = JSON.stringify(row)
  for (const secret of ['王小明', '13812345678', '18号', '2栋']) assert.ok(!text.includes(secret), secret)
})

test('[NC-34] the unit that claims it leads, and the appellant’s limit starts; the next is told it is taken', async () => {
  const { number } = await world.received()
  const claimed = await claim('roads', number, 'roads')
  assert.deepEqual([claimed.status, claimed.body.stage], [200, 'dispatched'])
  assert.ok(!(await isOffered('roads', number)))
  const late = await claim('east', number, 'east')
  assert.deepEqual([late.status, late.body.code], [409, 'not-claimable'])
  const bounces = await world.call('roads', 'GET', `/appeals/${number}/bounces`)
  assert.deepEqual([bounces.body.hops, bounces.body.firstUnitId], [1, world.unit.roads])
})

test('[NC-34] a unit it isn’t offered to doesn’t learn that it exists, nor claims in another’s name', async () => {
  const { number } = await world.received()
  assert.deepEqual((await claim('water', number, 'water')).body.code, 'not-found')
  assert.deepEqual((await claim('water', number, 'roads')).body.code, 'not-found')
  assert.deepEqual((await claim('lake', number, 'lake')).body.code, 'not-found')
  assert.deepEqual((await claim('roads', '99900120260928010000000', 'roads')).body.code, 'not-found')
  assert.equal((await claim('dispatcher', number, 'roads')).status, 403)
})

test('[NC-34] a confidential matter is offered to nobody', async () => {
  const { number } = await world.received({ confidential: true, kind: 'report' })
  assert.ok(!(await isOffered('roads', number)))
  assert.equal((await claim('roads', number, 'roads')).body.code, 'not-found')
})

test('two units that claim at once: one gets it', async () => {
  const { number } = await world.received()
  const answers = await Promise.all([claim('roads', number, 'roads'), claim('east', number, 'east')])
  assert.deepEqual(answers.map(a => a.status).sort(), [200, 409])
})

test('the list is read page by page, the longest waiting first', async () => {
  const numbers: string[] = []
  for (let i = 0; i < 3; i++) {
    world.clock.pass(60_000)
    numbers.push((await world.received()).number)
  }
  const seen: string[] = []
  let next: unknown = ''
  while (next !== null) {
    const page: { body: Record<string, unknown> } = await world.call(
      'roads',
      'GET',
      `/claimable?limit=2${next ? `&after=${next}` : ''}`,
    )
    seen.push(...(page.body.appeals as Row[]).map(r => r.number))
    next = page.body.next
  }
  assert.equal(new Set(seen).size, seen.length)
  assert.deepEqual(seen.slice(-3), numbers)
  const wrong = await world.call('roads', 'GET', '/claimable?after=..')
  assert.deepEqual([wrong.status, wrong.body.field], [400, 'after'])
})
