import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isMobile, normalPhone } from './phone.ts'

const SAME: [typed: string, dialled: string][] = [
  ['13800138000', '13800138000'],
  ['+86 138-0013-8000', '13800138000'],
  ['0086 138 0013 8000', '13800138000'],
  ['8613800138000', '13800138000'],
  ['１３８－００１３－８０００', '13800138000'],
  ['＋８６１３８００１３８０００', '13800138000'],
  ['0931-888 8888', '09318888888'],
  ['+86 931 8888888', '09318888888'],
  ['+86 (0)931 8888888', '09318888888'],
  ['+86 10 8888 8888', '01088888888'],
  ['+86 400 810 0000', '4008100000'],
  ['+852 2222 3333', '0085222223333'],
  ['0085222223333', '0085222223333'],
  ['8612345', '8612345'],
  ['+86 12345', '12345'],
  ['不详', ''],
  ['+', ''],
]

for (const [typed, dialled] of SAME) {
  test(`a number typed as ${typed} is known as ${dialled || 'none'}`, () => {
    assert.equal(normalPhone(typed), dialled)
  })
}

test('a number in its normal form stays as it is, and spaces or hyphens anywhere change nothing', () => {
  const gaps = fc.array(fc.constantFrom('', ' ', '-', '　'), { minLength: 11, maxLength: 11 })
  const mobile = fc.tuple(fc.constantFrom('13', '15', '18', '19'), fc.integer({ min: 0, max: 999_999_999 }))
  fc.assert(
    fc.property(mobile, gaps, fc.constantFrom('', '+86', '0086', '86'), ([head, rest], gap, country) => {
      const phone = head + String(rest).padStart(9, '0')
      const typed = country + [...phone].map((digit, at) => gap[at] + digit).join('')
      return normalPhone(typed) === phone && normalPhone(phone) === phone && isMobile(phone)
    }),
  )
})
