import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { plainText } from './plain-text.ts'

test('a message pasted from an old phone keeps its words and loses what no one can see', () => {
  const cases = [
    ['路灯坏了\r\n三天了\r没人修', '路灯坏了\n三天了\n没人修'],
    ['停水\u0000停电\u0007', '停水停电'],
    ['\ufeff我要反映', '我要反映'],
    ['第一段\u2028第二段', '第一段\n第二段'],
    ['名单\u202etxt.exe', '名单txt.exe'],
    ['坏\ud83d字符\udc00', '坏字符'],
    ['谢谢👨‍👩‍👧❤️🇨🇳', '谢谢👨‍👩‍👧❤️🇨🇳'],
    ['Cafe\u0301\t一杯', 'Café\t一杯'],
  ]
  for (const [written, kept] of cases) assert.equal(plainText(written!), kept)
})

test('whatever bytes arrive, the text is well formed, without NUL, and cleaning twice changes nothing', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(n => String.fromCharCode(n)) }),
      text => {
        const plain = plainText(text)
        assert.ok(plain.isWellFormed())
        assert.ok(!plain.includes('\0'))
        assert.ok(!plain.includes('\r'))
        assert.equal(plain, plain.normalize('NFC'))
        assert.equal(plainText(plain), plain)
      },
    ),
    { numRuns: 1000 },
  )
})
