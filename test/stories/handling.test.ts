/** 办: what a unit does with a matter until the centre has accepted it, over the API. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { HOUR } from '../../src/domain/instant.ts'
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

test('[ZY-07] [NC-14] the unit signs, contacts, answers; each limit is met and every step says who, when, what and on what evidence', async () => {
  world.clock.set('2026-09-28T09:00:00')
  const m = await matterAt(world)
  isRefused(await m.on(1, 'roads', 'contact', { reached: true, how: 'phone', call: 'r' }), 'sign-first', 409)
  world.clock.pass(HOUR)
  await m.sign()
  isRefused(await m.on(1, 'roads', 'sign'), 'already-done', 409)
  isRefused(
    await m.on(1, 'roads', 'contact', { reached: true, how: 'phone' }),
    'evidence-missing',
    422,
    'fileIds',
  )
  // A reference stays in the history when a person is erased: a telephone number can't be one.
  for (const call of ['13900000001', '86-13900000001'])
    isRefused(
      await m.on(1, 'roads', 'contact', { reached: true, how: 'phone', call }),
      'invalid-input',
      400,
      'call',
    )
  isDone(await m.on(1, 'roads', 'contact', { reached: false, how: 'phone', call: 'rec-0' }))
  assert.equal((await clockOf(m, 'firstContact')).met_at, null, 'tried in vain is not yet contacted')
  isRefused(await m.on(1, 'roads', 'reply', { answer: '好', result: 'explained' }), 'contact-first', 409)
  world.clock.pass(HOUR)
  await m.contact()
  await m.answer(1, 'roads')
  const stages = await m.row()
  assert.equal(stages.stage, 'answered')
  assert.equal(stages.result, 'solved')
  for (const kind of ['sign', 'firstContact', 'reply', 'closure'])
    assert.ok((await clockOf(m, kind)).met_at, kind)
  assert.equal((await clockOf(m, 'review')).met_at, null)
  const signed = (await m.events()).find(e => e.kind === 'assignment.signed')!
  assert.deepEqual([signed.actor_id, signed.at], [world.person.roads, at('2026-09-28T10:00:00')])
  const replied = (await m.events()).find(e => e.kind === 'assignment.replied')!
  assert.equal((replied.facts.files as number[]).length, 1)
  assert.deepEqual(replied.texts, { answer: '路灯已修好，恢复照明。', internalNote: '更换镇流器三只' })
})

test('[LL-06] [LL-14] a reply on the second day shows the time it took, from arrival to answer', async () => {
  world.clock.set('2026-09-28T09:00:00')
  const m = await matterAt(world)
  world.clock.set('2026-09-30T09:00:00')
  await m.answer()
  const { answered_at, received_at } = await m.row()
  assert.equal((answered_at as number) - (received_at as number), 48 * HOUR)
})

test('[XA-29] [XA-30] what can be solved at once is answered the same day; what takes time has a day set at dispatch and an answer looked at', async () => {
  world.clock.set('2026-09-28T09:00:00')
  const { number } = await world.received({ tags: ['quick', 'unvisited'] })
  const units = [{ unitId: world.unit.roads, role: 'lead', limit: '1wd' }]
  isDone(await world.call('dispatcher', 'POST', `/appeals/${number}/dispatch`, { body: { units } }))
  const m = matterOf(world, number)
  assert.equal((await clockOf(m, 'reply')).due_at, at('2026-09-30T00:00:00'))
  await m.answer()
  assert.equal((await m.row()).stage, 'reviewed')
  isDone(await m.act('dispatcher', 'strike-off'))
  assert.equal((await m.row()).ended_at, at('2026-09-28T09:00:00'))
})

test('nobody but the unit works on it, and a stranger does not even see it', async () => {
  const m = await matterAt(world)
  isRefused(await m.on(1, 'west', 'sign'), 'not-found', 404)
  isRefused(await m.on(1, 'dispatcher', 'sign'), 'not-permitted', 403)
  isRefused(await m.on(1, 'roadsReviewer', 'sign'), 'not-permitted', 403)
  isRefused(await m.on(9, 'roads', 'sign'), 'no-such-assignment', 404)
  isRefused(await m.on(1, 'roads', 'reply', { answer: 1, result: 'solved' }), 'invalid-input', 400, 'answer')
})

test('an exemption from the first contact holds only where the appeal says so', async () => {
  const named = await matterAt(world)
  await named.sign()
  isRefused(
    await named.on(1, 'roads', 'contact', { reached: false, exemption: 'anonymous' }),
    'unknown-reason',
    422,
    'exemption',
  )
  const anonymous = await matterAt(world, { anonymous: true })
  await anonymous.sign()
  isDone(await anonymous.on(1, 'roads', 'contact', { reached: false, exemption: 'anonymous' }))
  assert.equal((await anonymous.below('assignment'))[0]!.stage, 'contacted')
})

test('a contact can be told of afterwards, but not before the dispatch nor in the future', async () => {
  world.clock.set('2026-09-28T09:00:00')
  const m = await matterAt(world)
  world.clock.pass(3 * HOUR)
  await m.sign()
  const told = (when: string) =>
    m.on(1, 'roads', 'contact', { reached: true, how: 'inPerson', call: 'x', at: when })
  isRefused(await told('2026-09-28T08:00:00+08:00'), 'time-impossible', 422, 'at')
  isRefused(await told('2026-09-28T13:00:00+08:00'), 'time-impossible', 422, 'at')
  isRefused(await told('0001-01-01T00:00:00Z'), 'invalid-input', 422, 'at')
  isDone(await told('2026-09-28T10:30:00+08:00'))
  assert.equal((await clockOf(m, 'firstContact')).met_at, at('2026-09-28T10:30:00'))
})

test('[LL-11] a site check needs a picture from before and one from after, and comes before the answer where the rules say so', async () => {
  const m = await matterAt(world, { tags: ['site'] })
  await m.sign()
  await m.contact()
  isRefused(await m.on(1, 'roads', 'reply', { answer: '好', result: 'explained' }), 'site-check-first', 409)
  isRefused(
    await m.on(1, 'roads', 'site-check', { fileIds: await m.files('before') }),
    'evidence-missing',
    422,
    'fileIds',
  )
  const other = await matterAt(world)
  const strange = await other.files('before', 'after')
  isRefused(await m.on(1, 'roads', 'site-check', { fileIds: strange }), 'no-such-file', 422, 'fileIds.0')
  isDone(await m.on(1, 'roads', 'site-check', { fileIds: await m.files('before', 'after'), note: '灯已亮' }))
  await m.answer()
  assert.equal((await m.row()).stage, 'answered')
})

test('a file the handler just uploaded goes with the act and belongs to the ticket from then on', async () => {
  const m = await matterAt(world)
  await m.sign()
  const upload = async (by: number) =>
    (
      await world.db.pool.query(
        `INSERT INTO file (tenant_id, hash, size, type, name, purpose, uploaded_by) VALUES ($1, '\\x00', 1, 'image/jpeg', 'p.jpg', 'evidence', $2) RETURNING id`,
        [world.tenantId, by],
      )
    ).rows[0].id as number
  const [own, foreign] = [await upload(world.person.roads), await upload(world.person.west)]
  isRefused(await m.on(1, 'roads', 'progress', { note: '进场', fileIds: [foreign] }), 'no-such-file', 422)
  isDone(await m.on(1, 'roads', 'progress', { note: '进场', fileIds: [own] }))
  const { rows } = await world.db.pool.query('SELECT appeal_id FROM file WHERE id = $1', [own])
  assert.equal(rows[0].appeal_id, (await m.row()).id)
})

test('[NC-15] [NC-17] progress names the next measure, its day and the person responsible', async () => {
  world.clock.set('2026-09-28T09:00:00')
  const m = await matterAt(world)
  await m.sign()
  assert.equal((await m.below('assignment'))[0]!.person_id, world.person.roads, 'who signs is responsible')
  const next = { what: '更换灯杆', dueAt: '2026-09-30T18:00:00+08:00', personId: world.person.roadsHandler }
  const say = (more: object) => m.on(1, 'roads', 'progress', { note: '已勘查', next: { ...next, ...more } })
  isRefused(await say({ dueAt: '2026-09-27T18:00:00+08:00' }), 'time-impossible', 422, 'next.dueAt')
  isRefused(await say({ personId: world.person.west }), 'no-such-person', 422, 'next.personId')
  isDone(await say({}))
  const entry = (await m.events()).at(-1)!
  assert.deepEqual(entry.facts.next, {
    dueAt: at('2026-09-30T18:00:00'),
    personId: world.person.roadsHandler,
  })
  assert.equal(entry.texts!.measure, '更换灯杆')
})

test('[LL-13] [LL-25] [LL-26] [LL-27] preliminary reply, progress, report material, countersignature, report upward, then the detailed reply', async () => {
  const m = await matterAt(world, { to: 'water', tags: ['upward'], assists: ['west'] })
  await m.sign(1, 'water')
  await m.contact(1, 'water')
  const final = async () =>
    m.on(1, 'water', 'reply', { answer: '详细答复', result: 'solved', fileIds: await m.files('evidence') })
  const report = () => m.on(1, 'water', 'report-upward', { report: '汇报材料', to: '上级市12345' })
  const countersign = (unitId: number) =>
    m.on(1, 'water', 'countersign', { unitIds: [unitId], text: '汇报材料与答复意见' })
  isRefused(await final(), 'preliminary-first', 409)
  isDone(await m.on(1, 'water', 'preliminary-reply', { answer: '已安排核查' }))
  isDone(await m.on(1, 'water', 'progress', { note: '调度进展' }))
  isRefused(await final(), 'assists-open', 409)
  await m.answer(2, 'west')
  isRefused(await final(), 'countersign-first', 409)
  isRefused(await report(), 'countersign-first', 409)
  isRefused(await countersign(world.unit.water), 'no-such-unit', 422, 'unitIds.0')
  // The roads were never on it: being asked to sign lets them see it.
  isRefused(await m.decide('roadsReviewer', 1, 'approved'), 'not-found', 404)
  isDone(await countersign(world.unit.roads))
  isRefused(await countersign(world.unit.roads), 'already-asked', 409, 'unitIds.0')
  isRefused(await m.decide('roads', 1, 'approved'), 'not-permitted', 403)
  isDone(await m.decide('roadsReviewer', 1, 'rejected', '数据有误'))
  isRefused(await report(), 'countersign-first', 409)
  isDone(await countersign(world.unit.roads))
  isDone(await m.decide('roadsReviewer', 2, 'approved', '同意'))
  isRefused(await final(), 'report-upward-first', 409)
  isDone(await report())
  isDone(await m.decide('dispatcher', 3, 'approved'))
  isDone(await final())
  const events = await m.events()
  const order = ['assignment.preliminary', 'assignment.progressed', 'assignment.countersigned']
  const upward = [...order, 'assignment.reportedUpward', 'appeal.answered']
  assert.deepEqual(
    events.map(e => e.kind).filter(k => upward.includes(k)),
    upward,
  )
  const reported = events.find(e => e.kind === 'assignment.reportedUpward')!
  assert.deepEqual(reported.texts, { report: '汇报材料', to: '上级市12345' })
})

test('[SZ-18] a quantified target is measured at the end: solved only if it holds', async () => {
  const target = { measure: '电价降幅', direction: 'atLeast', threshold: 20, unit: '%' }
  const m = await matterAt(world, { target })
  await m.sign()
  await m.contact()
  const say = async (more: object) =>
    m.on(1, 'roads', 'reply', { answer: '已降价', fileIds: await m.files('evidence'), ...more })
  isRefused(await say({ result: 'solved' }), 'target-not-recorded', 422, 'reached')
  isRefused(await say({ result: 'solved', reached: 19.9 }), 'target-not-reached', 422, 'result')
  isRefused(await say({ result: 'partly', reached: 19.9 }), 'cause-missing', 422, 'cause')
  isDone(await say({ result: 'solved', reached: 20 }))
  assert.equal(((await m.below('assignment'))[0]!.target as { reached: number }).reached, 20)
})

test('[LL-37] solved without evidence is not believed', async () => {
  const m = await matterAt(world)
  await m.sign()
  await m.contact()
  isRefused(
    await m.on(1, 'roads', 'reply', { answer: '好了', result: 'solved' }),
    'evidence-missing',
    422,
    'fileIds',
  )
})

test('[LL-23] the centre sends an answer back with its defects and a new limit; contact and answer are due anew', async () => {
  world.clock.set('2026-09-28T09:00:00')
  const m = await matterAt(world)
  await m.answer()
  isRefused(
    await m.on(1, 'dispatcher', 'send-back', { reasons: ['notSolved', 'ugly'] }),
    'unknown-reason',
    422,
    'reasons.1',
  )
  isRefused(await m.on(1, 'roads', 'send-back', { reasons: ['notSolved'] }), 'not-permitted', 403)
  isDone(
    await m.on(1, 'dispatcher', 'send-back', { reasons: ['notSolved', 'offThePoint'], note: '答非所问' }),
  )
  const { stage, reworks } = await m.row()
  assert.deepEqual([stage, reworks], ['handling', 1])
  assert.deepEqual((await m.events()).at(-1)!.facts.reasons, ['notSolved', 'offThePoint'])
  assert.equal((await clockOf(m, 'rework')).due_at, at('2026-10-09T00:00:00'))
  isRefused(await m.on(1, 'roads', 'reply', { answer: '好', result: 'explained' }), 'contact-first', 409)
  isRefused(await m.act('dispatcher', 'strike-off'), 'rework-open', 409)
  await m.answer()
  assert.ok((await clockOf(m, 'rework')).met_at)
  await m.accept()
  assert.equal((await m.row()).stage, 'reviewed')
})

test('the lead sends an assisting unit’s answer back before giving its own', async () => {
  const m = await matterAt(world, { assists: ['water'] })
  await m.sign()
  await m.contact()
  await m.answer(2, 'water')
  isRefused(await m.on(2, 'water', 'send-back', { reasons: ['notSolved'] }), 'not-permitted', 403)
  isDone(await m.on(2, 'roads', 'send-back', { reasons: ['offThePoint'] }))
  isRefused(await m.on(1, 'roads', 'reply', { answer: '好', result: 'explained' }), 'assists-open', 409)
  await m.answer(2, 'water')
  await m.answer()
  assert.equal((await m.row()).reworks, 0, 'the matter itself was never reworked')
  await m.accept()
  assert.deepEqual(
    (await m.below('assignment')).map(a => a.stage),
    ['accepted', 'accepted'],
  )
})

test('the handler of a confidential report gets a rewritten content', async () => {
  const m = await matterAt(world, { confidential: true, kind: 'report' })
  isRefused(await m.act('roads', 'rewrite', { content: 'x' }), 'not-permitted', 403)
  isDone(await m.act('dispatcher', 'rewrite', { content: '某路段路灯不亮，请核查。' }))
  assert.equal((await m.events()).at(-1)!.texts!.content, '某路段路灯不亮，请核查。')
  const open = await matterAt(world)
  isRefused(await open.act('dispatcher', 'rewrite', { content: 'x' }), 'not-confidential', 409)
})

test('of two clerks who answer at once one wins and the other is told', async () => {
  const m = await matterAt(world)
  const { version } = await m.row()
  const sign = () => m.act('roads', 'assignments/1/sign', undefined, { 'if-match': String(version) })
  const answers = await Promise.all([sign(), sign()])
  assert.deepEqual(answers.map(a => a.status).sort(), [200, 409])
})

test('an opened ticket says what each person may do with it now, and why not', async () => {
  const m = await matterAt(world)
  const can = async (who: 'roads' | 'dispatcher') => {
    const { status, body } = await world.call(who, 'GET', `/appeals/${m.number}`)
    assert.equal(status, 200, JSON.stringify(body))
    const codes = Object.entries(body.can as Record<string, { code: string } | null>).map(([act, no]) => [
      act,
      no?.code ?? null,
    ])
    return Object.fromEntries(codes) as Record<string, string | null>
  }
  const unit = await can('roads')
  assert.deepEqual(
    [unit.signAssignment, unit.reply, unit.acceptAnswer],
    [null, 'sign-first', 'not-permitted'],
  )
  await m.answer()
  const centre = await can('dispatcher')
  assert.deepEqual(
    [centre.acceptAnswer, centre.sendBackAnswer, centre.strikeOff],
    [null, null, 'wrong-stage'],
  )
  assert.equal((await can('roads')).reply, 'already-done')
})

test('what a unit below does at the place counts for the unit above, which answers for it', async () => {
  const m = await matterAt(world, { to: 'east', tags: ['site'], categoryId: world.category.water })
  await m.sign(1, 'east')
  isDone(await m.on(1, 'east', 'pass-down', { units: [{ unitId: world.unit.lake }] }))
  await m.sign(2, 'lake')
  await m.contact(2, 'lake')
  isDone(await m.on(2, 'lake', 'site-check', { fileIds: await m.files('before', 'after') }))
  const own = async () =>
    m.on(1, 'east', 'reply', { answer: '已修好', result: 'solved', fileIds: await m.files('after') })
  isRefused(await own(), 'children-open', 409)
  await m.answer(2, 'lake')
  isDone(await own())
  assert.equal((await m.row()).stage, 'answered')
})

test('words that are blank, and moments no calendar holds, are refused with their field', async () => {
  const m = await matterAt(world)
  await m.sign()
  isRefused(
    await m.on(1, 'roads', 'preliminary-reply', { answer: ' \u0007\n' }),
    'invalid-input',
    422,
    'answer',
  )
  const next = { what: '更换', dueAt: '9999-12-31T00:00:00Z', personId: world.person.roads }
  isRefused(await m.on(1, 'roads', 'progress', { note: '好', next }), 'invalid-input', 422, 'next.dueAt')
  const phone = { reached: true, how: 'phone', call: '138 1234 5678 王小明' }
  isRefused(await m.on(1, 'roads', 'contact', phone), 'invalid-input', 400, 'call')
  isRefused(
    await world.call('visitor', 'GET', '/visits?due=0000-01-01T00:00:00Z'),
    'invalid-input',
    422,
    'due',
  )
  isRefused(
    await world.call('visitor', 'GET', '/visits?after=9999999999999999.1'),
    'invalid-input',
    400,
    'after',
  )
})

test('[NC-14] everything that happened here is provable from its history', async () => {
  const verdict = await verifyRecord({ db: world.db, keys: world.app.parts.keys })
  assert.ok(verdict.ok, JSON.stringify(verdict))
  assert.ok(verdict.verified.events > 50)
})
