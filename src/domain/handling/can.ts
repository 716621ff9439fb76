/** Every act of 办 on a ticket, by the name of its route, with its why not: what of a person's duties or requests it could be about. */
import { mayFor } from '../access/actor.ts'
import type { Assignment, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { whyNotAccept } from './accept-answer.ts'
import { whyNotAskCountersign } from './ask-countersign.ts'
import { whyNotAskCloseException, whyNotAskExclusion } from './ask-exception.ts'
import { whyNotAskExtension } from './ask-extension.ts'
import { whyNotCheckSite } from './check-site.ts'
import { whyNotContact } from './contact-appellant.ts'
import { whyNotDecide } from './decide-request.ts'
import type { Asked } from './duty.ts'
import { whyNotPublish, whyNotUnpublish } from './publish-appeal.ts'
import { whyNotProgress } from './record-progress.ts'
import { whyNotReply } from './reply.ts'
import { whyNotReplyPreliminarily } from './reply-preliminarily.ts'
import { whyNotReportUpward } from './report-upward.ts'
import { whyNotRewrite } from './rewrite-content.ts'
import { whyNotSendBack } from './send-back.ts'
import { whyNotSetLevel } from './set-level.ts'
import { whyNotSign } from './sign-assignment.ts'
import { whyNotAskSuspension, whyNotResume } from './suspend-appeal.ts'
import { whyNotUrge } from './urge-assignment.ts'

type WhyNot = (t: TicketState, asked: Asked) => Refusal | null
type WhyNotOn = (t: TicketState, a: Assignment, asked: Asked) => Refusal | null

/** Null when it may be done to one of them; otherwise why not to the first. */
function toOneOf<Row>(
  rows: readonly Row[],
  none: Refusal,
  whyNot: (row: Row) => Refusal | null,
): Refusal | null {
  const refusals = rows.map(whyNot)
  return refusals.includes(null) ? null : (refusals[0] ?? none)
}

/** For the duties of the actor's own units, ended ones left aside. */
const onOwn =
  (whyNot: WhyNotOn): WhyNot =>
  (t, asked) => {
    const { actor, directory } = asked
    const own = t.assignments.filter(
      a => a.endedAt === null && mayFor(actor, 'appeal.handle', a.unitId, directory.units),
    )
    return toOneOf(own, refuse('not-your-unit'), a => whyNot(t, a, asked))
  }

/** For every duty that isn't over, whosever it is. */
const onOpen =
  (whyNot: WhyNotOn): WhyNot =>
  (t, asked) =>
    toOneOf(
      t.assignments.filter(a => a.endedAt === null),
      refuse('no-such-assignment'),
      a => whyNot(t, a, asked),
    )

const onAny =
  (whyNot: WhyNotOn): WhyNot =>
  (t, asked) =>
    toOneOf(t.assignments, refuse('no-such-assignment'), a => whyNot(t, a, asked))

/** For the record's `can`. */
export const CAN_HANDLE = {
  signAssignment: onOwn(whyNotSign),
  contactAppellant: (t, asked) => (t.appeal.confidential ? onOpen : onOwn)(whyNotContact)(t, asked),
  recordProgress: onOwn(whyNotProgress),
  checkSite: onOwn(whyNotCheckSite),
  replyPreliminarily: onOwn(whyNotReplyPreliminarily),
  reply: onOwn(whyNotReply),
  askExtension: onOwn(whyNotAskExtension),
  askSuspension: onOwn(whyNotAskSuspension),
  askCountersign: onOwn(whyNotAskCountersign),
  reportUpward: onOwn(whyNotReportUpward),
  acceptAnswer: onAny(whyNotAccept),
  sendBackAnswer: onAny(whyNotSendBack),
  askCloseException: whyNotAskCloseException,
  askExclusion: whyNotAskExclusion,
  resumeAppeal: whyNotResume,
  rewriteContent: whyNotRewrite,
  urgeAssignment: onAny(whyNotUrge),
  setLevel: whyNotSetLevel,
  publishAppeal: whyNotPublish,
  unpublishAppeal: whyNotUnpublish,
  decideRequest: (t, asked) =>
    toOneOf(
      t.approvals.filter(p => p.verdict === null),
      refuse('no-such-approval'),
      p => whyNotDecide(t, p, 'approved', asked),
    ),
} satisfies Record<string, WhyNot>
