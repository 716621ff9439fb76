/** Messages that come at once are put together by what they are about. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signatureOf } from '../text/likeness.ts'
import { heapsOf, type Waiting } from './bursts.ts'

const at = (minute: number) => Date.parse('2026-10-01T09:00:00Z') + minute * 60_000
const nowhere = { regionId: null, gridId: null, lng: null, lat: null, categoryId: null }

const message = (id: number, words: string, more: Partial<Waiting> = {}): Waiting => ({
  id,
  bands: signatureOf(words.split('')),
  receivedAt: at(id),
  ...nowhere,
  ...more,
})

const HEATING = '锦绣小区暖气不热室温只有十四度老人孩子受不了请供热公司尽快处理'
const SCHOOL = '实验二小放学时门前道路拥堵车辆乱停乱放请交警增加人手疏导'

test('[LL-29] messages about one matter make a heap, those about another a heap of their own, a stranger none', () => {
  const heaps = heapsOf([
    message(1, HEATING),
    message(2, SCHOOL),
    message(3, `你好，${HEATING}谢谢`),
    message(4, `${SCHOOL}已经一个月了`),
    message(5, HEATING.slice(2)),
    message(6, '请问办理居住证需要带什么材料周末可以办吗'),
  ])
  assert.deepEqual(
    heaps.map(h => h.members.map(m => m.id)),
    [[1, 3, 5], [2, 4], [6]],
  )
  assert.equal(heaps[0]!.headId, 1)
  assert.equal(heaps[0]!.lastAt, at(5))
})

test('what is told of another place is another matter, unless it says nearly the same', () => {
  const east = { lng: 120, lat: 30 }
  const west = { lng: 120.2, lat: 30 }
  const other = '锦绣小区暖气不热室内很冷请热力公司来人看看吧好几天了没人管投诉无门'
  const apart = heapsOf([message(1, HEATING, east), message(2, other, west)])
  assert.equal(apart.length, 2)
  assert.equal(heapsOf([message(1, HEATING, east), message(2, HEATING, west)]).length, 1)
})

test('without words a message stands alone', () => {
  assert.equal(heapsOf([message(1, HEATING), { ...message(2, HEATING), bands: [] }]).length, 2)
})

test('[LL-29] twice as many messages are compared twice as often, not four times', () => {
  const compared = (n: number): number => {
    let asked = 0
    const counted = (w: Waiting): Waiting => ({
      ...w,
      get lng() {
        asked++
        return null
      },
    })
    heapsOf(Array.from({ length: n }, (_, i) => counted(message(i + 1, `${HEATING}${i % 7}`))))
    return asked
  }
  const [few, many] = [compared(500), compared(1000)]
  assert.ok(many <= few * 2.2, `${few} → ${many}`)
})
