import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actingFor, isAway } from './acting-for.ts'
import type { Directory, Staff } from './directory.ts'
import { unitTreeOf } from './units.ts'

const staff = (id: number, away: Partial<Staff> = {}): Staff => ({
  id,
  name: `员工${id}`,
  unitId: 1,
  skills: [],
  active: true,
  awayFrom: null,
  awayUntil: null,
  substituteId: null,
  ...away,
})

const office = (...people: Staff[]): Directory => ({
  tenantId: 1,
  tenantName: '示例市',
  regionCode: '990100',
  units: unitTreeOf([{ id: 1, code: 'city', name: '示例市', kind: 'city', parentId: null, active: true }]),
  categories: new Map(),
  channels: new Map(),
  regions: new Map(),
  grids: new Map(),
  people: new Map(people.map(p => [p.id, p])),
  catalogue: [],
  organisationKinds: new Map(),
})

test('a liaison on leave is stood in for by the substitute, from the first moment to before the last', () => {
  const directory = office(staff(1, { awayFrom: 100, awayUntil: 200, substituteId: 2 }), staff(2))
  assert.deepEqual(
    [99, 100, 199, 200].map(now => actingFor(directory, 1, now)),
    [1, 2, 2, 1],
  )
})

test('leave without an end lasts, and a substitute who is away is stood in for too', () => {
  const directory = office(
    staff(1, { awayFrom: 100, substituteId: 2 }),
    staff(2, { awayFrom: 0, awayUntil: 500, substituteId: 3 }),
    staff(3),
  )
  assert.equal(actingFor(directory, 1, 300), 3)
  assert.equal(actingFor(directory, 1, 600), 2)
  assert.equal(isAway(directory.people.get(1)!, 1e12), true)
})

test('when nobody in the row is there, it stays with the person asked for', () => {
  const away = { awayFrom: 0, awayUntil: null }
  const circle = office(staff(1, { ...away, substituteId: 2 }), staff(2, { ...away, substituteId: 1 }))
  assert.equal(actingFor(circle, 1, 50), 1)
  const left = office(staff(1, { ...away, substituteId: 2 }), staff(2, { active: false }))
  assert.equal(actingFor(left, 1, 50), 1)
  assert.equal(actingFor(office(staff(1, away)), 1, 50), 1)
})
