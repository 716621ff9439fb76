/** 转: a lamp that nobody wants. From the first unit over three objections to a ruling, and from the city down to the community. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Answer, openWorld, type PersonName, type UnitName, type World } from '../world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const lead = (unit: UnitName) => ({ unitId: world.unit[unit], role: 'lead' })
const post = (who: PersonName, path: string, body: object) => world.call(who, 'POST', path, { body })
const done = ({ status, body }: Answer): Record<string, unknown> => {
  assert.equal(status, 200, JSON.stringify(body))
  return body
}
const refused = ({ status, body }: Answer, code: string, expected: number): void =>
  assert.deepEqual([status, body.code], [expected, code])

const HOUR = 3_600_000
const why = { reason: 'notOurDuty', note: '经核，该路段路灯产权不属我单位' }

test('[SZ-50] a lamp that is objected to three times is ruled on, and the ruling binds', async () => {
  world.clock.set('2026-09-14T09:00:00')
  const { number } = await world.dispatched('roads', { categoryId: undefined })
  const on = (no: number, act: string) => `/appeals/${number}/assignments/${no}/${act}`

  // First: the roads say it is the water works'. The clocks run on while the centre looks at it.
  world.clock.pass(2 * HOUR)
  refused(await post('roads', on(1, 'return'), { ...why, reason: 'noMood' }), 'unknown-reason', 422)
  done(await post('roads', on(1, 'return'), why))
  refused(await post('roads', on(1, 'return'), why), 'already-asked', 409)
  refused(
    await post('roads', `/appeals/${number}/returns/1/decision`, { accept: true }),
    'not-permitted',
    403,
  )
  world.clock.pass(HOUR)
  const units = [lead('water')]
  const passed = done(
    await post('dispatcher', `/appeals/${number}/returns/1/decision`, {
      accept: true,
      note: '转供水',
      units,
    }),
  )
  assert.equal(passed.stage, 'dispatched')

  // Second: the water works too. The centre takes it back, and dispatches an hour later.
  done(await post('water', on(2, 'return'), why))
  const back = done(await post('dispatcher', `/appeals/${number}/returns/2/decision`, { accept: true }))
  assert.equal(back.stage, 'received')
  world.clock.pass(HOUR)
  done(await post('dispatcher', `/appeals/${number}/dispatch`, { units: [lead('east')] }))

  // Third: returns are used up; the east district objects, and somebody who had no part rules.
  refused(await post('east', on(3, 'return'), why), 'returned-too-often', 409)
  done(await post('east', on(3, 'objection'), why))
  const ruling = `/appeals/${number}/objections/3/ruling`
  refused(await post('dispatcher', ruling, { basis: '首接负责' }), 'own-dispatch', 403)
  refused(await post('east', ruling, { basis: '首接负责' }), 'not-permitted', 403)
  done(await post('director', ruling, { basis: '职责交叉，按首接负责由首接单位牵头办理' }))

  // 首接负责: the roads have it again, bound.
  refused(await post('roads', on(4, 'return'), why), 'ruling-binds', 409)
  refused(await post('roads', on(4, 'objection'), why), 'ruling-binds', 409)
  const { body } = await world.call('dispatcher', 'GET', `/appeals/${number}/bounces`)
  assert.deepEqual([body.hops, body.returns, body.objections], [4, 2, 1])
  assert.equal(body.firstUnitId, world.unit.roads)
  // Three hours with the roads, one with the water works and on the table; the east had no time to bounce it.
  assert.equal(body.bouncedSeconds, (4 * HOUR) / 1000)
  assert.deepEqual(
    (body.stays as { unitId: number; returned: boolean }[]).map(s => [s.unitId, s.returned]),
    [
      [world.unit.roads, true],
      [world.unit.water, true],
      [world.unit.east, true],
      [world.unit.roads, false],
    ],
  )
})

test('a return after the window, and one that is rejected, leave the matter where it is', async () => {
  world.clock.set('2026-09-14T09:00:00')
  const { number } = await world.dispatched('roads')
  const path = `/appeals/${number}/assignments/1`
  world.clock.set('2026-09-16T23:59:00')
  done(await post('roads', `${path}/return`, why))
  done(
    await post('dispatcher', `/appeals/${number}/returns/1/decision`, {
      accept: false,
      note: '责任清单已明确',
    }),
  )
  world.clock.set('2026-09-17T00:00:00')
  const late = await post('roads', `${path}/return`, why)
  refused(late, 'return-window-closed', 409)
  assert.deepEqual(late.body.facts, { until: '2026-09-16T16:00:00.000Z' })
  const { body } = await world.call('roads', 'GET', `/appeals/${number}/bounces`)
  assert.deepEqual([body.hops, body.returns, body.bouncedSeconds], [1, 1, 0])
})

test('[LL-42] [LL-43] from the city over district and street to the community: each answers for the one below', async () => {
  world.clock.set('2026-09-14T09:00:00')
  const { number } = await world.dispatched('east', { categoryId: undefined })
  const on = (no: number, act: string) => `/appeals/${number}/assignments/${no}/${act}`
  refused(await post('lake', on(1, 'pass-down'), { units: [{ unitId: world.unit.reed }] }), 'not-found', 404)
  done(await post('east', on(1, 'pass-down'), { units: [{ unitId: world.unit.lake, limit: '3wd' }] }))
  done(await post('lake', on(2, 'pass-down'), { units: [{ unitId: world.unit.reed }], note: '请入户查看' }))
  refused(await post('reed', on(3, 'pass-down'), { units: [{ unitId: world.unit.west }] }), 'not-below', 422)
  refused(await post('lake', on(2, 'return'), why), 'children-open', 409)

  // The community gives it back to the street, not to the centre; the street takes it itself.
  done(await post('reed', on(3, 'return'), { reason: 'wrongPlace', note: '不在本社区' }))
  refused(
    await post('dispatcher', `/appeals/${number}/returns/1/decision`, { accept: true }),
    'not-permitted',
    403,
  )
  refused(await post('reed', `/appeals/${number}/returns/1/decision`, { accept: true }), 'not-permitted', 403)
  done(await post('lake', `/appeals/${number}/returns/1/decision`, { accept: true }))
  const { body } = await world.call('dispatcher', 'GET', `/appeals/${number}/bounces`)
  assert.deepEqual([body.hops, body.returns], [1, 0])
})

test('two who decide on a return at once: one decides, the other is told', async () => {
  const { number } = await world.dispatched('water', { categoryId: undefined })
  done(await post('water', `/appeals/${number}/assignments/1/return`, why))
  const path = `/appeals/${number}/returns/1/decision`
  const answers = await Promise.all([
    post('dispatcher', path, { accept: true }),
    post('director', path, { accept: false }),
  ])
  assert.deepEqual(answers.map(a => a.status).sort(), [200, 409])
  assert.ok(
    ['already-decided', 'changed-meanwhile'].includes(String(answers.find(a => a.status === 409)?.body.code)),
  )
})
