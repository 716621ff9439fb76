/** Sheets as people meet them: an instruction that comes back late, a sheet that is refused, reviewed and upheld, a chain of three. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { SheetView } from '../../src/contract/supervision.ts'
import { sweepLights } from '../../src/server/supervision/sweep.ts'
import { toldOf } from '../ladder.testing.ts'
import { openWorld, type PersonName, type World } from '../world.ts'
import { isDone, isRefused, matterAt } from './matter.testing.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const sheetsOf = async (number: string, who: PersonName = 'supervisor') => {
  const answer = await world.call(who, 'GET', `/appeals/${number}/sheets`)
  isDone(answer)
  return answer.body.sheets as SheetView[]
}
const receive = (number: string, no: number, verb: string, who: PersonName, body?: object) =>
  world.call(who, 'POST', `/appeals/${number}/sheet-recipients/${no}/${verb}`, { ...(body && { body }) })
const sweepAt = async (moment: string) => {
  world.clock.set(moment)
  await sweepLights(world.app.parts)
}

test('[LL-19] a leader’s instruction comes back late: everybody sees it turn red, who is called, and when it was answered after all', async () => {
  world.clock.set('2026-09-28T09:00')
  const m = await matterAt(world)
  await m.sign()
  await m.contact()
  isDone(
    await world.call('mayor', 'POST', `/appeals/${m.number}/instructions`, {
      body: { words: '请市政处两日内办结并报我。', limit: '2wd' },
    }),
  )
  const of = async (who: PersonName) => (await sheetsOf(m.number, who))[0]!
  const first = await of('mayor')
  assert.deepEqual(
    [first.instruction, first.recipients[0]!.stage, first.recipients[0]!.light],
    [{ by: 'mayor', words: '请市政处两日内办结并报我。' }, 'sent', 'none'],
  )
  assert.match(first.sheetNumber!, /〔2026〕/)
  isDone(await receive(m.number, 1, 'sign', 'roads'))
  const { dueAt } = (await of('roads')).recipients[0]!
  assert.equal(dueAt, '2026-09-30T16:00:00.000Z', 'at midnight of the second working day')
  await sweepAt('2026-09-30T17:00')
  assert.equal((await of('mayor')).recipients[0]!.light, 'yellow')
  await sweepAt('2026-10-01T09:00')
  assert.equal((await of('mayor')).recipients[0]!.light, 'red')
  assert.ok((await toldOf(world, m.number)).includes('call.owed red'), 'the unit is to be called')
  const steps = await world.call('mayor', 'GET', '/steps/rows?kind=sheet&light=red')
  const row = (steps.body.rows as { number: string; owes: { act: string; unit: { name: string } } }[]).find(
    r => r.number === m.number,
  )!
  assert.deepEqual([row.owes.act, row.owes.unit.name], ['sheetAnswer', '市政工程处'])
  world.clock.set('2026-10-08T10:00')
  isDone(await receive(m.number, 1, 'answer', 'roads', { answer: '已修复，迟报原因：配件延误。' }))
  const late = (await of('mayor')).recipients[0]!
  assert.deepEqual([late.stage, late.answer], ['answered', '已修复，迟报原因：配件延误。'])
  assert.ok(late.answeredAt! > late.dueAt!, 'that it came late stays visible')
  isDone(await receive(m.number, 1, 'accept', 'supervisor'))
  assert.equal((await of('mayor')).stage, 'closed')
})

test('[LL-24] a sheet is refused, reviewed and upheld: the limit ran on, the chain prints it, the unit answers it after all', async () => {
  world.clock.set('2026-09-28T09:00')
  const m = await matterAt(world)
  await m.sign()
  isDone(await m.act('supervisor', 'sheets', { kind: 'yellowUrge', assignmentNo: 1, demand: '请今日办结。' }))
  const [before] = await sheetsOf(m.number)
  isDone(await receive(m.number, 1, 'sign', 'roads'))
  isDone(await receive(m.number, 1, 'object', 'roads', { reason: '该路段由交通局管养' }))
  isRefused(await receive(m.number, 1, 'object', 'roads', { reason: '再说一次' }), 'already-asked', 409)
  const asked = (await world.call('supervisor', 'GET', '/approvals?kind=sheetObjection')).body.approvals as {
    number: string
    no: number
    unitId: number
  }[]
  const objection = asked.find(a => a.number === m.number)!
  assert.equal(objection.unitId, world.unit.roads)
  isRefused(await m.decide('roadsLeader', objection.no, 'approved'), 'not-permitted', 403)
  world.clock.pass(3_600_000)
  isDone(await m.decide('supervisor', objection.no, 'rejected', '责任清单第3条：市政处管养'))
  const [upheld] = await sheetsOf(m.number, 'roads')
  assert.deepEqual(
    [upheld!.stage, upheld!.recipients[0]!.dueAt],
    ['issued', before!.recipients[0]!.dueAt],
    'the limit was not moved',
  )
  isRefused(await receive(m.number, 1, 'object', 'roads', { reason: '再次异议' }), 'already-decided', 409)
  const { can } = (await world.call('roads', 'GET', `/appeals/${m.number}`)).body as {
    can: Record<string, { code: string; zh: string } | null>
  }
  assert.deepEqual([can.objectToSheet?.code, can.answerSheet], ['already-decided', null])
  await sweepAt('2026-10-12T10:00')
  const chain = await sheetsOf(m.number)
  assert.deepEqual(
    chain.map(s => [s.kind, s.afterNo, s.cause]),
    [
      ['yellowUrge', null, 'hand'],
      ['redSupervise', 1, 'light'],
    ],
  )
  const paper = await world.call('supervisor', 'GET', `/documents/${chain[1]!.documentId}`)
  assert.ok(JSON.stringify(paper.body.data).includes(chain[0]!.sheetNumber!), 'the sheet before is printed')
  isDone(await receive(m.number, 1, 'answer', 'roads', { answer: '已接管并修复。' }))
  isDone(await receive(m.number, 1, 'accept', 'supervisor'))
  assert.deepEqual(
    (await sheetsOf(m.number)).map(s => s.stage),
    ['closed', 'issued'],
  )
})

test('[LL-20] [LL-21] [LL-22] green, yellow, red: three sheets on three days, each naming those before it, each with a number of its own', async () => {
  world.clock.set('2026-10-12T10:30')
  const m = await matterAt(world)
  await sweepAt('2026-10-16T09:30')
  await sweepAt('2026-10-19T09:30')
  await sweepAt('2026-10-20T09:30')
  const chain = await sheetsOf(m.number, 'roads')
  assert.deepEqual(
    chain.map(s => [s.kind, s.afterNo]),
    [
      ['greenUrge', null],
      ['yellowUrge', 1],
      ['redSupervise', 2],
    ],
  )
  const numbers = chain.map(s => s.sheetNumber!)
  assert.equal(new Set(numbers).size, 3)
  const red = await world.call('roads', 'GET', `/documents/${chain[2]!.documentId}`)
  const printed = JSON.stringify(red.body.data)
  for (const number of numbers.slice(0, 2)) assert.ok(printed.includes(number), number)
  assert.deepEqual(
    chain.map(s => s.recipients[0]!.light),
    ['red', 'red', 'none'],
    'what nobody answered is late itself',
  )
})
