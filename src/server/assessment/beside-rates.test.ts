/** What stands beside the rates: conduct, time by step, supervision, targets, hot domains. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDone, matterAt } from '../../../test/stories/matter.testing.ts'
import { openWorld, type PersonName, type World } from '../../../test/world.ts'
import { HOUR } from '../../domain/instant.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const PERIOD = 'from=2026-09-01&until=2026-10-31'
const get = async (path: string, who: PersonName = 'director') => {
  const answer = await world.call(who, 'GET', path)
  isDone(answer)
  return answer.body as Record<string, never>
}

test('[LL-04] the five words of a matter’s check count for the unit that led it, by month and by their weights', async () => {
  const matter = await matterAt(world)
  await matter.answer()
  await matter.accept()
  isDone(await matter.visit())
  isDone(await matter.act('dispatcher', 'strike-off'))
  const scores = { strict: 4, truthful: 4, careful: 4, solid: 2, quick: 4, polite: 0 }
  const made = await world.call('qa', 'POST', '/quality/checks', { body: { number: matter.number, scores } })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const { criteria, rows } = (await get(`/figures/conduct?${PERIOD}`)) as unknown as {
    criteria: { code: string; guideZh: string; weight: number }[]
    rows: {
      unit: { id: number }
      month: string
      checks: number
      average: number
      items: Record<string, number>
    }[]
  }
  assert.deepEqual(
    criteria.map(c => c.code),
    ['strict', 'truthful', 'careful', 'solid', 'quick'],
  )
  assert.ok(criteria.every(c => c.guideZh.length > 5))
  assert.deepEqual(
    rows.map(r => [r.unit.id, r.month, r.checks, r.items.solid, r.average]),
    // (4 × 4 + 2 × 1.5) ÷ 5.5; politeness is none of the five.
    [[world.unit.roads, '2026-09', 1, 2, 3.45]],
  )
  const own = (await get(`/figures/conduct?${PERIOD}`, 'water')) as unknown as { rows: unknown[] }
  assert.deepEqual(own.rows, [])
})

test('[ZY-39] the median and the ninetieth of a hundred say where the time goes, by unit and all together', async () => {
  for (const hours of [1, 2, 10]) {
    const matter = await matterAt(world, { to: 'water', categoryId: world.category.water })
    world.clock.pass(hours * HOUR)
    await matter.sign(1, 'water')
    world.clock.pass(HOUR)
    await matter.contact(1, 'water')
  }
  const { rows } = (await get(`/figures/steps?${PERIOD}`)) as unknown as {
    rows: {
      unit: { id: number } | null
      duties: number
      sign: { n: number; median: number; p90: number } | null
      reply: unknown
    }[]
  }
  assert.equal(rows[0]!.unit, null)
  const water = rows.find(r => r.unit?.id === world.unit.water)!
  assert.deepEqual([water.duties, water.sign, water.reply], [3, { n: 3, median: 2, p90: 8.4 }, null])
  assert.equal(
    (await world.call('director', 'GET', '/figures/steps?from=2026-01-01&until=2026-09-30')).status,
    422,
  )
})

test('[LL-34] [ZY-33] sheets by kind, upheld objections and kinds of supervision stand in the figures of the unit', async () => {
  const matter = await matterAt(world, { to: 'west' })
  const red = { kind: 'redSupervise', demand: '请立即办理' }
  isDone(await matter.act('supervisor', 'sheets', red))
  isDone(await matter.act('west', 'sheet-recipients/1/object', { reason: '已按期办理' }))
  const approvals = await matter.below('approval')
  isDone(await matter.decide('director', Number(approvals.at(-1)!.no), 'approved', '异议成立'))
  const { rows } = (await get(`/figures?${PERIOD}&by=unit`)) as unknown as {
    rows: { key: string; figures: Record<string, number> }[]
  }
  const west = rows.find(r => r.key === String(world.unit.west))!.figures
  assert.deepEqual([west['sheet.redSupervise'], west['sheet.upheld']], [1, 1])
})

test('[ZY-42] [LL-40] [LL-02] rates come with what the city aims at, and reply and handling rate are among them', async () => {
  const { rows } = (await get(`/figures?${PERIOD}`)) as unknown as {
    rows: { rates: { name: string; target?: number }[] }[]
  }
  const targets = Object.fromEntries(
    rows[0]!.rates.filter(r => r.target !== undefined).map(r => [r.name, r.target]),
  )
  assert.deepEqual(targets, { responseRate: 1, closeRate: 1, satisfyRate: 0.98 })
  const names = rows[0]!.rates.map(r => r.name)
  for (const name of ['replyRate', 'closeRate', 'replyOnTime', 'resolveRate'])
    assert.ok(names.includes(name), name)
})

test('[LL-44] a kind of matter that comes much more often than usual is told of', async () => {
  for (let i = 0; i < 12; i++)
    await world.received({ categoryId: world.category.lamps, content: `第${i}盏路灯不亮，请修。` })
  // Counted in the background; whoever asks is told when it is there.
  for (let i = 0; i < 50; i++) if ((await get('/figures/hot')).counted) break
  const { domains } = (await get('/figures/hot')) as unknown as {
    domains: { category: { id: number }; week: number; usual: number }[]
  }
  assert.deepEqual(
    domains.map(d => d.category.id),
    [world.category.lamps],
  )
  assert.ok(domains[0]!.week >= 12 && domains[0]!.usual === 0)
  assert.equal((await world.call('roads', 'GET', '/figures/hot')).status, 403)
})
