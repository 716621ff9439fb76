/** 访 and 销号: asking the person what came of it, rework, escalation, strike-off and reopening, over the API. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DAY, HOUR } from '../../src/domain/instant.ts'
import { verifyRecord } from '../../src/server/record/verify/verify.ts'
import { openWorld, type World } from '../world.ts'
import { isDone, isRefused, type Matter, matterAt, matterOf, steppedRules } from './matter.testing.ts'

let world: World
before(async () => {
  world = await openWorld({ rules: steppedRules })
})
after(() => world.close())

const at = (text: string): number => Date.parse(`${text}+08:00`)

/** A matter answered and accepted, so that a visit is due. */
async function accepted(fields: Record<string, unknown> = {}): Promise<Matter> {
  const m = await matterAt(world, fields)
  await m.answer()
  await m.accept()
  return m
}

const stageOf = async (m: Matter) => (await m.row()).stage

test('a matter withdrawn before its visit, or after a rework called it off, owes none any more', async () => {
  const owed = async () => {
    const { body } = await world.call('director', 'GET', '/figures?from=2026-01-01&until=2026-12-31')
    const [row] = body.rows as { rates: { name: string; under: number }[] }[]
    return row?.rates.find(r => r.name === 'validVisitRate')?.under ?? 0
  }
  const before = await owed()
  const m = await accepted()
  assert.equal(await owed(), before + 1)
  isDone(await m.act('director', 'reopen', { note: '未修好' }))
  assert.equal(await owed(), before)
  await m.answer()
  await m.accept()
  assert.equal(await owed(), before + 1)
  isDone(await m.act('dispatcher', 'withdraw', { reason: '不再反映' }))
  assert.equal(await stageOf(m), 'withdrawn')
  for (const visit of await m.below('visit')) {
    assert.notEqual(visit.ended_at, null)
    assert.equal(visit.next_attempt_at, null)
  }
  assert.equal(await owed(), before)
})

test('[ZY-03] [ZY-11] every accepted answer owes a visit; a good one leads to strike-off', async () => {
  world.clock.set('2026-09-28T10:00:00')
  const m = await accepted()
  assert.equal(await stageOf(m), 'reviewed')
  const [visit] = await m.below('visit')
  assert.deepEqual([visit!.due_at, visit!.ended_at], [at('2026-09-30T00:00:00'), null])
  isRefused(await m.act('dispatcher', 'strike-off'), 'visit-first', 409)
  isRefused(await m.act('agent', 'visits/1/attempts', { outcome: 'noAnswer' }), 'not-permitted', 403)
  isRefused(await m.visit({}, 7), 'no-such-visit', 404)
  isRefused(
    await m.act('visitor', 'visits/1/attempts', { outcome: 'reached' }),
    'visit-answer-missing',
    422,
    'answer',
  )
  isRefused(await m.visit({ resultSatisfaction: 6 }), 'invalid-input', 400, 'answer.resultSatisfaction')
  isDone(await m.visit({ processSatisfaction: 3, resultSatisfaction: 4 }))
  isRefused(await m.visit(), 'already-done', 409)
  const row = await m.row()
  assert.deepEqual([row.stage, row.visit_result, row.satisfaction], ['visited', 'solved', 4])
  isRefused(await m.act('visitor', 'strike-off'), 'not-permitted', 403)
  isDone(await m.act('dispatcher', 'strike-off'))
  isRefused(await m.act('dispatcher', 'strike-off'), 'has-ended', 409)
  const ended = await m.row()
  assert.deepEqual([ended.stage, ended.ended_at], ['struckOff', world.clock.now()])
  assert.ok((await m.below('clock')).every(c => c.met_at !== null || c.cancelled_at !== null))
  assert.ok((await m.below('assignment')).every(a => a.ended_at === world.clock.now()))
})

test('[ZY-11] who is not visited is exempted by a code that is counted', async () => {
  const cases: [fields: Record<string, unknown>, exemption: string][] = [
    [{ anonymous: true }, 'anonymous'],
    [{ wantsVisit: false }, 'askedNotToBeCalled'],
    [{ tags: ['unvisited'] }, 'notRequired'],
  ]
  for (const [fields, exemption] of cases) {
    const m = await accepted(fields)
    assert.equal((await m.row()).exemption, exemption)
    assert.deepEqual((await m.events()).at(-1)!.facts, { exemption })
    assert.deepEqual(await m.below('visit'), [])
    isDone(await m.act('dispatcher', 'strike-off'))
  }
})

test('attempts in vain fall at different hours inside the visiting hours; after the last one nobody was to be reached', async () => {
  world.clock.set('2026-09-28T10:00:00')
  const m = await accepted()
  const tried = () => m.act('visitor', 'visits/1/attempts', { outcome: 'noAnswer', call: 'rec' })
  const next = async () => (await m.below('visit'))[0]!.next_attempt_at
  isDone(await tried())
  assert.equal(await next(), at('2026-09-28T14:00:00'))
  world.clock.pass(3 * HOUR)
  const soon = await tried()
  isRefused(soon, 'visit-too-soon', 409)
  // When it may be tried again, as every moment on the wire.
  assert.match(JSON.stringify(soon.body.facts), /^\{"nextAttemptAt":"2026-09-28T\d\d:00:00\.000Z"\}$/)
  world.clock.set('2026-09-28T21:00:00')
  isRefused(await tried(), 'visit-too-soon', 409)
  world.clock.set('2026-09-28T18:00:00')
  isDone(await tried())
  assert.equal(await next(), at('2026-09-29T17:00:00'))
  world.clock.set('2026-09-29T17:00:00')
  isDone(await tried())
  const [visit] = await m.below('visit')
  assert.deepEqual([visit!.outcome, visit!.attempts, await stageOf(m)], ['unreachable', 3, 'visited'])
  isDone(await m.act('dispatcher', 'strike-off'))
})

test('who calls back at night is heard, and who refuses to be asked is left alone', async () => {
  world.clock.set('2026-09-28T22:00:00')
  const m = await accepted()
  isDone(await m.visit())
  const silent = await accepted()
  isDone(await silent.act('visitor', 'visits/1/attempts', { outcome: 'refused', note: '不愿评价' }))
  assert.equal((await silent.below('visit'))[0]!.outcome, 'refused')
  isDone(await silent.act('dispatcher', 'strike-off'))
})

test('[ZY-03] unsolved or dissatisfied goes back to the unit with a new limit, and is visited again', async () => {
  world.clock.set('2026-10-12T10:00:00')
  for (const told of [{ result: 'unsolved' }, { resultSatisfaction: 2 }]) {
    const m = await accepted()
    isDone(await m.visit(told))
    const row = await m.row()
    assert.deepEqual([row.stage, row.reworks, row.visit_result], ['handling', 1, null])
    const rework = (await m.below('clock')).find(c => c.kind === 'rework')!
    assert.equal(rework.due_at, at('2026-10-16T00:00:00'))
    assert.deepEqual(
      [row.due_at, row.green_at],
      [rework.due_at, rework.green_at],
      'lists show the limit that runs',
    )
    assert.equal(
      (await m.below('clock')).filter(c => c.kind === 'closure').length,
      1,
      'the appellant’s clock never starts again',
    )
    isRefused(await m.act('dispatcher', 'strike-off'), 'rework-open', 409)
    await m.answer()
    await m.accept()
    isDone(await m.visit({}, 2))
    isDone(await m.act('dispatcher', 'strike-off'))
  }
})

test('what is still unsolved after two reworks goes upward, and somebody above decides: another rework, or its end', async () => {
  const m = await accepted()
  for (const no of [1, 2]) {
    isDone(await m.visit({ result: 'unsolved' }, no))
    await m.answer()
    await m.accept()
  }
  isDone(await m.visit({ result: 'unsolved' }, 3))
  const row = await m.row()
  assert.deepEqual([row.stage, row.reworks, row.level], ['visited', 2, 'complex'])
  assert.deepEqual(
    (await m.events()).slice(-2).map(e => e.kind),
    ['appeal.escalated', 'approval.asked'],
  )
  isRefused(await m.act('dispatcher', 'strike-off'), 'approval-open', 409)
  isRefused(await m.on(1, 'dispatcher', 'send-back', { reasons: ['notSolved'] }), 'reworked-too-often', 409)
  isRefused(await m.decide('dispatcher', 1, 'approved'), 'not-permitted', 403)
  const waiting = await world.call('supervisor', 'GET', '/approvals?kind=closeException')
  assert.deepEqual(
    (waiting.body.approvals as { number: string }[]).map(a => a.number),
    [m.number],
  )
  isDone(await m.decide('supervisor', 1, 'rejected', '再办一次'))
  assert.deepEqual([await stageOf(m), (await m.row()).reworks], ['handling', 3])
  await m.answer()
  await m.accept()
  isDone(await m.visit({ result: 'unsolved' }, 4))
  isDone(await m.decide('director', 2, 'approved', '无法解决，已解释'))
  isDone(await m.act('dispatcher', 'strike-off'))
})

test('the visitor’s list has what can be called now, most urgent first, page by page', async () => {
  world.clock.set('2026-12-07T10:00:00')
  const made: string[] = []
  for (let i = 0; i < 3; i++) made.push((await accepted()).number)
  world.clock.set('2026-12-07T18:30:00')
  const late = await accepted()
  isDone(await late.act('visitor', 'visits/1/attempts', { outcome: 'noAnswer' }))
  const list = async (query: string) => {
    const { status, body } = await world.call('visitor', 'GET', `/visits?${query}`)
    assert.equal(status, 200, JSON.stringify(body))
    return {
      numbers: (body.visits as { number: string }[]).map(v => v.number),
      next: body.next as string | null,
    }
  }
  const first = await list('limit=2')
  const second = await list(`limit=2&after=${first.next}`)
  assert.deepEqual([...first.numbers, ...second.numbers], made)
  assert.equal(second.next, null)
  const tomorrow = await list(`due=${encodeURIComponent('2026-12-08T20:00:00+08:00')}`)
  assert.deepEqual(tomorrow.numbers, [...made, late.number])
  isRefused(await world.call('roads', 'GET', '/visits'), 'not-permitted', 403)
})

test('striking off many gives every number its own result', async () => {
  const ready = [await accepted({ tags: ['unvisited'] }), await accepted({ tags: ['unvisited'] })]
  const owed = await accepted()
  const unknown = '99900120260928010000000000'
  const numbers = [...ready.map(m => m.number), owed.number, unknown]
  const { status, body } = await world.call('dispatcher', 'POST', '/strike-offs', { body: { numbers } })
  assert.equal(status, 200, JSON.stringify(body))
  const results = body.results as { number: string; stage: string | null; code: string | null }[]
  assert.deepEqual([body.struckOff, body.kept], [2, 2])
  assert.deepEqual(
    results.map(r => [r.number, r.stage, r.code]),
    [
      [numbers[0], 'struckOff', null],
      [numbers[1], 'struckOff', null],
      [owed.number, null, 'visit-first'],
      [unknown, null, 'not-found'],
    ],
  )
})

test('for thirty days the same number opens again with its history and a new limit; after that a new appeal is due', async () => {
  world.clock.set('2026-11-02T10:00:00')
  const m = await accepted({ tags: ['unvisited'] })
  isDone(await m.act('dispatcher', 'strike-off'))
  isRefused(await m.act('agent', 'reopen', { note: '又坏了' }), 'not-permitted', 403)
  world.clock.pass(30 * DAY)
  isDone(await m.act('dispatcher', 'reopen', { note: '路灯又坏了' }))
  const row = await m.row()
  assert.deepEqual([row.stage, row.ended_at, row.reopened, row.reworks], ['handling', null, 1, 0])
  assert.equal((await m.below('clock')).at(-1)!.kind, 'rework')
  isRefused(await m.act('dispatcher', 'reopen', { note: '再' }), 'wrong-stage', 409)
  await m.answer()
  await m.accept()
  isDone(await m.act('dispatcher', 'strike-off'))
  world.clock.pass(30 * DAY + 1)
  isRefused(await m.act('dispatcher', 'reopen', { note: '又' }), 'reopen-too-late', 409)
})

test('before strike-off, opening it again is a rework', async () => {
  const m = await accepted()
  isDone(await m.act('dispatcher', 'reopen', { note: '来电称又坏了' }))
  assert.deepEqual([await stageOf(m), (await m.row()).reworks, (await m.row()).reopened], ['handling', 1, 0])
  const [visit] = await m.below('visit')
  assert.ok(visit!.ended_at !== null && visit!.outcome === null, 'the visit that was due is off')
})

/** What the appellant does with number and query code. */
const own = (number: string, code: string, verb: string, body: object) =>
  world.call(null, 'POST', `/public/appeals/${number}/${verb}`, { body, headers: { 'x-query-code': code } })

/** Received with its query code kept, answered and accepted. */
async function acceptedWithCode(fields: Record<string, unknown> = {}) {
  const { number, queryCode } = await world.dispatched('roads', fields)
  const m = matterOf(world, number)
  await m.answer()
  await m.accept()
  return { m, number, queryCode }
}

test('[ZY-34] the appellant rates in five levels with number and code, once; a poor rating before strike-off means rework', async () => {
  const { number, queryCode } = await world.dispatched()
  isRefused(await own(number, queryCode, 'review', { stars: 5 }), 'wrong-stage', 409)
  const m = matterOf(world, number)
  await m.answer()
  await m.accept()
  isRefused(await own(number, 'wrong', 'review', { stars: 5 }), 'wrong-code', 404)
  isRefused(await own(number, queryCode, 'review', { stars: 0 }), 'invalid-input', 400, 'stars')
  isRefused(
    await own(number, queryCode, 'review', { stars: 1, dimensions: { smell: 1 } }),
    'invalid-input',
    400,
  )
  isDone(
    await own(number, queryCode, 'review', {
      stars: 1,
      dimensions: { speed: 2, result: 1 },
      comment: '没有修好',
    }),
  )
  isRefused(await own(number, queryCode, 'review', { stars: 5 }), 'review-locked', 409)
  const [review] = await m.below('review')
  assert.deepEqual([review!.stars, review!.dimensions], [1, { speed: 2, result: 1 }])
  const row = await m.row()
  assert.deepEqual([row.stage, row.reworks], ['handling', 1])
  await m.answer()
  await m.accept()
  isDone(await m.visit({}, 2))
  isDone(await m.act('dispatcher', 'strike-off'))
})

test('[ZY-34] a rating after strike-off is kept, and changes nothing but the figures', async () => {
  const { m, number, queryCode } = await acceptedWithCode({ tags: ['unvisited'] })
  isDone(await m.act('dispatcher', 'strike-off'))
  isDone(await own(number, queryCode, 'review', { stars: 2, via: 'sms' }))
  const row = await m.row()
  assert.deepEqual([row.stage, row.satisfaction], ['struckOff', 2])
})

test('the appellant opens a struck-off matter again with number and code', async () => {
  const { m, number, queryCode } = await acceptedWithCode({ tags: ['unvisited'] })
  isDone(await m.act('dispatcher', 'strike-off'))
  isRefused(await own(number, '000000x', 'reopen', { note: '又坏了' }), 'wrong-code', 404)
  isDone(await own(number, queryCode, 'reopen', { note: '又坏了' }))
  assert.equal(await stageOf(m), 'handling')
  const reopened = (await m.events()).at(-1)!
  assert.deepEqual(
    [reopened.kind, reopened.actor_id, reopened.texts!.note],
    ['appeal.reopened', null, '又坏了'],
  )
})

test('[NC-14] everything that happened here is provable from its history', async () => {
  const verdict = await verifyRecord({ db: world.db, keys: world.app.parts.keys })
  assert.ok(verdict.ok, JSON.stringify(verdict))
  assert.ok(verdict.verified.events > 50)
})
