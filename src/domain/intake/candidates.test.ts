/** Which earlier appeals are shown, for which reasons, and which of them are repeats. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY } from '../instant.ts'
import { signatureOf } from '../text/likeness.ts'
import { candidatesOf, cellOf, cellsAround, type Earlier, type Likened, repeatsAmong } from './candidates.ts'

const NOW = Date.parse('2026-09-28T09:00:00+08:00')
const words = ['路灯', '不亮', '湖滨', '晚上', '老人', '出行', '不便', '维修', '一周', '路口']
const wording = { words, bands: signatureOf(words) }
const here: Likened = { categoryId: 2, regionId: 1, gridId: null, lng: 120, lat: 30, receivedAt: NOW }
const earlier = (fields: Partial<Earlier>): Earlier => ({
  id: 1,
  number: '1',
  title: null,
  stage: 'received',
  ownerUnitId: 1,
  mergedInto: null,
  samePerson: false,
  tokens: null,
  bands: null,
  categoryId: 9,
  regionId: 1,
  gridId: null,
  lng: null,
  lat: null,
  receivedAt: NOW - 3 * DAY,
  ...fields,
})

const cases: [what: string, fields: Partial<Earlier>, reasons: string[] | null, repeat: boolean][] = [
  ['nothing in common', {}, null, false],
  ['only the category', { categoryId: 2 }, null, false],
  ['only the place', { lng: 120.001, lat: 30 }, null, false],
  ['place and category', { categoryId: 2, lng: 120.001, lat: 30 }, ['place', 'category'], false],
  ['the same category 500 m away', { categoryId: 2, lng: 120.0052, lat: 30 }, null, false],
  ['the same words', { tokens: words }, ['words'], false],
  ['half the words', { tokens: words.slice(0, 5) }, ['words'], false],
  ['a third of the words', { tokens: words.slice(0, 3) }, null, false],
  ['the same bands', { bands: signatureOf(words) }, ['words'], false],
  ['strange bands', { bands: signatureOf(['医保', '转移', '接续']) }, null, false],
  ['the person with another matter', { samePerson: true }, ['person'], false],
  ['the person with the same words', { samePerson: true, tokens: words }, ['person', 'words'], true],
  ['the person, category, place not told', { samePerson: true, categoryId: 2 }, ['person', 'category'], true],
  [
    'the person and category elsewhere',
    { samePerson: true, categoryId: 2, lng: 120.1, lat: 30 },
    ['person', 'category'],
    false,
  ],
  [
    'the person and category in another region',
    { samePerson: true, categoryId: 2, regionId: 7 },
    ['person', 'category'],
    false,
  ],
  ['the same words today', { tokens: words, receivedAt: NOW - 1000 }, ['words', 'time'], false],
]
for (const [what, fields, reasons, repeat] of cases)
  test(`${what}: ${reasons ? `shown for ${reasons.join(', ')}` : 'not shown'}${repeat ? ', a repeat' : ''}`, () => {
    const found = candidatesOf(here, wording, [earlier(fields)])
    assert.deepEqual(found[0]?.reasons ?? null, reasons)
    assert.equal(repeatsAmong(here, found).length, repeat ? 1 : 0)
  })

test('the most telling comes first, and no more than eight are shown', () => {
  const many = Array.from({ length: 20 }, (_, i) =>
    earlier({ id: i, number: String(i), tokens: words.slice(0, 6) }),
  )
  const found = candidatesOf(here, wording, [...many, earlier({ id: 99, samePerson: true, tokens: words })])
  assert.equal(found.length, 8)
  assert.equal(found[0]!.earlier.id, 99)
})

test('likeness is between nothing and one, and grows with what is shared', () => {
  fc.assert(
    fc.property(fc.subarray(words), subset => {
      const [found] = candidatesOf(here, wording, [earlier({ samePerson: true, tokens: subset })])
      assert.equal(found!.likeness, Math.round((subset.length / words.length) * 100) / 100)
    }),
  )
})

test('whatever lies near lies in a cell that is looked at', () => {
  const lng = fc.double({ min: 73, max: 135, noNaN: true })
  const lat = fc.double({ min: 18, max: 53, noNaN: true })
  const angle = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true })
  fc.assert(
    fc.property(lng, lat, angle, fc.double({ min: 0, max: 299, noNaN: true }), (x, y, turn, metres) => {
      const north = (metres * Math.sin(turn)) / 111_195
      const east = (metres * Math.cos(turn)) / (111_195 * Math.cos((y * Math.PI) / 180))
      assert.ok(cellsAround(x, y).length <= 9)
      assert.ok(cellsAround(x, y).includes(cellOf(x + east, y + north)))
    }),
  )
})

test('any place on earth has cells that a database can count', () => {
  const lng = fc.double({ min: -180, max: 180, noNaN: true })
  const lat = fc.double({ min: -90, max: 90, noNaN: true })
  fc.assert(
    fc.property(lng, lat, (x, y) => {
      const cells = cellsAround(x, y)
      assert.ok(cells.length >= 1 && cells.length <= 9 && cells.every(Number.isSafeInteger))
    }),
  )
  assert.ok(cellsAround(0, 90).every(Number.isSafeInteger))
})
