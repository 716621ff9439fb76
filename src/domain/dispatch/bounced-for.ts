/** How long a matter went to and fro between units, from its history; the appellant's clock runs on meanwhile. */
import type { Instant } from '../instant.ts'
import type { EventKind } from '../record/event-kinds.ts'

/** An event as far as bouncing goes. */
export interface DutyEvent {
  kind: string
  at: Instant
  unitId: number | null
  facts: Record<string, unknown>
}

/** One leading unit's time with the matter. */
export interface Stay {
  unitId: number
  from: Instant
  /** When the next unit got it, or the matter ended; null while it lasts. */
  to: Instant | null
  /** Did it go back? Then all the time until the next unit had it was bouncing. */
  returned: boolean
}

const GIVES: readonly string[] = [
  'assignment.assigned',
  'assignment.claimed',
  'assignment.ruled',
] satisfies EventKind[]

const concernsLead = ({ facts }: DutyEvent): boolean =>
  facts.role === 'lead' && facts.parentNo === undefined && facts.kept !== true

/** The units that led, one after the other; `events` in the order they were recorded. */
export function staysOf(events: readonly DutyEvent[]): Stay[] {
  const stays: Stay[] = []
  for (const e of events) {
    if (!concernsLead(e)) continue
    const last = stays.at(-1)
    if (GIVES.includes(e.kind)) {
      if (last) last.to ??= e.at
      stays.push({ unitId: e.unitId!, from: e.at, to: null, returned: false })
    } else if (last && e.kind === 'assignment.returned') last.returned = true
    else if (last && e.kind === 'assignment.cancelled') last.to = e.at
  }
  return stays
}

/** Milliseconds from the dispatch to a unit that gave the matter back until the next unit had it, or until `now`. */
export const bouncedFor = (events: readonly DutyEvent[], now: Instant): number =>
  staysOf(events)
    .filter(stay => stay.returned)
    .reduce((sum, stay) => sum + (stay.to ?? now) - stay.from, 0)
