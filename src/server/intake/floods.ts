/** Slows floods from one address: a count of the last hour in memory, apart for every server and empty after a start. */
import { HOUR, type Instant } from '../../domain/instant.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'

/** About 100 bytes each; when they are used up the oldest are forgotten. */
const MOST_ADDRESSES = 20_000
/** The hour is counted in slices, so that an address costs twelve numbers at most. */
const SLICE = HOUR / 12

export interface Floods {
  /** Counts one contact of an address; refuses it when there were more than `perHour` within the hour. */
  count: (tenantId: number, address: string, perHour: number, now: Instant) => Refusal | null
}

/** How often someone came, by slice of the hour. */
type Slices = Map<number, number>

export function openFloods(): Floods {
  const known = new Map<string, Slices>()
  return {
    count(tenantId, address, perHour, now) {
      const key = `${tenantId}/${address}`
      const slices = known.get(key) ?? new Map()
      const present = Math.floor(now / SLICE)
      for (const slice of slices.keys()) if (slice <= present - 12) slices.delete(slice)
      const came = [...slices.values()].reduce((sum, n) => sum + n, 0)
      if (came >= perHour) return slowDown((Math.min(...slices.keys()) + 12) * SLICE)
      slices.set(present, (slices.get(present) ?? 0) + 1)
      // Set anew, the address is the youngest of the map again.
      known.delete(key)
      if (known.size >= MOST_ADDRESSES) known.delete(known.keys().next().value!)
      known.set(key, slices)
      return null
    },
  }
}

/** With the moment from which another try is welcome. */
export const slowDown = (until: Instant): Refusal =>
  refuse('slow-down', { facts: { until: new Date(until).toISOString() } })
