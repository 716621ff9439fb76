import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '../record/context.ts'
import type { TicketState } from '../record/state.ts'
import { CAN_TRANSFER } from './can.ts'
import { decideReturn } from './decide-return.ts'
import { dispatchAppeal } from './dispatch-appeal.ts'
import { objectToDispatch } from './object-to-dispatch.ts'
import { passDown } from './pass-down.ts'
import { returnAssignment } from './return-assignment.ts'
import { as, done, entry, received, townDirectory, UNIT } from './town.testing.ts'

const directory = townDirectory({ catalogue: [entry({})] })
const dispatcher = as('dispatcher', UNIT.city, undefined, directory)
const director = as('centreDirector', UNIT.city, undefined, directory)
const liaison = (unit: keyof typeof UNIT) => as('liaison', UNIT[unit], undefined, directory)
const why = { reason: 'notOurDuty', note: '不属我单位职责' }

const fresh = received()
const atEast = done(dispatchAppeal(fresh, { units: [{ unitId: UNIT.east, role: 'lead' }] }, dispatcher))
const below = done(passDown(atEast, { assignmentNo: 1, units: [{ unitId: UNIT.lake }] }, liaison('east')))
const asked = done(returnAssignment(atEast, { assignmentNo: 1, ...why }, liaison('east')))
const rejected = done(decideReturn(asked, { approvalNo: 1, accept: false }, dispatcher))
const objected = done(objectToDispatch(rejected, { assignmentNo: 1, ...why }, liaison('east')))

type Act = keyof typeof CAN_TRANSFER
const may = (t: TicketState, who: Context): Act[] =>
  (Object.keys(CAN_TRANSFER) as Act[]).filter(act => CAN_TRANSFER[act](t, who) === null)

const CASES: [when: string, t: TicketState, who: Context, acts: Act[]][] = [
  ['the dispatcher of a new matter', fresh, dispatcher, ['dispatchAppeal']],
  ['the roads, whom the catalogue names', fresh, liaison('roads'), ['claimAppeal']],
  ['the water works, whom it doesn’t concern', fresh, liaison('water'), []],
  [
    'the east district with its matter',
    atEast,
    liaison('east'),
    ['passDown', 'handAssignment', 'returnAssignment'],
  ],
  ['the dispatcher of a dispatched matter', atEast, dispatcher, ['dispatchAppeal', 'cancelAssignment']],
  ['the roads, once it is dispatched', atEast, liaison('roads'), []],
  ['the street below', below, liaison('lake'), ['passDown', 'handAssignment', 'returnAssignment']],
  [
    'the dispatcher, asked for a return',
    asked,
    dispatcher,
    ['dispatchAppeal', 'cancelAssignment', 'decideReturn'],
  ],
  [
    'the east district after a rejection',
    rejected,
    liaison('east'),
    ['passDown', 'handAssignment', 'returnAssignment', 'objectToDispatch'],
  ],
  [
    'the dispatcher, faced with an objection to their own dispatch',
    objected,
    dispatcher,
    ['dispatchAppeal', 'cancelAssignment'],
  ],
  [
    'the director, faced with an objection',
    objected,
    director,
    ['dispatchAppeal', 'cancelAssignment', 'ruleOnObjection'],
  ],
]
for (const [who, t, context, acts] of CASES)
  test(`${who} may ${acts.join(', ') || 'do nothing'}`, () => {
    assert.deepEqual(may(t, context), acts)
  })

test('an act that may not be done says why', () => {
  assert.equal(CAN_TRANSFER.dispatchAppeal(fresh, liaison('roads'))?.refused, 'not-permitted')
  assert.equal(CAN_TRANSFER.claimAppeal(fresh, dispatcher)?.refused, 'not-permitted')
  assert.equal(CAN_TRANSFER.claimAppeal(atEast, liaison('roads'))?.refused, 'not-claimable')
  assert.equal(CAN_TRANSFER.returnAssignment(atEast, liaison('roads'))?.refused, 'not-your-unit')
  assert.equal(CAN_TRANSFER.objectToDispatch(atEast, liaison('east'))?.refused, 'return-first')
  assert.equal(CAN_TRANSFER.decideReturn(atEast, dispatcher)?.refused, 'no-such-approval')
  assert.equal(CAN_TRANSFER.ruleOnObjection(objected, dispatcher)?.refused, 'own-dispatch')
})
