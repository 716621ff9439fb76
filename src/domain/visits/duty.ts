/** The ground of 回访 and 销号: which visit, and how good the answer was to the person it was for. */
import type { Rules } from '../policy/rules.ts'
import type { Context } from '../record/context.ts'
import type { TicketState, Visit } from '../record/state.ts'

/** Who asks, and what the town looks like: enough for every "why not?". */
export type Asked = Pick<Context, 'actor' | 'directory' | 'policy' | 'now'>

export const openVisit = (t: TicketState): Visit | undefined => t.visits.find(v => v.endedAt === null)

/** 非常不满意、不满意: as the rules say. */
export const isPoor = (stars: number, rules: Rules): boolean => rules.reviews.poor.includes(stars)
