/** Who sees what: every role by every field, of a normal, an anonymous and a confidential ticket. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unitTreeOf } from '../directory/units.ts'
import { newAppeal } from '../record/blank.ts'
import type { Assignment, TicketState } from '../record/state.ts'
import type { Actor } from './actor.ts'
import {
  addressOf,
  contentOf,
  maskAppeal,
  maskEvent,
  maskIdentity,
  type SeenEvent,
  sightOf,
} from './masking.ts'
import { ROLE_NAMES, type Role } from './roles.ts'
import { maySee } from './sight.ts'

const unit = (id: number, parentId: number | null) => ({
  id,
  code: `u${id}`,
  name: `u${id}`,
  kind: 'city' as const,
  parentId,
  active: true,
})
const CITY = 1
const ROADS = 2
const WATER = 3
const units = unitTreeOf([unit(CITY, null), unit(ROADS, CITY), unit(WATER, CITY)])

const staff = (role: Role, unitId: number): Actor => ({
  kind: 'staff',
  tenantId: 1,
  personId: 1,
  name: 'x',
  unitId,
  grants: [{ role, unitId }],
})

const ticketOf = (fields: Partial<TicketState['appeal']>): TicketState => ({
  tenantId: 1,
  id: 1,
  version: 2,
  clocks: [],
  approvals: [],
  visits: [],
  reviews: [],
  sheets: [],
  recipients: [],
  appeal: newAppeal({
    number: '1',
    kind: 'help',
    intent: 'request',
    channelId: 1,
    ownerUnitId: CITY,
    receivedAt: 0,
    policyVersion: 1,
    title: '路灯不亮',
    address: '湖滨路***',
    lng: 120,
    lat: 30,
    gridId: 5,
    organisationId: 6,
    ...fields,
  }),
  assignments: [{ no: 1, unitId: ROADS, role: 'lead', stage: 'assigned', endedAt: null } as Assignment],
})

const received: SeenEvent = {
  kind: 'appeal.received',
  facts: { identity: '\\xcommitment', contactId: 7 },
  changes: { appeal: { title: ['路灯不亮'], address: ['湖滨路***'], lng: [120], stage: ['received'] } },
  texts: { title: '路灯不亮', content: '请打13987654321', purpose: '修灯' },
}
const dispatched: SeenEvent = {
  kind: 'assignment.assigned',
  facts: {},
  changes: {},
  texts: { note: '找老张13987654321' },
}
const rewritten: SeenEvent = {
  kind: 'appeal.rewritten',
  facts: {},
  changes: {},
  texts: { content: '某处占道，电话13987654321' },
}

const seen = (actor: Actor, ticket: TicketState, events: SeenEvent[], erased = false) => {
  const sight = sightOf(actor, ticket, units)
  return {
    sight,
    appeal: maskAppeal(ticket.appeal),
    events: events.map(e => maskEvent(e, sight, erased)),
    ...contentOf(events, sight),
  }
}

/** Roles that open tickets, and whether they read what units and the centre write to one another. */
const READS_NOTES: Partial<Record<Role, boolean>> = {
  agent: false,
  vendorAgent: false,
  gridWorker: false,
  qa: false,
  knowledgeEditor: false,
  shiftLead: true,
  dispatcher: true,
  visitor: true,
  supervisor: true,
  liaison: true,
  handler: true,
  reviewer: true,
  unitLeader: true,
  cityLeader: true,
  centreDirector: true,
  meetingSecretary: true,
  sectionClerk: true,
}

for (const role of ROLE_NAMES) {
  const actor = staff(role, CITY)
  const opens = READS_NOTES[role] !== undefined

  test(`${role}: ${opens ? 'opens a ticket' : 'sees figures only, no ticket'}`, () => {
    assert.equal(maySee(actor, ticketOf({}), units), opens)
  })
  if (!opens) continue

  test(`${role}: reads a normal ticket without a single number that identifies somebody`, () => {
    const { content, purpose, appeal, events, sight } = seen(actor, ticketOf({}), [received, dispatched])
    assert.equal(sight.maskedIdentity, true)
    assert.deepEqual([appeal.title, appeal.address, purpose], ['路灯不亮', '湖滨路***', '修灯'])
    assert.match(content!, /^请打/)
    assert.doesNotMatch(JSON.stringify([content, events]), /13987654321|commitment/)
    assert.equal(events[1]!.texts !== null, READS_NOTES[role])
  })

  test(`${role}: of a confidential report reads the rewritten words alone`, () => {
    const ticket = ticketOf({ confidential: true })
    assert.equal(seen(actor, ticket, [received]).content, null)
    const {
      content,
      purpose,
      rewritten: isRewritten,
      appeal,
      events,
      sight,
    } = seen(actor, ticket, [received, rewritten])
    assert.equal(sight.maskedIdentity, false)
    assert.match(content!, /^某处占道/)
    assert.doesNotMatch(content!, /1398/)
    assert.deepEqual([purpose, isRewritten], [null, true])
    assert.deepEqual(
      [appeal.title, appeal.address, appeal.lng, appeal.gridId, appeal.organisationId],
      [null, null, null, null, null],
    )
    assert.equal(events[0]!.texts, null)
    assert.deepEqual(events[0]!.changes, { appeal: { stage: ['received'] } })
  })
}

test('of a confidential report nobody reads why the reporter brought it back, reopened, reworked or escalated', () => {
  for (const kind of ['appeal.reopened', 'appeal.reworked', 'appeal.escalated'] as const) {
    const back: SeenEvent = { kind, facts: {}, changes: {}, texts: { note: '我是3楼的，还是没修' } }
    const textsOf = (confidential: boolean) =>
      seen(staff('handler', ROADS), ticketOf({ confidential }), [back]).events[0]!.texts
    assert.equal(textsOf(true), null)
    assert.ok(textsOf(false))
  }
})

test('a unit without a part in the matter reads no notes, though its people handle others', () => {
  assert.equal(sightOf(staff('handler', WATER), ticketOf({}), units).internal, false)
  assert.equal(sightOf(staff('handler', ROADS), ticketOf({}), units).internal, true)
})

test('an anonymous appeal is read as any other; there is nobody to mask', () => {
  const { content, sight } = seen(staff('handler', ROADS), ticketOf({ anonymous: true }), [received])
  assert.match(content!, /^请打/)
  assert.equal(sight.internal, true)
  assert.deepEqual(maskIdentity(null, null), { name: null, phone: null })
})

test('once a person is erased, not even the history says where and what it was about', () => {
  const { events } = seen(staff('dispatcher', CITY), ticketOf({}), [received], true)
  assert.deepEqual(events[0]!.changes, { appeal: { stage: ['received'] } })
})

test('rewritten words go before the original of any ticket', () => {
  const { content } = seen(staff('handler', ROADS), ticketOf({}), [received, rewritten])
  assert.match(content!, /^某处占道/)
})

test('the house number is for who has to go there: units with an open duty, and who dispatches until there is one', () => {
  const events: SeenEvent[] = [{ ...received, texts: { ...received.texts, address: '湖滨路12号3单元402室' } }]
  const shown = (actor: Actor, ticket: TicketState) => {
    const sight = sightOf(actor, ticket, units)
    const inHistory = maskEvent(events[0]!, sight, false).texts?.address
    return [addressOf(ticket.appeal, events, sight), inHistory]
  }
  const [exact, street] = ['湖滨路12号3单元402室', '湖滨路***']
  const open = ticketOf({ stage: 'dispatched' })
  assert.deepEqual(shown(staff('handler', ROADS), open), [exact, exact])
  for (const [role, unit] of [
    ['agent', CITY],
    ['dispatcher', CITY],
    ['visitor', CITY],
    ['cityLeader', CITY],
    ['handler', WATER],
  ] as const)
    assert.deepEqual(shown(staff(role, unit), open), [street, street], role)
  const waiting = { ...ticketOf({ stage: 'received' }), assignments: [] }
  assert.deepEqual(shown(staff('dispatcher', CITY), waiting), [exact, exact])
  assert.deepEqual(shown(staff('agent', CITY), waiting), [street, street])
  const done = { ...open, assignments: [{ ...open.assignments[0]!, endedAt: 5 }] }
  assert.deepEqual(
    shown(staff('handler', ROADS), { ...done, appeal: { ...done.appeal, stage: 'struckOff' } }),
    [street, street],
  )
  const secret = ticketOf({ confidential: true, stage: 'dispatched' })
  assert.deepEqual(shown(staff('handler', ROADS), secret), [null, undefined])
})
