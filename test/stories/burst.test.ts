/** 扎堆: three thousand messages within an hour, a dozen matters; what the dispatcher sees, does, and what everybody who wrote hears. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { takeForPlatforms } from '../../src/server/exchange/platform-replies.ts'
import { letRead } from '../../src/server/exchange/town.testing.ts'
import { openWorld, type World } from '../world.ts'
import { isDone, isRefused, matterOf } from './matter.testing.ts'

let world: World
let asked = 0
before(async () => {
  world = await openWorld()
  // Every question to the database goes through here or through a connection of a transaction.
  const { pool } = world.db
  const query = pool.query.bind(pool)
  pool.query = ((...args: Parameters<typeof query>) => {
    asked++
    return query(...args)
  }) as typeof pool.query
})
after(() => world.close())

/** Twelve matters, each as five people would tell it. */
const MATTERS: [name: string, clauses: string[]][] = [
  [
    '供暖',
    [
      '锦绣小区暖气不热',
      '室内温度只有十四度',
      '老人孩子冻得感冒',
      '物业说热力公司没有供热',
      '请尽快恢复供暖',
    ],
  ],
  [
    '停水',
    [
      '幸福里小区连续停水三天',
      '高层住户打不出一滴水',
      '水务公司电话没人接',
      '做饭洗澡都成问题',
      '什么时候来水请通知',
    ],
  ],
  [
    '噪音',
    [
      '建设路工地夜间施工',
      '凌晨两点打桩机还在响',
      '附近居民整夜睡不着',
      '投诉多次没有人管',
      '请制止夜间施工扰民',
    ],
  ],
  [
    '校门',
    [
      '实验二小放学时校门口堵车',
      '家长车辆停满两边人行道',
      '孩子只能走在机动车道上',
      '交警很少来疏导',
      '请安排护学岗',
    ],
  ],
  [
    '公交',
    [
      '二十三路公交车一小时一班',
      '早高峰根本挤不上去',
      '上班经常因此迟到',
      '增加班次的承诺没有兑现',
      '请公交公司加密班次',
    ],
  ],
  [
    '医保',
    [
      '医保卡在药店刷不出来',
      '系统升级后余额显示为零',
      '慢性病人断药好几天',
      '窗口让回单位核实',
      '请医保局查明原因',
    ],
  ],
  [
    '垃圾',
    [
      '滨河市场垃圾堆放一周没清',
      '污水流到路面臭气熏天',
      '苍蝇老鼠到处都是',
      '环卫说不归他们管',
      '请明确责任及时清运',
    ],
  ],
  [
    '积水',
    ['铁路桥下一下雨就积水', '小车熄火泡在水里', '排水泵一直不开', '行人绕行要多走两公里', '请修好泵站'],
  ],
  [
    '工资',
    [
      '盛达项目部拖欠农民工工资',
      '四个月没有发过一分钱',
      '包工头电话关机',
      '工人回家过节没有路费',
      '请劳动监察介入',
    ],
  ],
  [
    '充电',
    [
      '丽景苑没有电动车充电桩',
      '居民从楼上拉线飞线充电',
      '消防通道被电动车占满',
      '去年说装到现在没动静',
      '请社区协调安装充电设施',
    ],
  ],
  [
    '路灯',
    [
      '湖滨路路灯成片不亮',
      '晚上走路伸手不见五指',
      '已经有老人摔倒受伤',
      '报修半个月没人来',
      '请市政处尽快维修',
    ],
  ],
  [
    '房产证',
    [
      '金桂花园交房五年办不了房产证',
      '开发商说消防没有验收',
      '孩子上学落户受影响',
      '多次到大厅没有结果',
      '请住建局督促开发商',
    ],
  ],
]
const OPENINGS = ['您好', '领导好', '我是附近居民', '反映一个问题', '求助', '再次反映', '麻烦帮帮我们']
const ENDINGS = ['谢谢', '盼复', '拜托了', '急', '等待回复', '多谢领导']
const PER_MATTER = 250
const N = MATTERS.length * PER_MATTER

/** The i-th message: another opening, another order, one clause in three left out. */
function messageOf(i: number) {
  const which = i % MATTERS.length
  const [, clauses] = MATTERS[which]!
  const told = Math.floor(i / MATTERS.length)
  const from = told % clauses.length
  const turned = [...clauses.slice(from), ...clauses.slice(0, from)]
  const said = told % 3 === 0 ? turned.slice(0, -1) : turned
  return {
    id: `m${i}`,
    title: clauses[0]!,
    content: `${OPENINGS[told % OPENINGS.length]}，${said.join('，')}。${ENDINGS[told % ENDINGS.length]}`,
    appellant: { name: `网民${i}`, phone: `139${String(10_000_000 + i)}` },
  }
}

/** Shares half of what the heap of the lamps says, and is about something else. */
const STRANGER = {
  id: 'stranger',
  title: '湖滨路路灯成片不亮',
  content: '湖滨路路灯成片不亮，晚上走路伸手不见五指，有人借机抢夺老人的皮包，我要报案，请派出所调取监控。',
  appellant: { name: '报案人', phone: '13988888888' },
}

interface Taken {
  id: string
  number: string
  queryCode: string
}
interface Heap {
  head: string
  title: string
  size: number
  doubtful: number
  platforms: string[]
}
interface Settled {
  done: number
  kept: number
  sheetNumber: string | null
}

const taken = new Map<string, Taken>()
const get = async <T>(who: 'dispatcher' | 'director' | 'agent', path: string): Promise<T> => {
  const answer = await world.call(who, 'GET', path)
  isDone(answer)
  return answer.body as T
}
const heaps = () =>
  get<{ heaps: Heap[]; lastHour: number; waiting: number; alone: number }>('dispatcher', '/bursts')
const settle = (body: object, who: 'dispatcher' | 'director' = 'director') =>
  world.call(who, 'POST', '/bursts/settle', { body })

interface Reply {
  id: number
  messageId: string
  kind: string
  text: string
  number: string
}
async function replies(): Promise<Reply[]> {
  await letRead(world, takeForPlatforms)
  const all: Reply[] = []
  for (let after = ''; ; ) {
    const page = await get<{ replies: Reply[]; next: string | null }>(
      'dispatcher',
      `/platforms/wenzheng/replies?limit=500${after}`,
    )
    all.push(...page.replies)
    if (page.next === null) return all
    after = `&after=${page.next}`
  }
}

test('[LL-29] a burst: three thousand messages within the hour are taken under the platform’s ids', async () => {
  const messages = [...Array.from({ length: N }, (_, i) => messageOf(i)), STRANGER]
  asked = 0
  for (let at = 0; at < messages.length; at += 500) {
    world.clock.pass(9 * 60_000)
    const answer = await world.call('agent', 'POST', '/platforms/wenzheng/messages', {
      body: { messages: messages.slice(at, at + 500) },
    })
    isDone(answer)
    for (const one of answer.body.messages as Taken[]) taken.set(one.id, one)
  }
  assert.equal(taken.size, N + 1)
  // Look-ups and commits are shared: far fewer than two for a message.
  assert.ok(asked < N, `${asked} questions for ${N} messages`)
})

test('[LL-29] a burst: the dispatcher sees how many came, and a heap for every matter', async () => {
  const found = await heaps()
  assert.equal(found.waiting, N + 1)
  assert.equal(found.lastHour, N + 1)
  assert.equal(found.heaps.length, MATTERS.length, JSON.stringify(found.heaps.map(h => [h.title, h.size])))
  assert.deepEqual(found.heaps[0]!.platforms, ['wenzheng'])
  for (const [, [title]] of MATTERS) {
    const heap = found.heaps.find(h => h.title === title)!
    assert.ok(heap.size >= PER_MATTER * 0.98 && heap.size <= PER_MATTER + 1, `${title}: ${heap.size}`)
  }
  assert.ok(found.alone <= N * 0.02, `${found.alone} stand alone`)
})

interface Member {
  number: string
  messageId: string
  likeness: number
  doubtful: boolean
}
const membersOf = async (title: string): Promise<{ head: string; members: Member[] }> => {
  const heap = (await heaps()).heaps.find(h => h.title === title)!
  const { members } = await get<{ members: Member[] }>('dispatcher', `/bursts/${heap.head}`)
  return { head: heap.head, members }
}
const LAMPS = '湖滨路路灯成片不亮'
const ANSWER = '您反映的路灯问题已转市政处，今晚抢修。'

test('[LL-29] a burst: what fits least stands first, is taken out, and the rest is rehearsed and settled at once', async () => {
  const { head, members } = await membersOf(LAMPS)
  const likeness = members.map(m => m.likeness)
  assert.deepEqual(
    likeness,
    [...likeness].sort((a, b) => a - b),
  )
  const at = members.findIndex(m => m.messageId === 'stranger')
  assert.ok(at >= 0 && at < members.length / 4, `the stranger stands at ${at} of ${members.length}`)
  const numbers = members.filter(m => m.messageId !== 'stranger').map(m => m.number)
  const body = {
    head,
    numbers: numbers.filter(n => n !== head),
    way: 'merge',
    units: [{ unitId: world.unit.roads, role: 'lead' }],
    preliminary: ANSWER,
    notice: { demand: '湖滨路路灯问题集中，请今晚抢修并反馈。', limit: '1wd' },
  }
  isRefused(await settle(body, 'dispatcher'), 'not-permitted', 403)
  const rehearsed = (await settle({ ...body, dryRun: true })).body as unknown as Settled
  assert.deepEqual([rehearsed.done, rehearsed.kept, rehearsed.sheetNumber], [numbers.length, 0, null])
  assert.equal((await heaps()).waiting, N + 1, 'a rehearsal changes nothing')
  asked = 0
  const done = (await settle(body)).body as unknown as Settled
  assert.deepEqual([done.done, done.kept], [numbers.length, 0])
  assert.ok(asked < 60, `${asked} questions for ${numbers.length} messages`)
  assert.match(done.sheetNumber!, /任务|通知|〔2026〕/)
  const { sheets } = (await world.call('roads', 'GET', '/sheets')).body as {
    sheets: { kind: string; number: string }[]
  }
  assert.deepEqual(
    sheets.map(s => [s.kind, s.number]),
    [['taskNotice', head]],
  )
  assert.equal((await heaps()).waiting, N + 1 - numbers.length)
})

test('[LL-29] a burst: everybody hears the preliminary reply, on the platform under their own id and by their own number', async () => {
  const told = await replies()
  const mine = told.filter(r => r.text === ANSWER)
  const ids = new Set(mine.map(r => r.messageId))
  assert.equal(ids.size, mine.length, 'nobody is answered twice')
  assert.ok(mine.every(r => r.kind === 'preliminary'))
  assert.ok(!ids.has('stranger'))
  const lamps = MATTERS.findIndex(([name]) => name === '路灯')
  const one = taken.get(`m${lamps + MATTERS.length * 40}`)!
  assert.equal(mine.find(r => r.messageId === one.id)?.number, one.number)
  const followed = await world.call(null, 'GET', `/public/appeals/${one.number}`, {
    headers: { 'x-query-code': one.queryCode },
  })
  isDone(followed)
  assert.ok(JSON.stringify(followed.body.timeline).includes(ANSWER), JSON.stringify(followed.body.timeline))
})

test('[LL-29] a burst: a heap may also stay tickets of their own, each dispatched and answered', async () => {
  const { head, members } = await membersOf('实验二小放学时校门口堵车')
  const done = await settle({
    head,
    numbers: members.map(m => m.number).filter(n => n !== head),
    way: 'each',
    units: [{ unitId: world.unit.east, role: 'lead' }],
    preliminary: '已安排护学岗，放学时段到岗。',
  })
  assert.deepEqual([done.body.done, done.body.kept], [members.length, 0])
  const { count } = await get<{ count: number }>(
    'dispatcher',
    `/appeals/count?stage=dispatched&leadUnitId=${world.unit.east}`,
  )
  assert.equal(count, members.length)
  const told = (await replies()).filter(r => r.text.startsWith('已安排护学岗'))
  assert.equal(told.length, members.length)
})

test('[LL-29] a burst: the one final answer goes back to all of the heap; taken or refused there, it is recorded', async () => {
  const { rows } = await world.db.pool.query(
    `SELECT number FROM appeal WHERE lead_unit_id = $1 AND stage = 'dispatched'`,
    [world.unit.roads],
  )
  assert.equal(rows.length, 1)
  const m = matterOf(world, rows[0].number)
  await m.answer()
  await m.accept()
  const final = (await replies()).filter(r => r.kind === 'final')
  assert.ok(final.length >= PER_MATTER * 0.98, `${final.length} final answers`)
  assert.ok(final.every(r => r.text === '路灯已修好，恢复照明。'))
  const [first, second] = final as [(typeof final)[0], (typeof final)[0]]
  isDone(await world.call('dispatcher', 'POST', `/platforms/wenzheng/replies/${first.id}/ack`))
  isDone(
    await world.call('dispatcher', 'POST', `/platforms/wenzheng/replies/${second.id}/refuse`, {
      body: { reason: '超过平台字数' },
    }),
  )
  const seen = async (number: string) =>
    (
      await get<{
        replies: {
          kind: string
          publishedAt: string | null
          refusal: string | null
          answeredBy: string | null
        }[]
      }>('dispatcher', `/appeals/${number}/platform-replies`)
    ).replies.find(r => r.kind === 'final')!
  assert.ok((await seen(first.number)).publishedAt)
  assert.equal((await seen(second.number)).refusal, '超过平台字数')
  const { alerts } = await get<{ alerts: { kind: string; number: string }[] }>('director', '/alerts')
  assert.ok(alerts.some(a => a.kind === 'replyRefused' && a.number === second.number))
  isDone(await world.call('dispatcher', 'POST', `/platforms/wenzheng/replies/${second.id}/again`))
  assert.equal((await seen(second.number)).refusal, null)
})
