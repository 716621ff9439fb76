import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emergencyOf } from './emergency.ts'

const linesOf = (text: string) => emergencyOf(text).map(({ line }) => line)

test('a caller in danger is told which line to ring', () => {
  const cases: [string, string[]][] = [
    ['我家楼下着火了，快来人', ['119']],
    ['隔壁有人持刀要砍人', ['110']],
    ['我爸心梗了，喘不上气', ['120']],
    ['路口发生车祸，有人昏迷', ['120', '122']],
    ['楼顶有人要跳楼', ['119', '110']],
    ['老人走失两个小时了', ['110']],
    ['厨房燃气泄漏，味道很大', ['119']],
  ]
  for (const [told, lines] of cases) assert.deepEqual(linesOf(told), lines, told)
})

test('what is past, feared or forbidden waits for the hotline', () => {
  const cases = [
    '去年这个路口发生车祸，请加装红绿灯',
    '楼道堆满杂物，容易着火，请清理',
    '担心孩子掉水里，希望加护栏',
    '建议预防一氧化碳中毒的宣传进社区',
    '广场舞吵得睡不着',
    '公交车上夹着火车站的广告',
    '',
  ]
  for (const told of cases) assert.deepEqual(emergencyOf(told), [], told)
})

test('an emergency of this moment counts although an older one is told beside it', () => {
  assert.deepEqual(emergencyOf('去年这里发生车祸。刚刚又出车祸了，快来！'), [{ line: '122', word: '出车祸' }])
})
