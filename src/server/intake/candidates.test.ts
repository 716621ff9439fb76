/** Repeats and duplicates: found by person, place, words and time, with the reason why. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { lampAppeal, openWorld, type World } from '../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

interface Shown {
  number: string
  reasons: string[]
  likeness: number
  mergedInto: string | null
}
interface Received {
  number: string
  candidates: Shown[]
  repeats: number
}
const received = async (fields: Record<string, unknown>): Promise<Received> => {
  const appeal: { number: string } = await world.received({
    place: undefined,
    categoryId: undefined,
    ...fields,
  })
  return appeal as Received
}
const lookFor = async (body: Record<string, unknown>) => {
  const answer = await world.call('agent', 'POST', '/candidates', { body })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body as unknown as {
    candidates: Shown[]
    repeats: number
    emergency: unknown
    risks: string[]
  }
}
const reasonsFor = (shown: Shown[], number: string) => shown.find(c => c.number === number)?.reasons

test('the same person is recognised however the phone was typed', async () => {
  const first = await received({
    title: '噪音扰民',
    content: '楼下饭店抽油烟机噪音大',
    appellant: { phone: '13700000001' },
  })
  const again = await received({
    title: '咨询医保',
    content: '怎么办理医保转移',
    appellant: { phone: '+86 137-0000-0001' },
  })
  assert.deepEqual(reasonsFor(again.candidates, first.number), ['person', 'time'])
  assert.equal(again.repeats, 0)
})

test('the same words of another person are shown with their likeness', async () => {
  const content = '幸福小区三号楼电梯经常停运，老人上下楼困难，物业一直推诿不修，请督促尽快维修。'
  const first = await received({ title: '电梯停运', content, appellant: { phone: '13700000002' } })
  const again = await received({
    title: '电梯停运',
    content: `${content}谢谢`,
    appellant: { phone: '13700000003' },
  })
  const shown = again.candidates.find(c => c.number === first.number)
  assert.deepEqual(shown?.reasons, ['words', 'time'])
  assert.ok(shown.likeness > 0.8)
})

test('a matter of the same category a few houses away is shown, one two streets away is not', async () => {
  const at = { categoryId: world.category.water, place: { lng: 120.5, lat: 30.5 } }
  const first = await received({
    ...at,
    title: '水管爆裂',
    content: '门口水管爆了',
    appellant: { phone: '13700000004' },
  })
  const near = { ...at, place: { lng: 120.5012, lat: 30.5009 } }
  const shown = await lookFor({ ...near, title: '停水', content: '家里没有自来水' })
  assert.deepEqual(reasonsFor(shown.candidates, first.number), ['place', 'category', 'time'])
  const far = await lookFor({
    ...at,
    place: { lng: 120.52, lat: 30.5 },
    title: '停水',
    content: '家里没有自来水',
  })
  assert.equal(reasonsFor(far.candidates, first.number), undefined)
})

test('what was long ago, outside the window of the rules, is not a candidate', async () => {
  const person = { appellant: { phone: '13700000005' } }
  const first = await received({ ...person, title: '树枝遮挡路牌', content: '行道树遮挡交通标志' })
  world.clock.pass(31 * 86_400_000)
  const later = await received({ ...person, title: '树枝遮挡路牌', content: '行道树遮挡交通标志' })
  assert.equal(reasonsFor(later.candidates, first.number), undefined)
  assert.equal(later.repeats, 0)
})

test('the third time somebody comes with the same matter raises an alert and stands in the history', async () => {
  const matter = {
    title: '垃圾堆放',
    content: '单元门口垃圾堆放多日无人清运，气味难闻，请尽快清理。',
    appellant: { phone: '13700000006' },
  }
  const alertsOf = async (number: string) =>
    (
      await world.db.pool.query(
        `SELECT facts FROM alert WHERE kind = 'repeats' AND facts ->> 'number' = $1`,
        [number],
      )
    ).rows
  const [one, two, three] = [await received(matter), await received(matter), await received(matter)]
  assert.deepEqual([one.repeats, two.repeats, three.repeats], [0, 1, 2])
  assert.deepEqual([await alertsOf(one.number), await alertsOf(two.number)], [[], []])
  assert.deepEqual(await alertsOf(three.number), [{ facts: { number: three.number, times: 3 } }])
  const { rows } = await world.db.pool.query(
    `SELECT e.facts FROM event e JOIN appeal a ON a.id = e.appeal_id WHERE a.number = $1 AND e.kind = 'appeal.repeated'`,
    [three.number],
  )
  assert.equal(rows[0].facts.times, 3)
})

test('an alert that a crash left out is raised later, once', async () => {
  const { raiseForgotten } = await import('./alerts.ts')
  const { number } = await received({
    title: '要跳楼',
    content: '工资不发，今天就要跳楼讨薪',
    appellant: { phone: '13700000007' },
  })
  const count = async () =>
    (
      await world.db.pool.query(
        `SELECT count(*) AS n FROM alert WHERE kind = 'risk' AND facts ->> 'number' = $1`,
        [number],
      )
    ).rows[0].n
  await world.db.pool.query(`DELETE FROM alert WHERE facts ->> 'number' = $1`, [number])
  await raiseForgotten(world.app.parts, world.clock.now())
  await raiseForgotten(world.app.parts, world.clock.now())
  assert.equal(await count(), 1)
})

test('a draft shows candidates, risks and emergencies before it is sent', async () => {
  const shown = await lookFor({ title: '着火', content: '现在三楼着火了，快来救命', phone: '13700000001' })
  assert.deepEqual(shown.emergency, { line: '119', zh: '消防', en: 'Fire brigade' })
  assert.deepEqual((await lookFor({})).candidates, [])
})

test('what was withdrawn is no candidate any more', async () => {
  const matter = { title: '井盖破损', content: '人民路井盖破损存在危险', appellant: { phone: '13700000008' } }
  const first = await received(matter)
  await world.call('agent', 'POST', `/appeals/${first.number}/withdraw`, { body: {} })
  const again = await received(matter)
  assert.equal(reasonsFor(again.candidates, first.number), undefined)
})

test('a hundred calls at once are compared together and each gets its own answer', async () => {
  const calls = await Promise.all(
    Array.from({ length: 100 }, (_, i) =>
      lookFor({
        title: '路灯',
        content: lampAppeal(world).content,
        phone: i % 2 ? '13700000006' : '13799999999',
      }),
    ),
  )
  for (const [i, { candidates }] of calls.entries())
    assert.equal(
      candidates.some(c => c.reasons.includes('person')),
      i % 2 === 1,
    )
})

test('a line of one unit is told of its own matters alone, in beginning, receiving and looking', async () => {
  const phone = '13700000091'
  const content = '和平桥南侧护栏松动，夜里行人容易跌落，请尽快加固。'
  const citys = await received({ title: '护栏松动', content, appellant: { phone } })
  const { rows } = await world.db.pool.query(
    `INSERT INTO channel (tenant_id, code, name, kind, digits, owner_unit_id) VALUES ($1, 'waterLine', '供水热线', 'hotline', 8, $2)
     RETURNING id`,
    [world.tenantId, world.unit.water],
  )
  await world.db.pool.query(
    `INSERT INTO role_grant (tenant_id, person_id, role, unit_id) VALUES ($1, $2, 'agent', $3)`,
    [world.tenantId, world.person.waterSigner, world.unit.water],
  )
  await world.app.parts.tenants.changed(world.tenantId)
  const about = { title: '护栏松动', content }
  const arriving = { kind: 'help', intent: 'request', ...about, appellant: { phone } }
  const numbersSeen = async (path: string, body: Record<string, unknown>) => {
    const answer = await world.call('waterSigner', 'POST', path, { body })
    assert.ok(answer.status < 300, JSON.stringify(answer.body))
    return (answer.body.candidates as Shown[]).map(c => c.number)
  }
  const channelId = rows[0].id
  assert.deepEqual(await numbersSeen('/contacts', { channelId, appellant: { phone } }), [])
  assert.deepEqual(await numbersSeen('/appeals', { channelId, ...arriving }), [])
  const own = await numbersSeen('/candidates', { ...about, phone })
  assert.equal(own.length, 1)
  assert.ok(!own.includes(citys.number))
  // The centre above knows of both.
  const { candidates } = await lookFor({ ...about, phone })
  assert.deepEqual(candidates.map(c => c.number).sort(), [citys.number, own[0]].sort())
})
