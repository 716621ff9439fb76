import assert from 'node:assert/strict'
import { test } from 'node:test'
import { whyNotPassword } from './password-rules.ts'

const CASES: [password: string, fault: string | null][] = [
  ['荷叶Lotus-2027', null],
  ['correct horse 7 Battery', null],
  ['Tr7-kestrel-Moor', null],
  ['Sh0rt-one', 'tooShort'],
  ['alllowercase1', 'tooFewKinds'],
  ['ALLUPPER-ONLY', 'tooFewKinds'],
  ['1234567890-12', 'tooFewKinds'],
  ['Aaaaaaaaa1-', 'tooUniform'],
  ['Zhangwei-2027-x', 'namesOwner'],
  ['我是张伟Abc-77', 'namesOwner'],
  ['Password123', 'common'],
  ['P@ssw0rd2027!', 'common'],
  ['Admin@12345', 'common'],
  ['Qwerty-12345', 'common'],
  ['Yidan-12345', 'common'],
  ['1qaz@WSX3edc', 'common'],
  [`Ab-1${'x9Kq'.repeat(64)}`, 'tooLong'],
]

for (const [password, fault] of CASES) {
  test(`${password.slice(0, 24)} is ${fault ?? 'good enough'} for 张伟 (zhangwei)`, () => {
    assert.equal(whyNotPassword(password, 'zhangwei', '张伟'), fault)
  })
}

test('full-width letters count as the letters they are', () => {
  assert.equal(whyNotPassword('Ｐａｓｓｗｏｒｄ１２３', 'zhangwei', '张伟'), 'common')
})
