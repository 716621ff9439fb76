import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { likenessOf, signatureOf } from './likeness.ts'

const words = (text: string): string[] => text.split(' ')
const sharesBand = (a: readonly string[], b: readonly string[]): boolean => {
  const bands = new Set(signatureOf(a))
  return signatureOf(b).some(band => bands.has(band))
}

const dark = words('幸福路 路灯 不亮 半个月 晚上 老人 摔倒 小学 门口 维修 城管 热线 打过 没人 处理')
const darkAgain = words('幸福路 路灯 不亮 半个月 晚上 老人 摔倒 小学 门口 维修 城管 热线 又打 没人 来修')
const heating = words('阳光 小区 暖气 不热 供热 公司 温度 十五度 孩子 感冒 物业 推诿 测温 退费 投诉')

test('the same dark street told twice is found, a cold flat is not', () => {
  assert.ok(sharesBand(dark, darkAgain))
  assert.ok(!sharesBand(dark, heating))
  assert.ok(likenessOf(dark, darkAgain) > 0.7)
  assert.equal(likenessOf(dark, heating), 0)
})

test('a signature is sixteen numbers that a PostgreSQL integer holds, the same in any order and on any day', () => {
  const signature = signatureOf(dark)
  assert.equal(signature.length, 16)
  for (const band of signature) assert.equal(band, band | 0)
  assert.deepEqual(signatureOf([...dark].reverse()), signature)
  assert.deepEqual(signatureOf(['路灯', '不亮']).slice(0, 3), [1811450045, 1757059550, 1385444039])
  assert.deepEqual(signatureOf([]), [])
})

test('likeness is the shared part of all words', () => {
  assert.equal(likenessOf(['停水', '小区'], ['停水', '小区', '三天', '物业']), 0.5)
  assert.equal(likenessOf(['停水', '停水'], ['停水']), 1)
  assert.equal(likenessOf([], []), 0)
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), (a, b) => {
      const likeness = likenessOf(a, b)
      assert.ok(likeness >= 0 && likeness <= 1)
      assert.equal(likeness, likenessOf(b, a))
    }),
  )
})

/** Two texts of 100 words each of which `shared` are the same, unlike all others by the seed. */
const twins = (seed: number, shared: number): [string[], string[]] => {
  const of = (who: string, count: number) => Array.from({ length: count }, (_, at) => `${who}${seed}-${at}`)
  return [
    [...of('同', shared), ...of('甲', 100 - shared)],
    [...of('同', shared), ...of('乙', 100 - shared)],
  ]
}
const foundShare = (shared: number): number => {
  const found = Array.from({ length: 1000 }, (_, seed) => sharesBand(...twins(seed, shared)))
  return found.filter(Boolean).length / found.length
}

test('of stories with three quarters of their words in common nearly all are found, of strangers nearly none', () => {
  assert.ok(foundShare(86) > 0.97, 'likeness 0.75')
  assert.ok(foundShare(67) > 0.8, 'likeness 0.5')
  assert.ok(foundShare(4) < 0.01, 'likeness 0.02')
})
