/** 督: what slips is seen, written about and answered for. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { SheetView } from '../src/contract/supervision.ts'
import { verifyRecord } from '../src/server/record/verify/verify.ts'
import { sweepLights } from '../src/server/supervision/sweep.ts'
import { matterOf } from './stories/matter.testing.ts'
import { openWorld, type World } from './world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const kindsOf = async (number: string) => (await matterOf(world, number).events()).map(e => e.kind).slice(2)
const sheetsOf = async (number: string) =>
  (await world.call('supervisor', 'GET', `/appeals/${number}/sheets`)).body.sheets as SheetView[]

test('[ZY-24] [LL-20] [LL-21] [LL-22] a matter that nobody touches walks the whole ladder, each step once', async () => {
  const { number } = await world.dispatched()
  for (const at of [
    '2026-10-09T09:00',
    '2026-10-10T09:00',
    '2026-10-12T09:30',
    '2026-10-14T10:00',
    '2026-10-30T10:00',
  ]) {
    world.clock.set(at)
    await sweepLights(world.app.parts)
    await sweepLights(world.app.parts)
  }
  const kinds = await kindsOf(number)
  assert.equal(
    kinds.filter(kind => kind === 'ladder.climbed').length,
    4,
    'red sheet, joint, leader, accountability',
  )
  const sheets = await sheetsOf(number)
  assert.deepEqual(
    sheets.map(s => s.kind),
    ['greenUrge', 'yellowUrge', 'redSupervise'],
  )
  const verdict = await verifyRecord({ db: world.db, keys: world.app.parts.keys })
  assert.ok(verdict.ok, JSON.stringify(verdict))
})

test('[LL-24] numbers of sheets have no gaps and no doubles, however many issue at once', async () => {
  const numbers = await Promise.all(Array.from({ length: 12 }, async () => (await world.dispatched()).number))
  const answers = await Promise.all(
    numbers.map(number =>
      world.call('supervisor', 'POST', `/appeals/${number}/sheets`, {
        body: { kind: 'taskNotice', demand: '请尽快办理' },
      }),
    ),
  )
  assert.deepEqual(
    answers.map(a => a.status),
    answers.map(() => 200),
    JSON.stringify(answers.map(a => a.body)),
  )
  const { rows } = await world.db.pool.query(`SELECT no FROM document WHERE kind = 'taskNotice' ORDER BY no`)
  assert.deepEqual(
    rows.map(r => r.no),
    numbers.map((_, i) => i + 1),
  )
})

const signed = async (number: string, no = 1) => matterOf(world, number).on(no, 'roads', 'sign')
const recipient = (number: string, no: number, verb: string) =>
  `/appeals/${number}/sheet-recipients/${no}/${verb}`

test('[LL-18] [LL-24] a task notice is signed for, answered, sent back, answered again and accepted', async () => {
  const { number } = await world.dispatched()
  await signed(number)
  const sent = await world.call('supervisor', 'POST', `/appeals/${number}/sheets`, {
    body: { kind: 'taskNotice', demand: '三日内修复全部路灯', limit: '3wd' },
  })
  assert.equal(sent.status, 200, JSON.stringify(sent.body))
  const act = async (who: 'roads' | 'supervisor' | 'water', verb: string, body?: object) =>
    (await world.call(who, 'POST', recipient(number, 1, verb), { ...(body && { body }) })).status
  assert.equal(await act('water', 'sign'), 404)
  assert.equal(await act('roads', 'answer', { answer: '已修复' }), 409)
  assert.equal(await act('roads', 'sign'), 200)
  assert.equal(await act('roads', 'sign'), 409)
  assert.equal(await act('roads', 'answer', { answer: '已修复两盏' }), 200)
  assert.equal(await act('supervisor', 'send-back', { note: '还有三盏不亮' }), 200)
  assert.equal(await act('roads', 'answer', { answer: '全部修复' }), 200)
  assert.equal(await act('supervisor', 'accept'), 200)
  const [sheet] = await sheetsOf(number)
  assert.equal(sheet!.stage, 'closed')
  assert.deepEqual(
    [sheet!.demand, sheet!.recipients[0]?.answer, sheet!.recipients[0]?.sentBack],
    ['三日内修复全部路灯', '全部修复', 1],
  )
})

test('[LL-24] a sheet that is refused is looked at: upheld it stands, and is not refused again; granted it is taken back', async () => {
  const upheld = (await world.dispatched()).number
  const granted = (await world.dispatched()).number
  for (const [number, verdict] of [
    [upheld, 'rejected'],
    [granted, 'approved'],
  ] as const) {
    await signed(number)
    await world.call('supervisor', 'POST', `/appeals/${number}/sheets`, { body: { kind: 'redSupervise' } })
    const objected = await world.call('roads', 'POST', recipient(number, 1, 'object'), {
      body: { reason: '该路段由交通局管养' },
    })
    assert.equal(objected.status, 200, JSON.stringify(objected.body))
    const { approvals } = (await world.call('supervisor', 'GET', '/approvals?kind=sheetObjection')).body as {
      approvals: { number: string; no: number }[]
    }
    const asked = approvals.find(a => a.number === number)!
    const decided = await world.call(
      'supervisor',
      'POST',
      `/appeals/${number}/approvals/${asked.no}/decision`,
      {
        body: { verdict, note: '查无依据' },
      },
    )
    assert.equal(decided.status, 200, JSON.stringify(decided.body))
  }
  const again = await world.call('roads', 'POST', recipient(upheld, 1, 'object'), {
    body: { reason: '再次异议' },
  })
  assert.equal(again.body.code, 'already-decided')
  assert.equal((await sheetsOf(upheld))[0]!.stage, 'issued')
  assert.equal((await sheetsOf(granted))[0]!.stage, 'withdrawn')
})

test('[LL-19] a leader writes about a matter: word for word on a sheet, and the unit reports back before it is done', async () => {
  const { number } = await world.dispatched()
  const given = await world.call('mayor', 'POST', `/appeals/${number}/instructions`, {
    body: { words: '请市政处三日内办结并报我。', limit: '3wd' },
  })
  assert.equal(given.status, 200, JSON.stringify(given.body))
  const [sheet] = await sheetsOf(number)
  assert.deepEqual(
    [sheet!.kind, sheet!.instruction?.words, sheet!.limit],
    ['leaderAssign', '请市政处三日内办结并报我。', '3wd'],
  )
  const other = await world.call('roads', 'POST', `/appeals/${number}/instructions`, {
    body: { words: '好' },
  })
  assert.equal(other.status, 403)
})

test('[LL-17] [NC-13] [NC-15] [NC-17] key work and rectification are tickets of their own: on paper at once, with a measure, a limit and a person', async () => {
  const units = [{ unitId: world.unit.roads, role: 'lead' }]
  const open = (body: object) =>
    world.call('supervisor', 'POST', '/tasks', {
      body: { title: '迎峰度夏路灯检修', content: '全市主干道路灯检修一遍。', units, limit: '10wd', ...body },
    })
  const keyWork = await open({ kind: 'keyWork' })
  assert.equal(keyWork.status, 201, JSON.stringify(keyWork.body))
  const [notice] = await sheetsOf(keyWork.body.number as string)
  assert.equal(notice!.kind, 'advanceNotice')
  assert.equal((await open({ kind: 'rectification' })).body.code, 'measure-needed')
  assert.equal((await open({ kind: 'rectification', measure: '补装外文指南' })).body.code, 'person-needed')
  const named = [{ ...units[0], personId: world.person.roads }]
  const fixed = await open({ kind: 'rectification', measure: '补装外文指南', units: named })
  assert.equal(fixed.status, 201, JSON.stringify(fixed.body))
  const taken = await world.call('roads', 'POST', '/tasks', {
    body: { kind: 'keyWork', title: '甲', content: '乙', units, limit: '1wd' },
  })
  assert.equal(taken.status, 403)
})

test('[LL-30] a task is signed, answered, accepted and struck off as a matter is, without anybody to contact or to call back', async () => {
  const units = [{ unitId: world.unit.roads, role: 'lead' }]
  const { body } = await world.call('supervisor', 'POST', '/tasks', {
    body: { kind: 'keyWork', title: '路灯检修', content: '检修主干道路灯。', units, limit: '10wd' },
  })
  const m = matterOf(world, body.number as string)
  await m.sign()
  await m.answer()
  await m.accept()
  const struck = await m.act('dispatcher', 'strike-off')
  assert.equal(struck.status, 200, JSON.stringify(struck.body))
  assert.equal((await sheetsOf(body.number as string))[0]!.stage, 'closed')
  const verdict = await verifyRecord({ db: world.db, keys: world.app.parts.keys })
  assert.ok(verdict.ok, JSON.stringify(verdict))
})
