import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isNumber, numberOf } from './digits.ts'

const anyParts = fc.record({
  region: fc.integer({ min: 0, max: 999_999 }).map(n => String(n).padStart(6, '0')),
  day: fc
    .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map(date => date.toISOString().slice(0, 10)),
  channel: fc.integer({ min: 0, max: 99 }),
  sequence: fc.oneof(
    fc.integer({ min: 0, max: 999_999 }),
    fc.integer({ min: 1_000_000, max: 2_000_000_000 }),
  ),
})

test('a number reads as region, day, channel, sequence and one check digit', () => {
  const number = numberOf({ region: '510100', day: '2024-03-12', channel: 1, sequence: 27 })
  assert.match(number, /^5101002024031201000027\d$/)
  assert.ok(isNumber(number))
})

test('the city that takes its millionth appeal of a day still gets a number', () => {
  const number = numberOf({ region: '110000', day: '2026-01-01', channel: 99, sequence: 1_234_567 })
  assert.equal(number.length, 24)
  assert.ok(isNumber(number))
})

test('one wrong digit on the telephone is always noticed', () => {
  fc.assert(
    fc.property(anyParts, fc.nat(), fc.integer({ min: 1, max: 9 }), (parts, place, shift) => {
      const number = numberOf(parts)
      const at = place % number.length
      const wrong = number.slice(0, at) + ((Number(number[at]) + shift) % 10) + number.slice(at + 1)
      assert.ok(isNumber(number))
      assert.ok(!isNumber(wrong))
    }),
    { numRuns: 2000 },
  )
})

test('two neighbouring digits swapped while copying are always noticed', () => {
  fc.assert(
    fc.property(anyParts, parts => {
      const number = numberOf(parts)
      for (let at = 0; at + 1 < number.length; at++) {
        if (number[at] === number[at + 1]) continue
        const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
        assert.ok(!isNumber(swapped), `${number} → ${swapped}`)
      }
    }),
    { numRuns: 500 },
  )
})

test('a part that does not fit is refused by name', () => {
  const good = { region: '510100', day: '2024-03-12', channel: 1, sequence: 1 }
  assert.throws(() => numberOf({ ...good, region: '5101' }), /region/)
  assert.throws(() => numberOf({ ...good, day: '2024-02-30' }), /day/)
  assert.throws(() => numberOf({ ...good, day: '2024/02/03' }), /day/)
  assert.throws(() => numberOf({ ...good, channel: 100 }), /channel/)
  assert.throws(() => numberOf({ ...good, sequence: -1 }), /sequence/)
  assert.throws(() => numberOf({ ...good, sequence: 1.5 }), /sequence/)
})

test('a phone number, a date or a sentence is not an appeal number', () => {
  for (const text of ['', '13812345678', '20240312', '我的编号', '5'.repeat(23), '9'.repeat(100)]) {
    assert.ok(!isNumber(text), text)
  }
})
