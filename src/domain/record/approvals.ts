/** Requests on a ticket 申请 that somebody else decides: asking, finding, deciding, taking back. */
import { mayFor } from '../access/actor.ts'
import type { Permission } from '../access/roles.ts'
import type { Instant } from '../instant.ts'
import type { ApprovalKind, Verdict } from '../vocabulary.ts'
import type { Context } from './context.ts'
import { type Draft, nextNo, type Texts } from './draft.ts'
import type { Approval, TicketState } from './state.ts'

export interface Asking {
  kind: ApprovalKind
  /** Whose request it is; for an inner review and a countersignature the unit that signs. */
  unitId: number
  assignmentNo?: number | null
  /** Reason code of the rules, or a word of the product's own. */
  reason: string
  /** What is asked for, coded. */
  wanted?: Record<string, unknown>
  decidedWith: Permission
  /** What changes with the request itself. */
  edit?: (t: TicketState) => void
}

/** The request of a kind that still waits, on one assignment (null: on the appeal itself). */
export const openRequest = (
  t: TicketState,
  kind: ApprovalKind,
  assignmentNo: number | null = null,
): Approval | undefined =>
  t.approvals.find(p => p.kind === kind && p.assignmentNo === assignmentNo && p.verdict === null)

/** Kinds that the signing unit itself decides; every other request is decided for the centre that owns the ticket. */
export const SIGNED_BY_UNIT: readonly ApprovalKind[] = ['innerReview', 'countersign']

/** May the actor decide the request, leaving aside whose it is? */
export function mayDecide(
  t: TicketState,
  asked: Approval,
  { actor, directory }: Pick<Context, 'actor' | 'directory'>,
) {
  const unitId = SIGNED_BY_UNIT.includes(asked.kind) ? asked.unitId : t.appeal.ownerUnitId
  return mayFor(actor, asked.decidedWith as Permission, unitId, directory.units)
}

/** Records the request as one event; its number counts within the appeal. */
export function ask(
  draft: Draft,
  asking: Asking,
  texts: Texts,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
): void {
  const no = nextNo(draft.state.approvals)
  const { kind, unitId, reason, assignmentNo = null, wanted = {}, decidedWith } = asking
  const files = wanted.files as number[] | undefined
  const facts = {
    approvalNo: no,
    kind,
    reason,
    ...(assignmentNo !== null && { assignmentNo }),
    ...(files?.length && { files }),
  }
  draft.step('approval.asked', { unitId, facts, texts }, t => {
    const asked = { askedBy: actor.personId, askedAt: now, verdict: null, decidedBy: null, decidedAt: null }
    t.approvals.push({ no, kind, assignmentNo, unitId, reason, wanted, decidedWith, ...asked })
    asking.edit?.(t)
  })
}

export interface Deciding {
  verdict: Verdict
  texts: Texts
  /** What changes with the verdict itself. */
  edit?: (t: TicketState) => void
}

/** Writes the verdict down as one event. */
export function decide(
  draft: Draft,
  asked: Approval,
  { verdict, texts, edit }: Deciding,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
): void {
  const { no, kind, reason, unitId, assignmentNo } = asked
  const facts = { approvalNo: no, kind, reason, verdict, ...(assignmentNo !== null && { assignmentNo }) }
  draft.step('approval.decided', { unitId, facts, texts }, t => {
    const row = t.approvals.find(p => p.no === no)!
    Object.assign(row, { verdict, decidedBy: actor.personId, decidedAt: now })
    edit?.(t)
  })
}

/** Takes back what nobody needs to decide any more; part of another step. */
export function withdrawRequests(t: TicketState, now: Instant, which: (asked: Approval) => boolean): void {
  for (const asked of t.approvals)
    if (asked.verdict === null && which(asked)) Object.assign(asked, { verdict: 'withdrawn', decidedAt: now })
}
