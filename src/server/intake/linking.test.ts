/** Merging and undoing it, splitting, mass incidents, asking, classifying, refusing: what the centre does before units are done. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type PersonName, type World } from '../../../test/world.ts'
import { mergedNumbersOf, reachedBy } from './merged.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const act = (number: string, verb: string, body?: Record<string, unknown>, who: PersonName = 'dispatcher') =>
  world.call(who, 'POST', `/appeals/${number}/${verb}`, body === undefined ? {} : { body })
const refusedAs = (answer: { status: number; body: Record<string, unknown> }, status: number, code: string) =>
  assert.deepEqual([answer.status, answer.body.code], [status, code])

interface Stored {
  id: number
  stage: string
  stage_before: string | null
  merged_into_id: number | null
  parent_id: number | null
  split_from_id: number | null
  asked_at: number | null
  due_at: number | null
  limit_class: string
  refusal_reason: string | null
}
const stored = async (number: string): Promise<Stored> =>
  (await world.db.pool.query('SELECT * FROM appeal WHERE number = $1', [number])).rows[0]
interface StoredClock {
  kind: string
  limit: string
  started_at: number
  due_at: number
  met_at: number | null
  cancelled_at: number | null
  pauses: { reason: string }[]
}
const clocksOf = async (number: string): Promise<StoredClock[]> =>
  (
    await world.db.pool.query(
      'SELECT c.* FROM clock c JOIN appeal a ON a.id = c.appeal_id WHERE a.number = $1 ORDER BY no',
      [number],
    )
  ).rows
const running = async (number: string) =>
  (await clocksOf(number)).filter(c => c.met_at === null && c.cancelled_at === null)
const kindsOf = async (number: string): Promise<string[]> =>
  (
    await world.db.pool.query(
      'SELECT e.kind FROM event e JOIN appeal a ON a.id = e.appeal_id WHERE a.number = $1 ORDER BY seq',
      [number],
    )
  ).rows.map(r => r.kind)

test('a merged ticket stays as a signpost, and both histories say so', async () => {
  const [a, b] = [await world.received(), await world.received()]
  const merged = await act(a.number, 'merge', { into: b.number })
  assert.deepEqual([merged.status, merged.body.stage], [200, 'merged'])
  const { id } = await stored(b.number)
  assert.equal((await stored(a.number)).merged_into_id, id)
  assert.deepEqual(await running(a.number), [])
  assert.ok((await kindsOf(a.number)).includes('appeal.merged'))
  assert.ok((await kindsOf(b.number)).includes('appeal.tookIn'))
  assert.deepEqual(
    (await mergedNumbersOf(world.db, world.tenantId, id)).map(r => r.number),
    [a.number],
  )
})

test('a merge is refused into itself, an ended or merged ticket, a confidential one, and by who may not', async () => {
  const [a, b, c] = [await world.received(), await world.received(), await world.received()]
  refusedAs(await act(a.number, 'merge', { into: a.number }), 409, 'cannot-merge')
  await act(b.number, 'merge', { into: c.number })
  refusedAs(await act(a.number, 'merge', { into: b.number }), 409, 'cannot-merge')
  refusedAs(await act(b.number, 'merge', { into: a.number }), 409, 'has-ended')
  const secret = await world.received({ confidential: true })
  refusedAs(await act(a.number, 'merge', { into: secret.number }), 409, 'cannot-merge')
  refusedAs(await act(a.number, 'merge', { into: '99900120260928019999999' }), 404, 'not-found')
  refusedAs(await act(a.number, 'merge', { into: c.number }, 'agent'), 403, 'not-permitted')
  refusedAs(await act(a.number, 'unmerge'), 409, 'not-merged')
})

test('two dispatchers who merge two tickets into each other: one wins and no circle comes about', async () => {
  const [a, b] = [await world.received(), await world.received()]
  const answers = await Promise.all([
    act(a.number, 'merge', { into: b.number }),
    act(b.number, 'merge', { into: a.number }, 'director'),
  ])
  assert.deepEqual(answers.map(x => x.status).sort(), [200, 409])
  const stages = [(await stored(a.number)).stage, (await stored(b.number)).stage].sort()
  assert.deepEqual(stages, ['merged', 'received'])
})

test('undone before dispatch, the dispatch clock runs on from when the appeal came', async () => {
  const [a, b] = [await world.received(), await world.received()]
  const [before] = await running(a.number)
  await act(a.number, 'merge', { into: b.number })
  world.clock.pass(3_600_000)
  const undone = await act(a.number, 'unmerge')
  assert.deepEqual([undone.status, undone.body.stage], [200, 'received'])
  const [after] = await running(a.number)
  assert.deepEqual(
    [after!.kind, after!.started_at, after!.due_at],
    ['dispatch', before!.started_at, before!.due_at],
  )
  assert.equal((await stored(a.number)).merged_into_id, null)
  assert.ok((await kindsOf(b.number)).includes('appeal.gaveBack'))
})

test('undone after dispatch, the unit has its duty back and is not charged with the time between', async () => {
  const a = await world.dispatched('roads')
  const b = await world.received()
  const before = await running(a.number)
  await act(a.number, 'merge', { into: b.number })
  world.clock.pass(2 * 86_400_000)
  const undone = await act(a.number, 'unmerge')
  assert.equal(undone.body.stage, 'dispatched')
  const after = await running(a.number)
  assert.deepEqual(after.map(c => c.kind).sort(), before.map(c => c.kind).sort())
  const due = (clocks: StoredClock[], kind: string) => clocks.find(c => c.kind === kind)!.due_at
  assert.equal(due(after, 'closure'), due(before, 'closure'), 'the appellant’s time ran on')
  assert.ok(due(after, 'reply') > due(before, 'reply'))
  const { rows } = await world.db.pool.query(
    'SELECT s.stage, s.ended_at FROM assignment s JOIN appeal a ON a.id = s.appeal_id WHERE a.number = $1',
    [a.number],
  )
  assert.deepEqual(rows, [{ stage: 'assigned', ended_at: null }])
})

test('one answer reaches everybody who was merged in, through others too, and the children of an incident', async () => {
  const [a, b, c, child] = [
    await world.received(),
    await world.received(),
    await world.received(),
    await world.received(),
  ]
  await act(a.number, 'merge', { into: b.number })
  await act(b.number, 'merge', { into: c.number })
  await act(child.number, 'parent', { parent: c.number })
  const reached = await reachedBy(world.db, world.tenantId, (await stored(c.number)).id)
  assert.deepEqual(reached.map(r => r.number).sort(), [a.number, b.number, child.number].sort())
})

test('an incident has one level: a child is no parent and a parent is no child', async () => {
  const [parent, child, other] = [await world.received(), await world.received(), await world.received()]
  assert.equal((await act(child.number, 'parent', { parent: parent.number })).status, 200)
  refusedAs(await act(other.number, 'parent', { parent: child.number }), 409, 'cannot-merge')
  refusedAs(await act(parent.number, 'parent', { parent: other.number }), 409, 'cannot-merge')
  refusedAs(await act(parent.number, 'parent', { parent: parent.number }), 409, 'cannot-merge')
  await act(child.number, 'parent', { parent: null })
  assert.equal((await stored(child.number)).parent_id, null)
})

test('[SZ-15] several issues of one visit become appeals of their own, linked, each with a code for the appellant', async () => {
  const a = await world.received({ appellant: { name: '钱七', phone: '13600000001' } })
  const parts = [
    { title: '围墙外绿化缺失', content: '公司围墙外公共绿化缺失', categoryId: world.category.roads },
    { title: '电费过高', content: '生产电费过高，再不解决就拉横幅', kind: 'suggestion' },
  ]
  const headers = { 'idempotency-key': 'split-1' }
  const split = await world.call('agent', 'POST', `/appeals/${a.number}/split`, { body: { parts }, headers })
  assert.equal(split.status, 200, JSON.stringify(split.body))
  const made = split.body.parts as { number: string; queryCode: string }[]
  assert.equal(made.length, 2)
  const { id } = await stored(a.number)
  for (const { number, queryCode } of made) {
    assert.equal((await stored(number)).split_from_id, id)
    assert.match(queryCode, /^\d{6}$/)
    const seen = await world.call(null, 'GET', `/public/appeals/${number}`, {
      headers: { 'x-query-code': queryCode },
    })
    assert.equal(seen.status, 200)
  }
  const persons = await world.db.pool.query(
    'SELECT count(DISTINCT phone_key) AS n, count(*) AS rows FROM identity i JOIN appeal a ON a.id = i.appeal_id WHERE a.id = $1 OR a.split_from_id = $1',
    [id],
  )
  assert.deepEqual(persons.rows[0], { n: 1, rows: 3 })
  const again = await world.call('agent', 'POST', `/appeals/${a.number}/split`, { body: { parts }, headers })
  assert.deepEqual(again.body, split.body)
  assert.ok((await kindsOf(a.number)).includes('appeal.split'))
})

test('a part with a category that does not exist splits nothing, and is named', async () => {
  const a = await world.received()
  const parts = [
    { title: '一', content: '一' },
    { title: '二', content: '二', categoryId: 999_999 },
  ]
  const answer = await act(a.number, 'split', { parts }, 'agent')
  assert.deepEqual(
    [answer.status, answer.body.code, answer.body.field],
    [422, 'no-such-category', 'parts.1.categoryId'],
  )
  const { rows } = await world.db.pool.query(
    'SELECT count(*) AS n FROM appeal WHERE split_from_id = (SELECT id FROM appeal WHERE number = $1)',
    [a.number],
  )
  assert.equal(rows[0].n, 0)
})

test('the centre asks, the clocks rest, the appellant answers, and the limit moves on by what was not counted', async () => {
  const a = await world.dispatched('roads')
  const { due_at: due } = await stored(a.number)
  assert.equal((await act(a.number, 'ask', { question: '请问是哪几盏灯？' })).status, 200)
  refusedAs(await act(a.number, 'ask', { question: '再问' }), 409, 'waiting-for-appellant')
  const resting = (await running(a.number))
    .filter(c => c.pauses.some(p => p.reason === 'asked'))
    .map(c => c.kind)
  assert.deepEqual(resting.sort(), ['closure', 'reply'])
  world.clock.pass(12 * 86_400_000)
  assert.equal((await act(a.number, 'tell', { answer: '路口东侧三盏' }, 'agent')).status, 200)
  const now = await stored(a.number)
  assert.equal(now.asked_at, null)
  assert.ok(now.due_at! > due!)
  refusedAs(await act(a.number, 'tell', { answer: '又' }, 'agent'), 409, 'not-asked')
})

test('an emergency’s clocks never rest', async () => {
  const a = await world.dispatched('roads', { urgency: 'critical' })
  await act(a.number, 'ask', { question: '几楼？' })
  assert.ok((await running(a.number)).every(c => c.pauses.length === 0))
})

test('a change of urgency before dispatch gives new limits from the same start, visibly', async () => {
  const a = await world.received()
  const [old] = await running(a.number)
  const changed = await act(a.number, 'classify', { urgency: 'critical', tags: ['急难愁盼'], level: 'key' })
  assert.equal(changed.status, 200)
  const [now] = await running(a.number)
  assert.deepEqual([now!.limit, now!.started_at, old!.limit], ['1h', old!.started_at, '24h'])
  assert.equal((await stored(a.number)).limit_class, 'critical')
  assert.ok((await kindsOf(a.number)).includes('appeal.classified'))
  refusedAs(await act(a.number, 'classify', { categoryId: 999_999 }), 422, 'no-such-category')
  refusedAs(await act(a.number, 'classify', { kind: 'praise' }, 'agent'), 403, 'not-permitted')
  const dispatched = await world.dispatched()
  refusedAs(await act(dispatched.number, 'classify', { kind: 'praise' }), 409, 'wrong-stage')
})

test('after pre-review an appeal is not accepted, with a reason of the rules', async () => {
  const a = await world.received()
  refusedAs(await act(a.number, 'refuse', { reason: 'justSo' }), 422, 'unknown-reason')
  assert.equal((await act(a.number, 'refuse', { reason: 'outsideTerritory' })).body.stage, 'refused')
  assert.equal((await stored(a.number)).refusal_reason, 'outsideTerritory')
  assert.deepEqual(await running(a.number), [])
  refusedAs(await act(a.number, 'refuse', { reason: 'outsideTerritory' }), 409, 'has-ended')
})

test('an appeal is handed over to an emergency line, or answered by the centre itself', async () => {
  const [a, b] = [await world.received(), await world.received()]
  refusedAs(await act(a.number, 'hand-over', { line: '911' }, 'agent'), 422, 'emergency-line')
  assert.equal((await act(a.number, 'hand-over', { line: '110' }, 'agent')).body.stage, 'passedOn')
  assert.equal(
    (await act(b.number, 'answer-on-spot', { answer: '已于今晨修复。' }, 'agent')).body.stage,
    'answeredOnSpot',
  )
})

test('withdrawn, nobody owes anything any more', async () => {
  const a = await world.dispatched('roads')
  assert.equal((await act(a.number, 'withdraw', { reason: '已经修好' }, 'agent')).body.stage, 'withdrawn')
  assert.deepEqual(await running(a.number), [])
  const { rows } = await world.db.pool.query(
    'SELECT s.stage FROM assignment s JOIN appeal a ON a.id = s.appeal_id WHERE a.number = $1',
    [a.number],
  )
  assert.deepEqual(rows, [{ stage: 'cancelled' }])
})

test('what was added is found by its words, and the old words still', async () => {
  const a = await world.received()
  await act(a.number, 'add', { addition: '另外变压器也在冒烟' }, 'agent')
  const { rows } = await world.db.pool.query(
    `SELECT words @@ $2::tsquery AS added, words @@ $3::tsquery AS said FROM appeal_search s JOIN appeal a ON a.id = s.appeal_id WHERE a.number = $1`,
    [a.number, `'变压器'`, `'路灯'`],
  )
  assert.deepEqual(rows, [{ added: true, said: true }])
})

test('a caller with the same matter joins an appeal and leaves no second ticket', async () => {
  const a = await world.received()
  const body = { channelId: world.channel.hotline, appellant: { phone: '13600000009' } }
  assert.equal((await act(a.number, 'join', body, 'agent')).status, 200)
  const { rows } = await world.db.pool.query(
    `SELECT c.outcome, count(i.id) AS known FROM contact c JOIN appeal a ON a.id = c.appeal_id LEFT JOIN identity i ON i.contact_id = c.id
     WHERE a.number = $1 GROUP BY c.id, c.outcome ORDER BY c.id`,
    [a.number],
  )
  assert.deepEqual(rows, [
    { outcome: 'appeal', known: 1 },
    { outcome: 'appeal', known: 1 },
  ])
})

test('who looks at an old version is told, and nothing happens', async () => {
  const [a, b] = [await world.received(), await world.received()]
  const stale = { body: { into: b.number }, headers: { 'if-match': '9' } }
  refusedAs(
    await world.call('dispatcher', 'POST', `/appeals/${a.number}/merge`, stale),
    409,
    'changed-meanwhile',
  )
  assert.equal((await stored(a.number)).stage, 'received')
})

test('a unit does not speak in the appellant’s place', async () => {
  const a = await world.dispatched('roads')
  refusedAs(await act(a.number, 'add', { addition: '我来看看' }, 'roads'), 403, 'not-permitted')
  refusedAs(await act(a.number, 'withdraw', {}, 'roads'), 403, 'not-permitted')
})
