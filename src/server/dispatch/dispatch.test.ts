import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type PersonName, type UnitName, type World } from '../../../test/world.ts'
import type { TicketState } from '../../domain/record/state.ts'
import { loadTickets } from '../record/load.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

async function ticket(number: string): Promise<TicketState> {
  const id = await world.app.parts.tickets.idOf(world.tenantId, number)
  const [loaded] = await loadTickets(world.db, world.tenantId, [id!])
  return loaded!.state
}
const lead = (unit: UnitName, more = {}) => ({ unitId: world.unit[unit], role: 'lead', ...more })
const assist = (unit: UnitName, more = {}) => ({ unitId: world.unit[unit], role: 'assist', ...more })
const dispatch = (number: string, units: object[], who: PersonName = 'dispatcher') =>
  world.call(who, 'POST', `/appeals/${number}/dispatch`, { body: { units } })
const onDuty = (who: PersonName, number: string, no: number, act: string, body: object) =>
  world.call(who, 'POST', `/appeals/${number}/assignments/${no}/${act}`, { body })
const day = (at: number | null) => new Date(at! + 8 * 3_600_000 - 1).toISOString().slice(0, 10)

test('[XA-31] [LL-10] a department and a street get a matter at once, one leading, one assisting', async () => {
  const { number } = await world.received()
  const answer = await dispatch(number, [lead('roads'), assist('lake')])
  assert.deepEqual([answer.status, answer.body.stage], [200, 'dispatched'])
  const { assignments } = await ticket(number)
  assert.deepEqual(
    assignments.map(a => [a.unitId, a.role, a.stage]),
    [
      [world.unit.roads, 'lead', 'assigned'],
      [world.unit.lake, 'assist', 'assigned'],
    ],
  )
})

test('[XA-32] every unit has a limit of its own; a sub-limit holds for that unit only', async () => {
  const { number } = await world.received()
  await dispatch(number, [lead('roads'), assist('lake', { limit: '2wd' })])
  const { assignments, appeal } = await ticket(number)
  // From Monday 28 September; the National Day week is not counted.
  assert.deepEqual(
    [...assignments.map(a => day(a.dueAt)), day(appeal.dueAt)],
    ['2026-10-10', '2026-09-30', '2026-10-10'],
  )
})

test('[LL-45] the centre calls in further units later; their limits start then, the appellant’s doesn’t start again', async () => {
  const { number } = await world.dispatched('roads')
  const before = await ticket(number)
  world.clock.pass(3_600_000)
  assert.equal((await dispatch(number, [assist('water'), assist('east', { limit: '4h' })])).status, 200)
  const later = await ticket(number)
  assert.equal(later.appeal.dueAt, before.appeal.dueAt)
  assert.equal(later.assignments[2]!.dueAt! - later.assignments[2]!.assignedAt, 4 * 3_600_000)
  assert.equal(later.appeal.hops, 1)
  world.clock.set('2026-09-28T09:00:00')
})

test('[SZ-50] [ZY-04] a city department leads, a district assists and passes its part down to a street', async () => {
  const { number } = await world.received()
  await dispatch(number, [lead('roads'), assist('east')])
  const down = await onDuty('east', number, 2, 'pass-down', {
    units: [{ unitId: world.unit.lake, limit: '1wd' }],
    note: '请到现场',
  })
  assert.equal(down.status, 200)
  const { assignments } = await ticket(number)
  assert.deepEqual(
    [assignments[2]!.unitId, assignments[2]!.parentNo, assignments[2]!.role],
    [world.unit.lake, 2, 'assist'],
  )
  const opened = await world.call('lake', 'GET', `/appeals/${number}/bounces`)
  assert.equal(opened.status, 200)
})

test('what is dispatched carries a quantified target for its end', async () => {
  const { number } = await world.received()
  const target = { measure: '亮灯率', direction: 'atLeast', threshold: 98, unit: '%' }
  assert.equal((await dispatch(number, [lead('roads', { target })])).status, 200)
  assert.deepEqual((await ticket(number)).assignments[0]!.target, { ...target, reached: null })
})

test('[LL-35] the centre keeps a matter that the roads handle, and its dispatcher still sees it', async () => {
  const { number } = await world.dispatched('roads')
  const { appeal } = await ticket(number)
  assert.deepEqual([appeal.ownerUnitId, appeal.leadUnitId], [world.unit.city, world.unit.roads])
  assert.equal((await world.call('dispatcher', 'GET', `/appeals/${number}/bounces`)).status, 200)
  assert.equal((await world.call('water', 'GET', `/appeals/${number}/bounces`)).body.code, 'not-found')
})

const REFUSED: [what: string, units: () => object[], code: string, status: number, field: string][] = [
  ['without a lead', () => [assist('roads')], 'one-lead-only', 422, 'units'],
  ['to two leads', () => [lead('roads'), lead('water')], 'one-lead-only', 422, 'units'],
  ['to nobody', () => [], 'invalid-input', 400, 'units'],
  ['to an unknown unit', () => [{ unitId: 999_999, role: 'lead' }], 'no-such-unit', 422, 'units.0.unitId'],
  [
    'twice to one unit',
    () => [lead('roads'), assist('roads')],
    'unit-already-assigned',
    409,
    'units.1.unitId',
  ],
  ['to a street below the floor', () => [lead('lake')], 'below-floor', 409, 'units.0.unitId'],
  [
    'to a person of another unit',
    () => [lead('roads', { personId: world.person.water })],
    'no-such-person',
    422,
    'units.0.personId',
  ],
  ['with a limit of nothing', () => [lead('roads', { limit: '0wd' })], 'invalid-input', 400, 'units.0.limit'],
  [
    'with a limit of a century',
    () => [lead('roads', { limit: '36500d' })],
    'invalid-input',
    400,
    'units.0.limit',
  ],
  ['with an unknown field', () => [lead('roads', { owner: 1 })], 'invalid-input', 400, 'units.0.owner'],
]
for (const [what, units, code, status, field] of REFUSED)
  test(`a dispatch ${what} is refused: ${code}, and names the field`, async () => {
    const { number } = await world.received()
    const { body, ...answer } = await dispatch(number, units())
    assert.deepEqual([answer.status, body.code, body.field], [status, code, field])
  })

test('a refusal below the floor shows the legal basis', async () => {
  const { number } = await world.received()
  const { body } = await dispatch(number, [lead('lake')])
  assert.deepEqual(body.facts, {
    floor: 'district',
    legalBasis: '市政设施管理办法第3条',
    unitId: world.unit.roads,
  })
})

for (const [who, status] of [
  ['agent', 403],
  ['vendor', 403],
  ['roads', 403],
  ['mayor', 403],
  [null, 401],
] as const)
  test(`${who ?? 'nobody'} may not dispatch`, async () => {
    const { number } = await world.received()
    const body = { units: [lead('roads')] }
    assert.equal((await world.call(who, 'POST', `/appeals/${number}/dispatch`, { body })).status, status)
  })

test('who dispatches on an old version is told that somebody was first', async () => {
  const { number, version } = await world.received()
  await dispatch(number, [lead('roads')])
  const headers = { 'if-match': String(version) }
  const late = await world.call('dispatcher', 'POST', `/appeals/${number}/dispatch`, {
    body: { units: [assist('water')] },
    headers,
  })
  assert.deepEqual([late.status, late.body.code], [409, 'changed-meanwhile'])
})

test('a matter sent to the wrong unit is taken away and given to the right one in one act', async () => {
  const { number } = await world.dispatched('roads')
  const wrong = await onDuty('dispatcher', number, 1, 'cancel', { note: '派错单位', units: [lead('water')] })
  assert.deepEqual([wrong.status, wrong.body.stage], [200, 'dispatched'])
  const { assignments, appeal } = await ticket(number)
  assert.deepEqual(
    assignments.map(a => a.stage),
    ['cancelled', 'assigned'],
  )
  assert.equal(appeal.leadUnitId, world.unit.water)
  assert.equal((await onDuty('dispatcher', number, 1, 'cancel', { note: '再撤' })).body.code, 'already-done')
  assert.equal((await onDuty('dispatcher', number, 2, 'cancel', { note: '先撤回' })).body.stage, 'received')
})

test('[ZY-05] many are dispatched at once, each for itself: what can’t be is refused by row, the rest is done', async () => {
  const fresh = await Promise.all(Array.from({ length: 40 }, () => world.received()))
  const taken = await world.dispatched('water')
  const rows = [
    ...fresh.map(({ number }) => ({ number, units: [lead('roads')], note: '集中派单' })),
    { number: taken.number, units: [lead('roads')] },
    { number: fresh[0]!.number, units: [lead('water')] },
    { number: '99900120260928010000000', units: [lead('roads')] },
    { number: fresh[1]!.number, units: [assist('east')] },
  ]
  const dry = await world.call('dispatcher', 'POST', '/dispatches', { body: { rows, dryRun: true } })
  assert.equal(dry.status, 200)
  assert.equal((await ticket(fresh[0]!.number)).appeal.stage, 'received')
  const real = await world.call('dispatcher', 'POST', '/dispatches', { body: { rows } })
  assert.deepEqual(real.body, dry.body)
  assert.equal(real.body.dispatched, 41)
  const results = real.body.rows as { stage?: string; refused?: { code: string } }[]
  assert.deepEqual(
    results.slice(40).map(r => r.refused?.code ?? r.stage),
    ['one-lead-only', 'one-lead-only', 'not-found', 'dispatched'],
  )
  assert.equal((await ticket(fresh[39]!.number)).appeal.leadUnitId, world.unit.roads)
})

test('many at once are at most 500, and only for who may dispatch', async () => {
  const row = { number: '99900120260928010000000', units: [lead('roads')] }
  const body = { rows: Array.from({ length: 501 }, () => row) }
  assert.equal((await world.call('dispatcher', 'POST', '/dispatches', { body })).body.field, 'rows')
  assert.equal((await world.call('roads', 'POST', '/dispatches', { body: { rows: [row] } })).status, 403)
})

test('[LL-33] the liaison sees who has the skill, hands it to somebody on leave, and is told who stands in', async () => {
  const { roadsHandler, roadsLeader, roadsReviewer } = world.person
  await world.db.pool.query(`UPDATE catalogue_entry SET skill = '电工' WHERE unit_id = $1`, [
    world.unit.roads,
  ])
  await world.db.pool.query(`UPDATE person SET skills = '{电工}' WHERE id = ANY($1)`, [
    [roadsHandler, roadsLeader],
  ])
  await world.db.pool.query(
    `UPDATE person SET away_from = '2026-09-01Z', away_until = '2026-11-01Z', substitute_id = $2 WHERE id = $1`,
    [roadsHandler, roadsLeader],
  )
  await world.app.parts.tenants.changed(world.tenantId)
  const { number } = await world.dispatched('roads')
  const list = await world.call('roads', 'GET', `/appeals/${number}/assignments/1/people`)
  const people = list.body.people as { personId: number; skilled: boolean; away: boolean; actingId: number }[]
  assert.deepEqual(
    people.slice(0, 2).map(p => [p.personId, p.skilled, p.away, p.actingId]),
    [
      [roadsLeader, true, false, roadsLeader],
      [roadsHandler, true, true, roadsLeader],
    ],
  )
  const handed = await onDuty('roads', number, 1, 'hand', { personId: roadsHandler, note: '请电工班办理' })
  assert.deepEqual(
    [handed.status, handed.body.personId, handed.body.insteadOf],
    [200, roadsLeader, roadsHandler],
  )
  assert.equal((await ticket(number)).assignments[0]!.personId, roadsLeader)
  const unskilled = await onDuty('roads', number, 1, 'hand', { personId: roadsReviewer })
  assert.deepEqual([unskilled.status, unskilled.body.code], [409, 'skill-missing'])
  assert.equal((await onDuty('water', number, 1, 'hand', { personId: roadsLeader })).body.code, 'not-found')
})
