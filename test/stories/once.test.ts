/** A phone that lost the answer sends the same call again: it happened once, and the answer is the same. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../world.ts'
import { isDone, isRefused, matterAt } from './matter.testing.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const keyed = () => ({ 'idempotency-key': randomUUID() })

test('a village official whose phone lost the answer replies again, picture and all: one reply', async () => {
  const matter = await matterAt(world)
  await matter.sign()
  await matter.contact()
  const headers = keyed()
  const body = { answer: '路灯已修好。', result: 'solved', fileIds: await matter.files('after') }
  const first = await matter.act('roads', 'assignments/1/reply', body, headers)
  isDone(first)
  const again = await matter.act('roads', 'assignments/1/reply', body, headers)
  assert.deepEqual([again.status, again.body], [200, first.body])
  assert.equal((await matter.events()).filter(e => e.kind === 'assignment.replied').length, 1)
})

test('the same key with other words is not the same call', async () => {
  const matter = await matterAt(world)
  const headers = keyed()
  await matter.sign()
  const say = (note: string) => matter.act('roads', 'assignments/1/progress', { note }, headers)
  isDone(await say('已到现场。'))
  isRefused(await say('还没有到现场。'), 'key-used-differently', 409)
})

test('eight sendings at the same moment are one act, and all hear the same', async () => {
  const matter = await matterAt(world)
  await matter.sign()
  const headers = keyed()
  const sent = Array.from({ length: 8 }, () =>
    matter.act('roads', 'assignments/1/progress', { note: '正在施工。' }, headers),
  )
  const answers = await Promise.all(sent)
  assert.deepEqual([...new Set(answers.map(a => `${a.status} ${JSON.stringify(a.body)}`))].length, 1)
  isDone(answers[0]!)
  assert.equal((await matter.events()).filter(e => e.kind === 'assignment.progressed').length, 1)
})

test('with the version seen, the second sending is no lost race', async () => {
  const matter = await matterAt(world)
  const version = String((await matter.row()).version)
  const headers = { ...keyed(), 'if-match': version }
  const first = await matter.act('roads', 'assignments/1/sign', undefined, headers)
  isDone(first)
  assert.deepEqual((await matter.act('roads', 'assignments/1/sign', undefined, headers)).body, first.body)
})

test('what was refused is decided anew: nothing is kept of a no', async () => {
  const matter = await matterAt(world)
  const headers = keyed()
  const say = () => matter.act('roads', 'assignments/1/progress', { note: '已到现场。' }, headers)
  isRefused(await say(), 'sign-first', 409)
  await matter.sign()
  isDone(await say())
})

test('two people with the same key are two people', async () => {
  const matter = await matterAt(world)
  await matter.sign()
  const headers = { 'idempotency-key': 'shared' }
  const say = (who: 'roads' | 'roadsHandler') =>
    matter.act(who, 'assignments/1/progress', { note: '已到现场。' }, headers)
  isDone(await say('roads'))
  const second = await say('roadsHandler')
  assert.notEqual(second.body.code, 'key-used-differently')
  isDone(second)
  assert.equal((await matter.events()).filter(e => e.kind === 'assignment.progressed').length, 2)
})

test('an appellant adds twice from a bad line: once, and only with the query code', async () => {
  const { number, queryCode } = await world.received()
  const headers = { ...keyed(), 'x-query-code': queryCode }
  const say = (code: object) =>
    world.call(null, 'POST', `/public/appeals/${number}/add`, {
      body: { addition: '第四盏也不亮了。' },
      headers: { ...headers, ...code },
    })
  const first = await say({})
  isDone(first)
  assert.deepEqual((await say({})).body, first.body)
  const wrong = await say({ 'x-query-code': queryCode === '000000' ? '000001' : '000000' })
  assert.equal(wrong.body.code, 'wrong-code')
})

test('a merge sent twice joins two tickets once', async () => {
  const [from, into] = [await world.received(), await world.received()]
  const headers = keyed()
  const merge = () =>
    world.call('dispatcher', 'POST', `/appeals/${from.number}/merge`, {
      body: { into: into.number },
      headers,
    })
  const first = await merge()
  isDone(first)
  assert.deepEqual((await merge()).body, first.body)
})

test('an article saved twice with one key has one new version', async () => {
  const made = await world.call('director', 'POST', '/knowledge/articles', {
    body: { title: '停水', body: '请拨供水热线。', ownerUnitId: world.unit.city, state: 'published' },
  })
  const headers = { ...keyed(), 'if-match': '1' }
  const save = () =>
    world.call('director', 'PATCH', `/knowledge/articles/${made.body.id}`, {
      body: { body: '请拨供水热线，全天有人。' },
      headers,
    })
  const first = await save()
  isDone(first)
  assert.deepEqual((await save()).body, first.body)
})

test('a person is erased once, and the second sending says so', async () => {
  const { number } = await world.received()
  const headers = keyed()
  const erase = () =>
    world.call('security', 'POST', `/appeals/${number}/identity/erase`, {
      body: { reason: '诉求人申请删除' },
      headers,
    })
  const first = await erase()
  isDone(first)
  assert.deepEqual((await erase()).body, first.body)
})
