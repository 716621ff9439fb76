/** Clocks that pause, are extended and begin again: those the rules count, and those whose due time an import gave. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, MONDAY, received, UNIT } from '../dispatch/town.testing.ts'
import { HOUR, MINUTE } from '../instant.ts'
import { mergeAppeals } from '../intake/merge-appeals.ts'
import { unmergeAppeals } from '../intake/unmerge-appeals.ts'
import { isRefusal } from '../refusal.ts'
import {
  ASKED,
  extendClock,
  newGivenClock,
  pauseClocks,
  restartClock,
  resumeClocks,
  runningClock,
  startClock,
} from './clocks.ts'
import type { Clock, TicketState } from './state.ts'

const context = as('dispatcher', UNIT.city)
const DUE = MONDAY + 48 * HOUR
const moments = { greenAt: DUE - 10 * HOUR, yellowAt: DUE - 5 * HOUR, dueAt: DUE }
const minute = (n: number) => MONDAY + n * MINUTE

/** A ticket whose appellant's limit came with an import. */
function given(): { t: TicketState; clock: Clock } {
  const t = received()
  const clock = newGivenClock(t, { kind: 'closure', unitId: UNIT.city, startedAt: MONDAY }, moments, context)
  return { t, clock }
}
const pause = (t: TicketState, n: number, reason: string) => pauseClocks(t, minute(n), reason, () => true)
const resume = (t: TicketState, n: number, reason: string) => resumeClocks(t, minute(n), reason, context)
const movedOn = (clock: Clock) => [
  clock.greenAt - moments.greenAt,
  clock.yellowAt - moments.yellowAt,
  clock.dueAt - moments.dueAt,
]

test('a given due time moves on by all the time that was paused, once, however the pauses lie', () => {
  const overlapping = given()
  pause(overlapping.t, 0, ASKED)
  pause(overlapping.t, 5, 'suspended')
  resume(overlapping.t, 10, ASKED)
  resume(overlapping.t, 20, 'suspended')
  assert.deepEqual(movedOn(overlapping.clock), [20 * MINUTE, 20 * MINUTE, 20 * MINUTE])

  const within = given()
  pause(within.t, 0, ASKED)
  pause(within.t, 5, 'suspended')
  resume(within.t, 10, 'suspended')
  resume(within.t, 20, ASKED)
  assert.equal(within.clock.dueAt, DUE + 20 * MINUTE)

  const touching = given()
  pause(touching.t, 0, ASKED)
  resume(touching.t, 10, ASKED)
  pause(touching.t, 10, 'suspended')
  resume(touching.t, 20, 'suspended')
  assert.equal(touching.clock.dueAt, DUE + 20 * MINUTE)
})

test('hours are added to the very moment a limit ends, days to the day it ends on', () => {
  for (const [limit, extra, due] of [
    ['24h', '24h', MONDAY + 48 * HOUR],
    ['90m', '30m', MONDAY + 2 * HOUR],
  ] as const) {
    const t = received()
    const clock = startClock(t, { kind: 'reply', unitId: UNIT.city, startedAt: MONDAY, limit }, context)!
    extendClock(t, clock, extra, context)
    assert.equal(clock.dueAt, due, `${limit}+${extra}`)
  }
  const imported = given()
  extendClock(imported.t, imported.clock, '24h', context)
  assert.equal(imported.clock.dueAt, DUE + 24 * HOUR)

  const days = received()
  const start = { kind: 'reply', unitId: UNIT.city, startedAt: MONDAY } as const
  const clock = startClock(days, { ...start, limit: '1wd' }, context)!
  extendClock(days, clock, '1wd', context)
  const whole = startClock(received(), { ...start, limit: '2wd' }, context)!
  assert.equal(clock.dueAt, whole.dueAt)
})

test('a given limit that begins again keeps its moments, moved on by what it rested meanwhile', () => {
  const { t, clock } = given()
  pause(t, 0, ASKED)
  resume(t, 10, ASKED)
  extendClock(t, clock, '24h', context)
  const due = clock.dueAt
  clock.cancelledAt = minute(60)
  const again = restartClock(t, clock, [...clock.pauses, { from: minute(60), to: minute(90), reason: 'm' }], {
    ...context,
    now: minute(90),
  })!
  assert.equal(again.dueAt, due + 30 * MINUTE)
  assert.ok(again.greenAt < again.dueAt)
  assert.equal(again.limit, 'source+24h')
  assert.equal(t.appeal.dueAt, again.dueAt)
})

test('an imported ticket that is unmerged is not overdue: its limit ran on from where it was', () => {
  const { t } = given()
  const merged = mergeAppeals(t, { ...received(), id: t.id + 1 }, { ...context, now: minute(60) })
  assert.ok(!isRefusal(merged))
  const [source, into] = merged
  const undone = unmergeAppeals(source!.after, into!.after, { ...context, now: minute(120) })
  assert.ok(!isRefusal(undone))
  const after = undone[0]!.after
  const clock = runningClock(after, 'closure')!
  assert.deepEqual(movedOn(clock), [0, 0, 0])
  assert.equal(after.appeal.dueAt, DUE)
})
