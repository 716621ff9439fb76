/** An external platform's messages come in by its own ids and are answered back there. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { takeForPlatforms } from './platform-replies.ts'
import { letRead } from './town.testing.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const message = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  title: '路灯不亮',
  content: `湖滨路的路灯不亮 ${id}`,
  ...more,
})
const bring = (messages: unknown[], platform = 'wenzheng') =>
  world.call('agent', 'POST', `/platforms/${platform}/messages`, { body: { messages } })
interface Reply {
  id: number
  messageId: string
  kind: string
  text: string
}
async function replies(query = ''): Promise<Reply[]> {
  await letRead(world, takeForPlatforms)
  const { body } = await world.call('dispatcher', 'GET', `/platforms/wenzheng/replies${query}`)
  return body.replies as Reply[]
}

test('[LL-08] messages of a platform become appeals under the platform’s ids; brought again, they make no second one', async () => {
  const first = await bring([
    message('m1'),
    message('m2', { kind: 'complaint', sentAt: '2026-09-27T20:00:00+08:00' }),
  ])
  assert.equal(first.status, 200)
  assert.deepEqual([first.body.received, first.body.repeated, first.body.rejected], [2, 0, 0])
  const again = await bring([message('m2'), message('m3')])
  assert.deepEqual([again.body.received, again.body.repeated], [1, 1])
  const numbers = (first.body.messages as { number: string }[]).map(m => m.number)
  assert.equal((again.body.messages as { number: string }[])[0]!.number, numbers[1])
  const found = await world.call('dispatcher', 'GET', '/appeals?externalPlatform=wenzheng&externalId=m2')
  assert.equal((found.body.appeals as { number: string }[])[0]!.number, numbers[1])
})

test('one wrong message doesn’t stop the others, and its field is named', async () => {
  const { body } = await bring([
    message('w1', { category: '9999' }),
    message('w2', { place: { lng: 120 } }),
    message('w3'),
  ])
  assert.deepEqual([body.received, body.rejected], [1, 2])
  const [wrongCategory, wrongPlace] = body.messages as { code: string; field: string }[]
  assert.deepEqual([wrongCategory!.code, wrongCategory!.field], ['no-such-category', 'category'])
  assert.deepEqual([wrongPlace!.code, wrongPlace!.field], ['invalid-input', 'place.lat'])
})

test('a platform nobody has joined, an empty batch and one of 501 are refused', async () => {
  const unknown = await bring([message('u1')], 'elsewhere')
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'no-such-platform'])
  assert.equal((await bring([])).status, 400)
  assert.equal((await bring(Array.from({ length: 501 }, (_, i) => message(`many${i}`)))).status, 400)
})

test('[LL-29] a burst of 500 messages in one call is taken whole, and the same burst sent twice at once stands there once', async () => {
  const burst = Array.from({ length: 500 }, (_, i) => message(`b${i}`))
  const [one, two] = await Promise.all([bring(burst), bring(burst)])
  assert.equal((one.body.received as number) + (two.body.received as number), 500)
  assert.equal((one.body.repeated as number) + (two.body.repeated as number), 500)
  const { body } = await world.call('dispatcher', 'GET', '/appeals/count?externalPlatform=wenzheng&q=路灯')
  assert.ok((body.count as number) >= 500)
})

test('[LL-08] an answer goes back under the message’s id, and is listed until the platform has taken it', async () => {
  const { body } = await bring([message('a1')])
  const { number } = (body.messages as [{ number: string }])[0]
  const answered = await world.call('dispatcher', 'POST', `/appeals/${number}/answer-on-spot`, {
    body: { answer: '已通知维修，今晚恢复照明。' },
  })
  assert.equal(answered.status, 200, JSON.stringify(answered.body))
  const reply = (await replies()).find(r => r.messageId === 'a1')
  assert.deepEqual([reply?.kind, reply?.text], ['final', '已通知维修，今晚恢复照明。'])
  const ack = () => world.call('dispatcher', 'POST', `/platforms/wenzheng/replies/${reply!.id}/ack`)
  const first = await ack()
  assert.equal(first.status, 200)
  world.clock.pass(60_000)
  assert.deepEqual((await ack()).body, first.body)
  assert.equal(
    (await replies()).find(r => r.messageId === 'a1'),
    undefined,
  )
  const unknown = await world.call('dispatcher', 'POST', '/platforms/wenzheng/replies/999999/ack')
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'no-such-reply'])
})

test('a message that is not accepted goes back with the reason of the rules and the lawful route', async () => {
  const { body } = await bring([message('f1')])
  const { number } = (body.messages as [{ number: string }])[0]
  const refused = await world.call('dispatcher', 'POST', `/appeals/${number}/refuse`, {
    body: { reason: 'outsideTerritory' },
  })
  assert.equal(refused.status, 200, JSON.stringify(refused.body))
  const reply = (await replies()).find(r => r.messageId === 'f1')
  assert.deepEqual([reply?.kind, reply?.text], ['refused', '不属于本地管辖 请向事发地12345反映'])
})

test('[LL-12] what the person says of the answer in the programme is recorded as their own rating, once', async () => {
  const { body } = await bring([message('t1'), message('t2')])
  const { number } = (body.messages as [{ number: string }])[0]
  await world.call('dispatcher', 'POST', `/appeals/${number}/answer-on-spot`, {
    body: { answer: '已修好。' },
  })
  const tell = (id: string) =>
    world.call('agent', 'POST', `/platforms/wenzheng/messages/${id}/feedback`, {
      body: { stars: 5, comment: '路灯亮了，谢谢。' },
    })
  assert.equal((await tell('t1')).status, 201)
  const { rows } = await world.db.pool.query(
    'SELECT r.stars, r.via FROM review r JOIN appeal a ON a.id = r.appeal_id WHERE a.number = $1',
    [number],
  )
  assert.deepEqual(rows, [{ stars: 5, via: 'platform' }])
  assert.equal((await tell('t1')).body.code, 'review-locked')
  assert.equal((await tell('t2')).body.code, 'wrong-stage')
  assert.equal((await tell('nobody')).body.code, 'not-found')
})

test('who may not take contacts or import gets neither the messages’ door nor the answers', async () => {
  assert.equal(
    (
      await world.call('mayor', 'POST', '/platforms/wenzheng/messages', {
        body: { messages: [message('z')] },
      })
    ).status,
    403,
  )
  assert.equal((await world.call('agent', 'GET', '/platforms/wenzheng/replies')).status, 403)
  assert.equal((await world.call(null, 'GET', '/platforms/wenzheng/replies')).status, 401)
  assert.deepEqual((await world.call('dispatcher', 'GET', '/imports')).body, { imports: [], next: null })
})
