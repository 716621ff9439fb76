/** Lists: who sees which tickets, what narrows them, how pages follow one another, and what is found by words. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { openWorld, type PersonName, type World } from '../../../../test/world.ts'
import { DAY, HOUR } from '../../../domain/instant.ts'
import { cursorOf } from '../../kernel/http/cursor.ts'

let world: World
/** Numbers by a short name. */
const n: Record<string, string> = {}

before(async () => {
  world = await openWorld()
  const { category, region, channel } = world
  const take = async (name: string, fields: object, to?: Parameters<World['dispatched']>[0]) => {
    world.clock.pass(HOUR)
    const { number } = to
      ? await world.dispatched(to, fields as never)
      : await world.received(fields as never)
    n[name] = number
  }
  await take('lamp', {}, 'roads')
  await take('lamp2', { title: '柳荫街路灯闪烁', content: '柳荫街12号路灯闪烁', tags: ['夜间'] }, 'roads')
  await take(
    'water',
    { title: '小区停水三天', content: '幸福路小区停水', categoryId: category.water },
    'water',
  )
  await take(
    'lake',
    { title: '湖滨街道占道经营', categoryId: category.water, place: { regionId: region.west } },
    'lake',
  )
  await take('idea', { kind: 'suggestion', title: '建议增设健身步道', channelId: channel.web })
  await take('golden', { kind: 'goldenIdea', title: '金点子：共享雨伞' })
  await take('praise', { kind: 'praise', title: '感谢抢修师傅', anonymous: true, appellant: undefined })
  await take('secret', { kind: 'report', confidential: true, title: '举报某单位路灯工程造假' }, 'roads')
  await take('outside', {
    channelId: channel.platform,
    externalPlatform: 'wenzheng',
    externalId: 'WZ-2026-001',
    title: '网民留言',
  })
  await take('ended', { title: '旧路灯' }, 'west')
  const lightest = `UPDATE appeal SET stage = 'struckOff', ended_at = now() WHERE number = $1`
  await world.db.pool.query(lightest, [n.ended])
})
after(() => world.close())

const nameOf = (number: string) => Object.keys(n).find(k => n[k] === number) ?? number
const searchOf = (query: Record<string, string | string[]>) =>
  new URLSearchParams(
    Object.entries(query).flatMap(([k, v]) => [v].flat().map((x): [string, string] => [k, x])),
  )
const list = async (who: PersonName, query: Record<string, string | string[]> = {}) => {
  const { status, body } = await world.call(who, 'GET', `/appeals?${searchOf(query)}`)
  assert.equal(status, 200, JSON.stringify(body))
  return {
    names: (body.appeals as { number: string }[]).map(a => nameOf(a.number)),
    next: body.next as string | null,
    body,
  }
}
const named = async (query: Record<string, string | string[]>, who: PersonName = 'dispatcher') =>
  (await list(who, query)).names
const ALL = ['ended', 'outside', 'secret', 'praise', 'golden', 'idea', 'lake', 'water', 'lamp2', 'lamp']

test('the centre sees every ticket, newest first', async () => {
  assert.deepEqual(await named({}), ALL)
})

test('a unit sees what it has to do with, and a district what its streets have', async () => {
  assert.deepEqual(await named({}, 'roads'), ['secret', 'lamp2', 'lamp'])
  assert.deepEqual(await named({}, 'east'), ['lake'])
  assert.deepEqual(await named({}, 'lake'), ['lake'])
  assert.deepEqual(await named({}, 'reed'), [])
  assert.deepEqual(await named({}, 'west'), ['ended'])
})

test('who may read no tickets gets no list', async () => {
  for (const who of ['observer', 'admin', 'auditor'] as const)
    assert.equal((await world.call(who, 'GET', '/appeals')).status, 403, who)
})

test('a line of a list is masked: no words of a confidential report, no address, no person', async () => {
  const { body } = await list('dispatcher')
  assert.doesNotMatch(JSON.stringify(body), /造假|王小明|138|湖滨路18/)
})

test('[XA-27] the ledger tells appeals from suggestions', async () => {
  assert.deepEqual(await named({ kind: ['suggestion', 'goldenIdea'] }), ['golden', 'idea'])
  assert.deepEqual(await named({ kind: 'help' }), ['ended', 'outside', 'lake', 'water', 'lamp2', 'lamp'])
})

test('[LL-30] the ledger shows of every matter whose duty it is, until when, and whether it is struck off', async () => {
  const { body } = await list('dispatcher', { unitId: String(world.unit.roads) })
  const [line] = (body.appeals as Record<string, unknown>[]).slice(-1)
  assert.deepEqual(
    [line!.leadUnit, line!.dueAt, line!.stage, line!.light, line!.endedAt],
    [{ id: world.unit.roads, name: '市政工程处' }, '2026-10-10T16:00:00.000Z', 'dispatched', 'none', null],
  )
  assert.deepEqual(await named({ stage: 'struckOff' }), ['ended'])
})

const city = () => String(world.unit.city)
const FILTERS: [string, () => Record<string, string | string[]>, string[]][] = [
  ['stages', () => ({ stage: ['received', 'struckOff'] }), ['ended', 'outside', 'praise', 'golden', 'idea']],
  ['a channel', () => ({ channelId: String(world.channel.web) }), ['idea']],
  [
    'a category with those below it',
    () => ({ category: '01' }),
    ALL.filter(x => x !== 'lake' && x !== 'water'),
  ],
  ['a category nobody has', () => ({ category: '77' }), []],
  ['a region', () => ({ regionId: String(world.region.west) }), ['lake']],
  ['a unit', () => ({ unitId: String(world.unit.water) }), ['water']],
  ['a district, with its streets', () => ({ unitId: String(world.unit.east) }), ['lake']],
  ['the city', () => ({ unitId: city() }), ALL],
  ['a unit that leads', () => ({ leadUnitId: String(world.unit.roads) }), ['secret', 'lamp2', 'lamp']],
  [
    'anybody who leads',
    () => ({ leadUnitId: city() }),
    ['ended', 'secret', 'lake', 'water', 'lamp2', 'lamp'],
  ],
  ['a tag', () => ({ tag: '夜间' }), ['lamp2']],
  ['a tag nobody has', () => ({ tag: '白天' }), []],
  ['a limit class', () => ({ limitClass: 'critical' }), []],
  ['a level', () => ({ level: 'key' }), []],
  ['a risk', () => ({ risk: 'suicide' }), []],
  ['imported ones', () => ({ imported: 'true' }), []],
  ['a platform', () => ({ externalPlatform: 'wenzheng' }), ['outside']],
  ['an external id', () => ({ externalId: 'WZ-2026-001' }), ['outside']],
  ['the head of a number', () => ({ number: '99900120260928' }), ALL],
  ['a whole number', () => ({ number: n.idea! }), ['idea']],
  [
    'a time of receipt',
    () => ({ receivedFrom: '2026-09-28T12:00:00+08:00', receivedTo: '2026-09-28T14:00:00+08:00' }),
    ['lake', 'water'],
  ],
  ['a due time', () => ({ dueTo: '2026-10-01T00:00:00Z' }), []],
  [
    'several things at once',
    () => ({ kind: 'help', stage: 'dispatched', category: '01' }),
    ['lamp2', 'lamp'],
  ],
]
for (const [what, query, expected] of FILTERS)
  test(`a list can be narrowed to ${what}, and counted`, async () => {
    assert.deepEqual(await named(query()), expected)
    const { body } = await world.call('dispatcher', 'GET', `/appeals/count?${searchOf(query())}`)
    assert.deepEqual(body, { count: expected.length, exact: true })
  })

test('a filter never shows a unit more than is its own', async () => {
  assert.deepEqual(await named({ unitId: String(world.unit.roads) }, 'water'), [])
  assert.deepEqual(await named({ q: n.lamp! }, 'water'), [])
  assert.deepEqual(await named({ stage: 'dispatched' }, 'east'), ['lake'])
  assert.deepEqual((await world.call('east', 'GET', '/appeals/count')).body, { count: 1, exact: true })
})

test('lights are those of the moment', async () => {
  const now = world.clock.now()
  assert.deepEqual(await named({ light: ['yellow', 'red'] }), [])
  world.clock.set('2026-10-20T09:00')
  assert.deepEqual(await named({ light: 'red' }), ['secret', 'lake', 'water', 'lamp2', 'lamp'])
  assert.deepEqual(await named({ light: 'red', sort: 'due' }, 'roads'), ['lamp', 'lamp2', 'secret'])
  assert.deepEqual(await named({ light: ['green', 'yellow'] }), [])
  world.clock.set(new Date(now).toISOString())
})

test('open tickets can be put in the order in which they fall due', async () => {
  assert.deepEqual(await named({ sort: 'due' }), ['lamp', 'lamp2', 'water', 'lake', 'secret'])
})

test('pages follow one another without a gap or a repeat, whatever the list', async () => {
  const queries = fc.record(
    {
      kind: fc.subarray(['help', 'suggestion', 'praise'], { minLength: 1 }),
      stage: fc.subarray(['received', 'dispatched'], { minLength: 1 }),
      sort: fc.constantFrom('received', 'due'),
      category: fc.constantFrom('01', '02'),
    },
    { requiredKeys: [] },
  )
  const people = fc.constantFrom<PersonName>('dispatcher', 'roads', 'east')
  await fc.assert(
    fc.asyncProperty(queries, people, fc.integer({ min: 1, max: 4 }), async (query, who, limit) => {
      const whole = await named(query, who)
      const paged: string[] = []
      let after: string | null = null
      do {
        const page = await list(who, { ...query, limit: String(limit), ...(after && { after }) })
        paged.push(...page.names)
        after = page.next
      } while (after)
      assert.deepEqual(paged, whole)
    }),
    { numRuns: 40 },
  )
})

test('words are found wherever they stand, and all of them must', async () => {
  assert.deepEqual(await named({ q: '路灯' }), [
    'ended',
    'outside',
    'praise',
    'golden',
    'idea',
    'lake',
    'lamp2',
    'lamp',
  ])
  assert.deepEqual(await named({ q: '停水' }), ['water'])
  assert.deepEqual(await named({ q: '柳荫街 闪烁' }), ['lamp2'])
  assert.deepEqual(await named({ q: '停水 健身步道' }), [])
  assert.deepEqual(await named({ q: '路灯', category: '02' }), ['lake'])
})

test('words find a unit only its own tickets', async () => {
  assert.deepEqual(await named({ q: '路灯' }, 'roads'), ['lamp2', 'lamp'])
  assert.deepEqual(await named({ q: '停水' }, 'roads'), [])
})

test('a confidential report is found by no word of its text', async () => {
  for (const q of ['举报', '造假', '工程']) assert.deepEqual(await named({ q }), [], q)
})

test('[ZY-02] the number typed into the search box finds the one ticket, and so does another platform’s', async () => {
  assert.deepEqual(await named({ q: ` ${n.water} ` }), ['water'])
  assert.deepEqual(await named({ q: 'WZ-2026-001' }), ['outside'])
  const wrongDigit = n.water!.slice(0, -1) + ((Number(n.water!.at(-1)) + 1) % 10)
  assert.deepEqual(await named({ q: wrongDigit }), [])
})

test('a phone number finds its tickets for who may reveal it, and the search is logged; never a confidential one', async () => {
  const found = await named({ q: '138 1234 5678' })
  assert.deepEqual(
    found,
    ALL.filter(x => x !== 'praise' && x !== 'secret'),
  )
  const { rows } = await world.db.pool.query(
    `SELECT DISTINCT person_id FROM view_log WHERE purpose = 'search'`,
  )
  assert.deepEqual(rows, [{ person_id: world.person.dispatcher }])
  assert.deepEqual(await named({ q: '13812345678' }, 'agent'), [])
  assert.deepEqual(await named({ q: '13812345678' }, 'roads'), [])
})

test('nothing typed into the search box breaks it', async () => {
  const nasty = [
    "'",
    "a'b & | ! ( :*",
    '\\',
    '%_%',
    '@1.20000',
    "'); DROP TABLE appeal; --",
    '🙂',
    ' ',
    '*',
    '<->',
    'a:*',
    '的',
    '"湖滨路"',
  ]
  for (const q of nasty) await list('dispatcher', { q })
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 60 }).filter(q => !q.includes('\0')),
      async q => {
        const { status } = await world.call(
          'dispatcher',
          'GET',
          `/appeals?q=${encodeURIComponent(q.toWellFormed())}`,
        )
        assert.ok(status === 200 || (status === 400 && q.length > 50), String(status))
      },
    ),
    { numRuns: 60 },
  )
})

test('what is not a list is refused with the field at fault', async () => {
  const wrong: [string, string][] = [
    ['after=xyz', 'after'],
    [`sort=due&after=${cursorOf('received', { at: 1.7e12, id: 5 })}`, 'after'],
    ['stage=nowhere', 'stage.0'],
    ['limit=1000', 'limit'],
    ['limit=two', 'limit'],
    ['unknown=1', 'unknown'],
    ['receivedFrom=yesterday', 'receivedFrom'],
    ['receivedFrom=2026-09-29T00:00:00Z&receivedTo=2026-09-28T00:00:00Z', 'receivedTo'],
    ['number=12ab', 'number'],
  ]
  for (const [query, field] of wrong) {
    const { status, body } = await world.call('dispatcher', 'GET', `/appeals?${query}`)
    assert.deepEqual([status, body.field], [400, field], query)
  }
})

test('a list goes back to the beginning of time and on to its end', async () => {
  assert.deepEqual(await named({ receivedTo: '0001-01-01T00:00:00Z' }), [])
  assert.deepEqual(await named({ receivedFrom: '9999-12-30T00:00:00Z' }), [])
  assert.deepEqual(
    await named({ q: '路灯', receivedTo: new Date(world.clock.now() - 400 * DAY).toISOString() }),
    [],
  )
})

test('a saved view is one’s own unless it is shared, and keeps one name', async () => {
  const view = { name: '我的路灯', query: { q: '路灯', stage: ['dispatched'] } }
  const saved = await world.call('roads', 'POST', '/saved-views', { body: view })
  assert.equal(saved.status, 201)
  assert.equal(
    (await world.call('roads', 'POST', '/saved-views', { body: view })).body.code,
    'already-exists',
  )
  const seenBy = async (who: PersonName) =>
    ((await world.call(who, 'GET', '/saved-views')).body.views as { name: string; own: boolean }[]).map(v => [
      v.name,
      v.own,
    ])
  assert.deepEqual(await seenBy('water'), [])
  const path = `/saved-views/${saved.body.id}`
  assert.equal((await world.call('water', 'PUT', path, { body: view })).status, 404)
  await world.call('roads', 'PUT', path, { body: { ...view, name: '路灯', shared: true } })
  assert.deepEqual(await seenBy('water'), [['路灯', false]])
  assert.deepEqual(await seenBy('roads'), [['路灯', true]])
  assert.equal((await world.call('water', 'DELETE', path)).status, 404)
  assert.equal((await world.call('roads', 'DELETE', path)).status, 204)
  assert.deepEqual(await seenBy('roads'), [])
})

test('a saved view holds a list and nothing else', async () => {
  const body = { name: 'x', query: { q: '路灯', sql: 'DROP' } }
  assert.equal((await world.call('roads', 'POST', '/saved-views', { body })).body.field, 'query.sql')
})

test('where counting takes too long, even of the newest, the list says so instead of failing', async () => {
  const blocker = await world.db.pool.connect()
  try {
    await blocker.query('BEGIN; LOCK TABLE appeal IN ACCESS EXCLUSIVE MODE')
    const { status, body } = await world.call('dispatcher', 'GET', '/appeals/count')
    assert.deepEqual([status, body], [200, { count: 0, exact: false }])
  } finally {
    await blocker.query('ROLLBACK')
    blocker.release()
  }
})

test('who asks for the exact number waits for it, and a saved view keeps its columns', async () => {
  const { body } = await world.call('dispatcher', 'GET', '/appeals/count?exact=true')
  const plain = await world.call('dispatcher', 'GET', '/appeals/count')
  assert.deepEqual(body, { count: plain.body.count, exact: true })
  const view = { name: '我的列', query: { open: true, sort: 'due' }, columns: ['number', 'title', 'dueAt'] }
  const saved = await world.call('roads', 'POST', '/saved-views', { body: view })
  assert.deepEqual([saved.body.columns, saved.body.query], [view.columns, view.query])
  const changed = await world.call('roads', 'PUT', `/saved-views/${saved.body.id}`, {
    body: { ...view, columns: ['title'] },
  })
  assert.deepEqual(changed.body.columns, ['title'])
})
