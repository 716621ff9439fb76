/** 督 in bulk, over the API: sheets about many duties with a preview, higher supervision, a leader's limits, ladders checked before they hold. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { parse } from 'yaml'
import type { SheetView } from '../src/contract/supervision.ts'
import { systemActor } from '../src/domain/access/actor.ts'
import type { Decide } from '../src/domain/record/context.ts'
import { Draft } from '../src/domain/record/draft.ts'
import { proposeSheet } from '../src/domain/supervision/issue-sheet.ts'
import { verifyRecord } from '../src/server/record/verify/verify.ts'
import { isDone, matterAt, matterOf } from './stories/matter.testing.ts'
import { openWorld, type World } from './world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

interface Row {
  number: string
  code: string | null
  sheetNumber: string | null
  documentId: number | null
  units: { unit: { name: string }; role: string }[]
}
const bulk = async (body: object) => {
  const answer = await world.call('supervisor', 'POST', '/sheets/bulk', { body })
  isDone(answer)
  return answer.body.results as unknown as Row[]
}
const sheetsOf = async (number: string) =>
  (await world.call('supervisor', 'GET', `/appeals/${number}/sheets`)).body.sheets as SheetView[]

test('[LL-36] [LL-22] the preview says to whom each sheet would go under which number, changes nothing, and is kept to', async () => {
  const first = await matterAt(world, { assists: ['water'] })
  const second = await matterAt(world)
  const numbers = [first.number, second.number]
  const duties = [{ number: first.number, no: 2 }]
  const asked = { numbers, duties, kind: 'redSupervise' }
  const would = await bulk({ ...asked, dryRun: true })
  assert.deepEqual(
    would.map(r => r.units.map(u => [u.unit.name, u.role])),
    [[['示例水务', 'lead']], [['市政工程处', 'lead']]],
    'of a duty to its unit alone',
  )
  assert.deepEqual(await sheetsOf(first.number), [])
  const did = await bulk(asked)
  assert.deepEqual(
    did.map(r => r.sheetNumber),
    would.map(r => r.sheetNumber),
  )
  assert.equal(new Set(did.map(r => r.sheetNumber)).size, 2)
  const [sheet] = await sheetsOf(first.number)
  assert.deepEqual([sheet!.documentId, sheet!.assignmentNo], [did[0]!.documentId, 2])
  const paper = await world.call('water', 'GET', `/documents/${did[0]!.documentId}`)
  assert.equal(paper.body.number, did[0]!.sheetNumber)
  const again = await bulk({ ...asked, dryRun: true })
  assert.deepEqual(
    again.map(r => [r.code, r.sheetNumber]),
    [
      ['sheet-open', null],
      ['sheet-open', null],
    ],
  )
})

test('[ZY-33] a supervisor orders what is theirs to order and asks for what is not; a leader orders at once', async () => {
  const [one, other] = [await matterAt(world), await matterAt(world)]
  const supervise = async (who: 'supervisor' | 'mayor', supervision: string, dryRun = false) => {
    const body = { numbers: [one.number, other.number], supervision, reason: '群众反复反映', dryRun }
    const answer = await world.call(who, 'POST', '/supervision/bulk', { body })
    isDone(answer)
    return (answer.body.results as { code: string | null }[]).map(r => r.code)
  }
  assert.deepEqual(await supervise('supervisor', 'joint', true), [null, null])
  assert.equal((await one.row()).supervision, null)
  await supervise('supervisor', 'realTime')
  assert.equal((await one.row()).supervision, 'realTime')
  assert.deepEqual(await supervise('supervisor', 'joint'), [null, null])
  assert.equal((await one.row()).supervision, 'realTime', 'only asked for')
  assert.deepEqual(await supervise('supervisor', 'joint'), ['already-asked', 'already-asked'])
  const { body } = await world.call('director', 'GET', '/approvals?kind=supervision')
  const asked = (body.approvals as { number: string; no: number; reason: string }[]).filter(a =>
    [one.number, other.number].includes(a.number),
  )
  assert.deepEqual(
    asked.map(a => a.reason),
    ['joint', 'joint'],
  )
  isDone(await one.decide('director', asked.find(a => a.number === one.number)!.no, 'approved'))
  assert.deepEqual([(await one.row()).supervision, (await one.row()).level], ['joint', 'key'])
  await supervise('mayor', 'leader')
  assert.deepEqual([(await other.row()).supervision, (await other.row()).level], ['leader', 'complex'])
  assert.deepEqual(await supervise('supervisor', 'circular'), ['already-done', 'already-done'])
})

test('[LL-19] an instruction with limits shortens what has longer, keeps what has shorter, and the leader finds it among their own', async () => {
  world.clock.set('2026-09-28T09:00')
  const m = await matterAt(world)
  const before = await m.below('clock')
  const dueOf = (rows: Record<string, unknown>[], kind: string) =>
    rows.filter(c => c.kind === kind && c.met_at === null && c.cancelled_at === null).map(c => c.limit)
  assert.deepEqual([dueOf(before, 'reply'), dueOf(before, 'sign')], [['5wd'], ['1wd']])
  const words = '阅。请市政工程处速办，3个工作日内报结果。'
  isDone(await m.act('mayor', 'instructions', { words, limit: '3wd', handleWithin: '2wd' }))
  const now = await m.below('clock')
  assert.deepEqual(
    ['reply', 'closure', 'sign'].map(kind => dueOf(now, kind)),
    [['2wd'], ['2wd'], ['1wd']],
  )
  isDone(await m.act('mayor', 'instructions', { words: '再阅。', handleWithin: '10wd' }).catch(e => e))
  assert.deepEqual(dueOf(await m.below('clock'), 'reply'), ['2wd'], 'ten days are no less')
  const mine = await world.call('mayor', 'GET', '/sheets?mine=true&state=all&kind=leaderAssign')
  const own = (mine.body.sheets as SheetView[]).filter(s => s.number === m.number)
  assert.deepEqual(own.at(-1)?.instruction, { by: 'mayor', words })
  assert.equal(own.at(-1)?.limit, '3wd')
  const others = await world.call('director', 'GET', '/sheets?mine=true&state=all&kind=leaderAssign')
  assert.deepEqual(others.body.sheets, [])
  const verdict = await verifyRecord({ db: world.db, keys: world.app.parts.keys })
  assert.ok(verdict.ok, JSON.stringify(verdict))
})

test('a sheet that is only proposed says whom it is for', async () => {
  const { number } = await matterAt(world)
  const id = (await matterOf(world, number).row()).id as number
  const decide: Decide<object> = (state, _, context) => {
    const draft = new Draft(state, context.now)
    const units = [{ unitId: world.unit.roads, role: 'lead' as const }]
    const words = { title: null, summary: null }
    proposeSheet(draft, { kind: 'yellowUrge', cause: 'light', units, words }, context)
    return draft.change()
  }
  await world.app.parts.door.act({
    actor: systemActor(world.tenantId),
    appealId: id,
    decide,
    input: {},
    ifMatch: undefined,
  })
  const { body } = await world.call('supervisor', 'GET', '/sheets?state=proposed')
  const found = (body.sheets as SheetView[]).find(s => s.number === number)!
  assert.deepEqual(
    found.proposedFor.map(p => [p.unit.name, p.role]),
    [['市政工程处', 'lead']],
  )
  assert.deepEqual(found.recipients, [])
})

test('[LL-24] the sheet is shown as it will print before it is issued, and nothing is issued by looking', async () => {
  const { number } = await matterAt(world)
  const shown = await world.call('supervisor', 'POST', `/appeals/${number}/sheets/preview`, {
    body: { kind: 'redSupervise', demand: '三日内修复' },
  })
  assert.equal(shown.status, 200)
  assert.match(String(shown.headers['content-type']), /svg/)
  assert.deepEqual(await sheetsOf(number), [])
  const unit = await world.call('roads', 'POST', `/appeals/${number}/sheets/preview`, {
    body: { kind: 'redSupervise' },
  })
  assert.equal(unit.status, 403)
})

test('[ZY-24] ladders come with the product, and a draft is told what is wrong with it, place by place and in Chinese', async () => {
  const presets = await world.call('admin', 'GET', '/rules/ladder-presets')
  const items = presets.body.items as { name: string; zh: string; supervision: { ladder: unknown[] } }[]
  assert.deepEqual(
    items.map(p => p.name),
    ['leling', 'shandong', 'sanming', 'zhangye', 'national-default'],
  )
  for (const p of items) assert.ok(p.zh && p.supervision.ladder.length > 0, p.name)
  const preset = parse(
    readFileSync(new URL('../config/presets/national-default.yaml', import.meta.url), 'utf8'),
  )
  const check = async (supervision: object) => {
    const rules = { ...preset, limitClasses: preset.limitClasses.slice(-1), supervision }
    return (await world.call('admin', 'POST', '/rules/check', { body: { rules } })).body.problems as {
      path: string
      zh: string | null
    }[]
  }
  assert.deepEqual(await check(preset.supervision), [])
  const [first, ...rest] = preset.supervision.ladder
  const wrong = await check({ ...preset.supervision, ladder: [{ ...first, after: '2wd' }, ...rest] })
  assert.deepEqual(
    wrong.map(p => [p.path, p.zh]),
    [['supervision.ladder.0.after', '只有“逾期后”才能写多久之后']],
  )
})

test('a city’s own names of its lights come with who is signed in', async () => {
  const plain = await world.call('supervisor', 'GET', '/me')
  assert.equal(plain.body.lights, undefined)
})
