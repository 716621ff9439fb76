import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Staff } from '../directory/directory.ts'
import { DAY } from '../instant.ts'
import { dispatchAppeal } from './dispatch-appeal.ts'
import { handAssignment } from './hand-assignment.ts'
import { candidatesOf } from './recipient.ts'
import {
  as,
  CATEGORY,
  done,
  entry,
  MONDAY,
  received,
  refusalOf,
  staff,
  townDirectory,
  UNIT,
} from './town.testing.ts'

const away = { awayFrom: MONDAY - DAY, awayUntil: MONDAY + DAY }
const electrician = entry({ categoryId: CATEGORY.lamps, skill: '电工' })

/** Hands the roads' duty to person 1 of a town with these people. */
function handed(people: Staff[], catalogue = [electrician]) {
  const directory = townDirectory({ catalogue, people })
  const units = [{ unitId: UNIT.roads, role: 'lead' as const }]
  const ticket = done(dispatchAppeal(received(), { units }, as('dispatcher', UNIT.city)))
  return handAssignment(
    ticket,
    { assignmentNo: 1, personId: 1 },
    as('liaison', UNIT.roads, MONDAY, directory),
  )
}

const CASES: [what: string, people: Staff[], outcome: string | number][] = [
  ['who has the skill gets it', [staff(1, UNIT.roads, { skills: ['电工'] })], 1],
  ['who lacks the skill gets it when nobody in the unit has it', [staff(1, UNIT.roads)], 1],
  [
    'who lacks the skill is refused when a colleague has it',
    [staff(1, UNIT.roads), staff(2, UNIT.roads, { skills: ['电工'] })],
    'skill-missing',
  ],
  ['somebody of another unit is refused', [staff(1, UNIT.water)], 'no-such-person'],
  ['somebody who left is refused', [staff(1, UNIT.roads, { active: false })], 'no-such-person'],
  ['nobody at all is refused', [], 'no-such-person'],
  [
    'for who is on leave the substitute gets it',
    [staff(1, UNIT.roads, { ...away, substituteId: 2 }), staff(2, UNIT.roads)],
    2,
  ],
  [
    'the substitute’s substitute gets it when both are on leave',
    [
      staff(1, UNIT.roads, { ...away, substituteId: 2 }),
      staff(2, UNIT.roads, { ...away, substituteId: 3 }),
      staff(3, UNIT.roads),
    ],
    3,
  ],
  ['who is on leave without a substitute is refused', [staff(1, UNIT.roads, away)], 'person-away'],
  [
    'a substitute of another unit doesn’t count',
    [staff(1, UNIT.roads, { ...away, substituteId: 2 }), staff(2, UNIT.water)],
    'person-away',
  ],
  ['who is back from leave gets it', [staff(1, UNIT.roads, { awayFrom: 0, awayUntil: MONDAY })], 1],
]

for (const [what, people, outcome] of CASES)
  test(`[LL-33] handing on a matter for electricians: ${what}`, () => {
    const decision = handed(people)
    if (typeof outcome === 'string') assert.equal(refusalOf(decision), outcome)
    else assert.equal(done(decision).assignments[0]!.personId, outcome)
  })

test('[LL-33] the history says for whom the substitute stands in', () => {
  const people = [staff(1, UNIT.roads, { ...away, substituteId: 2 }), staff(2, UNIT.roads)]
  const decision = handed(people)
  assert.ok('steps' in decision)
  assert.deepEqual(decision.steps[0]!.facts, { assignmentNo: 1, personId: 2, insteadOf: 1 })
})

test('handing it to the person who has it already is refused, and so is another unit’s liaison', () => {
  const directory = townDirectory({ people: [staff(1, UNIT.roads)] })
  const units = [{ unitId: UNIT.roads, role: 'lead' as const, personId: 1 }]
  const ticket = done(dispatchAppeal(received(), { units }, as('dispatcher', UNIT.city, MONDAY, directory)))
  const input = { assignmentNo: 1, personId: 1 }
  assert.equal(
    refusalOf(handAssignment(ticket, input, as('liaison', UNIT.roads, MONDAY, directory))),
    'already-done',
  )
  assert.equal(
    refusalOf(handAssignment(ticket, input, as('liaison', UNIT.water, MONDAY, directory))),
    'not-your-unit',
  )
})

test('[SZ-33] an order goes straight to an officer’s desk, or to the officer’s substitute', () => {
  const people = [staff(1, UNIT.roads, { ...away, substituteId: 2 }), staff(2, UNIT.roads)]
  const directory = townDirectory({ people })
  const units = [{ unitId: UNIT.roads, role: 'lead' as const, personId: 1 }]
  const decision = dispatchAppeal(received(), { units }, as('dispatcher', UNIT.city, MONDAY, directory))
  assert.ok('steps' in decision)
  assert.equal(decision.after.assignments[0]!.personId, 2)
  assert.deepEqual(decision.steps[0]!.facts, { assignmentNo: 1, role: 'lead', personId: 2, insteadOf: 1 })
})

test('[LL-33] those to choose from come skilled first, with who really would get it', () => {
  const people = [
    staff(1, UNIT.roads),
    staff(2, UNIT.roads, { ...away, skills: ['电工'], substituteId: 3 }),
    staff(3, UNIT.roads, { skills: ['电工'] }),
    staff(4, UNIT.water),
  ]
  const directory = townDirectory({ catalogue: [electrician], people })
  const place = { matter: received().appeal, unitId: UNIT.roads, directory, now: MONDAY }
  assert.deepEqual(
    candidatesOf(place).map(c => [c.personId, c.skilled, c.away, c.actingId]),
    [
      [3, true, false, 3],
      [2, true, true, 3],
      [1, false, false, 1],
    ],
  )
})
