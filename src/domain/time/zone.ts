/** The wall clock of a tenant: turns instants into local time and back, for any IANA zone, at the cost of a lookup. */
import type { Instant } from '../instant.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../instant.ts'
import type { DayNumber } from './day.ts'

/** Milliseconds since 1970-01-01T00:00 as the wall clock shows it. */
export type LocalTime = number

export interface Zone {
  /** IANA name, e.g. Asia/Shanghai. */
  name: string
  /** Milliseconds the wall clock is ahead of UTC at that instant. */
  offsetAt: (at: Instant) => number
}

/** One stretch of time: the offset, and where it changes (Infinity: nowhere). Zones change seldom, so twelve days hold one change at most. */
interface Stretch {
  before: number
  after: number
  changesAt: Instant
}
const STRETCH = 2 ** 30

const known = new Map<string, Zone>()

/** The zone of that IANA name; RangeError when there is none. Remembered, because Intl is a thousand times slower than a lookup. */
export function zoneOf(name: string): Zone {
  const zone = known.get(name) ?? makeZone(name)
  known.set(name, zone)
  return zone
}

function makeZone(name: string): Zone {
  const ask = offsetFromIntl(name)
  const stretches = new Map<number, Stretch>()
  const offsetAt = (at: Instant): number => {
    const index = Math.floor(at / STRETCH)
    const stretch = stretches.get(index) ?? stretchFrom(index * STRETCH, ask)
    stretches.set(index, stretch)
    return at < stretch.changesAt ? stretch.before : stretch.after
  }
  return { name, offsetAt }
}

function offsetFromIntl(name: string): (at: Instant) => number {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' })
  } catch {
    throw new RangeError(`'${name}' is not a time zone; write an IANA name, e.g. Asia/Shanghai`)
  }
  return at => {
    const text = format.formatToParts(at).find(part => part.type === 'timeZoneName')?.value ?? 'GMT'
    const [, sign, hours, minutes, seconds] = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(text) ?? []
    const size = Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE + Number(seconds ?? 0) * SECOND
    return sign === '-' ? -size : size
  }
}

function stretchFrom(start: Instant, ask: (at: Instant) => number): Stretch {
  const before = ask(start)
  const after = ask(start + STRETCH)
  if (before === after) return { before, after, changesAt: Number.POSITIVE_INFINITY }
  let low = start
  let high = start + STRETCH
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (ask(middle) === before) low = middle
    else high = middle
  }
  return { before, after, changesAt: high }
}

/** What the wall clock shows at an instant. */
export const localTimeAt = (zone: Zone, at: Instant): LocalTime => at + zone.offsetAt(at)

/**
 * The instant at which the wall clock shows a time. When it shows it twice (clocks set back) the first one;
 * when it never does (clocks set forward) the time as far after the gap as it lies in it.
 */
export function instantOf(zone: Zone, local: LocalTime): Instant {
  const before = zone.offsetAt(local - DAY)
  const after = zone.offsetAt(local + DAY)
  if (before === after || zone.offsetAt(local - before) === before) return local - before
  return zone.offsetAt(local - after) === after ? local - after : local - before
}

/** The day the wall clock shows at an instant. */
export const dayNumberAt = (zone: Zone, at: Instant): DayNumber => Math.floor(localTimeAt(zone, at) / DAY)

/** The instant a day begins. */
export const startOfDay = (zone: Zone, day: DayNumber): Instant => instantOf(zone, day * DAY)
