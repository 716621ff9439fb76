/** Why not? For every act of 转 on one ticket, by the name of its route: what of a person's duties or requests it could be about. */
import { mayFor, reachOf } from '../access/actor.ts'
import type { Context } from '../record/context.ts'
import type { Approval, Assignment, TicketState } from '../record/state.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { openAssignments } from './assignments.ts'
import { whyNotCancel } from './cancel-assignment.ts'
import { whyNotClaim } from './claim-appeal.ts'
import { contestedBy, whyNotDecideReturn } from './decide-return.ts'
import { whyNotDispatch } from './dispatch-appeal.ts'
import { whyNotHand } from './hand-assignment.ts'
import { whyNotObject } from './object-to-dispatch.ts'
import { whyNotPassDown } from './pass-down.ts'
import { whyNotReturn } from './return-assignment.ts'
import { whyNotRule } from './rule-on-objection.ts'

type WhyNot = (t: TicketState, context: Context) => Refusal | null
type WhyNotFor<Row> = (t: TicketState, row: Row, context: Context) => Refusal | null

/** Null when it may be done to one of them; otherwise why not to the first. */
function toOneOf<Row>(rows: Row[], none: Refusal, whyNot: (row: Row) => Refusal | null): Refusal | null {
  const refusals = rows.map(whyNot)
  return refusals.includes(null) ? null : (refusals[0] ?? none)
}

/** For the open duties of the actor's own units. */
const onOwn =
  (whyNot: WhyNotFor<Assignment>): WhyNot =>
  (t, context) => {
    const { actor, directory } = context
    const own = openAssignments(t).filter(a => mayFor(actor, 'appeal.handle', a.unitId, directory.units))
    return toOneOf(own, refuse('not-your-unit'), a => whyNot(t, a, context))
  }

const onRequest =
  (
    kind: 'return' | 'objection',
    whyNot: (t: TicketState, asked: Approval, a: Assignment, context: Context) => Refusal | null,
  ): WhyNot =>
  (t, context) => {
    const waiting = t.approvals.filter(p => p.kind === kind && p.verdict === null)
    return toOneOf(waiting, refuse('no-such-approval'), asked => {
      const contested = contestedBy(t, asked.no, kind)
      return isRefusal(contested) ? contested : whyNot(t, asked, contested.a, context)
    })
  }

/** For the record's `can`. */
export const CAN_TRANSFER = {
  dispatchAppeal: whyNotDispatch,
  claimAppeal: (t, context) =>
    toOneOf(reachOf(context.actor, 'appeal.handle'), refuse('not-permitted'), id =>
      whyNotClaim(t, id, context),
    ),
  passDown: onOwn(whyNotPassDown),
  handAssignment: onOwn(whyNotHand),
  returnAssignment: onOwn(whyNotReturn),
  objectToDispatch: onOwn(whyNotObject),
  cancelAssignment: (t, context) =>
    toOneOf(openAssignments(t), refuse('no-such-assignment'), a => whyNotCancel(t, a, context)),
  decideReturn: onRequest('return', whyNotDecideReturn),
  ruleOnObjection: onRequest('objection', whyNotRule),
} satisfies Record<string, WhyNot>
