/** The wall: every number is the length of the list behind it, for the city and for a unit; figures alone say less. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type PersonName, type World } from '../../../test/world.ts'
import { DAY, HOUR } from '../../domain/instant.ts'

let world: World
before(async () => {
  world = await openWorld()
  world.clock.set('2026-09-20T10:00:00+08:00')
  await world.dispatched('roads')
  world.clock.pass(5 * DAY)
  for (const unit of ['roads', 'water', 'lake'] as const)
    await world.dispatched(unit, unit === 'lake' ? { categoryId: world.category.water } : {})
  await world.received()
  world.clock.pass(3 * DAY)
  await world.dispatched('east', { categoryId: world.category.roads })
  await world.dispatched('lake', { categoryId: world.category.water, channelId: world.channel.window })
  world.clock.pass(2 * HOUR)
  const { number } = await world.received({ categoryId: world.category.roads })
  await world.call('dispatcher', 'POST', `/appeals/${number}/refuse`, {
    body: { reason: 'outsideTerritory' },
  })
  await world.received({ place: { regionId: world.region.west } })
  await world.call('agent', 'POST', '/contacts', { body: { channelId: world.channel.hotline } })
})
after(() => world.close())

interface Cell {
  n: number | null
  filter: Record<string, unknown> | null
}
const isCell = (v: object): v is Cell => 'n' in v && 'filter' in v

/** Every count of an answer, by where it stands. */
function cellsOf(value: unknown, path = ''): [string, Cell][] {
  if (typeof value !== 'object' || value === null) return []
  const own: [string, Cell][] = isCell(value) ? [[path, value]] : []
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, v]) => (key === 'filter' ? [] : cellsOf(v, `${path}/${key}`))),
  ]
}

function queryOf(filter: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(filter))
    for (const one of [value].flat()) query.append(key, String(one))
  return query.toString()
}

async function wall(who: PersonName, query = '') {
  const { status, body } = await world.call(who, 'GET', `/overview${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body as Record<string, never>
}

async function listed(who: PersonName, path: string, filter: Record<string, unknown>): Promise<number> {
  if (!path.startsWith('/contacts')) {
    const { body } = await world.call(who, 'GET', `/appeals/count?${queryOf(filter)}`)
    return body.count as number
  }
  const { body } = await world.call(who, 'GET', `/contacts?${queryOf({ ...filter, limit: 200 })}`)
  return (body.contacts as unknown[]).length
}

for (const [who, query] of [
  ['director', ''],
  ['roads', ''],
  ['east', ''],
  ['supervisor', 'lake'],
] as const)
  test(`[ZY-15] every number ${who} sees ${query && `of ${query} `}is the length of the list behind it`, async () => {
    const seen = await wall(who, query && `?unitId=${world.unit[query]}`)
    const cells = cellsOf(seen).filter(([, cell]) => cell.filter !== null)
    assert.ok(cells.length > 20)
    const wrong: string[] = []
    for (const [path, { n, filter }] of cells) {
      const there = await listed(who, path, filter!)
      if (there !== n) wrong.push(`${path}: ${n}, but the list ${JSON.stringify(filter)} has ${there}`)
    }
    assert.deepEqual(wrong, [])
  })

test('[ZY-15] the city sees who came today, what is in hand and overdue, and what nobody leads yet', async () => {
  const seen = (await wall('director')) as unknown as {
    received: { today: Cell }
    contacts: { today: Cell }
    lights: Record<'inHand' | 'red', Cell>
    byLead: { unit: { id: number } | null; inHand: Cell }[]
    rates: { name: string }[]
    changedAt: string
  }
  assert.equal(seen.received.today.n, 4)
  assert.equal(seen.contacts.today.n, 5)
  assert.equal(seen.lights.inHand.n, 8)
  assert.equal(seen.byLead.find(l => l.unit === null)?.inHand.n, 2)
  assert.equal(seen.byLead.find(l => l.unit?.id === world.unit.roads)?.inHand.n, 2)
  assert.deepEqual(
    seen.rates.map(r => r.name),
    ['responseRate', 'resolveRate', 'satisfyRate'],
  )
  assert.ok(Date.parse(seen.changedAt) > 0)
})

test('an observer sees counts without lists, and none so small that it points at somebody', async () => {
  const seen = await wall('observer')
  assert.equal(seen.masked, true)
  const cells = cellsOf(seen)
  assert.deepEqual(
    cells.filter(([, c]) => c.filter !== null || c.n === 1 || c.n === 2),
    [],
  )
  assert.ok(cells.some(([, c]) => c.n === null))
})

test('what one unit was shown a moment ago is not what another is shown', async () => {
  const [roads, east] = [await wall('roads'), await wall('east')]
  assert.notDeepEqual(roads.lights, east.lights)
  const stranger = await world.call('roads', 'GET', `/overview?unitId=${world.unit.east}`)
  assert.equal(stranger.body.code, 'not-permitted')
})

test('[ZY-15] the hours of today stand beside those of yesterday and of the same day a week ago', async () => {
  const { received } = (await wall('director')) as unknown as {
    received: { before: { hour: number; yesterday: Cell; weekAgo: Cell }[] }
  }
  const hours = received.before
  assert.equal(hours.length, 24)
  const of = (key: 'yesterday' | 'weekAgo') => hours.reduce((sum, h) => sum + (h[key].n ?? 0), 0)
  const now = world.clock.now()
  const listedOf = (daysAgo: number) => {
    const from = Math.floor((now + 8 * HOUR) / DAY) * DAY - 8 * HOUR - daysAgo * DAY
    return listed('director', '', {
      receivedFrom: new Date(from).toISOString(),
      receivedTo: new Date(from + DAY).toISOString(),
    })
  }
  assert.deepEqual([of('yesterday'), of('weekAgo')], [await listedOf(1), await listedOf(7)])
})
