/** 承办收件箱: a unit's open duties by their own limit, what each asks next, and whose they are, over the API. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Duty } from '../../src/contract/assignments.ts'
import { openWorld, type PersonName, type World } from '../world.ts'
import { isDone, isRefused, type Matter, matterAt, steppedRules } from './matter.testing.ts'

let world: World
before(async () => {
  world = await openWorld({ rules: steppedRules })
})
after(() => world.close())

async function inbox(who: PersonName, query = ''): Promise<{ assignments: Duty[]; next: string | null }> {
  const answer = await world.call(who, 'GET', `/assignments${query}`)
  isDone(answer)
  return answer.body as never
}
const numbers = async (who: PersonName, query = '') =>
  (await inbox(who, query)).assignments.map(d => d.number)
const dutyOf = async (m: Matter, who: PersonName) =>
  (await inbox(who)).assignments.find(d => d.number === m.number)!
const iso = (text: string) => new Date(`${text}+08:00`).toISOString()

test('a unit opens its inbox: the most urgent first, each with its limits and with what is asked next', async () => {
  world.clock.set('2026-09-28T09:00:00')
  const later = await matterAt(world, { title: '人行道破损' })
  world.clock.set('2026-09-23T09:00:00')
  const sooner = await matterAt(world, { title: '井盖缺失', tags: ['site', 'signed'] })
  world.clock.set('2026-09-28T09:00:00')
  await matterAt(world, { to: 'water' })
  assert.deepEqual(await numbers('roads'), [sooner.number, later.number])
  const first = await dutyOf(sooner, 'roads')
  assert.equal(first.title, '井盖缺失')
  assert.equal(first.category!.code, '0101')
  assert.equal(first.unit.name, '市政工程处')
  assert.equal(first.next, 'sign')
  assert.equal(first.light, 'red', 'it should have been signed for by now')
  const second = await dutyOf(later, 'roads')
  const clocks = await later.below('clock')
  const due = (kind: string) => {
    const at = clocks.find(c => c.kind === kind)?.due_at as number | undefined
    return at === undefined ? null : new Date(at).toISOString()
  }
  assert.deepEqual(second.due, {
    sign: due('sign'),
    contact: due('firstContact'),
    preliminary: due('preliminaryReply'),
    reply: due('reply'),
  })
  assert.notEqual(second.due.sign, null)
  assert.equal(second.dueAt, second.due.reply)
  assert.equal(second.dueAt, iso('2026-10-11T00:00:00'))
  assert.equal(second.light, 'none')
})

test('what is asked next follows the rules of the matter, step by step, until the unit waits for others', async () => {
  const m = await matterAt(world, { tags: ['site', 'signed'] })
  const next = async () => (await dutyOf(m, 'roads')).next
  assert.equal(await next(), 'sign')
  await m.sign()
  assert.equal(await next(), 'contact')
  assert.notEqual((await dutyOf(m, 'roads')).person, null, 'who signed has it in hand')
  await m.contact()
  assert.equal(await next(), 'siteCheck')
  isDone(await m.on(1, 'roads', 'site-check', { fileIds: await m.files('before', 'after') }))
  assert.equal(await next(), 'reply')
  isDone(await m.on(1, 'supervisor', 'urge', { note: '请尽快' }))
  await m.answer()
  const waiting = await dutyOf(m, 'roads')
  assert.equal(waiting.next, 'innerReview')
  assert.equal(waiting.urges, 1)
  assert.deepEqual(
    waiting.approvals.map(p => [p.no, p.kind]),
    [[1, 'innerReview']],
  )
  isDone(await m.decide('roadsReviewer', 1, 'approved'))
  const replied = await dutyOf(m, 'roads')
  assert.equal(replied.next, null)
  assert.equal(replied.stage, 'replied')
  assert.equal(replied.light, 'none', 'an answer in time is no longer late')
  isDone(await m.on(1, 'dispatcher', 'send-back', { reasons: ['offThePoint'], note: '缺照片' }))
  const again = await dutyOf(m, 'roads')
  assert.equal(again.reworks, 1)
  assert.notEqual(again.due.reply, null)
})

test('the inbox is narrowed by stage, role, light, unit and to one’s own', async () => {
  world.clock.set('2026-11-02T09:00:00')
  const led = await matterAt(world, { to: 'east', assists: ['lake'] })
  const fresh = await matterAt(world, { to: 'lake', categoryId: world.category.water })
  isDone(await world.call('east', 'POST', `/appeals/${led.number}/assignments/1/sign`))
  assert.deepEqual((await numbers('east')).sort(), [led.number, led.number, fresh.number].sort())
  assert.deepEqual(await numbers('east', '?mine=true'), [led.number])
  assert.deepEqual(await numbers('lake', '?role=assist'), [led.number])
  assert.deepEqual(await numbers('east', '?role=lead&stage=assigned'), [fresh.number])
  assert.deepEqual(
    (await numbers('dispatcher', `?unitId=${world.unit.lake}`)).sort(),
    [led.number, fresh.number].sort(),
  )
  assert.deepEqual(await numbers('lake', '?light=red'), [])
  world.clock.set('2026-11-04T09:00:00')
  assert.deepEqual((await numbers('lake', '?light=red')).sort(), [led.number, fresh.number].sort())
  const { assignments } = await inbox('lake', '?light=red')
  assert.ok(assignments.every(d => d.light === 'red'))
  isRefused(await world.call('lake', 'GET', '/assignments?stage=cancelled'), 'invalid-input', 400, 'stage.0')
  isRefused(await world.call('lake', 'GET', '/assignments?after=bm8'), 'invalid-input', 400, 'after')
})

test('nobody opens another unit’s inbox, and a confidential report shows neither title nor place of its reporter', async () => {
  const secret = await matterAt(world, { to: 'west', kind: 'report', confidential: true })
  assert.deepEqual(await numbers('roads', `?unitId=${world.unit.west}`), [])
  const duty = await dutyOf(secret, 'west')
  assert.equal(duty.title, null)
  assert.equal(duty.confidential, true)
  assert.doesNotMatch(JSON.stringify(duty), /王小明|13812345678|湖滨路/)
  isRefused(await world.call('observer', 'GET', '/assignments'), 'not-permitted', 403)
})

test('a long inbox is read page by page, each duty once, and ended ones leave it', async () => {
  world.clock.set('2026-11-06T09:00:00')
  const made: string[] = []
  for (let i = 0; i < 7; i++)
    made.push((await matterAt(world, { to: 'reed', categoryId: world.category.water })).number)
  const gone = made.pop()!
  isDone(
    await world.call('dispatcher', 'POST', `/appeals/${gone}/assignments/1/cancel`, {
      body: { note: '改派' },
    }),
  )
  for (const query of ['', '&role=lead', '&light=none']) {
    const seen: string[] = []
    let after: string | null = ''
    do {
      const page: { assignments: Duty[]; next: string | null } = await inbox(
        'reed',
        `?limit=2${query}${after && `&after=${after}`}`,
      )
      assert.ok(page.assignments.length <= 2)
      seen.push(...page.assignments.map(d => d.number))
      after = page.next
    } while (after)
    assert.deepEqual(seen, [...made].sort(), query)
  }
})

test('the inbox of a unit, a person and the city is read off an index, however much lies elsewhere', async () => {
  const client = await world.db.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(
      `INSERT INTO assignment (tenant_id, appeal_id, no, unit_id, role, stage, person_id, assigned_at, bound, reworks, due_at)
       SELECT $1, 1000000 + n, 1, n % 500, 'lead', 'assigned', n % 900, now(), false, 0, now() + n * interval '1 second' FROM generate_series(1, 20000) n`,
      [world.tenantId],
    )
    await client.query('ANALYZE assignment')
    const due = `coalesce(due_at, '9999-12-31T00:00:00Z'::timestamptz)`
    for (const [index, key] of [
      ['assignment_of_unit', 'unit_id = 7 AND'],
      ['assignment_of_person', 'person_id = 7 AND'],
      ['assignment_by_due', ''],
    ]) {
      const { rows } = await client.query(
        `EXPLAIN SELECT * FROM assignment WHERE tenant_id = ${world.tenantId} AND ${key} ended_at IS NULL
         AND (${due}, appeal_id, no) > ('2026-01-01Z', 1, 1) ORDER BY ${due}, appeal_id, no LIMIT 51`,
      )
      const plan = rows.map(r => r['QUERY PLAN']).join('\n')
      assert.match(plan, new RegExp(`Index Scan using ${index}`), plan)
      assert.doesNotMatch(plan, /Sort/, plan)
    }
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})
