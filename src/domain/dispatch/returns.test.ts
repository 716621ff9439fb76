import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR } from '../instant.ts'
import type { TicketState } from '../record/state.ts'
import { cancelAssignment } from './cancel-assignment.ts'
import { decideReturn } from './decide-return.ts'
import { dispatchAppeal } from './dispatch-appeal.ts'
import { objectToDispatch } from './object-to-dispatch.ts'
import { passDown } from './pass-down.ts'
import { returnAssignment } from './return-assignment.ts'
import { ruleOnObjection } from './rule-on-objection.ts'
import { as, done, MONDAY, received, refusalOf, UNIT } from './town.testing.ts'

type Name = keyof typeof UNIT
const dispatcher = (now = MONDAY) => as('dispatcher', UNIT.city, now)
const director = (now = MONDAY) => as('centreDirector', UNIT.city, now)
const liaison = (unit: Name, now = MONDAY) => as('liaison', UNIT[unit], now)
const lead = (unit: Name) => ({ unitId: UNIT[unit], role: 'lead' as const })
const assist = (unit: Name) => ({ unitId: UNIT[unit], role: 'assist' as const })
const why = { reason: 'notOurDuty', note: '不属我单位职责' }

const atRoads = (...more: ReturnType<typeof assist>[]) =>
  done(dispatchAppeal(received(), { units: [lead('roads'), ...more] }, dispatcher()))
const lastNo = (t: TicketState) => t.assignments.at(-1)!.no
const lastRequest = (t: TicketState) => t.approvals.at(-1)!.no
const returned = (t: TicketState, by: Name, no = lastNo(t)) =>
  done(returnAssignment(t, { assignmentNo: no, ...why }, liaison(by)))
const passedTo = (t: TicketState, to: Name) =>
  done(decideReturn(t, { approvalNo: lastRequest(t), accept: true, units: [lead(to)] }, dispatcher()))
/** Roads and water both gave it back; the east has it, and returns are used up. */
const atEastForThird = () =>
  passedTo(returned(passedTo(returned(atRoads(), 'roads'), 'water'), 'water'), 'east')
const objected = (t = atEastForThird(), by: Name = 'east') =>
  done(objectToDispatch(t, { assignmentNo: lastNo(t), ...why }, liaison(by)))

const afterRejection = () => {
  const t = returned(atRoads(), 'roads')
  return done(decideReturn(t, { approvalNo: 1, accept: false }, dispatcher()))
}

const RETURNS: [what: string, t: () => TicketState, now: number, by: Name, code: string | null][] = [
  ['within the window', atRoads, MONDAY + HOUR, 'roads', null],
  ['on the last moment of the window', atRoads, MONDAY + 2 * DAY + 14 * HOUR, 'roads', null],
  ['once the window has closed', atRoads, MONDAY + 2 * DAY + 15 * HOUR, 'roads', 'return-window-closed'],
  ['by another unit', atRoads, MONDAY, 'water', 'not-your-unit'],
  ['while a return is undecided', () => returned(atRoads(), 'roads'), MONDAY, 'roads', 'already-asked'],
  ['a second time after a rejection', afterRejection, MONDAY, 'roads', null],
]
for (const [what, ticket, now, by, code] of RETURNS)
  test(`a return ${what} is ${code ? `refused: ${code}` : 'taken'}`, () => {
    const t = ticket()
    assert.equal(refusalOf(returnAssignment(t, { assignmentNo: 1, ...why }, liaison(by, now))), code)
  })

test('a return needs a reason of the rules, an open duty, and nothing passed down still open', () => {
  const t = atRoads()
  const wrongly = { assignmentNo: 1, reason: 'noMood', note: '不想办' }
  assert.equal(refusalOf(returnAssignment(t, wrongly, liaison('roads'))), 'unknown-reason')
  assert.equal(
    refusalOf(returnAssignment(t, { ...why, assignmentNo: 9 }, liaison('roads'))),
    'no-such-assignment',
  )
  const taken = passedTo(returned(t, 'roads'), 'water')
  assert.equal(
    refusalOf(returnAssignment(taken, { ...why, assignmentNo: 1 }, liaison('roads'))),
    'already-done',
  )
  const east = done(dispatchAppeal(received(), { units: [lead('east')] }, dispatcher()))
  const down = done(passDown(east, { assignmentNo: 1, units: [{ unitId: UNIT.lake }] }, liaison('east')))
  assert.equal(
    refusalOf(returnAssignment(down, { ...why, assignmentNo: 1 }, liaison('east'))),
    'children-open',
  )
})

test('a suspended or ended ticket isn’t moved about', () => {
  const t = atRoads()
  const suspended = { ...t, appeal: { ...t.appeal, stage: 'suspended' as const } }
  const ended = { ...t, appeal: { ...t.appeal, stage: 'struckOff' as const, endedAt: MONDAY } }
  const answered = { ...t, appeal: { ...t.appeal, stage: 'answered' as const } }
  const refusals = [suspended, ended, answered].map(s =>
    refusalOf(returnAssignment(s, { assignmentNo: 1, ...why }, liaison('roads'))),
  )
  assert.deepEqual(refusals, ['is-suspended', 'has-ended', 'wrong-stage'])
})

test('while a return waits, the unit’s clocks run on; a rejected one leaves everything with the unit', () => {
  const asked = returned(atRoads(), 'roads')
  const running = (t: TicketState) =>
    t.clocks.filter(c => c.metAt === null && c.cancelledAt === null).map(c => c.kind)
  assert.deepEqual(running(asked), ['sign', 'firstContact', 'reply', 'closure', 'ruling'])
  const kept = done(decideReturn(asked, { approvalNo: 1, accept: false, note: '职责明确' }, dispatcher()))
  assert.deepEqual(running(kept), ['sign', 'firstContact', 'reply', 'closure'])
  assert.deepEqual(
    [kept.appeal.stage, kept.appeal.leadUnitId, kept.appeal.hops],
    ['dispatched', UNIT.roads, 1],
  )
})

test('an accepted return without another unit waits for dispatch again; the appellant’s limit is the old one', () => {
  const before = atRoads()
  const after = done(
    decideReturn(returned(before, 'roads'), { approvalNo: 1, accept: true }, dispatcher(MONDAY + DAY)),
  )
  assert.equal(after.appeal.stage, 'received')
  assert.equal(after.appeal.leadUnitId, null)
  assert.equal(after.appeal.dueAt, before.appeal.dueAt)
  const dispatch = after.clocks.filter(c => c.kind === 'dispatch')
  assert.deepEqual(
    dispatch.map(c => c.startedAt),
    [MONDAY, MONDAY + DAY],
  )
  const again = done(dispatchAppeal(after, { units: [lead('water')] }, dispatcher(MONDAY + DAY)))
  assert.deepEqual([again.appeal.hops, again.appeal.returns, again.appeal.firstUnitId], [2, 1, UNIT.roads])
  assert.equal(again.appeal.dueAt, before.appeal.dueAt)
})

test('an accepted return may give the lead to a unit that assists; its assistance ends', () => {
  const t = passedTo(returned(atRoads(assist('water')), 'roads', 1), 'water')
  assert.deepEqual(
    t.assignments.map(a => [a.unitId, a.role, a.stage]),
    [
      [UNIT.roads, 'lead', 'returned'],
      [UNIT.water, 'assist', 'cancelled'],
      [UNIT.water, 'lead', 'assigned'],
    ],
  )
})

test('an assisting unit that gives its part back leaves the lead where it is', () => {
  const t = atRoads(assist('east'))
  const after = done(decideReturn(returned(t, 'east', 2), { approvalNo: 1, accept: true }, dispatcher()))
  assert.deepEqual([after.appeal.stage, after.appeal.leadUnitId], ['dispatched', UNIT.roads])
  assert.deepEqual(
    after.assignments.map(a => a.stage),
    ['assigned', 'returned'],
  )
})

const DECISIONS: [what: string, decide: (t: TicketState) => ReturnType<typeof decideReturn>, code: string][] =
  [
    [
      'by the unit itself',
      t => decideReturn(t, { approvalNo: 1, accept: true }, liaison('roads')),
      'not-permitted',
    ],
    [
      'that doesn’t exist',
      t => decideReturn(t, { approvalNo: 2, accept: true }, dispatcher()),
      'no-such-approval',
    ],
    [
      'to the same unit again',
      t => decideReturn(t, { approvalNo: 1, accept: true, units: [lead('roads')] }, dispatcher()),
      'unit-already-assigned',
    ],
    [
      'rejected, and to another unit all the same',
      t => decideReturn(t, { approvalNo: 1, accept: false, units: [lead('water')] }, dispatcher()),
      'unit-already-assigned',
    ],
    [
      'with two leads',
      t =>
        decideReturn(t, { approvalNo: 1, accept: true, units: [lead('water'), lead('east')] }, dispatcher()),
      'one-lead-only',
    ],
    [
      'by a supervisor who dispatches it as well',
      t =>
        decideReturn(t, { approvalNo: 1, accept: true, units: [lead('water')] }, as('supervisor', UNIT.city)),
      'not-permitted',
    ],
  ]
for (const [what, decide, code] of DECISIONS)
  test(`deciding on a return ${what} is refused: ${code}`, () => {
    assert.equal(refusalOf(decide(returned(atRoads(), 'roads'))), code)
  })

test('nobody decides on their own request, nor twice', () => {
  const t = atRoads()
  const both = (now = MONDAY) => {
    const context = as('liaison', UNIT.city, now)
    context.actor.grants = [...context.actor.grants, { role: 'dispatcher', unitId: UNIT.city }]
    return context
  }
  const asked = done(returnAssignment(t, { assignmentNo: 1, ...why }, both()))
  assert.equal(refusalOf(decideReturn(asked, { approvalNo: 1, accept: true }, both())), 'own-request')
  const decided = done(decideReturn(asked, { approvalNo: 1, accept: true }, dispatcher()))
  assert.equal(
    refusalOf(decideReturn(decided, { approvalNo: 1, accept: true }, director())),
    'already-decided',
  )
})

test('after two returns the third unit may not return it but objects; before that an objection is too early', () => {
  const t = atEastForThird()
  assert.equal(
    refusalOf(returnAssignment(t, { assignmentNo: 3, ...why }, liaison('east'))),
    'returned-too-often',
  )
  assert.equal(objected(t).appeal.objections, 1)
  const early = objectToDispatch(atRoads(), { assignmentNo: 1, ...why }, liaison('roads'))
  assert.equal(refusalOf(early), 'return-first')
  const late = objectToDispatch(t, { assignmentNo: 3, ...why }, liaison('east', MONDAY + 5 * DAY))
  assert.equal(refusalOf(late), 'return-window-closed')
})

test('a unit whose return was rejected may object, even after the window', () => {
  const t = afterRejection()
  const objection = objectToDispatch(t, { assignmentNo: 1, ...why }, liaison('roads', MONDAY + 4 * DAY))
  assert.equal(refusalOf(objection), null)
})

test('a ruling for the unit that has it binds: neither return nor objection afterwards', () => {
  const t = done(
    ruleOnObjection(objected(), { approvalNo: 3, unitId: UNIT.east, basis: '三定规定' }, director()),
  )
  assert.deepEqual(
    [t.assignments[2]!.bound, t.approvals[2]!.verdict, t.appeal.leadUnitId],
    [true, 'rejected', UNIT.east],
  )
  assert.equal(refusalOf(returnAssignment(t, { assignmentNo: 3, ...why }, liaison('east'))), 'ruling-binds')
  assert.equal(refusalOf(objectToDispatch(t, { assignmentNo: 3, ...why }, liaison('east'))), 'ruling-binds')
})

test('when duty stays unclear the ruling leaves it with the first receiver, bound', () => {
  const t = done(ruleOnObjection(objected(), { approvalNo: 3, basis: '首接负责' }, director()))
  const last = t.assignments.at(-1)!
  assert.deepEqual([last.unitId, last.role, last.bound], [UNIT.roads, 'lead', true])
  assert.deepEqual([t.appeal.leadUnitId, t.appeal.stage, t.appeal.hops], [UNIT.roads, 'dispatched', 4])
  assert.equal(t.assignments[2]!.stage, 'returned')
})

test('a ruling may give the lead to a unit that assisted; its assistance ends', () => {
  const second = done(
    decideReturn(
      returned(passedTo(returned(atRoads(), 'roads'), 'water'), 'water'),
      { approvalNo: 2, accept: true, units: [lead('east'), assist('west')] },
      dispatcher(),
    ),
  )
  const asked = done(objectToDispatch(second, { assignmentNo: 3, ...why }, liaison('east')))
  const t = done(ruleOnObjection(asked, { approvalNo: 3, unitId: UNIT.west, basis: '属地' }, director()))
  const open = t.assignments.filter(a => a.endedAt === null)
  assert.deepEqual(
    open.map(a => [a.unitId, a.role, a.bound]),
    [[UNIT.west, 'lead', true]],
  )
})

const RULINGS: [what: string, rule: (t: TicketState) => ReturnType<typeof ruleOnObjection>, code: string][] =
  [
    [
      'by who dispatched it',
      t => ruleOnObjection(t, { approvalNo: 3, basis: '一' }, dispatcher()),
      'own-dispatch',
    ],
    [
      'by the unit',
      t => ruleOnObjection(t, { approvalNo: 3, basis: '一' }, liaison('east')),
      'not-permitted',
    ],
    ['on a return', t => ruleOnObjection(t, { approvalNo: 1, basis: '一' }, director()), 'no-such-approval'],
    [
      'for a unit that doesn’t exist',
      t => ruleOnObjection(t, { approvalNo: 3, unitId: 99, basis: '一' }, director()),
      'no-such-unit',
    ],
  ]
for (const [what, rule, code] of RULINGS)
  test(`a ruling ${what} is refused: ${code}`, () => {
    assert.equal(refusalOf(rule(objected())), code)
  })

test('what was passed down goes back to the unit above, which decides; it doesn’t count as a bounce', () => {
  const east = done(dispatchAppeal(received(), { units: [lead('east')] }, dispatcher()))
  const down = done(passDown(east, { assignmentNo: 1, units: [{ unitId: UNIT.lake }] }, liaison('east')))
  const asked = returned(down, 'lake')
  assert.equal(asked.appeal.returns, 0)
  assert.equal(refusalOf(decideReturn(asked, { approvalNo: 1, accept: true }, dispatcher())), 'not-permitted')
  assert.equal(
    refusalOf(decideReturn(asked, { approvalNo: 1, accept: true }, liaison('lake'))),
    'not-permitted',
  )
  const back = done(decideReturn(asked, { approvalNo: 1, accept: true }, liaison('east')))
  assert.deepEqual(
    back.assignments.map(a => a.stage),
    ['assigned', 'returned'],
  )
  assert.deepEqual([back.appeal.stage, back.appeal.hops], ['dispatched', 1])
  assert.equal(refusalOf(objectToDispatch(down, { assignmentNo: 2, ...why }, liaison('lake'))), 'passed-down')
})

test('a duty taken away takes with it what was passed down, asked for and limited; the next unit starts afresh', () => {
  const east = done(dispatchAppeal(received(), { units: [lead('east')] }, dispatcher()))
  const down = done(passDown(east, { assignmentNo: 1, units: [{ unitId: UNIT.lake }] }, liaison('east')))
  const asked = returned(down, 'lake')
  const input = { assignmentNo: 1, note: '派错', units: [lead('west')] }
  const t = done(cancelAssignment(asked, input, dispatcher(MONDAY + HOUR)))
  assert.deepEqual(
    t.assignments.map(a => a.stage),
    ['cancelled', 'cancelled', 'assigned'],
  )
  assert.equal(t.approvals[0]!.verdict, 'withdrawn')
  const running = t.clocks.filter(c => c.metAt === null && c.cancelledAt === null)
  assert.deepEqual(
    running.map(c => [c.kind, c.assignmentNo]),
    [
      ['closure', null],
      ['sign', 3],
      ['return', 3],
      ['firstContact', 3],
      ['reply', 3],
    ],
  )
})

test('a unit takes back what it passed down, but not what the centre gave it, and gives it to nobody else on the way', () => {
  const east = done(dispatchAppeal(received(), { units: [lead('east')] }, dispatcher()))
  const down = done(passDown(east, { assignmentNo: 1, units: [{ unitId: UNIT.lake }] }, liaison('east')))
  const cancel = (no: number, by = liaison('east'), units = {}) =>
    cancelAssignment(down, { assignmentNo: no, note: '收回', ...units }, by)
  assert.deepEqual(
    done(cancel(2)).assignments.map(a => a.stage),
    ['assigned', 'cancelled'],
  )
  assert.equal(refusalOf(cancel(1)), 'not-permitted')
  assert.equal(refusalOf(cancel(2, liaison('lake'))), 'not-permitted')
  assert.equal(refusalOf(cancel(2, dispatcher(), { units: [assist('west')] })), 'passed-down')
})

for (const [to, code] of [
  ['lake', null],
  ['reed', null],
  ['east', 'unit-already-assigned'],
  ['west', 'not-below'],
  ['hill', 'not-below'],
  ['roads', 'not-below'],
] as const)
  test(`[LL-43] what the east district has ${code ? 'cannot' : 'can'} be passed on to ${to}`, () => {
    const east = done(dispatchAppeal(received(), { units: [lead('east')] }, dispatcher()))
    const decision = passDown(east, { assignmentNo: 1, units: [{ unitId: UNIT[to] }] }, liaison('east'))
    assert.equal(refusalOf(decision), code)
  })
