/** What the centre does about a matter that others handle: it urges, sets the level, publishes – over the API. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { HOUR } from '../../src/domain/instant.ts'
import { verifyRecord } from '../../src/server/record/verify/verify.ts'
import { openWorld, type PersonName, type World } from '../world.ts'
import { isDone, isRefused, type Matter, matterAt, steppedRules } from './matter.testing.ts'

let world: World
before(async () => {
  world = await openWorld({ rules: steppedRules })
})
after(() => world.close())

const seen = async (m: Matter, who: PersonName = 'supervisor') =>
  (await world.call(who, 'GET', `/appeals/${m.number}`)).body as {
    published: boolean
    level: string
    assignments: { urges: number; urgedAt: string | null }[]
    can: Record<string, { code: string } | null>
  }
const board = async () => {
  const { body } = await world.call(null, 'GET', '/public/board?tenant=town')
  return (body.appeals as { title: string }[]).map(a => a.title)
}

test('the centre urges a unit that owes its answer, with a note, at most once an hour', async () => {
  const m = await matterAt(world)
  const urge = (who: PersonName = 'supervisor', note = '临近时限，请抓紧') => m.on(1, who, 'urge', { note })
  isRefused(await urge('roads'), 'not-permitted', 403)
  isRefused(await urge('west'), 'not-permitted', 403)
  isRefused(await urge('supervisor', '  '), 'invalid-input', 422, 'note')
  isRefused(await m.on(2, 'supervisor', 'urge', { note: '快' }), 'no-such-assignment', 404)
  isDone(await urge())
  isRefused(await urge('director'), 'urged-lately', 409)
  world.clock.pass(HOUR)
  isDone(await urge('mayor'))
  const { assignments, can } = await seen(m)
  assert.equal(assignments[0]!.urges, 2)
  assert.equal(Date.parse(assignments[0]!.urgedAt!), world.clock.now())
  assert.equal(can.urgeAssignment!.code, 'urged-lately')
  const urged = (await m.events()).filter(e => e.kind === 'appeal.urged')
  assert.deepEqual(
    urged.map(e => [e.actor_id, e.facts.assignmentNo, e.texts]),
    [
      [world.person.supervisor, 1, { note: '临近时限，请抓紧' }],
      [world.person.mayor, 1, { note: '临近时限，请抓紧' }],
    ],
  )
  await m.answer()
  world.clock.pass(HOUR)
  isRefused(await urge(), 'already-done', 409)
})

test('[LL-36] the centre sets the level with a reason; lists show it and filter by it', async () => {
  const m = await matterAt(world)
  const set = (who: PersonName, level: string, reason?: string) => m.act(who, 'level', { level, reason })
  isRefused(await set('supervisor', 'key'), 'invalid-input', 400, 'reason')
  isRefused(await set('supervisor', 'dire', '严重'), 'invalid-input', 400, 'level')
  isRefused(await set('roads', 'key', '严重'), 'not-permitted', 403)
  isRefused(await set('supervisor', 'general', '一般'), 'already-done', 409, 'level')
  isDone(await set('supervisor', 'key', '群众反映集中'))
  assert.equal((await seen(m)).level, 'key')
  const { body } = await world.call('dispatcher', 'GET', '/appeals?level=key')
  assert.deepEqual(
    (body.appeals as { number: string; level: string }[]).map(a => [a.number, a.level]),
    [[m.number, 'key']],
  )
})

test('[SZ-37] only a settled matter is published, by who may; it comes off the board with a reason', async () => {
  const m = await matterAt(world, { title: '湖滨路路灯不亮，电话13987654321' })
  isRefused(await m.act('director', 'publish'), 'wrong-stage', 409)
  await m.answer()
  isRefused(await m.act('director', 'publish'), 'wrong-stage', 409)
  await m.accept()
  isRefused(await m.act('dispatcher', 'publish'), 'not-permitted', 403)
  isRefused(await m.act('roads', 'publish'), 'not-permitted', 403)
  isRefused(await m.act('director', 'unpublish', { reason: '未公开' }), 'not-published', 409)
  assert.equal((await seen(m, 'director')).can.publishAppeal, null)
  isDone(await m.act('director', 'publish'))
  isRefused(await m.act('director', 'publish'), 'already-done', 409)
  assert.equal((await seen(m)).published, true)
  assert.equal((await board()).length, 1)
  isRefused(await m.act('director', 'unpublish', {}), 'invalid-input', 400, 'reason')
  isRefused(await m.act('roads', 'unpublish', { reason: '不想公开' }), 'not-permitted', 403)
  isDone(await m.act('director', 'unpublish', { reason: '当事人要求' }))
  assert.equal((await seen(m)).published, false)
  assert.deepEqual(await board(), [])
})

test('a confidential report is never published', async () => {
  const m = await matterAt(world, { kind: 'report', confidential: true })
  await m.answer()
  await m.accept()
  isRefused(await m.act('director', 'publish'), 'never-published', 409)
})

test('the history of all of it is whole', async () => {
  const verdict = await verifyRecord({ db: world.db, keys: world.app.parts.keys })
  assert.ok(verdict.ok, JSON.stringify(verdict))
})
