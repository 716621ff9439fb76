import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { wordTrie } from './words-trie.ts'

const found = (words: string[], text: string): string[] => {
  const trie = wordTrie(words)
  const all: string[] = []
  for (let at = 0; at < text.length; at++) trie.endsAt(text, at, end => all.push(text.slice(at, end)))
  return all
}

test('words inside words and words across words are all found', () => {
  assert.deepEqual(found(['路灯', '路灯不亮', '灯不亮', '不亮'], '路灯不亮'), [
    '路灯',
    '路灯不亮',
    '灯不亮',
    '不亮',
  ])
  assert.deepEqual(found([], '路灯'), [])
  assert.deepEqual(found(['路'], '路灯'), [])
})

test('the dictionary finds just what looking for each word in turn finds', () => {
  const sign = fc.constantFrom('路', '灯', '亮', '𠮷')
  const text = fc.array(sign, { maxLength: 30 }).map(signs => signs.join(''))
  const word = fc.array(sign, { minLength: 2, maxLength: 4 }).map(signs => signs.join(''))
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), text, (words, written) => {
      const expected = [...new Set(words)].flatMap(w =>
        [...written.matchAll(new RegExp(`(?=${w})`, 'g'))].map(() => w),
      )
      assert.deepEqual(found(words, written).sort(), expected.sort())
    }),
    { numRuns: 1000 },
  )
})
