/** What leaves the phone next, and what comes first in the inbox: the rules without the browser. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Duty } from '../../../src/contract/assignments.ts'
import type { Waiting } from '../../../src/web/parts/waiting.ts'
import { endOfDay, groupOf, limitOf } from '../../../src/web/unit/inbox/groups.ts'
import { chained, nextToSend, withFile } from '../../../src/web/unit/outbox/queue.ts'

const act = (key: string, number: string, more: Partial<Waiting> = {}): Waiting => ({
  key,
  name: 'recordProgress',
  number,
  no: 1,
  body: {},
  values: {},
  seen: 3,
  title: null,
  at: 0,
  state: 'waiting',
  ...more,
})

test('acts leave in order; one that is stuck holds back only its own ticket', () => {
  const stuck = act('a', 'N1', { state: 'decide' })
  const behind = act('b', 'N1')
  const other = act('c', 'N2')
  assert.equal(nextToSend([stuck, behind, other])?.key, 'c')
  assert.equal(nextToSend([stuck, behind]), undefined)
  assert.equal(
    nextToSend([act('a', 'N1', { state: 'sending' }), behind])?.key,
    'a',
    'a closed page had begun',
  )
})

test('the next act on a ticket goes on from the version the one before made, and only that', () => {
  const [done, next, other, later] = [
    act('a', 'N1'),
    act('b', 'N1'),
    act('c', 'N2'),
    act('d', 'N1', { seen: 9 }),
  ]
  const left = chained([done, next, other, later], done, 4)
  assert.deepEqual(
    left.map(a => [a.key, a.seen]),
    [
      ['b', 4],
      ['c', 3],
      ['d', 9],
    ],
  )
  assert.equal(chained([done, next], done, null)[0]!.seen, 3)
})

test('a picture that went up stands under its id; one that is gone is left out', () => {
  const with2 = act('a', 'N1', { body: { fileIds: ['local:1', 'local:2', 7] } })
  assert.deepEqual(withFile(with2, 'local:1', 12).body.fileIds, [12, 'local:2', 7])
  assert.deepEqual(withFile(with2, 'local:2', undefined).body.fileIds, ['local:1', 7])
})

const NOW = Date.parse('2026-11-27T15:00:00+08:00')
const duty = (more: Partial<Duty>): Duty =>
  ({
    next: 'reply',
    stage: 'contacted',
    light: 'none',
    reworks: 0,
    urges: 0,
    due: { sign: null, contact: null, preliminary: null, reply: null },
    ...more,
  }) as Duty
const due = (more: Partial<Duty['due']>): Duty['due'] => ({
  sign: null,
  contact: null,
  preliminary: null,
  reply: null,
  ...more,
})

test('what is late or due before the day ends comes first, whatever it asks for', () => {
  assert.equal(new Date(endOfDay(NOW)).toISOString(), '2026-11-27T16:00:00.000Z')
  assert.equal(groupOf(duty({ light: 'red' }), NOW), 'first')
  const today = due({ sign: '2026-11-27T09:00:00.000Z', reply: '2026-12-03T16:00:00.000Z' })
  assert.equal(groupOf(duty({ next: 'sign', stage: 'assigned', due: today }), NOW), 'first')
  const tomorrow = due({ sign: '2026-11-28T02:00:00.000Z', reply: '2026-12-03T16:00:00.000Z' })
  assert.equal(groupOf(duty({ next: 'sign', stage: 'assigned', due: tomorrow }), NOW), 'sign')
})

test('what waits for others asks nothing of the unit, however red it is', () => {
  assert.equal(groupOf(duty({ next: null, stage: 'replied', light: 'red' }), NOW), 'waiting')
  assert.equal(groupOf(duty({ next: null, stage: 'accepted' }), NOW), 'done')
  assert.equal(groupOf(duty({ next: 'innerReview', light: 'red' }), NOW), 'signature')
  assert.equal(groupOf(duty({ reworks: 1, urges: 2 }), NOW), 'rework')
  assert.equal(groupOf(duty({ urges: 1 }), NOW), 'urged')
})

test('the limit of a row is that of what it asks next; without one, that of the answer', () => {
  const limits = due({ contact: '2026-11-27T10:00:00.000Z', reply: '2026-12-01T16:00:00.000Z' })
  assert.equal(limitOf({ next: 'contact', due: limits }), Date.parse('2026-11-27T10:00:00.000Z'))
  assert.equal(limitOf({ next: 'siteCheck', due: limits }), Date.parse('2026-12-01T16:00:00.000Z'))
  assert.equal(limitOf({ next: 'reply', due: due({}) }), null)
})
