/** What the centre does about a matter without handling it: urge, set the level, publish. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canOf } from '../can.ts'
import { dispatchAppeal } from '../dispatch/dispatch-appeal.ts'
import { as, done, MONDAY, received, refusalOf, UNIT } from '../dispatch/town.testing.ts'
import { HOUR, isoOf } from '../instant.ts'
import type { Appeal, Assignment, TicketState } from '../record/state.ts'
import { isRefusal, type RefusalCode } from '../refusal.ts'
import { publishAppeal, unpublishAppeal } from './publish-appeal.ts'
import { setLevel } from './set-level.ts'
import { urgeAssignment } from './urge-assignment.ts'

const supervisor = (at = MONDAY) => as('supervisor', UNIT.city, at)
const director = as('centreDirector', UNIT.city)
const liaison = as('liaison', UNIT.roads)

function atRoads(appeal: Partial<Appeal> = {}, assignment: Partial<Assignment> = {}): TicketState {
  const units = [{ unitId: UNIT.roads, role: 'lead' as const }]
  const t = done(dispatchAppeal(received(), { units }, as('dispatcher', UNIT.city)))
  Object.assign(t.appeal, appeal)
  Object.assign(t.assignments[0]!, assignment)
  return t
}

const PUBLISHING: [told: string, appeal: Partial<Appeal>, refused: RefusalCode | null][] = [
  ['whose answer the centre passed', { stage: 'reviewed' }, null],
  ['whose appellant was asked', { stage: 'visited' }, null],
  ['that was struck off', { stage: 'struckOff', endedAt: MONDAY }, null],
  ['that a unit works on', { stage: 'handling' }, 'wrong-stage'],
  ['whose answer nobody has passed yet', { stage: 'answered' }, 'wrong-stage'],
  ['that was refused', { stage: 'refused', endedAt: MONDAY }, 'wrong-stage'],
  ['that waits', { stage: 'suspended' }, 'wrong-stage'],
  ['that is published', { stage: 'struckOff', published: true }, 'already-done'],
  ['that is confidential', { stage: 'struckOff', confidential: true }, 'never-published'],
]
for (const [told, appeal, refused] of PUBLISHING)
  test(`a matter ${told} ${refused ? `is not published: ${refused}` : 'is published'}`, () => {
    const t = atRoads(appeal)
    const decision = publishAppeal(t, {}, director)
    assert.equal(refusalOf(decision), refused)
    assert.equal(canOf(t, director).publishAppeal?.refused ?? null, refused)
    if (!refused) assert.equal(done(decision).appeal.published, true)
  })

test('only who may publish for the city does, and takes it off again with a reason', () => {
  const settled = atRoads({ stage: 'struckOff', endedAt: MONDAY })
  for (const who of [supervisor(), liaison, as('centreDirector', UNIT.east)]) {
    assert.equal(refusalOf(publishAppeal(settled, {}, who)), 'not-permitted')
    assert.equal(canOf(settled, who).unpublishAppeal?.refused, 'not-permitted')
  }
  assert.equal(refusalOf(unpublishAppeal(settled, { reason: '有误' }, director)), 'not-published')
  const published = done(publishAppeal(settled, {}, director))
  const change = unpublishAppeal(published, { reason: '当事人要求' }, director)
  assert.equal(done(change).appeal.published, false)
  assert.ok(!isRefusal(change))
  assert.deepEqual(
    change.steps.map(s => [s.kind, s.texts]),
    [['appeal.unpublished', { reason: '当事人要求' }]],
  )
})

test('what is taken up again may be taken off the board still', () => {
  const again = atRoads({ stage: 'handling', published: true })
  assert.equal(done(unpublishAppeal(again, { reason: '重办' }, director)).appeal.published, false)
})

const urge = (t: TicketState, at = MONDAY, no = 1) =>
  urgeAssignment(t, { no, note: '请抓紧' }, supervisor(at))

test('a unit is urged at most once an hour, and it is counted', () => {
  const once = done(urge(atRoads()))
  assert.deepEqual([once.assignments[0]!.urges, once.assignments[0]!.urgedAt], [1, MONDAY])
  const soon = urge(once, MONDAY + HOUR - 1)
  assert.ok(isRefusal(soon))
  assert.deepEqual([soon.refused, soon.facts], ['urged-lately', { until: isoOf(MONDAY + HOUR) }])
  assert.equal(done(urge(once, MONDAY + HOUR)).assignments[0]!.urges, 2)
})

test('one assignment having been urged keeps nobody from urging another', () => {
  const once = done(urge(atRoads()))
  const both = done(
    dispatchAppeal(
      once,
      { units: [{ unitId: UNIT.water, role: 'assist' }] },
      as('dispatcher', UNIT.city, MONDAY),
    ),
  )
  assert.equal(canOf(both, supervisor()).urgeAssignment, null)
  assert.equal(done(urge(both, MONDAY, 2)).assignments[1]!.urges, 1)
})

const URGING: [
  told: string,
  appeal: Partial<Appeal>,
  assignment: Partial<Assignment>,
  refused: RefusalCode,
][] = [
  ['that has answered', {}, { stage: 'replied' }, 'already-done'],
  ['that gave the matter back', {}, { stage: 'returned', endedAt: MONDAY }, 'wrong-stage'],
  ['whose matter waits', { stage: 'suspended' }, {}, 'is-suspended'],
  ['whose matter is over', { stage: 'withdrawn', endedAt: MONDAY }, {}, 'has-ended'],
]
for (const [told, appeal, assignment, refused] of URGING)
  test(`a unit ${told} is not urged: ${refused}`, () => {
    const t = atRoads(appeal, assignment)
    assert.equal(refusalOf(urge(t)), refused)
    assert.equal(canOf(t, supervisor()).urgeAssignment?.refused, refused)
  })

test('a unit does not urge, nor is there anybody to urge before the dispatch', () => {
  assert.equal(refusalOf(urgeAssignment(atRoads(), { no: 1, note: '快' }, liaison)), 'not-permitted')
  assert.equal(refusalOf(urge(received())), 'no-such-assignment')
  assert.equal(canOf(received(), supervisor()).urgeAssignment?.refused, 'no-such-assignment')
})

test('the level is set for a reason while the matter lasts; limits that run stay, later ones follow the class', () => {
  const { rules } = supervisor().policy
  const limitClasses = [{ when: { levels: ['complex' as const] }, limitClass: 'hard' }, ...rules.limitClasses]
  const strict = { ...supervisor(), policy: { ...supervisor().policy, rules: { ...rules, limitClasses } } }
  const t = atRoads()
  const change = setLevel(t, { level: 'complex', reason: '涉及多部门' }, strict)
  const after = done(change)
  assert.deepEqual([after.appeal.level, after.appeal.limitClass], ['complex', 'hard'])
  assert.deepEqual(after.clocks, t.clocks)
  assert.ok(!isRefusal(change))
  assert.deepEqual(
    change.steps.map(s => [s.kind, s.texts]),
    [['appeal.levelSet', { reason: '涉及多部门' }]],
  )
  const again = setLevel(after, { level: 'complex', reason: '再次' }, strict)
  assert.ok(isRefusal(again))
  assert.deepEqual([again.refused, again.field], ['already-done', 'level'])
})

test('the level is the centre’s to set, and of a matter that is over no longer', () => {
  const input = { level: 'key', reason: '领导关注' } as const
  assert.equal(refusalOf(setLevel(atRoads(), input, liaison)), 'not-permitted')
  assert.equal(refusalOf(setLevel(atRoads(), input, as('dispatcher', UNIT.city))), 'not-permitted')
  const over = atRoads({ stage: 'struckOff', endedAt: MONDAY })
  assert.equal(refusalOf(setLevel(over, input, supervisor())), 'has-ended')
  assert.equal(canOf(over, supervisor()).setLevel?.refused, 'has-ended')
})
