/** Coordinates at the map's edge. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fromGcj02, toGcj02 } from './gcj02.ts'

test('a known place stands where Chinese maps draw it', () => {
  // Tiananmen: 116.3912757, 39.906217 in WGS 84.
  const there = toGcj02({ lng: 116.3912757, lat: 39.906217 })
  assert.ok(Math.abs(there.lng - 116.39751) < 0.0001, String(there.lng))
  assert.ok(Math.abs(there.lat - 39.90762) < 0.0001, String(there.lat))
})

test('outside of China nothing is moved', () => {
  assert.deepEqual(toGcj02({ lng: 2.35, lat: 48.85 }), { lng: 2.35, lat: 48.85 })
})

test('there and back is the same place, to within a centimetre', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 74, max: 134, noNaN: true }),
      fc.double({ min: 18, max: 53, noNaN: true }),
      (lng, lat) => {
        const back = fromGcj02(toGcj02({ lng, lat }))
        return Math.abs(back.lng - lng) < 1e-7 && Math.abs(back.lat - lat) < 1e-7
      },
    ),
  )
})
