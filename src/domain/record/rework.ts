/** 重办: the answer did not hold. The lead unit works on it again with a new limit, and after the last time somebody above decides. */
import type { Permission } from '../access/roles.ts'
import { classify } from '../policy/traits.ts'
import { isTask } from '../vocabulary.ts'
import { ask, withdrawRequests } from './approvals.ts'
import { cancelClocks, startClock } from './clocks.ts'
import type { Context } from './context.ts'
import type { Draft, Texts } from './draft.ts'
import type { Assignment, TicketState } from './state.ts'

/** The unit that answers to the centre for the whole matter, whether it still has to or has done so. */
export const leadOf = (t: TicketState): Assignment | undefined =>
  t.assignments.findLast(
    a => a.role === 'lead' && a.parentNo === null && a.stage !== 'returned' && a.stage !== 'cancelled',
  )

/** Stages in which an answer is there that may be sent back. */
const ANSWERED: readonly TicketState['appeal']['stage'][] = ['answered', 'reviewed', 'visited']
export const isAnswered = (t: TicketState): boolean =>
  ANSWERED.includes(t.appeal.stage) && leadOf(t) !== undefined

/** One unit starts over: signed for, its contact, site check and reply asked for anew, and a limit of its own. */
export function startOver(t: TicketState, a: Assignment, context: Context): void {
  const target = a.target && { ...a.target, reached: null }
  const blank = {
    contactedAt: null,
    repliedAt: null,
    acceptedAt: null,
    endedAt: null,
    siteCheckedAt: null,
    result: null,
  }
  const stage = isTask(t.appeal.kind) ? 'contacted' : 'signed'
  Object.assign(a, blank, { stage, reworks: a.reworks + 1, target })
  startClock(t, { kind: 'rework', unitId: a.unitId, assignmentNo: a.no }, context)
}

const UNANSWERED = {
  stage: 'handling',
  endedAt: null,
  answeredAt: null,
  reviewedAt: null,
  visitedAt: null,
  result: null,
  cause: null,
  visitResult: null,
  satisfaction: null,
  exemption: null,
} as const

/** Sets the appeal back to handling and its lead unit to work; review and visit are off. Part of a step. */
export function backToHandling(t: TicketState, context: Context): void {
  const { now } = context
  Object.assign(t.appeal, UNANSWERED)
  cancelClocks(t, now, c => c.kind === 'review' || c.kind === 'visit')
  for (const visit of t.visits)
    if (visit.endedAt === null) Object.assign(visit, { endedAt: now, nextAttemptAt: null })
  withdrawRequests(t, now, asked => asked.kind === 'closeException')
  for (const a of t.assignments) if (a.stage === 'accepted') a.endedAt = null
  startOver(t, leadOf(t)!, context)
}

export interface Dissatisfied {
  /** What said so. */
  from: 'visit' | 'review' | 'reopen' | 'escalation'
  texts?: Texts
}

/** A visit or a rating says unsolved or poor: rework, or upward when it has been reworked as often as the rules allow. */
export function answerFellShort(draft: Draft, why: Dissatisfied, context: Context): void {
  if (draft.state.appeal.reworks < context.policy.rules.rework.max) rework(draft, why, context)
  else if (!isEscalated(draft.state)) escalate(draft, why, context)
}

export function rework(draft: Draft, { from, texts = {} }: Dissatisfied, context: Context): void {
  const lead = leadOf(draft.state)!
  draft.step('appeal.reworked', { unitId: lead.unitId, facts: { from, assignmentNo: lead.no }, texts }, t => {
    t.appeal.reworks += 1
    backToHandling(t, context)
  })
}

/** What is next is for supervision: another rework (rejected) or the close of an unsolved matter (approved). */
const ESCALATED = 'reworkedTooOften'
const DECIDES_ESCALATED: Permission = 'appeal.supervise'

/** Does an escalation wait for its decision? It keeps the ticket from being struck off. */
export const isEscalated = (t: TicketState): boolean =>
  t.approvals.some(p => isEscalation(p) && p.verdict === null)

/** Was it asked by the escalation, not by a unit? */
export const isEscalation = (asked: { kind: string; reason: string }): boolean =>
  asked.kind === 'closeException' && asked.reason === ESCALATED

function escalate(draft: Draft, { from, texts = {} }: Dissatisfied, context: Context): void {
  const { directory, policy } = context
  const { ownerUnitId: unitId, reworks } = draft.state.appeal
  draft.step('appeal.escalated', { unitId, facts: { from, reworks }, texts }, t => {
    t.appeal.level = 'complex'
    t.appeal.limitClass = classify(t.appeal, directory, policy)
  })
  const wanted = { round: leadOf(draft.state)!.reworks }
  const asking = {
    kind: 'closeException',
    unitId,
    reason: ESCALATED,
    wanted,
    decidedWith: DECIDES_ESCALATED,
  } as const
  // Nobody's own request: the appellant's word asks for it.
  ask(draft, asking, {}, { ...context, actor: { ...context.actor, personId: null } })
}
