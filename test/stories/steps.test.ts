/** 六步台账: the same town, its tickets, tasks and sheets, seen on six steps by the centre and by units. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { StepRow } from '../../src/contract/steps.ts'
import { amissOf, LEDGER_STEPS } from '../../src/domain/supervision/steps.ts'
import { loadTickets } from '../../src/server/record/load.ts'
import { openWorld, type PersonName, type World } from '../world.ts'
import { isDone, isRefused, matterAt, matterOf } from './matter.testing.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const rows = async (who: PersonName, query = ''): Promise<StepRow[]> => {
  const answer = await world.call(who, 'GET', `/steps/rows${query}`)
  isDone(answer)
  return answer.body.rows as StepRow[]
}
interface Counts {
  counts: { step: string; kind: string; n: number; red: number; yellow: number; green: number }[]
  amiss: { what: string; n: number }[]
}
const counts = async (who: PersonName, query = ''): Promise<Counts> => {
  const answer = await world.call(who, 'GET', `/steps${query}`)
  isDone(answer)
  return answer.body as unknown as Counts
}
const at = (found: Counts, step: string, kind = 'appeal') =>
  found.counts.find(c => c.step === step && c.kind === kind)?.n ?? 0
const only = async (number: string, who: PersonName = 'director') =>
  (await rows(who, '?limit=100')).find(r => r.number === number && r.sheet === null)

test('[LL-30] [NC-13] a matter walks the six steps, and on each it is said who owes what until when', async () => {
  const { number } = await world.received()
  const walked: (string | null)[] = []
  const look = async (who: string, act: string) => {
    const row = (await only(number))!
    walked.push(row.step)
    assert.deepEqual([row.owes?.unit.name, row.owes?.act], [who, act])
    return row
  }
  const centre = (await world.call('director', 'GET', `/appeals/${number}`)).body.ownerUnit as
    | { name: string }
    | undefined
  const owner = centre?.name ?? (await only(number))!.owes!.unit.name
  assert.ok((await look(owner, 'dispatch')).owes!.dueAt)
  isDone(
    await world.call('dispatcher', 'POST', `/appeals/${number}/dispatch`, {
      body: { units: [{ unitId: world.unit.roads, role: 'lead' }] },
    }),
  )
  const m = matterOf(world, number)
  await look('市政工程处', 'sign')
  await m.sign()
  await look('市政工程处', 'firstContact')
  await m.contact()
  assert.ok((await look('市政工程处', 'reply')).dueAt)
  await m.answer()
  const answered = await look(owner, 'review')
  assert.deepEqual(
    [answered.can.acceptAnswer, answered.can.strikeOff?.code],
    [null, 'wrong-stage'],
    'the acts at hand say why not',
  )
  await m.accept()
  await look(owner, 'visit')
  isDone(await m.visit())
  const ready = await look(owner, 'strikeOff')
  assert.equal(ready.can.strikeOff, null)
  assert.deepEqual([...new Set(walked)], LEDGER_STEPS)
  isDone(await m.act('dispatcher', 'strike-off'))
  assert.equal(await only(number), undefined)
})

test('[LL-30] [NC-15] [NC-17] key work, rectification, instructions and sheets stand in the same ledger', async () => {
  const units = [{ unitId: world.unit.roads, role: 'lead', personId: world.person.roads }]
  const open = async (body: object) =>
    (
      await world.call('supervisor', 'POST', '/tasks', {
        body: { title: '路灯检修', content: '检修主干道路灯。', units, limit: '10wd', ...body },
      })
    ).body.number as string
  await open({ kind: 'keyWork' })
  const fixed = await open({ kind: 'rectification', measure: '补装外文指南' })
  const found = await counts('director')
  assert.deepEqual(
    [at(found, 'duty', 'keyWork'), at(found, 'duty', 'rectification'), at(found, 'duty', 'sheet')],
    [1, 1, 2],
  )
  const [row] = await rows('director', '?kind=rectification')
  assert.deepEqual([row!.number, row!.person?.id, row!.owes?.act], [fixed, world.person.roads, 'sign'])
  const sheets = await rows('roads', '?kind=sheet&step=duty')
  assert.deepEqual(
    sheets.map(s => [s.owes?.act, s.owes?.unit.name]),
    [
      ['sheetSign', '市政工程处'],
      ['sheetSign', '市政工程处'],
    ],
  )
  isDone(await world.call('roads', 'POST', `/appeals/${fixed}/sheet-recipients/1/sign`))
  assert.equal(at(await counts('director'), 'track', 'sheet'), 1)
})

test('[LL-30] every number opens exactly its rows, page by page, the most urgent first', async () => {
  for (let i = 0; i < 5; i++) await matterAt(world, { to: i % 2 ? 'water' : 'roads' })
  const found = await counts('director')
  for (const { step, kind, n } of found.counts) {
    const all: StepRow[] = []
    for (let next: string | null = ''; next !== null; ) {
      const answer = await world.call(
        'director',
        'GET',
        `/steps/rows?step=${step}&kind=${kind}&limit=2${next && `&after=${next}`}`,
      )
      isDone(answer)
      all.push(...(answer.body.rows as StepRow[]))
      next = answer.body.next as string | null
    }
    assert.equal(all.length, n, `${step} ${kind}`)
    assert.ok(all.every(r => r.step === step && r.kind === kind))
    const due = all.map(r => (r.dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(r.dueAt)))
    assert.deepEqual(
      due,
      [...due].sort((a, b) => a - b),
    )
  }
})

test('[LL-30] a unit sees its own part, another unit nothing of it; the filter by unit says the same', async () => {
  const own = await counts('water')
  const asked = await counts('director', `?unitId=${world.unit.water}`)
  assert.deepEqual(at(own, 'duty'), at(asked, 'duty'))
  assert.ok(at(own, 'duty') >= 2)
  assert.deepEqual((await counts('west')).counts, [])
  assert.deepEqual(await rows('west'), [])
  for (const row of await rows('water', '?limit=100')) assert.equal(row.leadUnit?.name, row.owes?.unit.name)
  isRefused(await world.call('director', 'GET', '/steps?unitId=999999'), 'no-such-unit', 422, 'unitId')
  assert.equal((await world.call('observer', 'GET', '/steps')).status, 403)
})

test('[LL-30] what does not add up is counted, listed and named, as the record says it of each ticket', async () => {
  const waits = await world.received()
  const unreviewed = await matterAt(world)
  await unreviewed.answer()
  const unstruck = await matterAt(world)
  await unstruck.answer()
  await unstruck.accept()
  isDone(await unstruck.visit())
  const mother = await matterAt(world)
  await mother.answer()
  await mother.accept()
  isDone(await mother.visit())
  const task = await world.call('supervisor', 'POST', '/tasks', {
    body: {
      kind: 'proactive',
      title: '全路段排查',
      content: '排查湖滨路全部路灯。',
      units: [{ unitId: world.unit.roads, role: 'lead' }],
      limit: '20wd',
      from: mother.number,
    },
  })
  assert.equal(task.status, 201, JSON.stringify(task.body))
  isDone(await mother.act('dispatcher', 'strike-off'))
  world.clock.set('2026-09-30T18:00')
  const found = new Map((await counts('director')).amiss.map(a => [a.what, a.n]))
  const listed = async (what: string) =>
    (await rows('director', `?amiss=${what}&limit=100`)).map(r => r.number)
  for (const [what, number] of [
    ['noDuty', waits.number],
    ['notReconciled', unreviewed.number],
    ['notStruckOff', unstruck.number],
    ['taskAfterEnd', task.body.number as string],
  ] as const) {
    const numbers = await listed(what)
    assert.ok(numbers.includes(number), `${what}: ${numbers}`)
    assert.equal(found.get(what), numbers.length, what)
    const row = (await rows('director', `?amiss=${what}&limit=100`)).find(r => r.number === number)!
    assert.ok(row.amiss.includes(what), `${what} of ${row.amiss}`)
  }
  // The question to the database and the rule about one ticket say the same of every ticket.
  const { rows: ids } = await world.db.pool.query('SELECT id FROM appeal')
  const loaded = await loadTickets(
    world.db,
    world.tenantId,
    ids.map(r => r.id),
  )
  for (const what of ['noDuty', 'noLimit', 'notReconciled', 'notStruckOff'] as const) {
    const byRule = loaded.filter(l => amissOf(l.state, world.clock.now()).includes(what))
    assert.deepEqual((await listed(what)).sort(), byRule.map(l => l.state.appeal.number).sort(), what)
  }
})

test('[LL-30] lights narrow the ledger: red is what is late', async () => {
  world.clock.set('2026-10-20T10:00')
  const red = await rows('director', '?light=red&limit=100')
  assert.ok(red.length > 0 && red.every(r => r.light === 'red'))
  const found = await counts('director')
  assert.equal(
    red.length,
    found.counts.reduce((n, c) => n + c.red, 0),
  )
})
