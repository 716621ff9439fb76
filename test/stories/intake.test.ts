/** A day at the hotline: what comes in, how it is told apart and tied together, and that nobody is left without an answer. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { verifyRecord } from '../../src/server/record/verify/verify.ts'
import { lampAppeal, openWorld, type PersonName, type World } from '../world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const must = async <Body = Record<string, unknown>>(
  who: PersonName | null,
  method: string,
  path: string,
  body?: unknown,
  headers = {},
): Promise<Body> => {
  const answer = await world.call(who, method, path, { headers, ...(body !== undefined && { body }) })
  assert.ok(answer.status < 300, `${method} ${path}: ${JSON.stringify(answer.body)}`)
  return answer.body as Body
}

interface Taken {
  number: string
  queryCode: string
  candidates: { number: string; reasons: string[] }[]
}
interface Followed {
  stage: string
  unit: string | null
  mergedInto: string | null
  question: string | null
  timeline: { zh: string }[]
  can: Record<string, boolean>
}

const call = async (fields: Record<string, unknown> = {}): Promise<number> => {
  const { contact } = await must<{ contact: { id: number } }>('agent', 'POST', '/contacts', {
    channelId: world.channel.hotline,
    ...fields,
  })
  return contact.id
}
const take = (contactId: number, fields: Record<string, unknown> = {}) =>
  must<Taken>('agent', 'POST', '/appeals', { ...lampAppeal(world), contactId, ...fields })
const follow = (a: { number: string; queryCode: string }) =>
  must<Followed>(null, 'GET', `/public/appeals/${a.number}`, undefined, { 'x-query-code': a.queryCode })

test('[SZ-09] [ZY-30] of five calls one is answered, one refused, one handed over, one given up and one becomes an appeal', async () => {
  const [ask, elsewhere, fire, gone, lamp] = [
    await call(),
    await call(),
    await call(),
    await call(),
    await call(),
  ]
  await must('agent', 'POST', `/contacts/${ask}/answer`, {
    answer: '婚姻登记处九点开门。',
    intent: 'question',
    kind: 'inquiry',
    stars: 5,
  })
  await must('agent', 'POST', `/contacts/${elsewhere}/refuse`, { reason: 'outsideTerritory' })
  await must('agent', 'POST', `/contacts/${fire}/hand-over`, { line: '119' })
  await must('agent', 'POST', `/contacts/${gone}/abandon`, { waitSeconds: 40 })
  await take(lamp)
  const { counts } = await must<{ counts: { outcome: string; n: number }[] }>(
    'agent',
    'GET',
    '/contacts/counts',
  )
  const outcomes = Object.fromEntries(counts.map(c => [c.outcome, c.n]))
  assert.deepEqual(outcomes, { abandoned: 1, answered: 1, appeal: 1, handedOver: 1, refused: 1 })
  assert.deepEqual(await must('agent', 'GET', '/contacts/open?minutes=0'), { count: 0, contacts: [] })
})

test('a neighbour reports the same lamp: the agent sees it, the dispatcher merges it, a mistake is undone', async () => {
  const first = await take(await call(), { appellant: { phone: '13800000001' } })
  const second = await take(await call(), { appellant: { phone: '13800000002' } })
  const shown = second.candidates.find(c => c.number === first.number)
  assert.deepEqual(shown?.reasons, ['place', 'words', 'category', 'time'])
  await must('dispatcher', 'POST', `/appeals/${second.number}/merge`, { into: first.number })
  const signpost = await follow(second)
  assert.deepEqual([signpost.stage, signpost.mergedInto], ['merged', first.number])
  await must('dispatcher', 'POST', `/appeals/${second.number}/unmerge`)
  assert.equal((await follow(second)).stage, 'received')
})

test('[SZ-15] one call about three things becomes three appeals that go their own ways', async () => {
  const first = await take(await call(), { appellant: { phone: '13800000003' } })
  const { parts } = await must<{ parts: Taken[] }>('agent', 'POST', `/appeals/${first.number}/split`, {
    parts: [
      { title: '井盖松动', content: '路口井盖松动', categoryId: world.category.roads },
      { title: '自来水浑浊', content: '自来水发黄', categoryId: world.category.water },
    ],
  })
  const [, water] = parts
  await must('dispatcher', 'POST', `/appeals/${water!.number}/dispatch`, {
    units: [{ unitId: world.unit.water, role: 'lead' }],
  })
  assert.deepEqual([(await follow(first)).unit, (await follow(water!)).unit], [null, '示例水务'])
})

test('a burst pipe hits a street: one parent, its children follow it, somebody joins', async () => {
  const water = {
    categoryId: world.category.water,
    title: '新华路水管爆裂',
    content: '新华路主管爆裂，全街停水。',
  }
  const parent = await take(await call(), { ...water, appellant: { phone: '13800000004' } })
  for (const phone of ['13800000005', '13800000006']) {
    const child = await take(await call(), { ...water, appellant: { phone } })
    await must('dispatcher', 'POST', `/appeals/${child.number}/parent`, { parent: parent.number })
  }
  assert.deepEqual(await must(null, 'POST', `/public/appeals/${parent.number}/me-too`, {}), {
    number: parent.number,
    joined: 1,
  })
})

test('what is unclear is asked, the appellant answers on the web, the matter is reclassified and dispatched in time', async () => {
  const appeal = await take(await call())
  const code = { 'x-query-code': appeal.queryCode }
  await must('dispatcher', 'POST', `/appeals/${appeal.number}/ask`, { question: '灯杆是否倾倒？' })
  assert.equal((await follow(appeal)).question, '灯杆是否倾倒？')
  await must(null, 'POST', `/public/appeals/${appeal.number}/tell`, { answer: '已经倒在路上' }, code)
  await must('dispatcher', 'POST', `/appeals/${appeal.number}/classify`, {
    urgency: 'critical',
    tags: ['急难愁盼'],
  })
  await must('dispatcher', 'POST', `/appeals/${appeal.number}/dispatch`, {
    units: [{ unitId: world.unit.roads, role: 'lead' }],
  })
  const told = (await follow(appeal)).timeline
  assert.deepEqual(
    told.map(l => l.zh),
    ['已受理您的诉求', '请您补充情况', '您已补充', '已交市政工程处办理'],
  )
})

test('when the lamp is lit again the appellant withdraws, and the unit has nothing left to do', async () => {
  const appeal = await world.dispatched('roads')
  const code = { 'x-query-code': appeal.queryCode }
  await must(null, 'POST', `/public/appeals/${appeal.number}/withdraw`, { reason: '已修好' }, code)
  assert.deepEqual((await follow(appeal)).can, {
    add: false,
    tell: false,
    withdraw: false,
    review: false,
    reopen: false,
  })
})

test('at the end of the day the record verifies: every history leads to what stands there', async () => {
  const { db, keys } = world.app.parts
  const verdict = await verifyRecord({ db, keys })
  assert.ok(verdict.ok, JSON.stringify(verdict))
})
