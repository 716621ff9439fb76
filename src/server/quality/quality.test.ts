/** 质检: what is flagged and a sample that stays the same, a check once, averages of agents, and nobody's own work. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDone, isRefused, matterAt } from '../../../test/stories/matter.testing.ts'
import { openWorld, type PersonName, type World } from '../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

async function contact(who: PersonName, verb: string, body: object): Promise<number> {
  const begun = await world.call(who, 'POST', '/contacts', { body: { channelId: world.channel.hotline } })
  const { id } = begun.body.contact as { id: number }
  isDone(await world.call(who, 'POST', `/contacts/${id}/${verb}`, { body }))
  return id
}
interface Queued {
  contactId: number | null
  number: string | null
  reasons: string[]
  agent: { name: string } | null
}
async function queue(query = ''): Promise<Queued[]> {
  const found: Queued[] = []
  for (let after: string | null = ''; after !== null; ) {
    const answer = await world.call(
      'qa',
      'GET',
      `/quality/queue?limit=7${query}${after && `&after=${after}`}`,
    )
    isDone(answer)
    found.push(...(answer.body.queue as Queued[]))
    after = answer.body.next as string | null
  }
  return found
}
const check = (body: object, who: PersonName = 'qa') => world.call(who, 'POST', '/quality/checks', { body })
const scores = { strict: 5, truthful: 4, polite: 3 }

test('[LL-04] poor stars, refusals and long talks are all queued; the rest by lot, the same tomorrow', async () => {
  const poor = await contact('agent', 'answer', { answer: '已告知。', stars: 1 })
  const refused = await contact('agent', 'refuse', { reason: 'outsideTerritory' })
  const long = await contact('agent', 'answer', { answer: '已告知。', talkSeconds: 1200 })
  for (let i = 0; i < 60; i++) await contact('agent', 'answer', { answer: '已告知。', stars: 5 })
  const first = await queue()
  const reasonsOf = (id: number) => first.find(q => q.contactId === id)?.reasons.filter(r => r !== 'sample')
  assert.deepEqual(
    [reasonsOf(poor), reasonsOf(refused), reasonsOf(long)],
    [['lowSatisfaction'], ['refused'], ['longTalk']],
  )
  assert.ok(first.length < 40, `a sample, not ${first.length} of 63`)
  assert.equal(new Set(first.map(q => q.contactId)).size, first.length)
  assert.deepEqual(await queue(), first)
})

test('[LL-04] a check takes it off the queue, once, and counts for who took the call', async () => {
  const id = await contact('vendor', 'answer', { answer: '已告知。', stars: 1 })
  assert.ok((await queue()).some(q => q.contactId === id))
  const made = await check({ contactId: id, scores, flags: ['training'], note: '语速偏快' })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  assert.equal(made.body.average, 4)
  assert.ok(!(await queue()).some(q => q.contactId === id))
  isRefused(await check({ contactId: id, scores }), 'already-done', 409)
  const listed = await world.call('director', 'GET', `/quality/checks?agentId=${world.person.vendor}`)
  isDone(listed)
  const averages = listed.body.averages as { agent: { id: number }; checks: number; items: object }[]
  assert.deepEqual(
    averages.map(a => [a.agent.id, a.checks, a.items]),
    [[world.person.vendor, 1, scores]],
  )
})

test('a matter that was reworked is queued when it is over, with the agent who took it', async () => {
  const matter = await matterAt(world)
  await matter.answer()
  await matter.accept()
  isDone(await matter.visit({ result: 'unsolved', resultSatisfaction: 1 }))
  isRefused(await check({ number: matter.number, scores }), 'wrong-stage', 409)
  await matter.answer()
  await matter.accept()
  isDone(await matter.visit({}, 2))
  isDone(await matter.act('dispatcher', 'strike-off'))
  const queued = (await queue('&subject=appeal')).find(q => q.number === matter.number)
  assert.deepEqual(
    queued?.reasons.filter(r => r !== 'sample'),
    ['reworked'],
  )
  assert.equal(queued?.agent?.name, 'agent')
  const made = await check({ number: matter.number, scores: { strict: 5 } })
  assert.equal(made.status, 201, JSON.stringify(made.body))
})

test('nobody checks their own work, what is not over, or by items that are not on the scorecard', async () => {
  const own = await contact('qa', 'answer', { answer: '已告知。' })
  isRefused(await check({ contactId: own, scores }), 'own-work', 403)
  const begun = await world.call('agent', 'POST', '/contacts', { body: { channelId: world.channel.hotline } })
  const { id } = begun.body.contact as { id: number }
  isRefused(await check({ contactId: id, scores }), 'wrong-stage', 409)
  const other = await contact('agent', 'answer', { answer: '已告知。' })
  isRefused(
    await check({ contactId: other, scores: { beauty: 5 } }),
    'not-on-scorecard',
    422,
    'scores.beauty',
  )
  isRefused(await check({ contactId: other, scores, flags: ['nice'] }), 'not-on-scorecard', 422, 'flags.0')
  isRefused(await check({ contactId: other, scores }, 'agent'), 'not-permitted', 403)
})
