import assert from 'node:assert/strict'
import { test } from 'node:test'
import { riskOf } from './risk.ts'

const LISTS = [
  { group: 'suicide', words: ['自杀', '跳楼', '不想活'], unless: ['跳楼价', '跳楼机'] },
  { group: 'wages', words: ['拖欠工资', '拖欠农民工工资', '讨薪'] },
  { group: 'crowd', words: ['拉横幅', '上访'] },
]
const groupsOf = (text: string) => riskOf(text, LISTS).map(risk => risk.group)

test('a desperate worker is seen with every group he touches', () => {
  const told = '老板拖欠工资半年，我讨薪无门，再不给我就跳楼，工友们准备拉横幅上访'
  assert.deepEqual(groupsOf(told), ['suicide', 'wages', 'wages', 'crowd', 'crowd'])
})

test('a sale and a fairground ride are not a suicide', () => {
  assert.deepEqual(groupsOf('商场天天喊跳楼价，公园的跳楼机晚上吵得睡不着'), [])
  assert.deepEqual(groupsOf('商场喊跳楼价，店主却真的要跳楼'), ['suicide'])
})

test('what is denied is not reported, what is said again without denial is', () => {
  assert.deepEqual(groupsOf('我们没有上访，也不会拉横幅，只想好好说'), [])
  assert.deepEqual(groupsOf('没有人上访，严禁上访'), [])
  assert.deepEqual(groupsOf('去年没有上访，今年要上访'), ['crowd'])
  assert.deepEqual(groupsOf('没有钱看病，只想自杀'), ['suicide'])
})

test('of two words one inside the other only the longer is named', () => {
  const lists = [{ group: 'crowd', words: ['上访', '越级上访'] }]
  assert.deepEqual(riskOf('准备越级上访', lists), [{ group: 'crowd', word: '越级上访' }])
})

test('an ordinary request raises nothing', () => {
  assert.deepEqual(groupsOf('幸福路的路灯坏了三天，请派人来修'), [])
  assert.deepEqual(groupsOf(''), [])
})
