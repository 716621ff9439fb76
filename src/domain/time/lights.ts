/** Red, yellow and green lights 红黄灯 as moments, so that a list colours itself by comparison with now. */
import { DAY, type Instant } from '../instant.ts'
import type { Calendar } from './calendar.ts'
import { isByDay, isByWork, type Limit, limitFrom, millisecondsOf } from './limit.ts'
import { gapsForMode, type Pause } from './pauses.ts'
import { NATURAL, officeDay, officeRuler, type TwoWayRuler, walkBack } from './ruler.ts'

/** A light comes on when less than this is left: the smaller of an amount and a share (0–1) of the limit. */
export interface Threshold {
  left: Limit
  share: number
}
export interface Thresholds {
  green: Threshold
  yellow: Threshold
}

/** Two working days or 40 % of the limit; one working day or 20 %. */
export const DEFAULT_THRESHOLDS: Thresholds = {
  green: { left: { mode: 'workingDay', amount: 2 }, share: 0.4 },
  yellow: { left: { mode: 'workingDay', amount: 1 }, share: 0.2 },
}

/** Thresholds as a policy writes them: `{ left: '2wd', share: 0.4 }`. */
export function thresholdsFrom(
  written: Record<'green' | 'yellow', { left: string; share: number }>,
): Thresholds {
  const read = ({ left, share }: { left: string; share: number }): Threshold => ({
    left: limitFrom(left),
    share,
  })
  return { green: read(written.green), yellow: read(written.yellow) }
}

export interface Lit {
  start: Instant
  dueAt: Instant
  limit: Limit
  calendar: Calendar
  thresholds?: Thresholds
  /** The closed pauses dueAt was counted with. */
  pauses?: readonly Pause[]
}

/**
 * When a clock turns green and yellow, start ≤ green ≤ yellow ≤ due. What is left is measured in office time where the
 * limit is one of work, so a light comes on while somebody is there to see it: one working day before 24:00 is the
 * opening of that last day.
 */
export function lightMoments(lit: Lit): { greenAt: Instant; yellowAt: Instant; dueAt: Instant } {
  const { green, yellow } = lit.thresholds ?? DEFAULT_THRESHOLDS
  const gaps = gapsForMode(lit.pauses ?? [], lit.limit.mode, lit.calendar)
  const before = (limit: Limit, share: number): Instant => {
    const { ruler, amount } = lengthOf(limit, lit.calendar)
    return walkBack(ruler, { start: lit.start, end: lit.dueAt }, Math.round(amount * share), gaps)
  }
  const momentOf = ({ left, share }: Threshold): Instant =>
    Math.max(before(left, 1), before(lit.limit, share))
  const yellowAt = momentOf(yellow)
  return { greenAt: Math.min(momentOf(green), yellowAt), yellowAt, dueAt: lit.dueAt }
}

/** A limit as milliseconds on the line it is measured on; a working day is as long as its office hours. */
function lengthOf(limit: Limit, calendar: Calendar): { ruler: TwoWayRuler; amount: number } {
  const ruler = isByWork(limit.mode) ? officeRuler(calendar) : NATURAL
  const day = limit.mode === 'workingDay' ? officeDay(calendar) : DAY
  return { ruler, amount: isByDay(limit.mode) ? limit.amount * day : millisecondsOf(limit) }
}

/** When the red sheet 红色督办单 goes out: the first office moment after the due time, so on the first overdue working day. */
export function redSheetAt(dueAt: Instant, calendar: Calendar): Instant {
  const ruler = officeRuler(calendar)
  return ruler.leave(ruler.measure(dueAt))
}

export const LIGHTS = ['none', 'green', 'yellow', 'red'] as const
export type Light = (typeof LIGHTS)[number]

/** The brightest of some lights; none where there are none. */
export const brightestOf = (lights: readonly Light[]): Light =>
  LIGHTS.findLast(light => lights.includes(light)) ?? 'none'

export const isBrighter = (light: Light, than: Light): boolean => LIGHTS.indexOf(light) > LIGHTS.indexOf(than)

export interface LightClock {
  greenAt: Instant
  yellowAt: Instant
  dueAt: Instant
  /** When what it waits for happened. */
  metAt: Instant | null
  cancelledAt?: Instant | null
  pauses?: readonly Pause[]
}

/** The light at a moment; none when met, cancelled or paused. A pause that begins after the due time hides nothing. */
export function lightOf(clock: LightClock, now: Instant): Light {
  const ended = (at: Instant | null | undefined): boolean => typeof at === 'number' && at <= now
  const paused = clock.pauses?.some(
    p => p.from <= now && p.from < clock.dueAt && now < (p.to ?? Number.POSITIVE_INFINITY),
  )
  if (ended(clock.metAt) || ended(clock.cancelledAt) || paused || now < clock.greenAt) return 'none'
  return now < clock.yellowAt ? 'green' : now < clock.dueAt ? 'yellow' : 'red'
}
