import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { numberOf } from './digits.ts'
import { redact } from './redact.ts'

const HIDDEN: [string, string][] = [
  ['请打13812345678找我', '请打[电话]找我'],
  ['手机138 1234 5678或138-1234-5678', '手机[电话]或[电话]'],
  ['+86 139 1234 5678，008613912345678', '[电话]，[电话]'],
  ['电话１３８１２３４５６７８', '电话[电话]'],
  ['号码1 3 8 1 2 3 4 5 6 7 8', '号码[电话]'],
  ['幺三八零零零零幺二三四联系', '[电话]联系'],
  ['座机010-88886666转801', '座机[电话]'],
  ['(0311)87654321 和 02888886666', '[电话] 和 [电话]'],
  ['联系电话：88886666', '联系电话：[电话]'],
  ['身份证11010519491231002X', '身份证[身份证]'],
  ['110105 19491231 002x', '[身份证]'],
  ['老证130503670401001', '老证[身份证]'],
  ['身份证号码：510100200001011230', '身份证号码：[身份证]'],
  ['京A12345撞了人，车是沪AD12345', '[车牌]撞了人，车是[车牌]'],
  ['粤B·F1234学，京a88888', '[车牌]，[车牌]'],
  ['退款到6222 0212 3456 7890 128', '退款到[银行卡]'],
  ['退款到4111 1111 1111 1111', '退款到[银行卡]'],
  ['卡号：6222021234567890123', '卡号：[银行卡]'],
  ['发到zhang.san+12345@mail.example.com.cn。', '发到[邮箱]。'],
  ['加微信zhangsan_88，微信号：wxid_abc123', '加微信[账号]，微信号：[账号]'],
  ['QQ群：123456789', 'QQ群：[账号]'],
  ['护照E12345678，护照号：AB1234567', '护照[证件]，护照号：[证件]'],
]

const KEPT = [
  '2024年3月12日20240312至2024-03-12 13:45:00',
  '补偿款1200万元，造价13800000000元',
  '3-2-1101室，16-2-1101 2024年交房',
  '打12345、110、96119、400-820-8820都没人',
  '邮编610000，面积128.5平方米，第2024031号文',
  '新区A座12345号铺位，G4高速，贵州ISO9001',
  '流水号250912101108115409，订单6222021234567890129',
  '一二三四五六七八九十个问题',
]

test('numbers by which a person can be found give way to markers', () => {
  for (const [written, shown] of HIDDEN) assert.equal(redact(written), shown)
})

test('dates, amounts, doors and hotlines stay readable', () => {
  for (const text of KEPT) assert.equal(redact(text), text)
})

test('an appeal number is never taken for a card, an identity or a phone', () => {
  const sequence = fc.integer({ min: 0, max: 9_999_999 })
  const region = fc.constantFrom('110105', '510100', '622021', '440300', '130503')
  const day = fc.constantFrom('2024-03-12', '1999-12-31', '2026-10-01')
  fc.assert(
    fc.property(region, day, fc.nat(99), sequence, (regionCode, on, channel, count) => {
      const text = `工单${numberOf({ region: regionCode, day: on, channel, sequence: count })}催办`
      assert.equal(redact(text), text)
    }),
    { numRuns: 2000 },
  )
})

test('every mobile number goes, however it is grouped, and redacting twice changes nothing', () => {
  const mobile = fc.tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
  const grouping = fc.constantFrom<number[][]>([3, 4, 4], [4, 3, 4], [3, 3, 5], [5, 6], [11])
  fc.assert(
    fc.property(mobile, grouping, fc.constantFrom(' ', '-', '.'), ([second, rest], groups, gap) => {
      const digits = `1${second}${String(rest).padStart(9, '0')}`
      const ends = groups.map((_, group) => groups.slice(0, group + 1).reduce((sum, size) => sum + size))
      const spoken = ends.map((end, group) => digits.slice(end - groups[group]!, end)).join(gap)
      const redacted = redact(`物业电话${spoken}，没人接`)
      assert.equal(redacted, '物业电话[电话]，没人接')
      assert.equal(redact(redacted), redacted)
    }),
    { numRuns: 1000 },
  )
})

test('a million hostile characters are read through', () => {
  for (const unit of ['1', '1-', '1 ', 'a@', 'a.', '京A', '微信 ', '身份证1', '６2', '(0', '+86', '一']) {
    const text = unit.repeat(1_000_000 / unit.length)
    assert.ok(redact(text).length > 0, unit)
  }
})

test('whatever is written, what is left is part of it with markers between', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const parts = redact(text).split(/\[(?:电话|身份证|银行卡|车牌|邮箱|账号|证件)\]/)
      let at = 0
      for (const part of parts) {
        at = text.indexOf(part, at)
        assert.ok(at >= 0)
        at += part.length
      }
    }),
  )
})
