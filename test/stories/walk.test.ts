/** The walk: one appeal through every step, one merged and unmerged, one confidential report, and a thousand at once. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DAY, HOUR } from '../../src/domain/instant.ts'
import { reconcile } from '../../src/server/assessment/reconcile.ts'
import { sealAll } from '../../src/server/record/seal/seal.ts'
import { verifyRecord } from '../../src/server/record/verify/verify.ts'
import { lampAppeal, openWorld, type World } from '../world.ts'
import { isDone, isRefused, matterOf, steppedRules } from './matter.testing.ts'

let world: World
before(async () => {
  world = await openWorld({ rules: steppedRules })
})
after(() => world.close())

/** A one-pixel picture, as a phone would upload it. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function upload(who: 'roads' | 'agent', purpose: string, name: string): Promise<number> {
  const form = new FormData()
  form.set('file', new Blob([PIXEL], { type: 'image/png' }), name)
  const request = new Request('http://localhost', { method: 'POST', body: form })
  const answer = await world.app.http.inject({
    method: 'POST',
    url: `/api/v1/files?purpose=${purpose}`,
    headers: {
      authorization: `Bearer ${world.token(who)}`,
      'content-type': request.headers.get('content-type')!,
    },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json().id
}

const seen = async (number: string, who: 'dispatcher' | 'roads' = 'dispatcher') => {
  const { status, body } = await world.call(who, 'GET', `/appeals/${number}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body as Record<string, unknown> & { events: { kind: string }[]; stage: string }
}

const own = (number: string, code: string, verb: string, body?: object) =>
  world.call(null, body ? 'POST' : 'GET', `/public/appeals/${number}${verb}`, {
    ...(body && { body }),
    headers: { 'x-query-code': code },
  })

test('[ZY-02] [ZY-13] [LL-25] one number goes all the way: received, dispatched, returned, ruled, handled, answered, reviewed, visited, struck off', async () => {
  const contact = await world.call('agent', 'POST', '/contacts', {
    body: { channelId: world.channel.hotline, waitSeconds: 4 },
  })
  assert.equal(contact.status, 201, JSON.stringify(contact.body))
  const contactId = (contact.body.contact as { id: number }).id
  const picture = await upload('agent', 'appeal', '路灯.png')
  const received = await world.call('agent', 'POST', '/appeals', {
    body: { ...lampAppeal(world), contactId, fileIds: [picture], tags: ['signed', 'site', 'upward'] },
    headers: { 'idempotency-key': 'call-1' },
  })
  assert.equal(received.status, 201, JSON.stringify(received.body))
  const { number, queryCode } = received.body as { number: string; queryCode: string }
  const again = await world.call('agent', 'POST', '/appeals', {
    body: { ...lampAppeal(world), contactId, fileIds: [picture], tags: ['signed', 'site', 'upward'] },
    headers: { 'idempotency-key': 'call-1' },
  })
  assert.deepEqual(
    [again.body.number, again.body.queryCode],
    [number, queryCode],
    'the same key gets the same answer',
  )

  const m = matterOf(world, number)
  // 接: the centre asks, the appellant answers with number and code.
  isDone(await m.act('dispatcher', 'ask', { question: '是路口东侧还是西侧的三盏灯？' }))
  isDone(await own(number, queryCode, '/tell', { answer: '东侧三盏。' }))
  // 转: to the wrong unit first; it returns the ticket, the centre sends it on.
  isDone(await m.act('dispatcher', 'dispatch', { units: [{ unitId: world.unit.water, role: 'lead' }] }))
  world.clock.pass(2 * HOUR)
  isDone(await m.on(1, 'water', 'return', { reason: 'notOurDuty', note: '路灯由市政工程处管护' }))
  const returned = (await m.below('approval')).at(-1)!.no

  const accept = { accept: true, note: '改派市政工程处' }
  isDone(await m.act('supervisor', `returns/${returned}/decision`, accept))
  isDone(
    await m.act('dispatcher', 'dispatch', {
      units: [
        { unitId: world.unit.roads, role: 'lead' },
        { unitId: world.unit.east, role: 'assist', limit: '2wd' },
      ],
    }),
  )
  // 办: signed, contacted, progress, site check with pictures before and after, preliminary reply.
  const no = 2
  await m.sign(no)
  await m.contact(no)
  isDone(await m.on(no, 'roads', 'progress', { note: '已列入今日抢修计划' }))
  const pictures = [
    await upload('roads', 'before', '处置前.png'),
    await upload('roads', 'after', '处置后.png'),
  ]
  isDone(await m.on(no, 'roads', 'site-check', { fileIds: pictures, note: '镇流器损坏' }))
  isDone(await m.on(no, 'roads', 'preliminary-reply', { answer: '已到现场核查，正在更换镇流器。' }))
  // An extension, asked before the limit, decided above; the assisting unit answers.
  isDone(
    await m.on(no, 'roads', 'extension', { limit: '2wd', reason: 'awaitingMaterials', note: '配件在途' }),
  )
  isDone(await m.decide('shiftLead', (await m.below('approval')).at(-1)!.no as number, 'approved'))
  isDone(await m.on(3, 'east', 'sign'))
  const assistPicture = await m.files('evidence')
  isDone(
    await m.on(3, 'east', 'reply', { answer: '已配合疏导交通。', result: 'solved', fileIds: assistPicture }),
  )
  // Countersigned by another unit, reported upward, the final reply signed inside the unit.
  isDone(await m.on(no, 'roads', 'countersign', { unitIds: [world.unit.water], text: '答复意见请会签' }))
  isDone(await decideLast(number, 'waterSigner', 'approved'))
  isDone(await m.on(no, 'roads', 'report-upward', { report: '办理情况汇报', to: '上级热线' }))
  isDone(await decideLast(number, 'dispatcher', 'approved'))
  const evidence = await upload('roads', 'after', '修复后.png')
  isDone(
    await m.on(no, 'roads', 'reply', {
      answer: '三盏路灯均已修复。',
      internalNote: '更换镇流器三只',
      result: 'solved',
      fileIds: [evidence],
    }),
  )
  isDone(await decideLast(number, 'roadsReviewer', 'approved'))
  assert.equal((await seen(number)).stage, 'answered')
  isDone(await m.on(no, 'dispatcher', 'accept'))
  // 访: one call in vain, then the person says it is not solved; reworked, visited again, rated, struck off.
  world.clock.set('2026-10-09T10:00:00')
  isDone(await m.act('visitor', 'visits/1/attempts', { outcome: 'noAnswer' }))
  world.clock.pass(5 * HOUR)
  isDone(await m.visit({ result: 'unsolved' }))
  await m.contact(no)
  isDone(await m.on(no, 'roads', 'site-check', { fileIds: pictures, note: '复查' }))
  isDone(await m.on(no, 'roads', 'countersign', { unitIds: [world.unit.water], text: '答复意见请会签' }))
  isDone(await decideLast(number, 'waterSigner', 'approved'))
  isDone(await m.on(no, 'roads', 'report-upward', { report: '重办情况汇报', to: '上级热线' }))
  isDone(await decideLast(number, 'dispatcher', 'approved'))
  isDone(
    await m.on(no, 'roads', 'reply', {
      answer: '第三盏灯已重新接线。',
      result: 'solved',
      fileIds: [evidence],
    }),
  )
  isDone(await decideLast(number, 'roadsReviewer', 'approved'))
  isDone(await m.on(no, 'dispatcher', 'accept'))
  isDone(await m.visit({}, 2))
  isDone(await own(number, queryCode, '/review', { stars: 5, comment: '这次修好了' }))
  isDone(await m.act('dispatcher', 'strike-off'))

  const ticket = await seen(number)
  assert.equal(ticket.stage, 'struckOff')
  const kinds = ticket.events.map(e => e.kind)
  for (const kind of WALKED) assert.ok(kinds.includes(kind), `no ${kind} in ${kinds.join(' ')}`)
  const progress = await own(number, queryCode, '')
  assert.equal(progress.status, 200)
  assert.ok(!JSON.stringify(progress.body).includes('更换镇流器三只'), 'internal notes stay inside')
})

/** What the history of that appeal must tell. */
const WALKED = [
  'appeal.received',
  'appeal.asked',
  'appeal.told',
  'assignment.assigned',
  'assignment.returned',
  'assignment.signed',
  'assignment.contacted',
  'assignment.progressed',
  'assignment.siteChecked',
  'assignment.preliminary',
  'approval.asked',
  'approval.decided',
  'assignment.countersigned',
  'assignment.reportedUpward',
  'assignment.replied',
  'appeal.answered',
  'assignment.accepted',
  'appeal.reviewed',
  'visit.attempted',
  'visit.concluded',
  'appeal.reworked',
  'review.given',
  'appeal.struckOff',
]

/** The latest open request of a ticket, decided. */
async function decideLast(
  number: string,
  who: 'waterSigner' | 'roadsReviewer' | 'dispatcher',
  verdict: string,
) {
  const m = matterOf(world, number)
  const open = (await m.below('approval')).filter(a => a.verdict === null).at(-1)!
  return m.decide(who, open.no as number, verdict)
}

test('[SZ-15] one appeal merged into another comes back as it was when the merge is undone', async () => {
  const kept = await world.dispatched()
  const merged = await world.received({ appellant: { name: '李大力', phone: '13900000002' } })
  isDone(
    await world.call('dispatcher', 'POST', `/appeals/${merged.number}/merge`, {
      body: { into: kept.number },
    }),
  )
  const signpost = await seen(merged.number)
  assert.equal(signpost.stage, 'merged')
  isRefused(
    await world.call('dispatcher', 'POST', `/appeals/${merged.number}/dispatch`, {
      body: { units: [{ unitId: world.unit.roads, role: 'lead' }] },
    }),
    'has-ended',
    409,
  )
  isDone(await world.call('dispatcher', 'POST', `/appeals/${merged.number}/unmerge`))
  assert.equal((await seen(merged.number)).stage, 'received')
  isDone(
    await world.call('dispatcher', 'POST', `/appeals/${merged.number}/dispatch`, {
      body: { units: [{ unitId: world.unit.roads, role: 'lead' }] },
    }),
  )
})

test('a confidential report reaches its unit only as rewritten, and nobody finds it by its words', async () => {
  const secret = {
    title: '举报某工地夜间偷倒渣土',
    content: '我住在工地对面三楼，亲眼看见车牌尾号88的车偷倒。',
    confidential: true,
    kind: 'report',
  }
  const { number } = await world.dispatched('roads', secret)
  isDone(
    await world.call('dispatcher', 'POST', `/appeals/${number}/rewrite`, {
      body: { content: '反映某工地夜间违规倾倒渣土，请核查。' },
    }),
  )
  const unit = JSON.stringify(await seen(number, 'roads'))
  assert.ok(unit.includes('违规倾倒渣土'))
  for (const word of ['亲眼看见', '对面三楼', '偷倒渣土', '王小明', '13812345678'])
    assert.ok(!unit.includes(word), word)
  const found = await world.call('dispatcher', 'GET', `/appeals?q=${encodeURIComponent('渣土')}`)
  assert.ok(!JSON.stringify(found.body).includes(number))
  const identity = await world.call('roads', 'POST', `/appeals/${number}/identity`, {
    body: { purpose: 'handling' },
  })
  assert.equal(identity.status, 403, JSON.stringify(identity.body))
})

test('a thousand appeals at once are received, dispatched, answered and struck off, each exactly once', async () => {
  const all = Array.from({ length: 1000 }, (_, i) => i)
  const received = await Promise.all(
    all.map(i =>
      world.received({
        title: `第${i}号井盖松动`,
        content: `示例路${i}号门前井盖松动，车辆经过有响声。`,
        tags: ['quick', 'unvisited'],
        appellant: { phone: `139${String(10_000_000 + i)}` },
      }),
    ),
  )
  assert.equal(new Set(received.map(r => r.number)).size, 1000)
  for (let from = 0; from < 1000; from += 500) {
    const rows = received
      .slice(from, from + 500)
      .map(r => ({ number: r.number, units: [{ unitId: world.unit.roads, role: 'lead' }] }))
    const { status, body } = await world.call('dispatcher', 'POST', '/dispatches', { body: { rows } })
    assert.equal(status, 200, JSON.stringify(body).slice(0, 300))
  }
  await Promise.all(
    received.map(r => matterOf(world, r.number).answer(1, 'roads', { result: 'explained', fileIds: [] })),
  )
  const struck = await world.call('dispatcher', 'POST', '/strike-offs', {
    body: { numbers: received.map(r => r.number) },
  })
  assert.deepEqual(
    [struck.body.struckOff, struck.body.kept],
    [1000, 0],
    JSON.stringify(struck.body).slice(0, 300),
  )
})

test('[LL-30] [ZY-30] after all this the record verifies, seals, and reconciles', async () => {
  world.clock.pass(DAY)
  assert.ok((await sealAll(world.db)).length > 0)
  const verdict = await verifyRecord({ db: world.db, keys: world.app.parts.keys })
  assert.ok(verdict.ok, JSON.stringify(verdict))
  const found = await reconcile(world.db, {
    tenantId: world.tenantId,
    from: Date.parse('2026-09-01Z'),
    until: Date.parse('2027-01-01Z'),
  })
  assert.deepEqual(found.differences, [])
  const [hotline] = found.channels
  assert.equal(hotline!.in, hotline!.appeal)
})
