/** The way of a duty from signing to the call-back: what is done, what is next, what comes after. Pure. */
import type { Ticket } from '../../../contract/record.ts'
import type { CallName } from '../../api.ts'

export type Duty = Ticket['assignments'][number]

export type StepName =
  | 'sign'
  | 'contact'
  | 'preliminaryReply'
  | 'siteCheck'
  | 'reply'
  | 'innerReview'
  | 'review'
  | 'visit'

export interface Step {
  name: StepName
  /** When it was done. */
  at: string | null
  state: 'done' | 'now' | 'todo'
}

export const STEP_WORDS: Record<StepName, readonly [zh: string, en: string]> = {
  sign: ['签收', 'Sign'],
  contact: ['联系', 'Contact'],
  preliminaryReply: ['初步回复', 'First reply'],
  siteCheck: ['现场核查', 'Site check'],
  reply: ['答复', 'Reply'],
  innerReview: ['内审', 'Inner review'],
  review: ['中心审核', 'Centre’s review'],
  visit: ['回访', 'Call-back'],
}

/** The act that does a step; the last three are others’. */
export const STEP_ACT: Partial<Record<StepName, CallName>> = {
  sign: 'signAssignment',
  contact: 'contactAppellant',
  preliminaryReply: 'replyPreliminarily',
  siteCheck: 'checkSite',
  reply: 'reply',
  innerReview: 'decideRequest',
}

/** A no to the reply says what comes before it. */
const BEFORE_REPLY: Readonly<Record<string, StepName>> = {
  'sign-first': 'sign',
  'contact-first': 'contact',
  'preliminary-first': 'preliminaryReply',
  'site-check-first': 'siteCheck',
}

/** `waits`: names of the acts that wait on this machine and count as done. */
export function stepsOf(ticket: Ticket, duty: Duty, waits: readonly string[] = []): Step[] {
  const at = doneAt(ticket, duty)
  const isOver = (name: StepName) => at[name] !== null || waits.includes(STEP_ACT[name] ?? '')
  const shown = (Object.keys(STEP_WORDS) as StepName[]).filter(
    name => isOver(name) || isAskedFor(ticket, duty, name),
  )
  const next = nextOf(
    ticket,
    duty,
    shown.filter(name => !isOver(name)),
  )
  return shown.map(name => ({
    name,
    at: at[name],
    state: isOver(name) ? 'done' : name === next ? 'now' : 'todo',
  }))
}

function doneAt(ticket: Ticket, duty: Duty): Record<StepName, string | null> {
  const isAgain = duty.reworks > 0
  const review = ticket.approvals.findLast(a => a.kind === 'innerReview' && a.assignmentNo === duty.no)
  // Sent back for rework, the check on site may be owed again.
  const isSiteOwed = ticket.can.reply?.code === 'site-check-first'
  const site = ticket.events.findLast(
    e => e.kind === 'assignment.siteChecked' && e.facts.assignmentNo === duty.no,
  )
  return {
    sign: duty.signedAt,
    contact: duty.contactedAt,
    preliminaryReply: duty.preliminaryAt,
    siteCheck: isSiteOwed ? null : (site?.at ?? null),
    reply: duty.repliedAt ?? (review && review.verdict === null && !isAgain ? review.askedAt : null),
    innerReview: review?.verdict === 'approved' ? review.decidedAt : null,
    review: duty.acceptedAt,
    visit: ticket.visitedAt,
  }
}

function isAskedFor(ticket: Ticket, duty: Duty, name: StepName): boolean {
  if (name === 'preliminaryReply')
    return (
      ticket.clocks.some(c => c.kind === 'preliminaryReply' && c.assignmentNo === duty.no) ||
      ticket.can.reply?.code === 'preliminary-first'
    )
  if (name === 'siteCheck') return ticket.can.reply?.code === 'site-check-first'
  if (name === 'innerReview')
    return ticket.approvals.some(a => a.kind === 'innerReview' && a.assignmentNo === duty.no)
  return name !== 'contact' || !ticket.confidential
}

/** The first of those left, unless the server says that something else comes before the reply. */
function nextOf(ticket: Ticket, duty: Duty, left: readonly StepName[]): StepName | null {
  if (ticket.endedAt !== null || duty.endedAt !== null || ticket.stage === 'suspended') return null
  const said = BEFORE_REPLY[ticket.can.reply?.code ?? '']
  if (said !== undefined && left.includes(said)) return said
  // The limits of contact and first reply stand beside the reply where the rules don't hold it up.
  return left[0] ?? null
}
