import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideReturn } from './decide-return.ts'
import { dispatchAppeal } from './dispatch-appeal.ts'
import { returnAssignment } from './return-assignment.ts'
import { suggestCategories } from './suggest-categories.ts'
import { type SimilarCase, suggestUnits } from './suggest-units.ts'
import { as, CATEGORY, done, entry, REGION, received, townDirectory, UNIT } from './town.testing.ts'

const matter = { categoryId: CATEGORY.lamps, regionId: REGION.lake, gridId: null }
const nowhere = { categoryId: null, regionId: null, gridId: null }
const known = (more: object = {}) => ({ matter, cases: [], assignments: [], ...more })
const like = (unitId: number, likeness: number, more: Partial<SimilarCase> = {}): SimilarCase => ({
  number: `${unitId}-${likeness}`,
  unitId,
  likeness,
  ruled: false,
  ...more,
})

test('[ZY-17] the unit that the catalogue names leads, and the territory is asked to assist', () => {
  const directory = townDirectory({ catalogue: [entry({ floor: 'district' })] })
  const suggested = suggestUnits(known(), directory)
  assert.deepEqual(
    suggested.map(s => [s.unitId, s.role]),
    [
      [UNIT.roads, 'lead'],
      [UNIT.lake, 'assist'],
      [UNIT.east, 'assist'],
    ],
  )
  assert.deepEqual(suggested[0]!.reasons, [
    {
      kind: 'catalogue',
      entryId: 1,
      categoryId: CATEGORY.roads,
      regionId: null,
      legalBasis: '市政设施管理办法第3条',
      floor: 'district',
      skill: null,
    },
  ])
})

test('where the catalogue is silent the street of the place leads', () => {
  const [first] = suggestUnits(known(), townDirectory())
  assert.deepEqual(first, {
    unitId: UNIT.lake,
    role: 'lead',
    score: 40,
    reasons: [{ kind: 'place', regionId: REGION.lake, gridId: null }],
  })
})

test('a unit that the catalogue only asks to assist is never suggested as the lead', () => {
  const catalogue = [entry({ unitId: UNIT.water, role: 'assist' })]
  const roles = new Map(suggestUnits(known(), townDirectory({ catalogue })).map(s => [s.unitId, s.role]))
  assert.equal(roles.get(UNIT.water), 'assist')
  assert.equal(roles.get(UNIT.lake), 'lead')
})

test('[ZY-17] the most specific entry decides for a unit: who leads in the city may only assist in a district', () => {
  const catalogue = [
    entry({ id: 1, unitId: UNIT.roads }),
    entry({ id: 2, unitId: UNIT.water, regionId: REGION.east }),
    entry({ id: 3, unitId: UNIT.roads, regionId: REGION.east, role: 'assist' }),
  ]
  const suggest = (more: object) =>
    suggestUnits(known(more), townDirectory({ catalogue })).map(s => [s.unitId, s.role])
  assert.deepEqual(suggest({}).slice(0, 2), [
    [UNIT.water, 'lead'],
    [UNIT.roads, 'assist'],
  ])
  // However often it has led before.
  assert.deepEqual(suggest({ cases: [like(UNIT.roads, 0.9), like(UNIT.roads, 0.9, { ruled: true })] })[0], [
    UNIT.water,
    'lead',
  ])
  assert.deepEqual(suggest({ matter: { ...matter, regionId: REGION.west } })[0], [UNIT.roads, 'lead'])
})

test('[ZY-17] a lead beats an assist: in the order, and for one unit that is named as both', () => {
  const far = entry({ id: 1, unitId: UNIT.water })
  const near = entry({ id: 2, unitId: UNIT.lake, regionId: REGION.lake, role: 'assist' })
  const both = entry({ id: 3, unitId: UNIT.lake, regionId: REGION.lake })
  const suggest = (catalogue: (typeof far)[]) =>
    suggestUnits(known(), townDirectory({ catalogue }))
      .map(s => [s.unitId, s.role])
      .slice(0, 2)
  assert.deepEqual(suggest([far, near]), [
    [UNIT.water, 'lead'],
    [UNIT.lake, 'assist'],
  ])
  assert.deepEqual(suggest([far, near, both])[0], [UNIT.lake, 'lead'])
})

test('a unit that the catalogue names twice counts once, by its nearest entry', () => {
  const catalogue = [
    entry({ id: 1, unitId: UNIT.roads }),
    entry({ id: 2, unitId: UNIT.roads, regionId: REGION.east }),
    entry({ id: 3, unitId: UNIT.water, categoryId: CATEGORY.lamps }),
  ]
  const suggested = suggestUnits(known(), townDirectory({ catalogue }))
  assert.deepEqual(
    suggested.slice(0, 2).map(s => [s.unitId, s.reasons.map(r => 'entryId' in r && r.entryId)]),
    [
      [UNIT.water, [3]],
      [UNIT.roads, [2]],
    ],
  )
})

test('similar settled cases speak by their likeness, with the three nearest numbers', () => {
  const cases = [
    like(UNIT.water, 0.2),
    like(UNIT.roads, 0.5),
    like(UNIT.roads, 0.9),
    like(UNIT.roads, 0.4),
    like(UNIT.roads, 0.3),
  ]
  const [first, second] = suggestUnits({ matter: nowhere, cases, assignments: [] }, townDirectory())
  assert.deepEqual(first!.reasons, [{ kind: 'similar', cases: 4, numbers: ['2-0.9', '2-0.5', '2-0.4'] }])
  assert.equal(second!.unitId, UNIT.water)
})

test('a past ruling weighs more than custom, and numbers the asker may not see are left out', () => {
  const cases = [like(UNIT.roads, 0.9), like(UNIT.water, 0.4, { ruled: true, number: null })]
  const [first] = suggestUnits({ matter: nowhere, cases, assignments: [] }, townDirectory())
  assert.equal(first!.unitId, UNIT.water)
  assert.deepEqual(first!.reasons, [{ kind: 'ruling', cases: 1, numbers: [] }])
})

test('units on the matter are left out, and one that gave it back comes last and says so', () => {
  const directory = townDirectory({ catalogue: [entry({})] })
  const context = as('dispatcher', UNIT.city)
  const units = [
    { unitId: UNIT.roads, role: 'lead' as const },
    { unitId: UNIT.east, role: 'assist' as const },
  ]
  let t = done(dispatchAppeal(received(), { units }, context))
  assert.deepEqual(
    suggestUnits(known({ assignments: t.assignments }), directory).map(s => [s.unitId, s.role]),
    [[UNIT.lake, 'assist']],
  )
  const why = { reason: 'wrongPlace', note: '不在辖区' }
  t = done(returnAssignment(t, { assignmentNo: 1, ...why }, as('liaison', UNIT.roads)))
  t = done(decideReturn(t, { approvalNo: 1, accept: true }, context))
  const suggested = suggestUnits(known({ assignments: t.assignments }), directory)
  assert.deepEqual(
    suggested.map(s => s.unitId),
    [UNIT.lake, UNIT.roads],
  )
  assert.deepEqual(suggested[1]!.reasons.at(-1), { kind: 'returned', assignmentNo: 1 })
})

test('nothing known, nothing suggested', () => {
  assert.deepEqual(suggestUnits({ matter: nowhere, cases: [], assignments: [] }, townDirectory()), [])
})

test('a category is suggested by its words, the longest match first', () => {
  const directory = townDirectory()
  assert.deepEqual(suggestCategories('柳荫街的路灯不亮，道路很黑', directory), [
    { categoryId: CATEGORY.lamps, words: ['路灯', '路灯不亮'] },
    { categoryId: CATEGORY.roads, words: ['道路'] },
  ])
  assert.deepEqual(suggestCategories('停水两天', directory), [
    { categoryId: CATEGORY.water, words: ['停水'] },
  ])
  assert.deepEqual(suggestCategories('感谢', directory), [])
})
