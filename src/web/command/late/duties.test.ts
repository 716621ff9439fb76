/** What a supervisor clears first. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Duty, firstDue, groupedByUnit } from './duties.ts'

const NONE = { sign: null, contact: null, preliminary: null, reply: null }
const duty = (unit: string, light: 'yellow' | 'red', due: Partial<Duty['due']>): Duty =>
  ({ unit: { id: unit.length, name: unit }, light, due: { ...NONE, ...due } }) as Duty

test('of several limits the one that runs out first counts, or the one that was asked for', () => {
  const both = duty('水务', 'red', { contact: '2026-11-02T00:00:00Z', reply: '2026-11-05T00:00:00Z' })
  assert.equal(firstDue(both, null)?.kind, 'contact')
  assert.equal(firstDue(both, 'reply')?.kind, 'reply')
  assert.equal(firstDue(both, 'sign'), null)
})

test('the unit with the most overdue stands first, and within it what is late longest', () => {
  const groups = groupedByUnit(
    [
      duty('市政处', 'yellow', { reply: '2026-11-09T00:00:00Z' }),
      duty('水务', 'red', { reply: '2026-11-05T00:00:00Z' }),
      duty('水务', 'red', { sign: '2026-11-03T00:00:00Z' }),
      duty('市政处', 'red', { contact: '2026-11-01T00:00:00Z' }),
    ],
    null,
  )
  assert.deepEqual(
    groups.map(g => [g.name, g.red, g.yellow]),
    [
      ['水务', 2, 0],
      ['市政处', 1, 1],
    ],
  )
  assert.equal(groups[0]!.duties[0]!.due.sign, '2026-11-03T00:00:00Z')
})

test('asked for one kind of limit, units without it are left out', () => {
  const duties = [duty('水务', 'red', { reply: '2026-11-05T00:00:00Z' })]
  assert.deepEqual(groupedByUnit(duties, 'sign'), [])
})
