import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differencesOf } from './compare.ts'
import type { Rules } from './rules.ts'
import { fieldsIn, fillText, MESSAGE_NAMES, mayUse } from './texts.ts'
import { policyVersionsOf } from './versions.ts'

const version = (number: number, validFrom: number) => ({
  version: number,
  name: `第${number}版`,
  validFrom,
  rules: {} as Rules,
})

test('new rules hold from their day on, and a matter keeps the version it was given', () => {
  const versions = policyVersionsOf([version(1, 100), version(2, 200), version(3, 200)])
  assert.deepEqual(
    [0, 100, 199, 200, 1e9].map(at => versions.at(at).version),
    [1, 1, 1, 3, 3],
  )
  assert.equal(versions.of(2).name, '第2版')
  assert.throws(() => versions.of(9), /no version 9/)
  assert.throws(() => policyVersionsOf([]), /no rules/)
})

test('a version published early for a later day does not hold back one that begins before it', () => {
  const versions = policyVersionsOf([version(1, 0), version(2, 900), version(3, 500)])
  assert.deepEqual(
    [499, 500, 899, 900].map(at => versions.at(at).version),
    [1, 3, 3, 2],
  )
})

test('two versions of the rules are compared value by value, reasons by their code', () => {
  const before = {
    limits: { general: { reply: '5wd' } },
    reasons: [{ code: 'a', zh: '甲' }],
    hours: ['09:00-18:00'],
    max: 2,
  }
  const after = {
    limits: { general: { reply: '3wd', sign: '1wd' } },
    reasons: [
      { code: 'b', zh: '乙' },
      { code: 'a', zh: '甲' },
    ],
    hours: ['08:30-17:30'],
    max: 2,
  }
  assert.deepEqual(differencesOf(before, after), [
    { path: 'limits.general.reply', before: '5wd', after: '3wd' },
    { path: 'hours', before: ['09:00-18:00'], after: ['08:30-17:30'] },
    { path: 'limits.general.sign', before: undefined, after: '1wd' },
    { path: 'reasons.b.code', before: undefined, after: 'b' },
    { path: 'reasons.b.zh', before: undefined, after: '乙' },
  ])
  assert.deepEqual(differencesOf(after, structuredClone(after)), [])
  assert.deepEqual(
    differencesOf({ limits: { general: {} } }, { limits: { general: { reply: '1wd' }, quick: {} } }),
    [
      { path: 'limits.general.reply', before: undefined, after: '1wd' },
      { path: 'limits.quick', before: undefined, after: {} },
    ],
  )
})

test('a rung put into the ladder makes the others differ in nothing', () => {
  const rung = (step: string, more: object = {}) => ({ step, at: 'overdue', clocks: ['reply'], ...more })
  const before = { ladder: [rung('redSupervise'), rung('joint', { after: '2wd' })] }
  const after = {
    ladder: [
      rung('call'),
      rung('redSupervise'),
      rung('joint', { after: '3wd' }),
      rung('joint', { clocks: ['rework'] }),
    ],
  }
  const paths = differencesOf(before, after).map(d => d.path)
  assert.deepEqual(paths, [
    'ladder.joint.after',
    'ladder.call.step',
    'ladder.call.at',
    'ladder.call.clocks',
    'ladder.joint 2.step',
    'ladder.joint 2.at',
    'ladder.joint 2.clocks',
  ])
})

test('a message is never sent with a gap in it', () => {
  assert.equal(
    fillText('单号 {{number}}，查询码 {{ code }}', { number: '9901', code: '123456' }),
    '单号 9901，查询码 123456',
  )
  assert.equal(fillText('原文 {{answer}}', { answer: '$& {{code}}' }), '原文 $& {{code}}')
  assert.throws(() => fillText('单号 {{number}}', {}), /needs 'number'/)
  assert.deepEqual(fieldsIn('{{a}} {{ b }} {c}'), ['a', 'b'])
})

test('every message may name the centre, and only its own fields besides', () => {
  for (const name of MESSAGE_NAMES) assert.equal(mayUse(name, 'tenant'), true)
  assert.equal(mayUse('receipt', 'code'), true)
  assert.equal(mayUse('dispatched', 'code'), false)
})
