/** Which matters belong to a task force, and when it is at work. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from './actor.ts'
import { belongsTo, type ForceScope, forceStateOf, seesByForce, whyNotForce } from './task-force.ts'

const scope = (more: Partial<ForceScope>): ForceScope => ({
  id: 1,
  categoryIds: [],
  regionIds: [],
  appealIds: [],
  ...more,
})
const matter = { id: 9, categoryId: 3, regionId: 5, confidential: false }

test('[ZY-18] a matter belongs to a force by its category and its place where both are named, by one where one is, or by itself', () => {
  assert.equal(belongsTo(scope({ categoryIds: [3] }), matter), true)
  assert.equal(belongsTo(scope({ categoryIds: [4] }), matter), false)
  assert.equal(belongsTo(scope({ categoryIds: [3], regionIds: [5] }), matter), true)
  assert.equal(belongsTo(scope({ categoryIds: [3], regionIds: [6] }), matter), false)
  assert.equal(belongsTo(scope({ regionIds: [5] }), matter), true)
  assert.equal(belongsTo(scope({ regionIds: [5] }), { ...matter, regionId: null }), false)
  assert.equal(belongsTo(scope({ categoryIds: [4], appealIds: [9] }), matter), true)
  assert.equal(belongsTo(scope({}), matter), false)
})

test('[ZY-18] a confidential report belongs to no force, even where it is named', () => {
  const report = { ...matter, confidential: true }
  assert.equal(belongsTo(scope({ categoryIds: [3], appealIds: [9] }), report), false)
})

test('[ZY-18] being in a force shows tickets to those alone who may read tickets at all', () => {
  const actor = (role: 'liaison' | 'systemAdmin'): Actor => ({
    ...{ kind: 'staff', tenantId: 1, personId: 1, name: 'x', unitId: 1 },
    grants: [{ role, unitId: 1 }],
    forces: [scope({ categoryIds: [3] })],
  })
  assert.equal(seesByForce(actor('liaison'), matter), true)
  assert.equal(seesByForce(actor('systemAdmin'), matter), false)
})

test('[ZY-18] a force works from its first to its last day, and on the day it is dissolved no more', () => {
  const span = { startsOn: '2026-03-01', endsOn: '2026-03-31', dissolvedOn: null }
  assert.deepEqual(
    ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map(day => forceStateOf(span, day)),
    ['coming', 'active', 'active', 'ended'],
  )
  assert.equal(forceStateOf({ ...span, dissolvedOn: '2026-03-10' }, '2026-03-10'), 'ended')
  assert.equal(forceStateOf({ ...span, dissolvedOn: '2026-03-10' }, '2026-03-09'), 'active')
})

test('a force needs something to do, an end after its beginning, and everybody once', () => {
  const force = {
    ...{
      categoryIds: [3],
      regionIds: [],
      numbers: [],
      leaderId: 1,
      deputyId: null,
      members: [{ personId: 2 }],
    },
    ...{ startsOn: '2026-03-01', endsOn: null, dissolvedOn: null },
  }
  assert.equal(whyNotForce(force), null)
  assert.equal(whyNotForce({ ...force, categoryIds: [] })?.refused, 'force-without-matters')
  assert.equal(whyNotForce({ ...force, endsOn: '2026-02-01' })?.refused, 'force-ends-first')
  assert.equal(whyNotForce({ ...force, deputyId: 2 })?.refused, 'twice-in-force')
})
