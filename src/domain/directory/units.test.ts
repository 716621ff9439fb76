import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isBelowFloor, mayLieUnder } from './unit-kinds.ts'
import { UNIT_KINDS, type Unit, unitTreeOf } from './units.ts'

const unit = (id: number, parentId: number | null): Unit => ({
  id,
  code: `u${id}`,
  name: `第${id}单位`,
  kind: parentId === null ? 'city' : 'department',
  parentId,
  active: true,
})

test('[LL-43] a village is within its town, its district and the city, not within the next town', () => {
  const tree = unitTreeOf([unit(1, null), unit(2, 1), unit(3, 2), unit(4, 3), unit(5, 2)])
  assert.deepEqual(
    tree.pathOf(4).map(u => u.id),
    [4, 3, 2, 1],
  )
  assert.deepEqual(
    [4, 3, 2, 1, 5].map(top => tree.isWithin(4, top)),
    [true, true, true, true, false],
  )
  assert.equal(tree.isWithin(2, 4), false)
  assert.equal(tree.root.id, 1)
  assert.equal(tree.byCode('u5')?.id, 5)
})

test('a directory without a top unit, with two, with a missing parent or with a loop is refused', () => {
  assert.throws(() => unitTreeOf([]), /exactly one top unit, found 0/)
  assert.throws(() => unitTreeOf([unit(1, null), unit(2, null)]), /found 2/)
  assert.throws(() => unitTreeOf([unit(1, null), unit(2, 9)]), /u2: its parent is missing/)
  assert.throws(() => unitTreeOf([unit(1, null), unit(2, 3), unit(3, 2)]), /lies below itself/)
})

test('towns lie under districts and villages under towns, never the other way round', () => {
  assert.equal(mayLieUnder('township', 'district'), true)
  assert.equal(mayLieUnder('village', 'township'), true)
  assert.equal(mayLieUnder('district', 'township'), false)
  assert.equal(mayLieUnder('village', 'department'), false)
  for (const kind of UNIT_KINDS) assert.equal(mayLieUnder('city', kind), false)
})

test('[ZY-17] what a department must do itself is not pushed down to a district or a town', () => {
  assert.deepEqual(
    (['department', 'district', 'township', 'village'] as const).map(kind =>
      isBelowFloor(kind, 'department'),
    ),
    [false, true, true, true],
  )
  assert.equal(isBelowFloor('street', 'township'), false)
  assert.equal(isBelowFloor('community', 'township'), true)
  assert.equal(isBelowFloor('village', null), false)
})
