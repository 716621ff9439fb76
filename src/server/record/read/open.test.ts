/** What somebody sees who opens a ticket: by role, and by how confidential it is. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type PersonName, type World } from '../../../../test/world.ts'
import type { Ticket } from '../../../contract/record.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const open = async (who: PersonName, number: string): Promise<Ticket> => {
  const answer = await world.call(who, 'GET', `/appeals/${number}`)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body as unknown as Ticket
}
const withPhone = '湖滨路路灯不亮，请打13987654321联系，身份证110101199003078515。'

test('[NC-14] every step of a ticket says who did it, when, for which unit, and what it changed', async () => {
  const { number } = await world.dispatched()
  const { events } = await open('dispatcher', number)
  assert.deepEqual(
    events.map(e => [e.seq, e.kind, e.zh, e.person?.name]),
    [
      [1, 'appeal.received', '受理', 'agent'],
      [2, 'assignment.assigned', '派单', 'dispatcher'],
    ],
  )
  assert.equal(events[1]!.unit?.name, '市政工程处')
  assert.equal(events[1]!.recordedAt, '2026-09-28T01:00:00.000Z')
  assert.deepEqual((events[1]!.changes.appeal as Record<string, unknown>).stage, ['received', 'dispatched'])
})

test('[ZY-02] the unit opens the same number the caller was given, with nothing typed again', async () => {
  const { number } = await world.dispatched()
  const ticket = await open('roads', number)
  assert.equal(ticket.number, number)
  assert.equal(ticket.title, '湖滨路路灯不亮')
  assert.equal(ticket.assignments[0]!.unit.id, world.unit.roads)
})

test('the ETag of a ticket is the version that If-Match takes', async () => {
  const { number, version } = await world.dispatched()
  const { headers } = await world.call('roads', 'GET', `/appeals/${number}`)
  assert.equal(headers.etag, `"${version}"`)
})

test('[XA-38] one page follows a matter from its arrival through its duties and limits to what was said', async () => {
  const { number } = await world.dispatched()
  const t = await open('director', number)
  assert.equal(t.channel?.name, 'hotline')
  assert.equal(t.category?.code, '0101')
  assert.deepEqual(
    t.assignments.map(a => [a.unit.name, a.role, a.stage]),
    [['市政工程处', 'lead', 'assigned']],
  )
  assert.ok(t.clocks.some(c => c.kind === 'closure' && c.light === 'none' && c.metAt === null))
  assert.match(t.content ?? '', /三盏路灯/)
})

test('a clock shows the light of the moment it is looked at', async () => {
  const { number } = await world.dispatched()
  world.clock.set('2026-10-20T09:00')
  const t = await open('roads', number)
  assert.equal(t.light, 'red')
  assert.equal(t.clocks.find(c => c.kind === 'closure')!.light, 'red')
  world.clock.set('2026-09-28T09:00')
})

test('nobody is told of a ticket of another unit, or of one that is not there', async () => {
  const { number } = await world.dispatched('water')
  for (const who of ['roads', 'west'] as const)
    assert.equal((await world.call(who, 'GET', `/appeals/${number}`)).body.code, 'not-found')
  assert.equal((await world.call('roads', 'GET', `/appeals/${'9'.repeat(23)}`)).status, 404)
  assert.equal((await world.call('observer', 'GET', `/appeals/${number}`)).status, 403)
})

test('a ticket of a street is seen by its district, and not by the district beside it', async () => {
  const { number } = await world.dispatched('lake', { categoryId: world.category.water })
  assert.equal((await world.call('east', 'GET', `/appeals/${number}`)).status, 200)
  assert.equal((await world.call('west', 'GET', `/appeals/${number}`)).status, 404)
})

test('whoever opens a ticket sees a surname and the ends of a phone number, and no number in any text', async () => {
  const { number } = await world.dispatched('roads', { content: withPhone, purpose: '回电13987654321' })
  for (const who of [
    'roads',
    'roadsLeader',
    'agent',
    'vendor',
    'dispatcher',
    'director',
    'mayor',
    'qa',
  ] as const) {
    const ticket = await open(who, number)
    assert.deepEqual(ticket.appellant, { name: '王**', phone: '138****5678', erased: false }, who)
    assert.doesNotMatch(JSON.stringify(ticket), /13987654321|13812345678|110101199003078515|王小明/, who)
    assert.match(ticket.content ?? '', /湖滨路路灯不亮/, who)
  }
})

test('of a confidential report nobody sees the words, the place or the person, whatever their role', async () => {
  const { number } = await world.dispatched('roads', {
    kind: 'report',
    confidential: true,
    title: '举报张三占道',
    content: `张三长期占道。${withPhone}`,
  })
  for (const who of [
    'roads',
    'roadsHandler',
    'roadsLeader',
    'agent',
    'dispatcher',
    'director',
    'mayor',
  ] as const) {
    const ticket = await open(who, number)
    assert.equal(ticket.title, null, who)
    assert.equal(ticket.content, null, who)
    assert.equal(ticket.appellant, null, who)
    assert.equal(ticket.address, null, who)
    assert.equal(ticket.lng, null, who)
    assert.doesNotMatch(JSON.stringify(ticket), /张三|占道|王小明|王\*|5678|湖滨|120\.123/, who)
  }
})

test('who has to go there reads the house number, in the ticket and in its history; others read the street', async () => {
  const { number } = await world.dispatched('roads', { place: { address: '湖滨路12号3单元402室' } })
  const shown = async (who: 'roads' | 'agent' | 'director') => {
    const ticket = await open(who, number)
    const first = (ticket.events as { texts: Record<string, string> | null }[])[0]!
    return [ticket.address, first.texts?.address]
  }
  assert.deepEqual(await shown('roads'), ['湖滨路12号3单元402室', '湖滨路12号3单元402室'])
  for (const who of ['agent', 'director'] as const)
    assert.deepEqual(await shown(who), ['湖滨路***', '湖滨路***'], who)
})

test('what units and the centre write to one another is not for those who only take calls', async () => {
  const appeal = await world.received()
  const units = [{ unitId: world.unit.roads, role: 'lead' }]
  await world.call('dispatcher', 'POST', `/appeals/${appeal.number}/dispatch`, {
    body: { units, note: '内部提示：先看现场' },
  })
  for (const who of ['roads', 'roadsHandler', 'dispatcher', 'visitor'] as const)
    assert.match(JSON.stringify((await open(who, appeal.number)).events), /先看现场/, who)
  for (const who of ['agent', 'vendor', 'qa'] as const)
    assert.doesNotMatch(JSON.stringify((await open(who, appeal.number)).events), /先看现场/, who)
})

test('a ticket says of every act whether the viewer may do it, and why not', async () => {
  const { number } = await world.received()
  assert.equal((await open('dispatcher', number)).can.dispatchAppeal, null)
  const { dispatchAppeal } = (await open('agent', number)).can
  assert.deepEqual(dispatchAppeal, {
    code: 'not-permitted',
    zh: '您没有这项权限。',
    en: 'You do not have this permission.',
  })
})

test('what `can` allows the server does, and what it forbids the server refuses with the same word', async () => {
  const { number } = await world.received()
  const body = { units: [{ unitId: world.unit.roads, role: 'lead' }] }
  for (const who of ['agent', 'supervisor', 'dispatcher'] as const) {
    const { dispatchAppeal } = (await open(who, number)).can
    const answer = await world.call(who, 'POST', `/appeals/${number}/dispatch`, { body })
    assert.equal(answer.status === 200 ? null : answer.body.code, dispatchAppeal?.code ?? null, who)
  }
})
