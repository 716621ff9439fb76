/** The one door: races are won by one and told to the other, batches share a statement, nothing is half written. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { commitGroups } from './commit.ts'
import { loadTickets } from './load.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const lead = (unit: 'roads' | 'water' | 'east') => ({ units: [{ unitId: world.unit[unit], role: 'lead' }] })
const assist = (unit: 'roads' | 'water' | 'east') => ({
  units: [{ unitId: world.unit[unit], role: 'assist' }],
})
const count = async (table: string, number: string): Promise<number> => {
  const { rows } = await world.db.pool.query(
    `SELECT count(*) AS n FROM ${table} x JOIN appeal a ON a.tenant_id = x.tenant_id AND a.id = x.appeal_id WHERE a.number = $1`,
    [number],
  )
  return rows[0].n
}

test('of two clerks who saw the same version one wins, and the other is told', async () => {
  const { number, version } = await world.received()
  const headers = { 'if-match': String(version) }
  const both = await Promise.all([
    world.call('dispatcher', 'POST', `/appeals/${number}/dispatch`, { body: lead('roads'), headers }),
    world.call('shiftLead', 'POST', `/appeals/${number}/dispatch`, { body: lead('water'), headers }),
  ])
  assert.deepEqual(both.map(a => a.status).sort(), [200, 409])
  const loser = both.find(a => a.status === 409)!
  assert.equal(loser.body.code, 'changed-meanwhile')
  assert.equal(await count('assignment', number), 1)
})

test('without a version both acts are decided again and both hold, one after the other', async () => {
  const { number } = await world.dispatched()
  const both = await Promise.all([
    world.call('dispatcher', 'POST', `/appeals/${number}/dispatch`, { body: assist('water') }),
    world.call('shiftLead', 'POST', `/appeals/${number}/dispatch`, { body: assist('east') }),
  ])
  assert.deepEqual(
    both.map(a => a.status),
    [200, 200],
  )
  assert.equal(await count('assignment', number), 3)
})

test('a hundred appeals that arrive at once get a hundred numbers', async () => {
  const all = await Promise.all(
    Array.from({ length: 100 }, (_, i) => world.received({ title: `第${i}处路灯不亮` })),
  )
  assert.equal(new Set(all.map(a => a.number)).size, 100)
  const { rows } = await world.db.pool.query('SELECT count(*) AS n FROM appeal WHERE number = ANY($1)', [
    all.map(a => a.number),
  ])
  assert.equal(rows[0].n, 100)
})

test('one impossible row fails alone: its neighbours in the same statement are kept', async () => {
  const taken = await world.received({ externalPlatform: 'wenzheng', externalId: 'A-1' })
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      world.call('agent', 'POST', '/appeals', {
        body: {
          channelId: world.channel.platform,
          kind: 'help',
          intent: 'request',
          title: `占道 ${i}`,
          content: '店铺占道经营',
          externalPlatform: 'wenzheng',
          externalId: i === 7 ? 'A-1' : `B-${i}`,
        },
      }),
    ),
  )
  assert.equal(answers.filter(a => a.status === 201).length, 19)
  assert.equal(answers[7]!.status, 409)
  assert.ok(taken.number)
})

test('changes of several tickets are written together or not at all', async () => {
  const a = await world.received()
  const b = await world.received()
  const { tickets, door } = world.app.parts
  const ids = await Promise.all([a, b].map(x => tickets.idOf(world.tenantId, x.number)))
  const loaded = await loadTickets(world.db, world.tenantId, ids as number[])
  assert.equal(loaded.length, 2)
  // The second ticket moves on behind the back of a group that was decided on the first state of both.
  await world.call('dispatcher', 'POST', `/appeals/${b.number}/dispatch`, { body: lead('roads') })
  const rowOf = (id: number, expected: number) => ({
    tenantId: world.tenantId,
    appealId: id,
    expected,
    appeal: {},
    events: [],
    children: {},
    reach: [],
    contact: null,
    identity: null,
    search: null,
    idempotency: null,
    documents: [],
    series: [],
  })
  const held = await commitGroups(world.db, [[rowOf(ids[0]!, 1), rowOf(ids[1]!, 1)]])
  assert.equal(held.size, 0)
  assert.ok(door)
})

test('what is refused leaves no trace', async () => {
  const { number } = await world.received()
  const before = await count('event', number)
  const answer = await world.call('dispatcher', 'POST', `/appeals/${number}/dispatch`, {
    body: assist('water'),
  })
  assert.equal(answer.status, 422)
  assert.equal(answer.body.code, 'one-lead-only')
  assert.equal(await count('event', number), before)
})
