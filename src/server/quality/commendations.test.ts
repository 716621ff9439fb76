/** Commendations: registered by who hears of them, confirmed by somebody else, counted apart, and erased with the person. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDone, isRefused, matterAt } from '../../../test/stories/matter.testing.ts'
import { openWorld, type PersonName, type World } from '../../../test/world.ts'
import { form, jpeg } from '../files/files.testing.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const register = (fields: object, who: PersonName = 'visitor') =>
  world.call(who, 'POST', '/commendations', {
    body: {
      source: 'citizen',
      thankedBy: '王小明',
      receivedOn: '2026-09-28',
      words: '谢谢，灯修好了。',
      ...fields,
    },
  })
const registered = async (fields: object, who?: PersonName): Promise<number> => {
  const { status, body } = await register(fields, who)
  assert.equal(status, 201, JSON.stringify(body))
  return body.id as number
}
const decide = (id: number, verb: string, who: PersonName = 'qa', body?: object) =>
  world.call(who, 'POST', `/commendations/${id}/${verb}`, body ? { body } : {})
const credits = async (who: PersonName = 'director', query = '') =>
  (await world.call(who, 'GET', `/figures/credits?from=2026-09-01&until=2026-09-30${query}`)).body.rows as {
    unit: { id: number }
    count: number
    points: number
  }[]
const listed = async (who: PersonName) =>
  (await world.call(who, 'GET', '/commendations?limit=100')).body.commendations as Record<string, never>[]

test('[LL-01] thanks heard at a call-back become points of the unit that led, once the centre has confirmed them, and move no rate', async () => {
  const matter = await matterAt(world)
  await matter.answer()
  await matter.accept()
  isDone(await matter.visit())
  const rates = async () => {
    const { body } = await world.call('director', 'GET', '/figures?from=2026-09-01&until=2026-09-30&by=unit')
    return JSON.stringify(body)
  }
  const before = await rates()
  const id = await registered({ number: matter.number })
  assert.deepEqual(await credits(), [])
  isRefused(await decide(id, 'confirm', 'visitor'), 'not-permitted', 403)
  const confirmed = await decide(id, 'confirm')
  isDone(confirmed)
  assert.deepEqual([confirmed.body.state, confirmed.body.points], ['confirmed', 1])
  const [row] = await credits()
  assert.deepEqual([row!.unit.id, row!.count, row!.points], [world.unit.roads, 1, 1])
  assert.equal(await rates(), before)
  isRefused(await decide(id, 'dismiss', 'director', { reason: '重复' }), 'already-done', 409)
})

test('[LL-01] a letter from a higher level counts five, one from an enterprise two; nobody confirms their own', async () => {
  const letter = await registered(
    { source: 'higherLevel', thankedBy: '德州市热线办', unitId: world.unit.water },
    'director',
  )
  isRefused(await decide(letter, 'confirm', 'director'), 'own-work', 403)
  isDone(await decide(letter, 'confirm'))
  const firm = await registered(
    { source: 'enterprise', thankedBy: '某某有限公司', unitId: world.unit.water },
    'water',
  )
  isDone(await decide(firm, 'confirm'))
  const water = (await credits()).find(r => r.unit.id === world.unit.water)
  assert.deepEqual([water!.count, water!.points], [2, 7])
  // A unit reads its own alone.
  assert.deepEqual(
    (await credits('roads')).map(r => r.unit.id),
    [world.unit.roads],
  )
  assert.ok((await listed('roads')).every(c => (c.unit as unknown as { id: number }).id === world.unit.roads))
  isRefused(await register({ unitId: world.unit.water }, 'roads'), 'not-your-unit', 403)
})

test('[LL-01] of a citizen no more than 张* is kept anywhere, and no number', async () => {
  await registered({ unitId: world.unit.roads, words: '请回电 13812345678，谢谢王师傅。' })
  const told = JSON.stringify(await listed('director'))
  assert.match(told, /王\*\*/)
  assert.doesNotMatch(told, /王小明|13812345678/)
  const { rows } = await world.db.pool.query('SELECT * FROM commendation')
  assert.doesNotMatch(JSON.stringify(rows), /王小明|13812345678/)
})

test('[LL-01] the letter is opened by who decides about it alone; erasing the ticket’s person takes name, words and letter away', async () => {
  const matter = await matterAt(world)
  const { payload, headers } = await form('信.jpg', jpeg())
  const sent = await world.app.http.inject({
    method: 'POST',
    url: '/api/v1/files?purpose=other',
    payload,
    headers: { ...headers, authorization: `Bearer ${world.token('visitor')}` },
  })
  const fileId = sent.json().id as number
  const id = await registered({ number: matter.number, fileId })
  assert.equal((await world.call('qa', 'GET', `/files/${fileId}`)).status, 200)
  for (const who of ['roads', 'agent', 'visitor'] as const)
    assert.equal((await world.call(who, 'GET', `/files/${fileId}`)).status, 404, who)
  isDone(await decide(id, 'confirm'))
  const erased = await world.call('security', 'POST', `/appeals/${matter.number}/identity/erase`, {
    body: { reason: '本人要求删除' },
  })
  isDone(erased)
  const row = (await listed('director')).find(c => (c.id as unknown as number) === id)!
  assert.deepEqual([row.thankedBy, row.words, row.file, row.points], [null, null, null, 1])
  assert.equal((await world.call('qa', 'GET', `/files/${fileId}`)).status, 404)
})

test('[LL-01] thanks without a ticket are erased by themselves; a confidential report is never named', async () => {
  const id = await registered({ unitId: world.unit.roads })
  isRefused(
    await world.call('director', 'POST', `/commendations/${id}/erase`, { body: { reason: '本人要求' } }),
    'not-permitted',
    403,
  )
  isDone(await world.call('security', 'POST', `/commendations/${id}/erase`, { body: { reason: '本人要求' } }))
  const [{ words }] = (await world.db.pool.query('SELECT words FROM commendation WHERE id = $1', [id])).rows
  assert.equal(words, null)
  const secret = await world.dispatched('roads', { confidential: true })
  const about = await registered({ number: secret.number })
  const [{ appeal_id }] = (
    await world.db.pool.query('SELECT appeal_id FROM commendation WHERE id = $1', [about])
  ).rows
  assert.equal(appeal_id, null)
})
