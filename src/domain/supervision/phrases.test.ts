/** What a ready phrase becomes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_PHRASES, filledPhrase, limitInChinese, namesLimit } from './phrases.ts'

const fields = { unit: '市政工程处', limit: '3wd', report: '5d' }

test('[LL-19] a ready phrase names the unit, the limit and when to report, as an official writes them', () => {
  assert.equal(
    filledPhrase('请{{unit}}于{{limit}}内办结，{{ report }}内报我。', fields),
    '请市政工程处于3个工作日内办结，5日内报我。',
  )
  for (const phrase of DEFAULT_PHRASES) assert.doesNotMatch(filledPhrase(phrase, fields), /[{}]/)
})

test('what a phrase names that nobody knows stays as it was written', () => {
  assert.equal(filledPhrase('请{{someone}}办', fields), '请{{someone}}办')
  assert.equal(limitInChinese('soon'), 'soon')
  assert.deepEqual(['于{{limit}}内', '{{report}}内'].map(namesLimit), [true, false])
})
