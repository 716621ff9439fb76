import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type UnitName, type World } from '../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
  await world.db.pool.query(`UPDATE category SET words = '{路灯}' WHERE id = $1`, [world.category.lamps])
  await world.app.parts.tenants.changed(world.tenantId)
})
after(() => world.close())

interface Reason {
  kind: string
  legalBasis?: string
  floor?: string
  cases?: number
  numbers?: string[]
}
interface Suggested {
  categories: { categoryId: number; words: string[] }[]
  units: { unitId: number; name: string; role: string; reasons: Reason[] }[]
}

const forAppeal = async (number: string) =>
  (await world.call('dispatcher', 'GET', `/appeals/${number}/suggestions`)).body as unknown as Suggested
const forDraft = (body: object) => world.call('agent', 'POST', '/suggestions', { body })

/** A case that was settled before; how it was settled is another stage's matter. */
async function settled(unit: UnitName, fields: object, ruled = false): Promise<string> {
  const { number } = await world.dispatched(unit, { ...fields, categoryId: undefined, place: {} })
  await world.db.pool.query(`UPDATE appeal SET stage = 'struckOff', ended_at = now() WHERE number = $1`, [
    number,
  ])
  if (ruled)
    await world.db.pool.query(
      `UPDATE assignment SET bound = true WHERE appeal_id = (SELECT id FROM appeal WHERE number = $1)`,
      [number],
    )
  return number
}

test('[ZY-17] for an appeal the catalogue’s unit comes first with its legal basis, the district assists', async () => {
  const { number } = await world.received()
  const { units } = await forAppeal(number)
  assert.deepEqual(
    units.map(u => [u.name, u.role, u.reasons[0]!.kind]),
    [
      ['市政工程处', 'lead', 'catalogue'],
      ['东城区', 'assist', 'place'],
    ],
  )
  const [{ legalBasis, floor } = {} as Reason] = units[0]!.reasons
  assert.deepEqual([legalBasis, floor], ['市政设施管理办法第3条', 'district'])
})

test('while an agent writes, category and unit follow from the words', async () => {
  const { body } = await forDraft({ text: '家门口的路灯三天不亮', regionId: world.region.east })
  const { categories, units } = body as unknown as Suggested
  assert.deepEqual(categories, [{ categoryId: world.category.lamps, words: ['路灯'] }])
  assert.deepEqual([units[0]!.name, units[0]!.role], ['市政工程处', 'lead'])
})

test('similar settled cases are shown by number, at most three, and a past ruling apart', async () => {
  const content = '幸福小区二次供水泵房夜间噪声大，物业说不归他们管，请协调处理。'
  const fields = { title: '二次供水泵房夜间噪声', content }
  const numbers: string[] = []
  for (const place of ['一号楼', '二号楼', '三号楼', '四号楼'])
    numbers.push(await settled('water', { ...fields, content: content + place }))
  const ruled = await settled('east', fields, true)
  const { number } = await world.received({ ...fields, categoryId: undefined, place: {} })
  const { units } = await forAppeal(number)
  const water = units.find(u => u.unitId === world.unit.water)!.reasons[0]!
  assert.deepEqual([water.kind, water.cases, water.numbers?.length], ['similar', 4, 3])
  assert.ok(water.numbers!.every(n => numbers.includes(n)))
  const east = units.find(u => u.unitId === world.unit.east)!.reasons[0]!
  assert.deepEqual([east.kind, east.numbers], ['ruling', [ruled]])
  const draft = await forDraft({ text: `${fields.title}\n${content}` })
  const drafted = (draft.body as unknown as Suggested).units.map(u => u.unitId)
  assert.deepEqual(drafted.sort(), [world.unit.east, world.unit.water].sort())
})

test('a case about the same thing in another place is found by what it is about', async () => {
  const there = await settled('west', {
    title: '电梯故障停运',
    content: '锦绣花园七号楼电梯故障停运三天，老人下不了楼。',
  })
  const { body } = await forDraft({ text: '电梯故障没人修，阳光家园十一号楼居民爬楼两天了' })
  assert.deepEqual((body as unknown as Suggested).units[0]!.reasons[0]!.numbers, [there])
})

test('open cases and quite different ones suggest nothing', async () => {
  await world.dispatched('west', {
    title: '广场舞音响扰民',
    content: '人民广场每晚广场舞音响声音太大，影响孩子学习。',
  })
  const { body } = await forDraft({ text: '广场舞音响扰民，人民广场每晚音响声音太大' })
  assert.deepEqual((body as unknown as Suggested).units, [])
  const other = await forDraft({ text: '建议在滨河公园增设直饮水点' })
  assert.deepEqual((other.body as unknown as Suggested).units, [])
})

test('a confidential report is compared with nothing and still finds the catalogue’s unit', async () => {
  const { number } = await world.received({ confidential: true, kind: 'report' })
  const { units } = await forAppeal(number)
  assert.deepEqual(
    units.flatMap(u => u.reasons.map(r => r.kind)),
    ['catalogue', 'place'],
  )
})

test('suggestions are for those who dispatch and take calls; bad input is named', async () => {
  const { number } = await world.received()
  assert.equal((await world.call('roads', 'GET', `/appeals/${number}/suggestions`)).status, 403)
  assert.equal(
    (await world.call('dispatcher', 'GET', '/appeals/99900120260928010000000/suggestions')).status,
    404,
  )
  assert.equal((await forDraft({ text: '' })).body.field, 'text')
  const unknown = await forDraft({ text: '路灯', categoryId: 999_999 })
  assert.deepEqual(
    [unknown.status, unknown.body.code, unknown.body.field],
    [422, 'no-such-category', 'categoryId'],
  )
})
