import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dispatchAppeal } from '../dispatch/dispatch-appeal.ts'
import { as, done, received, UNIT } from '../dispatch/town.testing.ts'
import type { Target } from '../record/state.ts'
import type { RefusalCode } from '../refusal.ts'
import { type ClaimInput, isReached, whyNotClaim } from './claim.ts'

const target = (direction: Target['direction'], threshold: number, reached: number | null): Target => ({
  measure: '电价降幅',
  direction,
  threshold,
  unit: '%',
  reached,
})

const REACHED: [direction: Target['direction'], threshold: number, reached: number | null, holds: boolean][] =
  [
    ['atLeast', 20, 20, true],
    ['atLeast', 20, 19.99, false],
    ['atMost', 55, 55, true],
    ['atMost', 55, 55.1, false],
    ['atLeast', 0, null, false],
    ['atLeast', -5, -4, true],
  ]
for (const [direction, threshold, reached, holds] of REACHED)
  test(`[SZ-18] ${direction} ${threshold} with ${reached} reached ${holds ? 'holds' : 'does not hold'}`, () => {
    assert.equal(isReached(target(direction, threshold, reached)), holds)
  })

const picture = [{ id: 1, purpose: 'after', type: 'image/jpeg' }]
const CLAIMS: [told: string, claim: ClaimInput, refused: RefusalCode | null][] = [
  ['solved with a picture', { result: 'solved', files: picture }, null],
  ['solved without any evidence', { result: 'solved', files: [] }, 'evidence-missing'],
  ['explained without a picture', { result: 'explained', files: [] }, null],
  ['partly solved without a cause', { result: 'partly', files: [] }, 'cause-missing'],
  ['unsolved with its cause', { result: 'unsolved', cause: 'cannotDo', files: [] }, null],
]
const dispatched = (targets: (Target | undefined)[] = []) => {
  const [lead, assist] = targets
  const units = [
    { unitId: UNIT.roads, role: 'lead' as const, ...(lead && { target: lead }) },
    { unitId: UNIT.water, role: 'assist' as const, ...(assist && { target: assist }) },
  ]
  return done(dispatchAppeal(received(), { units }, as('dispatcher', UNIT.city)))
}
for (const [told, claim, refused] of CLAIMS)
  test(`[NC-35] [LL-37] a matter claimed ${told} ${refused ? `is refused: ${refused}` : 'stands'}`, () => {
    const t = dispatched()
    assert.equal(whyNotClaim(t, t.assignments[0]!, claim)?.refused ?? null, refused)
  })

test('[SZ-18] the lead does not claim solved while an assisting unit’s target is missed', () => {
  const t = dispatched([undefined, target('atLeast', 20, null)])
  assert.equal(
    whyNotClaim(t, t.assignments[0]!, { result: 'solved', files: picture })?.refused,
    'target-not-reached',
  )
  t.assignments[1]!.target = target('atLeast', 20, 21)
  assert.equal(whyNotClaim(t, t.assignments[0]!, { result: 'solved', files: picture }), null)
})
