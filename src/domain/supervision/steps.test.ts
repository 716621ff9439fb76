/** On which of the six steps something stands, who owes what, and what doesn't add up. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newAppeal } from '../record/blank.ts'
import { noChildren, type TicketState } from '../record/state.ts'
import { ENDED_STAGES, STAGES } from '../vocabulary.ts'
import { amissOf, LEDGER_STEPS, owedOf, owedOnSheet, READY_FOR, standingsOf, stepOf } from './steps.ts'

const NOW = Date.parse('2026-11-02T10:00:00+08:00')
const HOUR = 3_600_000

type Parts = Partial<Omit<TicketState, 'appeal'>>

const ticket = (appeal: Partial<TicketState['appeal']>, parts: Parts = {}): TicketState => ({
  tenantId: 1,
  id: 1,
  version: 1,
  appeal: {
    ...newAppeal({
      number: '9',
      kind: 'help',
      intent: 'request',
      channelId: 1,
      ownerUnitId: 1,
      receivedAt: NOW - 10 * HOUR,
      policyVersion: 1,
    }),
    dueAt: NOW + 100 * HOUR,
    ...appeal,
  },
  ...noChildren(),
  ...parts,
})

const clock = (kind: string, dueAt: number, more: object = {}) =>
  ({
    no: 1,
    kind,
    assignmentNo: null,
    recipientNo: null,
    unitId: 7,
    greenAt: dueAt - 2 * HOUR,
    yellowAt: dueAt - HOUR,
    dueAt,
    pauses: [],
    metAt: null,
    cancelledAt: null,
    ...more,
  }) as unknown as TicketState['clocks'][number]

test('[LL-30] every open stage stands on one of the six steps, and what has ended on none', () => {
  for (const stage of STAGES) {
    const isOver = (ENDED_STAGES as readonly string[]).includes(stage)
    assert.equal(stepOf({ stage, exemption: null }) === null, isOver, stage)
  }
  assert.deepEqual(
    (['received', 'dispatched', 'handling', 'answered', 'reviewed', 'visited'] as const).map(stage =>
      stepOf({ stage, exemption: null }),
    ),
    LEDGER_STEPS,
  )
})

test('what owes no visit is to be struck off once it was reviewed', () => {
  assert.equal(stepOf({ stage: 'reviewed', exemption: null }), 'reconcile')
  assert.equal(stepOf({ stage: 'reviewed', exemption: 'anonymous' }), 'strikeOff')
  assert.equal(stepOf({ stage: 'handling', exemption: 'anonymous' }), 'track')
})

test('where tickets of a step are found says the same as the step of a ticket', () => {
  for (const step of LEDGER_STEPS) {
    const places = standingsOf([step])
    for (const stage of STAGES)
      for (const exemption of [null, 'imported'] as const) {
        const isFound = places.some(
          p => p.stage === stage && (p.exempt === null || p.exempt === (exemption !== null)),
        )
        assert.equal(isFound, stepOf({ stage, exemption }) === step, `${step} ${stage} ${exemption}`)
      }
  }
})

test('the limit that ends first says who owes what; paused and met ones say nothing', () => {
  const handling = { stage: 'handling', leadUnitId: 7 } as const
  const owed = owedOf(
    ticket(handling, {
      clocks: [
        clock('reply', NOW + 50 * HOUR),
        clock('firstContact', NOW + HOUR / 2),
        clock('preliminaryReply', NOW - HOUR, { metAt: NOW - 2 * HOUR }),
        clock('review', NOW - HOUR),
      ],
    }),
    NOW,
  )
  assert.deepEqual(owed, { unitId: 7, act: 'firstContact', dueAt: NOW + HOUR / 2, light: 'yellow' })
  const paused = { pauses: [{ from: NOW - HOUR, to: null, reason: 'asked' }] }
  const resting = owedOf(ticket(handling, { clocks: [clock('reply', NOW + HOUR, paused)] }), NOW)
  assert.deepEqual([resting?.act, resting?.dueAt], ['reply', null])
  assert.equal(owedOf(ticket({ stage: 'visited' }), NOW)?.act, 'strikeOff')
  assert.equal(owedOf(ticket({ stage: 'suspended' }), NOW)?.act, 'resume')
  assert.equal(owedOf(ticket({ stage: 'struckOff', endedAt: NOW }), NOW), null)
})

test('a unit owes a sheet its signature, then its answer; then the centre owes the review', () => {
  const t = ticket({}, { clocks: [clock('sheetSign', NOW - HOUR, { recipientNo: 3 })] })
  const recipient = {
    no: 3,
    unitId: 7,
    stage: 'sent',
    dueAt: NOW + HOUR,
  } as TicketState['recipients'][number]
  assert.deepEqual(owedOnSheet(t, recipient, NOW), {
    unitId: 7,
    act: 'sheetSign',
    dueAt: NOW - HOUR,
    light: 'red',
  })
  assert.equal(owedOnSheet(t, { ...recipient, stage: 'signed' }, NOW).act, 'sheetAnswer')
  assert.deepEqual(owedOnSheet(t, { ...recipient, stage: 'answered' }, NOW).unitId, 1)
})

test('[LL-30] what does not add up is told of a ticket', () => {
  const waiting = clock('dispatch', NOW + HOUR)
  assert.deepEqual(amissOf(ticket({ stage: 'received' }, { clocks: [waiting] }), NOW), [])
  assert.deepEqual(amissOf(ticket({ stage: 'received' }, { clocks: [waiting] }), NOW + 2 * HOUR), ['noDuty'])
  assert.deepEqual(amissOf(ticket({ stage: 'handling', leadUnitId: 7, dueAt: null }), NOW), ['noLimit'])
  assert.deepEqual(
    amissOf(ticket({ stage: 'answered', leadUnitId: 7 }, { clocks: [clock('review', NOW + 1)] }), NOW),
    [],
  )
  assert.deepEqual(
    amissOf(ticket({ stage: 'answered', leadUnitId: 7 }, { clocks: [clock('review', NOW)] }), NOW),
    ['notReconciled'],
  )
  const visited = { stage: 'visited', leadUnitId: 7 } as const
  assert.deepEqual(amissOf(ticket({ ...visited, visitedAt: NOW - READY_FOR + 1 }), NOW), [])
  assert.deepEqual(amissOf(ticket({ ...visited, visitedAt: NOW - READY_FOR }), NOW), ['notStruckOff'])
  const open = { no: 1, endedAt: null } as TicketState['recipients'][number]
  assert.deepEqual(amissOf(ticket({ stage: 'struckOff', endedAt: NOW }, { recipients: [open] }), NOW), [
    'sheetAfterEnd',
  ])
})
