import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MINUTE } from '../instant.ts'
import { blankTicket, changesBetween, firstDifference, replay } from '../record/changes.ts'
import type { Context, Decision } from '../record/context.ts'
import type { TicketState } from '../record/state.ts'
import { isRefusal } from '../refusal.ts'
import { cancelAssignment } from './cancel-assignment.ts'
import { claimAppeal } from './claim-appeal.ts'
import { decideReturn } from './decide-return.ts'
import { dispatchAppeal } from './dispatch-appeal.ts'
import { handAssignment } from './hand-assignment.ts'
import { objectToDispatch } from './object-to-dispatch.ts'
import { passDown } from './pass-down.ts'
import { returnAssignment } from './return-assignment.ts'
import { ruleOnObjection } from './rule-on-objection.ts'
import { as, entry, MONDAY, received, staff, townDirectory, UNIT } from './town.testing.ts'

const UNITS = Object.values(UNIT)
const directory = townDirectory({
  catalogue: [entry({ floor: 'street' })],
  people: UNITS.map(id => staff(id, id)),
})

/** A dice for every choice of one act. */
interface Throw {
  verb: number
  unit: number
  other: number
  no: number
  yes: boolean
}
const anyThrow: fc.Arbitrary<Throw> = fc.record({
  verb: fc.nat(8),
  unit: fc.nat(UNITS.length - 1),
  other: fc.nat(UNITS.length - 1),
  no: fc.integer({ min: 1, max: 3 }),
  yes: fc.boolean(),
})

const why = { reason: 'notOurDuty', note: '不属我单位职责' }

/** One act of somebody who has the power to; whether the rules let them is theirs to say. */
function act(t: TicketState, thrown: Throw, now: number): Decision {
  const unitId = UNITS[thrown.unit]!
  const otherId = UNITS[thrown.other]!
  const { yes: accept } = thrown
  // Mostly something recent and open, as people do.
  const assignmentNo = t.assignments.filter(a => a.endedAt === null).at(-thrown.no)?.no ?? thrown.no
  const approvalNo = t.approvals.at(-1)?.no ?? thrown.no
  const lead = { unitId, role: 'lead' as const }
  const units = thrown.yes ? [lead] : [lead, { unitId: otherId, role: 'assist' as const }]
  const centre = (role: 'dispatcher' | 'centreDirector'): Context => as(role, UNIT.city, now, directory)
  const holder = t.assignments.find(a => a.no === assignmentNo)?.unitId ?? unitId
  const liaison = as('liaison', holder, now, directory)
  const verbs: (() => Decision)[] = [
    () => dispatchAppeal(t, { units }, centre('dispatcher')),
    () => claimAppeal(t, { unitId }, as('liaison', unitId, now, directory)),
    () => passDown(t, { assignmentNo, units: [{ unitId: otherId }] }, liaison),
    () => handAssignment(t, { assignmentNo, personId: unitId }, liaison),
    () => returnAssignment(t, { assignmentNo, ...why }, liaison),
    () => objectToDispatch(t, { assignmentNo, ...why }, liaison),
    () =>
      decideReturn(
        t,
        { approvalNo, accept, ...(accept && thrown.no % 2 && { units }) },
        centre('dispatcher'),
      ),
    () =>
      ruleOnObjection(t, { approvalNo, basis: '一', ...(accept && { unitId }) }, centre('centreDirector')),
    () => cancelAssignment(t, { assignmentNo, note: '派错', ...(accept && { units }) }, centre('dispatcher')),
  ]
  return verbs[thrown.verb]!()
}

function replayed(start: TicketState, decisions: Exclude<Decision, { refused: unknown }>[]): string | null {
  const ticket = blankTicket()
  replay(ticket, changesBetween(null, start))
  for (const decision of decisions) for (const step of decision.steps) replay(ticket, step.changes)
  const last = decisions.at(-1)?.after ?? start
  return firstDifference(ticket.appeal, { ...last.appeal })
}

/** What must be true whatever people did. */
function check(t: TicketState, start: TicketState): void {
  const open = t.assignments.filter(a => a.endedAt === null)
  const leads = open.filter(a => a.role === 'lead' && a.parentNo === null)
  assert.equal(t.appeal.ownerUnitId, start.appeal.ownerUnitId)
  assert.ok(leads.length <= 1)
  assert.equal(t.appeal.stage, leads.length === 1 ? 'dispatched' : 'received')
  assert.equal(t.appeal.leadUnitId, leads[0]?.unitId ?? null)
  assert.equal(new Set(open.map(a => a.unitId)).size, open.length)
  assert.ok(t.appeal.returns <= 2)
  const waiting = t.clocks.filter(c => c.kind === 'dispatch' && c.metAt === null && c.cancelledAt === null)
  assert.equal(waiting.length, leads.length === 1 ? 0 : 1)
  const closure = t.clocks.filter(c => c.kind === 'closure')
  assert.ok(closure.length <= 1 && closure.every(c => c.startedAt === t.appeal.dispatchedAt))
  for (const a of open) {
    const parent = open.find(p => p.no === a.parentNo)
    assert.ok(a.parentNo === null || (parent && directory.units.isWithin(a.unitId, parent.unitId)))
    assert.ok(a.role === 'assist' || directory.units.get(a.unitId)?.kind !== 'community')
  }
  for (const c of t.clocks)
    if (c.assignmentNo !== null && c.metAt === null && c.cancelledAt === null)
      assert.ok(open.some(a => a.no === c.assignmentNo))
  for (const p of t.approvals)
    assert.ok(p.verdict !== null || open.some(a => a.no === p.assignmentNo && !a.bound))
}

test('[LL-35] whatever is dispatched, claimed, passed down, returned, ruled and taken away: the centre keeps the matter, one unit leads, the appellant’s limit never starts again', () => {
  let acts = 0
  fc.assert(
    fc.property(fc.array(anyThrow, { minLength: 40, maxLength: 80 }), throws => {
      const start = received()
      const taken: Exclude<Decision, { refused: unknown }>[] = []
      let t = start
      throws.forEach((thrown, i) => {
        const decision = act(t, thrown, MONDAY + i * 10 * MINUTE)
        if (isRefusal(decision)) return
        taken.push(decision)
        t = decision.after
        check(t, start)
      })
      acts += taken.length
      assert.equal(replayed(start, taken), null)
    }),
    { numRuns: 200 },
  )
  assert.ok(acts > 1000, `only ${acts} acts were allowed: the property says little`)
})
