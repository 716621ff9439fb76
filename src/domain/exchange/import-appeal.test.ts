/** An imported matter keeps to the same tables of stages as one that was received here. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { townRules } from '../../../test/rules.ts'
import { systemActor } from '../access/actor.ts'
import { unitTreeOf } from '../directory/units.ts'
import { DAY } from '../instant.ts'
import { blankTicket, replay } from '../record/changes.ts'
import { extendClock, pauseClocks, resumeClocks } from '../record/clocks.ts'
import type { Context } from '../record/context.ts'
import type { Change } from '../record/draft.ts'
import { NEXT, NEXT_ASSIGNMENT } from '../record/stages.ts'
import { calendarOf } from '../time/calendar.ts'
import type { AssignmentStage, Stage } from '../vocabulary.ts'
import { importAppeal } from './import-appeal.ts'
import { LIMITS_FROM, OUTCOMES, type SourceMatter } from './source.ts'

const CENTRE = 1
const ROADS = 2
const NOW = Date.parse('2026-11-02T09:00:00+08:00')
const context: Context = {
  actor: systemActor(1, 'import'),
  now: NOW,
  policy: { version: 1, name: 'town', rules: townRules },
  calendar: calendarOf({ zone: 'Asia/Shanghai', days: [], publishedYears: [2026] }),
  directory: {
    tenantId: 1,
    tenantName: '示例市',
    regionCode: '990100',
    units: unitTreeOf([
      { id: CENTRE, code: 'centre', name: '中心', kind: 'city', parentId: null, active: true },
      { id: ROADS, code: 'roads', name: '市政', kind: 'department', parentId: CENTRE, active: true },
    ]),
    categories: new Map(),
    channels: new Map([
      [
        7,
        {
          id: 7,
          code: 'p',
          name: '平台',
          kind: 'externalPlatform',
          digits: 6,
          ownerUnitId: null,
          externalPlatform: 'p',
          active: true,
        },
      ],
    ]),
    regions: new Map(),
    grids: new Map(),
    people: new Map(),
    catalogue: [],
    organisationKinds: new Map(),
  },
}

const RECEIVED = Date.parse('2026-10-12T10:00:00+08:00')
const matter = (more: Partial<SourceMatter> = {}): SourceMatter => ({
  platform: 'p',
  externalId: 'a1',
  channelId: 7,
  kind: 'help',
  intent: 'request',
  title: '路灯不亮',
  content: '湖滨路路灯不亮，联系 13812345678',
  outcome: 'closed',
  receivedAt: RECEIVED,
  limits: 'source',
  ...more,
})
const imported = (m: SourceMatter): Change =>
  importAppeal(m, { runId: 1, row: 1, fingerprint: 'f' }, context, { appealId: 5, contactId: 6 })

const moment = fc.integer({ min: RECEIVED - 30 * DAY, max: RECEIVED + 30 * DAY })
const someMatter = fc
  .record({
    outcome: fc.constantFrom(...OUTCOMES),
    limits: fc.constantFrom(...LIMITS_FROM),
    unitId: fc.option(fc.constant(ROADS), { nil: undefined }),
    dispatchedAt: fc.option(moment, { nil: undefined }),
    dueAt: fc.option(moment, { nil: undefined }),
    repliedAt: fc.option(moment, { nil: undefined }),
    closedAt: fc.option(moment, { nil: undefined }),
    reply: fc.option(fc.string(), { nil: undefined }),
  })
  .map(fields => matter(Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined))))

test('whatever the source says, an imported ticket went from stage to stage as the tables allow, forward in time', () => {
  fc.assert(
    fc.property(someMatter, m => {
      const { steps } = imported(m)
      let at = Number.NEGATIVE_INFINITY
      for (const step of steps) {
        assert.ok(step.at >= at, `${step.kind} lies before what led to it`)
        at = step.at
        assert.equal(step.facts.imported, true)
        const stage = step.changes.appeal?.stage
        if (stage?.length === 2)
          assert.ok(NEXT[stage[0] as Stage].includes(stage[1] as Stage), `${stage.join(' → ')}`)
        const duty = step.changes.assignments?.['1']?.stage
        if (duty?.length === 2)
          assert.ok(
            NEXT_ASSIGNMENT[duty[0] as AssignmentStage].includes(duty[1] as AssignmentStage),
            `${duty.join(' → ')}`,
          )
      }
    }),
  )
})

test('the history of an imported ticket leads to the state it is written in', () => {
  fc.assert(
    fc.property(someMatter, m => {
      const { steps, after } = imported(m)
      const ticket = blankTicket()
      for (const step of steps) replay(ticket, step.changes)
      assert.equal(ticket.appeal.stage, after.appeal.stage)
      for (const clock of after.clocks) assert.equal(ticket.children.clocks.get(clock.no)?.dueAt, clock.dueAt)
    }),
  )
})

test('the source’s own due time is kept to the second, and so is whether it was met', () => {
  const dueAt = RECEIVED + 3 * DAY + 1234
  const late = imported(matter({ unitId: ROADS, dueAt, repliedAt: dueAt + 1, reply: '已修复' })).after
  for (const clock of late.clocks) {
    assert.equal(clock.limit, 'source')
    assert.equal(clock.dueAt, dueAt)
    assert.ok(clock.metAt! > clock.dueAt)
  }
  assert.equal(late.appeal.dueAt, dueAt)
  assert.equal(late.appeal.exemption, 'imported')
  assert.deepEqual(late.visits, [])
})

test('numbers of people never stand in what is searched, and a source without a phone brings no person', () => {
  const { beside, after } = imported(matter({ user: 'A0001' }))
  assert.doesNotMatch(beside.searchText!, /13812345678/)
  assert.equal(beside.identity, undefined)
  assert.equal(after.appeal.anonymous, true)
})

test('[ZY-23] an open ticket taken over runs on: a pause and an extension move the source’s due time', () => {
  const dueAt = Date.parse('2026-11-10T18:00:00+08:00')
  const { after } = imported(matter({ unitId: ROADS, outcome: 'handling', dueAt }))
  const clock = after.clocks.find(c => c.kind === 'closure')!
  assert.equal(clock.metAt, null)
  assert.ok(clock.greenAt < clock.yellowAt && clock.yellowAt < clock.dueAt)
  pauseClocks(after, NOW, 'asked', c => c === clock)
  assert.equal(after.appeal.yellowAt, null)
  resumeClocks(after, NOW + 2 * DAY, 'asked', context)
  assert.equal(clock.dueAt, dueAt + 2 * DAY)
  extendClock(after, clock, '2d', context)
  assert.equal(clock.limit, 'source+2d')
  assert.equal(after.appeal.dueAt, clock.dueAt)
  // Two days on is a Saturday: the end of Monday.
  assert.equal(new Date(clock.dueAt).toISOString(), '2026-11-16T16:00:00.000Z')
})
