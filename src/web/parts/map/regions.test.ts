/** Places put together for a map. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { districtsOf, heatOf } from './regions.ts'

const place = (code: string) => ({ id: Number(code), code, name: code })

test('streets stand in their districts; the city itself and its villages on no map of the whole', () => {
  const found = districtsOf(
    ['990100', '990102', '990101', '990101002', '990101001', '990101001001'].map(place),
  )
  assert.deepEqual(
    found.map(d => [d.place.code, d.streets.map(s => s.code)]),
    [
      ['990101', ['990101001', '990101002']],
      ['990102', []],
    ],
  )
})

test('the streets of a city without districts are shown side by side', () => {
  const found = districtsOf(['371481001', '371481002'].map(place))
  assert.deepEqual(
    found.map(d => d.place.code),
    ['371481001', '371481002'],
  )
})

test('a place with one can be told from a place with none', () => {
  assert.equal(heatOf(0, 100), 0)
  assert.equal(heatOf(1, 100), 0.1)
  assert.equal(heatOf(100, 100), 1)
})
