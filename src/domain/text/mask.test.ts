import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { maskAddress, maskIdNumber, maskName, maskPhone } from './mask.ts'

test('a name shows its surname, an organisation its first signs and its kind', () => {
  const cases = [
    ['张三', '张*'],
    ['李小明', '李**'],
    ['欧阳娜娜', '欧阳**'],
    ['欧阳', '欧*'],
    ['张', '*'],
    ['John Smith', 'J*** *****'],
    ['阿依古丽·买买提', '阿***·***'],
    ['示例科技有限公司', '示例**有限公司'],
    ['城东环卫所', '城东**所'],
    ['', ''],
  ]
  for (const [name, masked] of cases) assert.equal(maskName(name!), masked)
})

test('a phone shows where it belongs and its last four digits', () => {
  const cases = [
    ['13812345678', '138****5678'],
    ['+86 138-1234-5678', '138-****-5678'],
    ['010-88886666', '010-****6666'],
    ['0311-88886666', '0311-****6666'],
    ['8888666', '***8666'],
    ['12345', '****5'],
  ]
  for (const [phone, masked] of cases) assert.equal(maskPhone(phone!), masked)
})

test('an identity number shows its province and its last four signs', () => {
  assert.equal(maskIdNumber('110105194912310021'), '110***********0021')
  assert.equal(maskIdNumber('E12345678'), 'E******78')
  assert.equal(maskIdNumber('12'), '*2')
})

test('an address ends at its street, or at the last place that is no one’s door', () => {
  const cases = [
    ['示例区和平街道幸福路12号3栋2单元501', '示例区和平街道幸福路***'],
    ['示例市示例区五一路街道中山东路二段8号', '示例市示例区五一路街道中山东路二段***'],
    ['12号路35号', '12号路***'],
    ['三里街道一号院', '三里街道***'],
    ['阳光镇王家村3组12号', '阳光镇王家村***'],
    ['幸福小区3栋501', '***'],
    ['示例区幸福家园A座1803', '示例区***'],
    ['人民大道与和平街交叉口', '人民大道与和平街***'],
    ['', ''],
  ]
  for (const [address, masked] of cases) assert.equal(maskAddress(address!), masked)
})

const masks = { maskName, maskPhone, maskIdNumber, maskAddress }
const pieces = fc.constantFrom(
  ...'张 欧阳 阿依 · 公司 有限公司 138 +86 0086 1 - 路 街道 号 区 3栋 村 * *** 中心 X 👪 ( 店'.split(' '),
)
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(pieces, { maxLength: 8 }).map(parts => parts.join('')),
)

for (const [name, mask] of Object.entries(masks)) {
  test(`${name} hides something of whatever it is given, and masking twice changes nothing`, () => {
    fc.assert(
      fc.property(anyText, text => {
        const masked = mask(text)
        assert.equal(mask(masked), masked)
        if ([...text.trim()].length >= 2 && !text.includes('*')) assert.notEqual(masked, text.trim())
      }),
      { numRuns: 3000 },
    )
  })
}

test('the door number never shows, whichever way the address goes on', () => {
  const door = fc.tuple(
    fc.integer({ min: 1, max: 99 }),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 101, max: 3304 }),
  )
  fc.assert(
    fc.property(
      door,
      fc.constantFrom('幸福路', '和平街道', '示例区', '王家村'),
      ([building, unit, room], place) => {
        const masked = maskAddress(`${place}${building}栋${unit}单元${room}室`)
        assert.equal(masked, `${place}***`)
      },
    ),
  )
})
