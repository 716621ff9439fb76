/** Typical cases: of struck-off matters, without a name, approved by somebody else, withdrawn again. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDone, isRefused, type Matter, matterAt } from '../../../test/stories/matter.testing.ts'
import { openWorld, type PersonName, type World } from '../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const struckOff = async (): Promise<Matter> => {
  const matter = await matterAt(world)
  await matter.answer()
  await matter.accept()
  isDone(await matter.visit())
  isDone(await matter.act('dispatcher', 'strike-off'))
  return matter
}
const WORDS = {
  title: '修一盏，查一路',
  situation: '居民反映一段路的路灯不亮。',
  handling: '当日修复，并排查全路。',
  outcome: '诉求人满意。',
  lesson: null,
}
const write = (number: string, more: object = {}, who: PersonName = 'qa') =>
  world.call(who, 'POST', '/cases', { body: { number, ...WORDS, ...more } })
const publish = (id: number, version: number, to: string, who: PersonName = 'director') =>
  world.call(who, 'POST', `/cases/${id}/publish`, { body: { to }, headers: { 'if-match': String(version) } })
const titles = async (who: PersonName | null) => {
  const path = who ? '/cases' : '/public/cases?tenant=town'
  return ((await world.call(who, 'GET', path)).body.cases as { title: string }[]).map(c => c.title)
}

test('[ZY-35] a struck-off matter becomes a case that citizens read once somebody else has approved it, and no longer when it is withdrawn', async () => {
  const { number } = await struckOff()
  const made = await write(number, { title: '给市民看的' })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const id = made.body.id as number
  assert.ok((await titles('qa')).includes('给市民看的'))
  assert.ok(!(await titles('roads')).includes('给市民看的'), 'a draft is for those who write')
  isRefused(await publish(id, 1, 'public', 'qa'), 'not-permitted', 403)
  isDone(await publish(id, 1, 'inside'))
  assert.ok((await titles('roads')).includes('给市民看的'))
  assert.deepEqual(await titles(null), [])
  isDone(await publish(id, 2, 'public'))
  assert.deepEqual(await titles(null), ['给市民看的'])
  assert.match((await world.app.http.inject({ url: '/cases' })).body, /给市民看的/)
  const change = { body: { outcome: '全路恢复。' }, headers: { 'if-match': '3' } }
  isDone(await world.call('qa', 'PATCH', `/cases/${id}`, change))
  assert.deepEqual(await titles(null), [], 'what was changed is approved anew')
  isDone(await publish(id, 4, 'public'))
  isDone(await publish(id, 5, 'withdrawn'))
  assert.deepEqual(await titles(null), [])
  isRefused(await write(number), 'already-exists', 409)
})

test('[ZY-35] a text that names the appellant, their house or a number is refused at its field', async () => {
  const { number } = await struckOff()
  isRefused(await write(number, { situation: '王小明反映路灯不亮。' }), 'case-names-person', 422, 'situation')
  isRefused(await write(number, { outcome: '回电 13812345678。' }), 'case-names-person', 422, 'outcome')
})

test('[ZY-35] nothing that is open, and nobody’s own case approved', async () => {
  const open = await matterAt(world)
  isRefused(await write(open.number), 'no-case-of-this', 409)
  const { number } = await struckOff()
  const own = await write(number, { title: '自己写的' }, 'director')
  isRefused(await publish(own.body.id as number, 1, 'public'), 'own-work', 403)
  isRefused(await write(number, {}, 'roads'), 'not-permitted', 403)
})
