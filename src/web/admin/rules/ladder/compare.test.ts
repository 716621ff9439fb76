/** Two trials beside each other. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byStep, byUnit } from './compare.ts'

const roads = { id: 1, name: '市政处' }
const water = { id: 2, name: '水务' }
const before = [{ unit: roads, steps: [{ step: 'redSupervise' as const, automatic: 3, proposed: 0 }] }]
const after = [
  { unit: water, steps: [{ step: 'call' as const, automatic: 1, proposed: 0 }] },
  {
    unit: roads,
    steps: [
      { step: 'redSupervise' as const, automatic: 1, proposed: 1 },
      { step: 'reminder' as const, automatic: 4, proposed: 0 },
    ],
  },
]

test('steps stand in the order of their weight, also those that only one ladder has', () => {
  assert.deepEqual(byStep(before, after), [
    { step: 'reminder', before: 0, after: 4, proposed: 0 },
    { step: 'call', before: 0, after: 1, proposed: 0 },
    { step: 'redSupervise', before: 3, after: 2, proposed: 1 },
  ])
})

test('the unit that would meet most comes first, with both numbers for each step', () => {
  const [first, second] = byUnit(before, after)
  assert.deepEqual([first!.name, first!.before, first!.after], ['市政处', 3, 6])
  assert.deepEqual(first!.steps.redSupervise, { before: 3, after: 2 })
  assert.deepEqual([second!.name, second!.before, second!.after], ['水务', 0, 1])
})
