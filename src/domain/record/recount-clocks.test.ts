/** A limit that reaches into a year without a calendar is provisional, and moves visibly when the calendar arrives. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { townRules } from '../../../test/rules.ts'
import { systemActor } from '../access/actor.ts'
import { isRefusal } from '../refusal.ts'
import { china, chinaWith } from '../time/notices.testing.ts'
import { newAppeal } from './blank.ts'
import { startClock } from './clocks.ts'
import type { Context } from './context.ts'
import { recountClocks } from './recount-clocks.ts'
import { noChildren, type TicketState } from './state.ts'

const policy = { version: 1, name: 'town', rules: townRules }
const contextOf = (calendar: Context['calendar']) =>
  ({ actor: systemActor(1), now: Date.parse('2026-12-30T10:00:00+08:00'), policy, calendar }) as Context

const ticket = (): TicketState => {
  const receivedAt = Date.parse('2026-12-30T09:00:00+08:00')
  const appeal = newAppeal({
    number: '1',
    kind: 'help',
    intent: 'request',
    channelId: 1,
    ownerUnitId: 1,
    receivedAt,
    policyVersion: 1,
  })
  const state: TicketState = {
    tenantId: 1,
    id: 1,
    version: 1,
    appeal,
    ...noChildren(),
  }
  startClock(state, { kind: 'closure', unitId: 1 }, contextOf(china))
  return state
}

test('[ZY-07] over New Year a limit is provisional; with the notice it is counted anew, and the list shows the new day', () => {
  const state = ticket()
  const before = state.clocks[0]!
  assert.equal(before.provisional, true)
  const notice = chinaWith({
    days: [{ day: '2027-01-01', workday: false, name: '元旦' }],
    publishedYears: [2026, 2027],
  })
  const change = recountClocks(state, {}, contextOf(notice))
  assert.ok(!isRefusal(change))
  const after = change.after.clocks[0]!
  assert.deepEqual(
    change.steps.map(s => s.kind),
    ['clock.recounted'],
  )
  assert.equal(after.provisional, false)
  assert.ok(after.dueAt > before.dueAt, 'New Year’s Day is not counted')
  assert.equal(change.after.appeal.dueAt, after.dueAt)
})

test('while the notice is not out, and for limits that were met, nothing moves', () => {
  const state = ticket()
  const still = recountClocks(state, {}, contextOf(china))
  assert.ok(!isRefusal(still) && still.steps.length === 0)
  const met = { ...state, clocks: state.clocks.map(c => ({ ...c, metAt: c.startedAt })) }
  const notice = chinaWith({ days: [], publishedYears: [2026, 2027] })
  const nothing = recountClocks(met, {}, contextOf(notice))
  assert.ok(!isRefusal(nothing) && nothing.steps.length === 0)
})
