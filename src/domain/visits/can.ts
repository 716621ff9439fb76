/** Every act of 访 and 销号 on a ticket, by the name of its route, with its why not. */
import type { TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { whyNotAttempt } from './attempt-visit.ts'
import { type Asked, openVisit } from './duty.ts'
import { whyNotReview } from './give-review.ts'
import { whyNotReopen } from './reopen-appeal.ts'
import { whyNotStrikeOff } from './strike-off.ts'

/** For the record's `can`. */
export const CAN_VISIT = {
  attemptVisit: (t, asked) => {
    const visit = openVisit(t)
    return visit ? whyNotAttempt(t, visit, asked) : refuse('no-such-visit')
  },
  giveReview: whyNotReview,
  strikeOff: whyNotStrikeOff,
  reopenAppeal: whyNotReopen,
} satisfies Record<string, (t: TicketState, asked: Asked) => Refusal | null>
