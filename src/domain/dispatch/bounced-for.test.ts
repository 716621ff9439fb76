import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bouncedFor, type DutyEvent, staysOf } from './bounced-for.ts'

const lead = (kind: string, at: number, unitId: number, more = {}): DutyEvent => ({
  kind: `assignment.${kind}`,
  at,
  unitId,
  facts: { role: 'lead', ...more },
})

const HISTORIES: [what: string, events: DutyEvent[], bounced: number][] = [
  ['nothing happened', [], 0],
  ['one unit has it', [lead('assigned', 10, 1)], 0],
  [
    'it came back and went on at once',
    [lead('assigned', 10, 1), lead('returned', 30, 1), lead('assigned', 30, 2)],
    20,
  ],
  ['it came back and lay there', [lead('assigned', 10, 1), lead('returned', 30, 1)], 90],
  [
    'it came back, lay there, came back again, and a ruling ended it',
    [
      lead('assigned', 10, 1),
      lead('returned', 20, 1),
      lead('claimed', 35, 2),
      lead('returned', 40, 2),
      lead('ruled', 50, 1),
    ],
    40,
  ],
  [
    'the dispatcher moved it',
    [lead('assigned', 10, 1), lead('cancelled', 30, 1), lead('assigned', 40, 2)],
    0,
  ],
  ['a ruling left it where it was', [lead('assigned', 10, 1), lead('ruled', 30, 1, { kept: true })], 0],
  ['what was passed down came back', [lead('assigned', 10, 1), lead('returned', 30, 2, { parentNo: 1 })], 0],
  [
    'an assisting unit gave it back',
    [lead('assigned', 10, 1), lead('returned', 30, 2, { role: 'assist' })],
    0,
  ],
]
for (const [what, events, bounced] of HISTORIES)
  test(`when ${what}, the time of going to and fro is ${bounced}`, () => {
    assert.equal(bouncedFor(events, 100), bounced)
  })

test('the units that led are listed with when each got it and when the next did', () => {
  const events = [lead('assigned', 10, 1), lead('returned', 20, 1), lead('assigned', 30, 2)]
  assert.deepEqual(staysOf(events), [
    { unitId: 1, from: 10, to: 30, returned: true },
    { unitId: 2, from: 30, to: null, returned: false },
  ])
})
