import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type CountMode, type Limit, limitFrom, limitInWords, limitText, MOST } from './limit.ts'

test('limits are read as people and the rules write them', () => {
  const cases: [string, CountMode, number][] = [
    ['5wd', 'workingDay', 5],
    ['1.wd', 'workingDay', 1],
    [' 10 WD ', 'workingDay', 10],
    ['7d', 'naturalDay', 7],
    ['24h', 'naturalHour', 1440],
    ['1.5h', 'naturalHour', 90],
    ['0.1h', 'naturalHour', 6],
    ['30m', 'naturalHour', 30],
    ['4wh', 'workingHour', 240],
    ['20wm', 'workingHour', 20],
    [`${MOST}d`, 'naturalDay', MOST],
  ]
  for (const [text, mode, amount] of cases) assert.deepEqual(limitFrom(text), { mode, amount }, text)
})

test('a limit that is none says what is wrong with it', () => {
  const cases: [string, RegExp][] = [
    ['', /'' is not a limit; write 5wd/],
    ['5', /'5' is not a limit/],
    ['wd', /'wd' is not a limit/],
    ['5 weeks', /'5 weeks' is not a limit/],
    ['-1d', /'-1d' is not a limit/],
    ['1e3d', /'1e3d' is not a limit/],
    ['5constructor', /is not a limit/],
    ['0wd', /'0wd' must be more than 0/],
    ['3661d', /more than 3660/],
    ['99999999999999999999h', /more than 3660/],
    ['1.5wd', /'1.5wd' must be whole days/],
    ['0.333h', /'0.333h' must be whole minutes/],
  ]
  for (const [text, message] of cases)
    assert.throws(() => limitFrom(text), { name: 'RangeError', message }, text)
})

const limits = fc.record<Limit>(
  {
    mode: fc.constantFrom<CountMode>('workingDay', 'naturalDay', 'workingHour', 'naturalHour'),
    amount: fc.integer({ min: 1, max: MOST }),
  },
  { noNullPrototype: true },
)

test('a limit written down is read back as the same limit', () => {
  fc.assert(fc.property(limits, limit => assert.deepEqual(limitFrom(limitText(limit)), limit)))
})

test('a limit is told in Chinese and in English', () => {
  const told = (text: string) => Object.values(limitInWords(limitFrom(text))).join(' / ')
  assert.equal(told('5wd'), '5 个工作日 / 5 working days')
  assert.equal(told('1d'), '1 个自然日 / 1 natural day')
  assert.equal(told('24h'), '24 小时 / 24 hours')
  assert.equal(told('1wh'), '1 个工作小时 / 1 working hour')
  assert.equal(told('30m'), '30 分钟 / 30 minutes')
  assert.equal(told('90wm'), '90 个工作分钟 / 90 working minutes')
})
