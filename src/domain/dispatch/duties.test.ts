import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal, refuse } from '../refusal.ts'
import { dispatchAppeal } from './dispatch-appeal.ts'
import { dutiesOf, skillFor, territoriesOf } from './duties.ts'
import { passDown } from './pass-down.ts'
import {
  as,
  CATEGORY,
  done,
  entry,
  REGION,
  received,
  refusalOf,
  townDirectory,
  UNIT,
} from './town.testing.ts'

const lampsByTheLake = { categoryId: CATEGORY.lamps, regionId: REGION.lake, gridId: null }

test('[ZY-17] the catalogue names the unit for the nearest category first, then for the nearest place', () => {
  const catalogue = [
    entry({ id: 1, categoryId: CATEGORY.roads, unitId: UNIT.roads }),
    entry({ id: 2, categoryId: CATEGORY.lamps, unitId: UNIT.water }),
    entry({ id: 3, categoryId: CATEGORY.lamps, regionId: REGION.east, unitId: UNIT.east }),
    entry({ id: 4, categoryId: CATEGORY.lamps, regionId: REGION.west, unitId: UNIT.west }),
    entry({ id: 5, categoryId: CATEGORY.water, unitId: UNIT.water }),
    entry({ id: 6, categoryId: CATEGORY.roads, regionId: REGION.lake, unitId: UNIT.lake }),
  ]
  const ids = dutiesOf(lampsByTheLake, townDirectory({ catalogue })).map(d => d.entry.id)
  assert.deepEqual(ids, [3, 2, 6, 1])
})

test('a matter without category has no duty in the catalogue, and a region is known from the grid', () => {
  const catalogue = [entry({ regionId: REGION.east })]
  const directory = townDirectory({ catalogue })
  assert.deepEqual(dutiesOf({ ...lampsByTheLake, categoryId: null }, directory), [])
  const byGrid = { categoryId: CATEGORY.lamps, regionId: null, gridId: 1 }
  assert.equal(dutiesOf(byGrid, directory).length, 1)
  assert.equal(dutiesOf({ ...byGrid, gridId: null }, directory).length, 0)
})

test('a place belongs to its grid’s unit, then to the units of its region and those above, nearest first', () => {
  const units = (gridId: number | null) =>
    territoriesOf({ ...lampsByTheLake, gridId }, townDirectory()).map(t => t.unitId)
  assert.deepEqual(units(1), [UNIT.reed, UNIT.lake, UNIT.east])
  assert.deepEqual(units(null), [UNIT.lake, UNIT.east])
})

test('[LL-33] the most specific entry that asks for a skill decides which', () => {
  const catalogue = [
    entry({ id: 1, skill: '土木' }),
    entry({ id: 2, categoryId: CATEGORY.lamps, skill: '电工' }),
  ]
  assert.equal(skillFor(lampsByTheLake, townDirectory({ catalogue })), '电工')
  assert.equal(
    skillFor({ ...lampsByTheLake, categoryId: CATEGORY.water }, townDirectory({ catalogue })),
    null,
  )
})

const floor = townDirectory({ catalogue: [entry({ floor: 'district', unitId: UNIT.east })] })

for (const [name, allowed] of [
  ['roads', true],
  ['east', true],
  ['lake', false],
  ['reed', false],
] as const)
  test(`[ZY-17] a matter with the district as its floor ${allowed ? 'can' : 'cannot'} be led by the ${name}`, () => {
    const units = [{ unitId: UNIT[name], role: 'lead' as const }]
    const decision = dispatchAppeal(received(), { units }, as('dispatcher', UNIT.city, undefined, floor))
    assert.equal(refusalOf(decision), allowed ? null : 'below-floor')
  })

test('[ZY-17] whoever would push a matter below the floor is told the legal basis and the unit that owes it', () => {
  const units = [{ unitId: UNIT.east, role: 'lead' as const }]
  const atEast = done(dispatchAppeal(received(), { units }, as('dispatcher', UNIT.city, undefined, floor)))
  const down = { assignmentNo: 1, units: [{ unitId: UNIT.lake }] }
  const decision = passDown(atEast, down, as('liaison', UNIT.east, undefined, floor))
  assert.ok(isRefusal(decision))
  assert.deepEqual(
    decision,
    refuse('below-floor', {
      field: 'units.0.unitId',
      facts: { floor: 'district', legalBasis: '市政设施管理办法第3条', unitId: UNIT.east },
    }),
  )
})

test('[LL-10] a street below the floor may still assist the department that leads', () => {
  const units = [
    { unitId: UNIT.roads, role: 'lead' as const },
    { unitId: UNIT.lake, role: 'assist' as const },
  ]
  assert.equal(
    refusalOf(dispatchAppeal(received(), { units }, as('dispatcher', UNIT.city, undefined, floor))),
    null,
  )
})

test('a more specific entry can set another floor than the general one', () => {
  const catalogue = [
    entry({ id: 1, floor: 'district' }),
    entry({ id: 2, categoryId: CATEGORY.lamps, floor: 'community' }),
  ]
  const units = [{ unitId: UNIT.reed, role: 'lead' as const }]
  const context = as('dispatcher', UNIT.city, undefined, townDirectory({ catalogue }))
  assert.equal(refusalOf(dispatchAppeal(received(), { units }, context)), null)
})
