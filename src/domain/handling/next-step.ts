/** What a duty asks of its unit next: the same rules that refuse a reply too early say what comes before it. */
import { openRequest } from '../record/approvals.ts'
import type { Assignment, TicketState } from '../record/state.ts'
import type { RefusalCode } from '../refusal.ts'
import { type Asked, hasReplied } from './duty.ts'
import { whyNotReady } from './reply.ts'

export const NEXT_STEPS = [
  'sign',
  'contact',
  'preliminaryReply',
  'siteCheck',
  'countersign',
  'reportUpward',
  'reply',
  'innerReview',
] as const
export type NextStep = (typeof NEXT_STEPS)[number]

const BEFORE_REPLY: Partial<Record<RefusalCode, NextStep>> = {
  'contact-first': 'contact',
  'preliminary-first': 'preliminaryReply',
  'site-check-first': 'siteCheck',
  'countersign-first': 'countersign',
  'report-upward-first': 'reportUpward',
}

/** Null: the unit waits for others – the centre, units that assist or sign too, a suspension's end. */
export function nextStepOf(t: TicketState, a: Assignment, asked: Asked): NextStep | null {
  if (a.endedAt !== null || t.appeal.endedAt !== null || t.appeal.stage === 'suspended') return null
  if (a.stage === 'assigned') return 'sign'
  if (hasReplied(a)) return null
  if (openRequest(t, 'innerReview', a.no)) return 'innerReview'
  const refusal = whyNotReady(t, a, asked)
  if (refusal === null) return 'reply'
  const step = BEFORE_REPLY[refusal.refused] ?? null
  // The centre's to do, not the unit's.
  if (step === 'contact' && t.appeal.confidential) return null
  return step !== null && isAskedFor(t, a, step) ? null : step
}

/** Others have been asked already, and it is their turn. */
const isAskedFor = (t: TicketState, a: Assignment, step: NextStep): boolean =>
  (step === 'countersign' || step === 'reportUpward') && openRequest(t, step, a.no) !== undefined
