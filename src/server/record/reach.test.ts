/** Who may see what follows the tree of units. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDone, matterOf } from '../../../test/stories/matter.testing.ts'
import { openWorld, type PersonName, type World } from '../../../test/world.ts'
import { followMovedUnitsJob } from './reach.ts'
import { verifyRecord } from './verify/verify.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const follow = () => followMovedUnitsJob(world.app.parts).run(new AbortController().signal)

const move = async (code: string, parent: string) => {
  const { rows } = await world.db.pool.query('SELECT name, kind FROM unit WHERE code = $1', [code])
  isDone(await world.call('admin', 'PUT', `/directory/units/${code}`, { body: { ...rows[0], parent } }))
  await follow()
}

async function listed(who: PersonName): Promise<string[]> {
  const { body } = await world.call(who, 'GET', '/appeals')
  return (body.appeals as { number: string }[]).map(a => a.number)
}

const reachOf = async () =>
  (
    await world.db.pool.query(
      'SELECT u.code, a.number FROM reach r JOIN unit u ON u.id = r.unit_id JOIN appeal a ON a.id = r.appeal_id ORDER BY 1, 2',
    )
  ).rows

test('a street that moves to another district takes its tickets along, open and ended, and gives them back', async () => {
  const open = await world.dispatched('lake', { categoryId: world.category.water })
  const passed = await world.dispatched('east', { categoryId: world.category.water })
  isDone(await matterOf(world, passed.number).on(1, 'east', 'sign'))
  const down = { units: [{ unitId: world.unit.reed }] }
  isDone(await matterOf(world, passed.number).on(1, 'east', 'pass-down', down))
  const ended = await world.dispatched('lake', { categoryId: world.category.water })
  isDone(
    await world.call('agent', 'POST', `/appeals/${ended.number}/withdraw`, {
      body: { reason: '已自行解决' },
    }),
  )
  const before = await reachOf()
  assert.deepEqual(await listed('west'), [])
  await move('lake', 'west')
  assert.deepEqual((await listed('west')).sort(), [open, passed, ended].map(a => a.number).sort())
  assert.deepEqual(await listed('east'), [passed.number], 'what the district itself was given stays with it')
  assert.equal((await world.call('east', 'GET', `/appeals/${open.number}`)).status, 404)
  assert.equal((await world.call('west', 'GET', `/appeals/${open.number}`)).status, 200)
  await move('lake', 'east')
  assert.deepEqual(await reachOf(), before)
  assert.deepEqual(await listed('west'), [])
})

test('a unit that moves while the one above it moves too leaves nothing behind', async () => {
  const { number } = await world.dispatched('reed', { categoryId: world.category.water })
  await world.db.pool.query(
    `UPDATE unit SET parent_id = CASE code WHEN 'lake' THEN $2::bigint ELSE $3::bigint END
     WHERE tenant_id = $1 AND code IN ('lake', 'reed')`,
    [world.tenantId, world.unit.west, world.unit.water],
  )
  await follow()
  const codes = (await reachOf()).filter(r => r.number === number).map(r => r.code)
  assert.deepEqual(codes, ['reed', 'water'])
})

test('the record stays whole when units move, and a move is forgotten once nobody goes by the old tree', async () => {
  const verdict = await verifyRecord({ db: world.db, keys: world.app.parts.keys })
  assert.ok(verdict.ok, JSON.stringify(verdict))
  const left = async () => (await world.db.pool.query('SELECT count(*) FROM unit_moved')).rows[0].count
  assert.ok((await left()) > 0)
  await world.db.pool.query(`UPDATE unit_moved SET at = at - interval '11 seconds'`)
  await follow()
  assert.equal(await left(), 0)
})
