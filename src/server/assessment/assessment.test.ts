/** Figures equal a recount from scratch after any history, and reconciliation finds what does not add up. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { openWorld, type PersonName, type World } from '../../../test/world.ts'
import { HOUR } from '../../domain/instant.ts'
import { numberOfDay } from '../../domain/time/day.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import { nextBatch } from '../record/history/tail.ts'
import { type FigureRow, figuresOf } from './figures.ts'
import { countTicket, dayOfTenant, FOLD, foldWith, summed } from './fold.ts'
import { periodOfDays, type Reconciliation, reconcile } from './reconcile.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const satisfied = { contacted: true, result: 'solved', processSatisfaction: 5, resultSatisfaction: 4 }
const dissatisfied = { contacted: true, result: 'unsolved', processSatisfaction: 2, resultSatisfaction: 1 }
const reply = { answer: '已派员处理，情况说明如下。', internalNote: '内部', result: 'explained' }
type Act = readonly [PersonName, string, object?]
const contacted = { reached: true, how: 'phone', note: '已联系', call: 'call-1' }

/** The ordinary life of a ticket with a unit. */
const lifeWith = (unit: 'roads' | 'water'): readonly Act[] => [
  [unit, 'assignments/1/sign'],
  [unit, 'assignments/1/contact', contacted],
  [unit, 'assignments/1/reply', reply],
  ['dispatcher', 'assignments/1/accept'],
  ['visitor', 'visits/1/attempts', { outcome: 'reached', answer: satisfied }],
  ['dispatcher', 'strike-off'],
  [unit, 'exclusion', { reason: 'unreasonable' }],
  ['director', 'approvals/1/decision', { verdict: 'approved' }],
  ['director', 'reopen', { note: '再办' }],
  [unit, 'assignments/1/reply', reply],
]

/** What comes in between; it may be refused where the ticket stands: a refusal is as good a history as any. */
const BETWEEN: readonly Act[] = [
  ['visitor', 'visits/1/attempts', { outcome: 'reached', answer: dissatisfied }],
  ['roads', 'assignments/1/return', { reason: 'notOurDuty', note: '不属本处' }],
  ['supervisor', 'returns/1/decision', { accept: true, note: '同意' }],
  ['dispatcher', 'withdraw', { reason: '不再反映' }],
  ['dispatcher', 'ask', { question: '请问具体位置？' }],
  ['agent', 'tell', { answer: '路口东侧' }],
  ['dispatcher', 'refuse', { reason: 'outsideTerritory' }],
]

async function live(steps: readonly number[], hours: readonly number[]): Promise<void> {
  const lives = [lifeWith('roads'), lifeWith('water'), BETWEEN]
  const tickets = [
    await world.dispatched(),
    await world.dispatched('water'),
    await world.received({ kind: 'inquiry' }),
  ]
  const done = [0, 0, 0]
  for (const [i, step] of steps.entries()) {
    world.clock.pass((hours[i] ?? 1) * HOUR)
    const which = i % tickets.length
    const life = lives[which]!
    const [who, act, body] =
      step % 5 === 0 ? BETWEEN[step % BETWEEN.length]! : life[done[which]!++ % life.length]!
    const { status } = await world.call(
      who,
      'POST',
      `/appeals/${tickets[which]!.number}/${act}`,
      body ? { body } : {},
    )
    assert.ok(status < 500, `${act}: ${status}`)
  }
}

const WIDE = { from: '2000-01-01', until: '2100-01-01' } as const

async function live2Figures(): Promise<FigureRow[]> {
  const dayOf = await dayOfTenant(world.app.parts.tenants, world.tenantId)
  return figuresOf(world.db, { tenantId: world.tenantId, ...WIDE, by: 'unit' }, dayOf)
}

async function recounted(): Promise<Map<string, number>> {
  const { rows } = await world.db.pool.query(
    `SELECT appeal_id AS "appealId", seq, kind, at, unit_id AS "unitId", facts, changes FROM event WHERE tenant_id = $1 ORDER BY appeal_id, seq`,
    [world.tenantId],
  )
  const dayOf = await dayOfTenant(world.app.parts.tenants, world.tenantId)
  const all = [...Map.groupBy(rows, r => r.appealId)].flatMap(([, history]) => countTicket(history, dayOf))
  return cellsOf(
    summed(all.map(i => ({ ...i, day: '', channelId: 0, kind: '' }))).map(i => [
      `${i.unitId} ${i.measure}`,
      i.n,
    ]),
  )
}

const cellsOf = (cells: Iterable<[string, number]>) => new Map([...cells].filter(([, n]) => n !== 0).sort())
const flat = (rows: FigureRow[]) =>
  cellsOf(rows.flatMap(r => [...r.figures].map(([m, n]) => [`${r.key} ${m}`, n] as [string, number])))

/** Folds some of what the table has not yet taken, as the reader does. */
async function fold(most: number): Promise<void> {
  const client = await world.db.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('INSERT INTO reader (name, tx_to) VALUES ($1, 0) ON CONFLICT DO NOTHING', [FOLD])
    const { rows } = await client.query(
      'SELECT tx_to AS "txTo", after_id AS "afterId" FROM reader WHERE name = $1',
      [FOLD],
    )
    const batch = await nextBatch(client, rows[0], most)
    await foldWith(world.app.parts.tenants)(batch.events, client)
    await client.query('UPDATE reader SET tx_to = $2 WHERE name = $1', [FOLD, batch.mark.txTo])
    await client.query('COMMIT')
  } finally {
    client.release()
  }
}

test('[ZY-09] figures, folded so far and live, equal a recount from scratch after any history', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 200 }), { minLength: 10, maxLength: 40 }),
      fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 25 }),
      fc.integer({ min: 1, max: 40 }),
      async (steps, hours, most) => {
        await live(steps, hours)
        assert.deepEqual(flat(await live2Figures()), await recounted())
        await fold(most)
        assert.deepEqual(flat(await live2Figures()), await recounted())
      },
    ),
    // Once the whole life, without anything in between.
    { numRuns: 12, examples: [[Array(30).fill(1), [], 7]] },
  )
  const excluded = [...(await recounted())].filter(([cell]) => cell.endsWith(' excluded.visit.result.solved'))
  assert.ok(excluded.length > 0, 'no history was left out of assessment')
})

test('[LL-30] whatever happened, what came in is what was recorded, and it is in somebody’s hands', async () => {
  // Whatever the histories above came to, one ends either way.
  const { number: kept } = await world.dispatched()
  for (const [who, act, body] of lifeWith('roads').slice(0, 6))
    assert.ok(
      (await world.call(who, 'POST', `/appeals/${kept}/${act}`, body ? { body } : {})).status < 300,
      act,
    )
  const { number: dropped } = await world.received()
  await world.call('dispatcher', 'POST', `/appeals/${dropped}/withdraw`, { body: { reason: '不再反映' } })
  const period = {
    tenantId: world.tenantId,
    from: Date.parse('2026-09-01Z'),
    until: Date.parse('2100-01-01Z'),
  }
  const found = await reconcile(world.db, period)
  assert.deepEqual(found.differences, [])
  assert.equal(found.balanced, true)
  for (const h of found.hands) {
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)
    assert.equal(h.before + sum(h.in), h.after + sum(h.out), `${h.hands} ${h.unitId}`)
  }
  const centre = found.hands.find(h => h.hands === 'centre')!
  for (const way of ['struckOff', 'withdrawn'])
    assert.ok(centre.out[way]! > 0, `no history ended with ${way}`)
  const { rows } = await world.db.pool.query(
    'SELECT count(*) AS n FROM appeal WHERE tenant_id = $1 AND ended_at IS NULL',
    [world.tenantId],
  )
  assert.equal(centre.after, rows[0].n)
})

test('[LL-30] a contact without an outcome, an appeal nobody brought, and a state its history does not lead to are listed by number', async () => {
  const { number } = await world.received()
  const pending = await world.call('agent', 'POST', '/contacts', {
    body: { channelId: world.channel.hotline },
  })
  assert.equal(pending.status, 201)
  const loose = await world.received()
  await world.db.pool.query(
    'DELETE FROM contact WHERE appeal_id = (SELECT id FROM appeal WHERE number = $1)',
    [loose.number],
  )
  await world.db.pool.query(`UPDATE appeal SET stage = 'struckOff' WHERE number = $1`, [number])
  const { body } = await world.call('director', 'GET', '/reconciliation?from=2026-09-01&until=2026-12-31')
  assert.equal(body.balanced, false)
  const found = (body.differences as { kind: string; which: string }[]).map(d => [d.kind, d.which])
  assert.deepEqual(found.sort(), [
    ['appealWithoutContact', loose.number],
    ['contactPending', String((pending.body.contact as { id: number }).id)],
    ['stateSaysEnded', number],
  ])
})

test('[LL-30] what is open by the rows but not by the history, or in other hands, is listed by number and leaves no balance', async () => {
  const period = {
    tenantId: world.tenantId,
    from: Date.parse('2026-09-01Z'),
    until: Date.parse('2100-01-01Z'),
  }
  const [moved, ended] = [await world.received(), await world.received()]
  const set = (field: string, value: unknown, number: string) =>
    world.db.pool.query(`UPDATE appeal SET ${field} = $1 WHERE number = $2`, [value, number])
  const ownerId = (await world.db.pool.query('SELECT owner_unit_id AS id FROM appeal LIMIT 1')).rows[0].id
  await set('owner_unit_id', world.unit.roads, moved.number)
  await set('ended_at', '2026-10-01Z', ended.number)
  const found = await reconcile(world.db, period)
  const told = found.differences.filter(d => d.which === moved.number || d.which === ended.number)
  assert.deepEqual(told, [
    { kind: 'openWithoutMoves', which: moved.number, facts: { unitId: world.unit.roads } },
    { kind: 'movesWithoutOpen', which: moved.number, facts: { unitId: ownerId } },
    { kind: 'movesWithoutOpen', which: ended.number, facts: { unitId: ownerId } },
  ])
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)
  const off = found.hands.map(h => [h.hands, h.unitId, h.after + sum(h.out) - h.before - sum(h.in)])
  assert.deepEqual(
    off.filter(([, , n]) => n !== 0),
    [
      ['centre', ownerId, -2],
      ['centre', world.unit.roads, 1],
    ],
  )
  assert.equal(found.balanced, false)
  await set('owner_unit_id', ownerId, moved.number)
  await set('ended_at', null, ended.number)
  const past = await reconcile(world.db, { ...period, until: Date.parse('2026-09-02Z') })
  assert.ok(past.hands.every(h => h.before + sum(h.in) === h.after + sum(h.out)))
})

test('the last day of a period is counted whole, also where it has 23 or 25 hours', () => {
  const zone = zoneOf('America/New_York')
  for (const [day, hours] of [
    ['2026-03-08', 23],
    ['2026-11-01', 25],
    ['2026-11-02', 24],
  ] as const) {
    const { from, until } = periodOfDays(1, zone, numberOfDay(day), numberOfDay(day))
    assert.equal((until - from) / HOUR, hours, day)
  }
})

test('[ZY-09] the three rates show numerator, denominator and what was left out', async () => {
  const { body, status } = await world.call(
    'director',
    'GET',
    '/figures?from=2026-09-01&until=2026-12-31&by=all',
  )
  assert.equal(status, 200)
  const [row] = body.rows as {
    rates: { name: string; over: number; under: number; value: number | null; zh: string }[]
  }[]
  const closeRate = row!.rates.find(r => r.name === 'closeRate')!
  assert.equal(closeRate.zh, '办结率')
  assert.ok(closeRate.over <= closeRate.under)
})

test('a unit reads its own figures and those below it, nobody else’s', async () => {
  const own = await world.call('roads', 'GET', '/figures?from=2026-09-01&until=2026-12-31&by=unit')
  assert.deepEqual(
    (own.body.rows as { key: string }[]).map(r => r.key),
    [String(world.unit.roads)],
  )
  const other = await world.call(
    'roads',
    'GET',
    `/figures?from=2026-09-01&until=2026-12-31&unitId=${world.unit.water}`,
  )
  assert.equal(other.status, 403)
  const handler = await world.call('roadsHandler', 'GET', '/figures?from=2026-09-01&until=2026-12-31')
  assert.equal(handler.body.code, 'not-permitted')
  const all = await world.call('roads', 'GET', '/reconciliation?from=2026-09-01&until=2026-09-30')
  assert.equal(all.body.code, 'not-permitted')
})

test('a period that ends before it begins is refused by name', async () => {
  const { status, body } = await world.call('director', 'GET', '/figures?from=2026-10-02&until=2026-10-01')
  assert.deepEqual([status, body.field], [422, 'until'])
})

test('a period that ends before it begins, or is longer than a year and a day, is refused by its field', async () => {
  for (const path of ['/figures', '/reconciliation'])
    for (const [from, until, why] of [
      ['2026-10-02', '2026-10-01', /止期早于起期/],
      ['2024-01-01', '2025-01-01', /最长 366 天/],
      ['1990-01-01', '2100-12-31', /最长 366 天/],
      ['2026-10-01', '9999-12-31', /1990/],
    ] as const) {
      const { status, body } = await world.call('director', 'GET', `${path}?from=${from}&until=${until}`)
      assert.deepEqual([status, body.code, body.field], [422, 'invalid-input', 'until'], `${path} ${from}`)
      assert.match(body.detail as string, why)
    }
  const year = await world.call('director', 'GET', '/reconciliation?from=2024-01-01&until=2024-12-31')
  assert.equal(year.status, 200, 'a leap year fits')
})

test('[LL-30] of any period after any history, what is read of the tickets it concerns comes to the same as a recount of all', async () => {
  const day = fc.integer({ min: -3, max: 200 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 200 }), { minLength: 5, maxLength: 25 }),
      fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 25 }),
      fc.array(fc.tuple(day, day), { minLength: 4, maxLength: 4 }),
      async (steps, hours, periods) => {
        await live(steps, hours)
        for (const [a, b] of periods) {
          const at = (days: number) => Date.parse('2026-09-28Z') + days * 24 * HOUR
          const period = { tenantId: world.tenantId, from: at(Math.min(a, b)), until: at(Math.max(a, b) + 1) }
          const bounded = await reconcile(world.db, period)
          const whole = await reconcile(world.db, { ...period, whole: true })
          assert.deepEqual(shown(bounded), shown(whole))
        }
      },
    ),
    { numRuns: 8 },
  )
})

/** Hands through which nothing went and that hold nothing say nothing. */
const shown = ({ channels, hands, differences, balanced }: Reconciliation) => ({
  ...{ channels, differences, balanced },
  hands: hands.filter(h => h.before || h.after || Object.keys({ ...h.in, ...h.out }).length > 0),
})
