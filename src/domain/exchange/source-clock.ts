/** The limits of an imported ticket: the source's own due time kept as given, or counted by the rules. */
import { MINUTE } from '../instant.ts'
import { newGivenClock, startClock } from '../record/clocks.ts'
import type { Context } from '../record/context.ts'
import type { Clock, TicketState } from '../record/state.ts'
import { lightMoments, thresholdsFrom } from '../time/lights.ts'
import type { ClockKind } from '../vocabulary.ts'
import type { SourceMatter } from './source.ts'

export interface SourceClock {
  kind: ClockKind
  unitId: number
  assignmentNo: number | null
}

type Timed = Pick<SourceMatter, 'limits' | 'dueAt' | 'receivedAt' | 'outcome'>

/** Starts the clock at `receivedAt`; none where the source gives no due time and the rules aren't asked. */
export function startSourceClock(t: TicketState, of: SourceClock, m: Timed, context: Context): Clock | null {
  const startedAt = m.receivedAt
  if (m.limits === 'rules') return startClock(t, { ...of, startedAt }, context)
  if (m.limits === 'none' || m.dueAt === undefined) return null
  return newGivenClock(t, { ...of, startedAt }, lightsOf(m.dueAt, m, context), context)
}

/** A matter that is over needs no lights; the others light up as if their limit had been given in hours. */
function lightsOf(dueAt: number, { receivedAt, outcome }: Timed, { policy, calendar }: Context) {
  const amount = Math.floor((dueAt - receivedAt) / MINUTE)
  if (outcome === 'closed' || amount < 1) return { greenAt: dueAt, yellowAt: dueAt, dueAt }
  const limit = { mode: 'naturalHour', amount } as const
  return lightMoments({
    start: receivedAt,
    dueAt,
    limit,
    calendar,
    thresholds: thresholdsFrom(policy.rules.lights),
  })
}
