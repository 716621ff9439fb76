/** 办: what a unit asks for and who decides it – extension, suspension, inner review, exceptions – over the API. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { reviewSuspendedJob } from '../../src/server/handling/suspended.ts'
import { verifyRecord } from '../../src/server/record/verify/verify.ts'
import { openWorld, type World } from '../world.ts'
import { isDone, isRefused, type Matter, matterAt, matterOf, steppedRules } from './matter.testing.ts'

let world: World
before(async () => {
  world = await openWorld({ rules: steppedRules })
})
after(() => world.close())

const clockOf = async (m: Matter, kind: string) =>
  (await m.below('clock')).filter(c => c.kind === kind).at(-1)!
const at = (text: string): number => Date.parse(`${text}+08:00`)

test('where the unit signs inside, the reply is a draft until somebody else of the unit has signed it', async () => {
  const m = await matterAt(world, { tags: ['signed'] })
  await m.answer(1, 'roadsLeader', { internalNote: '内部' })
  assert.equal((await m.row()).stage, 'handling')
  isRefused(await m.decide('roadsLeader', 1, 'approved'), 'own-request', 403)
  isRefused(await m.decide('dispatcher', 1, 'approved'), 'not-permitted', 403)
  isRefused(await m.on(1, 'roads', 'reply', { answer: '再来', result: 'explained' }), 'already-asked', 409)
  isDone(await m.decide('roadsReviewer', 1, 'rejected', '缺少照片'))
  isRefused(await m.decide('roadsReviewer', 1, 'approved'), 'already-decided', 409)
  assert.equal((await m.row()).stage, 'handling')
  await m.answer(1, 'roads', { answer: '已修好，附照片。' })
  const mine = await world.call('roadsReviewer', 'GET', '/approvals?kind=innerReview')
  assert.deepEqual(
    (mine.body.approvals as { number: string }[]).map(a => a.number),
    [m.number],
  )
  isDone(await m.decide('roadsReviewer', 2, 'approved'))
  assert.equal((await m.row()).stage, 'answered')
  assert.equal(
    (await m.events()).find(e => e.kind === 'assignment.replied')!.texts!.answer,
    '已修好，附照片。',
  )
  const left = await world.call('roadsReviewer', 'GET', '/approvals?kind=innerReview')
  assert.deepEqual(left.body.approvals, [])
})

test('an extension is asked for before the limit, granted up the ladder, never by the asker, and moves the appellant’s own limit', async () => {
  world.clock.set('2026-09-28T09:00:00')
  const m = await matterAt(world)
  await m.sign()
  const ask = (limit = '5wd', reason = 'complexWorks') =>
    m.on(1, 'roads', 'extension', { limit, reason, note: '管线复杂' })
  isRefused(await ask('5wd', 'noReason'), 'unknown-reason', 422, 'reason')
  isRefused(await ask('11wd'), 'extension-too-long', 422, 'limit')
  isRefused(await ask('30d'), 'extension-too-long', 422, 'limit')
  isRefused(await ask('0wd'), 'invalid-input', 400, 'limit')
  isDone(await ask())
  isRefused(await ask(), 'already-asked', 409)
  isRefused(await m.decide('roadsLeader', 1, 'approved'), 'not-permitted', 403)
  assert.deepEqual((await world.call('roadsLeader', 'GET', '/approvals')).body.approvals, [])
  const before = (await clockOf(m, 'closure')).due_at
  isDone(await m.decide('shiftLead', 1, 'approved'))
  // 29, 30 September, 8, 9 and the worked Saturday 10 October.
  assert.equal(before, at('2026-10-11T00:00:00'))
  assert.equal((await clockOf(m, 'closure')).due_at, at('2026-10-17T00:00:00'))
  assert.equal((await clockOf(m, 'reply')).due_at, at('2026-10-17T00:00:00'))
  assert.equal((await m.row()).due_at, at('2026-10-17T00:00:00'))
  isDone(await ask('1wd'))
  isRefused(await m.decide('shiftLead', 2, 'approved'), 'not-permitted', 403)
  isDone(await m.decide('director', 2, 'approved'))
  isRefused(await ask('1wd'), 'extended-too-often', 409)
  assert.equal((await m.row()).extensions, 2)
})

test('once the limit has passed it is too late to ask for an extension', async () => {
  world.clock.set('2026-09-28T09:00:00')
  const m = await matterAt(world)
  await m.sign()
  world.clock.set('2026-10-11T00:00:00')
  isRefused(
    await m.on(1, 'roads', 'extension', { limit: '1wd', reason: 'complexWorks' }),
    'too-late-to-ask',
    409,
  )
  world.clock.set('2026-10-10T23:59:59')
  isDone(await m.on(1, 'roads', 'extension', { limit: '1wd', reason: 'complexWorks' }))
  isDone(await m.decide('roads', 1, 'withdrawn'))
  assert.equal((await m.below('approval'))[0]!.verdict, 'withdrawn')
})

test('a suspended matter stands still until the centre resumes it; the waiting is not counted', async () => {
  world.clock.set('2026-09-28T09:00:00')
  const m = await matterAt(world)
  await m.sign()
  const ask = (reviewOn: string, reason = 'season') => m.on(1, 'roads', 'suspension', { reason, reviewOn })
  isRefused(await ask('2026-09-28'), 'review-date-impossible', 422, 'reviewOn')
  isRefused(await ask('2027-01-01'), 'review-date-impossible', 422, 'reviewOn')
  isRefused(await ask('2026-10-15', 'mood'), 'unknown-reason', 422, 'reason')
  isDone(await ask('2026-10-15'))
  isRefused(await m.decide('shiftLead', 1, 'approved'), 'not-permitted', 403)
  isDone(await m.decide('director', 1, 'approved'))
  assert.equal((await m.row()).stage, 'suspended')
  assert.equal((await m.events()).at(-1)!.facts.reviewOn, '2026-10-15')
  isRefused(await m.on(1, 'roads', 'progress', { note: '?' }), 'is-suspended', 409)
  isRefused(await m.act('dispatcher', 'strike-off'), 'is-suspended', 409)
  world.clock.set('2026-10-15T09:00:00')
  isRefused(await m.act('roads', 'resume', {}), 'not-permitted', 403)
  isDone(await m.act('dispatcher', 'resume', { note: '复核：可以施工' }))
  isRefused(await m.act('dispatcher', 'resume', {}), 'not-suspended', 409)
  assert.equal((await m.row()).stage, 'handling')
  // Five working days from 28 September, none of them counted up to and including the day of resuming.
  assert.equal((await clockOf(m, 'closure')).due_at, at('2026-10-23T00:00:00'))
})

test('a matter still suspended on its day of review is shown to its centre, once for each such day', async () => {
  world.clock.set('2026-09-28T09:00:00')
  const m = await matterAt(world)
  const suspendUntil = async (reviewOn: string, approvalNo: number) => {
    isDone(await m.on(1, 'roads', 'suspension', { reason: 'season', reviewOn }))
    isDone(await m.decide('director', approvalNo, 'approved'))
  }
  const alerts = async () => {
    for (let i = 0; i < 2; i++) await reviewSuspendedJob(world.app.parts).run(new AbortController().signal)
    const { rows } = await world.db.pool.query(
      `SELECT al.unit_id = a.owner_unit_id AS own, al.facts FROM alert al JOIN appeal a ON a.id = al.appeal_id
       WHERE al.kind = 'suspensionReview' AND a.number = $1 ORDER BY al.id`,
      [m.number],
    )
    return rows
  }
  const shown = (reviewOn: string) => ({ own: true, facts: { number: m.number, reviewOn } })
  await m.sign()
  await suspendUntil('2026-10-12', 1)
  world.clock.set('2026-10-11T23:59:59')
  assert.deepEqual(await alerts(), [])
  world.clock.set('2026-10-12T00:00:00')
  assert.deepEqual(await alerts(), [shown('2026-10-12')])
  const listed = await world.call('dispatcher', 'GET', '/alerts?kind=suspensionReview')
  assert.deepEqual(
    (listed.body.alerts as { number: string }[]).map(a => a.number),
    [m.number],
  )
  isDone(await m.act('dispatcher', 'resume', {}))
  await suspendUntil('2026-10-20', 2)
  assert.equal((await alerts()).length, 1)
  isDone(await m.act('dispatcher', 'resume', {}))
  world.clock.set('2026-10-20T09:00:00')
  assert.equal((await alerts()).length, 1, 'taken up again before its day')
  await suspendUntil('2026-10-21', 3)
  world.clock.set('2026-10-22T09:00:00')
  assert.deepEqual(await alerts(), [shown('2026-10-12'), shown('2026-10-21')])
  isDone(await m.act('dispatcher', 'resume', {}))
})

/** The lights of a ticket: of every clock, and as lists show it. */
async function lightsOf(number: string): Promise<string[]> {
  const { body } = await world.call('dispatcher', 'GET', `/appeals/${number}`)
  return [body.light as string, ...(body.clocks as { light: string }[]).map(c => c.light)]
}
const isListed = async (light: string, number: string) => {
  const { body } = await world.call('dispatcher', 'GET', `/appeals?light=${light}&number=${number}`)
  return (body.appeals as unknown[]).length === 1
}
const isDark = async (number: string) => {
  assert.deepEqual([...new Set(await lightsOf(number))], ['none'])
  for (const light of ['green', 'yellow', 'red']) assert.ok(!(await isListed(light, number)), light)
}

test('[ZY-24] while a matter is suspended no lamp is lit, however long; once it is taken up again they are', async () => {
  world.clock.set('2026-09-28T09:00:00')
  const m = await matterAt(world)
  await m.sign()
  isDone(await m.on(1, 'roads', 'suspension', { reason: 'season', reviewOn: '2026-10-15' }))
  isDone(await m.decide('director', 1, 'approved'))
  world.clock.set('2026-12-01T09:00:00')
  await isDark(m.number)
  isDone(await m.act('dispatcher', 'resume', {}))
  await isDark(m.number)
  world.clock.set('2026-12-09T09:00:00')
  assert.ok((await lightsOf(m.number)).includes('red'))
  assert.ok(await isListed('red', m.number))
})

test('[ZY-24] what is dispatched while the centre waits for the appellant waits too, and lights no lamp until they have told', async () => {
  world.clock.set('2026-09-28T09:00:00')
  const { number } = await world.received()
  const m = matterOf(world, number)
  isDone(await m.act('dispatcher', 'ask', { question: '哪一盏？' }))
  isDone(await m.act('dispatcher', 'dispatch', { units: [{ unitId: world.unit.roads, role: 'lead' }] }))
  await m.sign()
  await m.contact()
  world.clock.set('2026-12-01T09:00:00')
  const waiting = (await m.below('clock')).filter(c => c.met_at === null && c.kind !== 'return')
  assert.deepEqual(waiting.map(c => c.kind).sort(), ['closure', 'reply'])
  const { body } = await world.call('dispatcher', 'GET', `/appeals/${number}`)
  for (const clock of body.clocks as { kind: string; light: string }[])
    if (clock.kind !== 'return') assert.equal(clock.light, 'none', clock.kind)
  assert.ok(!(await isListed('red', number)))
  isDone(await m.act('agent', 'tell', { answer: '第三盏' }))
  // Five working days from here, the day of the answer not counted.
  assert.equal((await clockOf(m, 'closure')).due_at, at('2026-12-09T00:00:00'))
  assert.ok(!(await isListed('red', number)))
})

test('the clocks of an emergency never pause', async () => {
  world.clock.set('2026-09-28T09:00:00')
  const m = await matterAt(world, { urgency: 'critical' })
  await m.sign()
  isDone(await m.on(1, 'roads', 'suspension', { reason: 'season', reviewOn: '2026-10-01' }))
  isDone(await m.decide('director', 1, 'approved'))
  assert.ok((await m.below('clock')).every(c => (c.pauses as unknown[]).length === 0))
})

test('[LL-37] [NC-35] an unsolved matter names its cause and is accepted only with an approved exception', async () => {
  const m = await matterAt(world)
  await m.answer(1, 'roads', { result: 'unsolved', cause: 'policyGap', causeStep: '用地审批', fileIds: [] })
  const { cause, result } = await m.row()
  assert.deepEqual([cause, result], ['policyGap', 'unsolved'])
  assert.equal((await m.events()).find(e => e.kind === 'assignment.replied')!.texts!.causeStep, '用地审批')
  isRefused(await m.on(1, 'dispatcher', 'accept'), 'unsolved-needs-exception', 409)
  isRefused(await m.act('roads', 'close-exception', { reason: 'mood' }), 'unknown-reason', 422, 'reason')
  isDone(await m.act('roads', 'close-exception', { reason: 'noLegalBasis', note: '无政策依据，已解释' }))
  isRefused(await m.on(1, 'dispatcher', 'accept'), 'approval-open', 409)
  isRefused(await m.decide('dispatcher', 1, 'approved'), 'not-permitted', 403)
  isDone(await m.decide('director', 1, 'approved'))
  await m.accept()
  assert.equal((await m.row()).stage, 'reviewed')
})

test('a matter is left out of assessment only with approval, also after its end', async () => {
  const m = await matterAt(world, { tags: ['quick', 'unvisited'] })
  await m.answer()
  isDone(await m.act('dispatcher', 'strike-off'))
  isDone(await m.act('roads', 'exclusion', { reason: 'unreasonable' }))
  isRefused(await m.act('roads', 'exclusion', { reason: 'unreasonable' }), 'already-asked', 409)
  isDone(await m.decide('director', 1, 'approved'))
  assert.equal((await m.events()).at(-1)!.kind, 'appeal.excluded')
  isRefused(await m.act('roads', 'exclusion', { reason: 'unreasonable' }), 'already-done', 409)
})

test('[ZY-09] what an excluded matter added to a rate is taken out of it, also what it adds later; the figures keep it', async () => {
  const read = async () => {
    const { body } = await world.call('director', 'GET', '/figures?from=2026-01-01&until=2026-12-31')
    const [row] = body.rows as {
      figures: Record<string, number>
      rates: { name: string; over: number; under: number; leftOut: number }[]
    }[]
    const { over, under, leftOut } = row!.rates.find(r => r.name === 'resolveRate')!
    return { sums: [over, under], leftOut, unsolved: row!.figures['visit.result.unsolved'] ?? 0 }
  }
  const m = await matterAt(world)
  await m.answer()
  await m.accept()
  const before = await read()
  isDone(await m.visit({ result: 'unsolved', resultSatisfaction: 1 }))
  const counted = await read()
  assert.deepEqual(counted.sums, [before.sums[0], before.sums[1]! + 1])
  isDone(await m.act('roads', 'exclusion', { reason: 'unreasonable' }))
  isDone(await m.decide('director', 1, 'approved'))
  const excluded = await read()
  assert.deepEqual(excluded.sums, before.sums)
  assert.equal(excluded.leftOut, before.leftOut + 1)
  assert.equal(excluded.unsolved, counted.unsolved)
  await m.answer()
  await m.accept()
  isDone(await m.visit({}, 2))
  assert.deepEqual((await read()).sums, before.sums)
})

test('a return is not decided here, and requests that do not exist are said so', async () => {
  const m = await matterAt(world)
  isRefused(await m.decide('director', 1, 'approved'), 'no-such-approval', 404)
  isDone(await m.on(1, 'roads', 'return', { reason: 'notOurDuty', note: '不属我处职责' }))
  isRefused(await m.decide('dispatcher', 1, 'approved'), 'wrong-stage', 409)
  const path = `/appeals/${m.number}/approvals/1/decision`
  isRefused(await world.call(null, 'POST', path, { body: { verdict: 'approved' } }), 'not-signed-in', 401)
})

test('the list of open requests comes page by page, oldest first', async () => {
  world.clock.set('2026-11-02T09:00:00')
  const asked: string[] = []
  for (let i = 0; i < 3; i++) {
    const m = await matterAt(world)
    await m.sign()
    world.clock.pass(1000)
    isDone(await m.on(1, 'roads', 'extension', { limit: '1wd', reason: 'complexWorks' }))
    asked.push(m.number)
  }
  const seen: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const path: string = `/approvals?kind=extension&limit=2${next && `&after=${next}`}`
    const { status, body }: { status: number; body: Record<string, unknown> } = await world.call(
      'shiftLead',
      'GET',
      path,
    )
    assert.equal(status, 200)
    seen.push(...(body.approvals as { number: string }[]).map(a => a.number))
    next = body.next as string | null
  }
  assert.deepEqual(seen, asked)
  isRefused(await world.call('shiftLead', 'GET', '/approvals?after=x'), 'invalid-input', 400, 'after')
})

test('[NC-14] everything that happened here is provable from its history', async () => {
  const verdict = await verifyRecord({ db: world.db, keys: world.app.parts.keys })
  assert.ok(verdict.ok, JSON.stringify(verdict))
  assert.ok(verdict.verified.events > 50)
})
