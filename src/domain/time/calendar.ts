/** A tenant's calendar: which days are worked, which hours, and how far the State Council's notices reach. */
import { DAY, type Day, HOUR, MINUTE } from '../instant.ts'
import { type DayNumber, FIRST_DAY, LAST_DAY, numberOfDay, weekdayOf, withinRange, yearOf } from './day.ts'
import { type Zone, zoneOf } from './zone.ts'

/** One day that differs from Monday to Friday, or has a name: a holiday or a make-up day 调休. */
export interface SpecialDay {
  day: Day
  workday: boolean
  name: string
}

/** One stretch of office hours, in milliseconds since the day's 00:00 on the wall clock. */
export interface OfficeSpan {
  opens: number
  closes: number
}

/** Why a day is worked or not. */
export type DayKind = 'workday' | 'weekend' | 'holiday' | 'makeUp'

export interface Calendar {
  /** Changes whenever the days, hours or zone do; stored with every due time. */
  version: string
  zone: Zone
  hours: readonly OfficeSpan[]
  /** The last year with a State Council notice; later days are counted Monday to Friday, provisionally. */
  publishedThrough: number
  isPublished: (day: Day) => boolean
  /** RangeError outside 1990–2100. */
  isWorkday: (day: Day) => boolean
  /** Why the day is worked or not, with the holiday's name. */
  describe: (day: Day) => { kind: DayKind; name: string | null }
  /** For counting: use `workdaysUpTo` and `nthWorkday`. */
  index: WorkdayIndex
}

/** Prefix sums over 1990–2100, so that any count is two lookups. Sixteen bits hold both: 140 KB a calendar. */
interface WorkdayIndex {
  /** How many days before FIRST_DAY + i are worked. */
  before: Uint16Array
  /** The n-th worked day, counted from FIRST_DAY. */
  nth: Uint16Array
  years: ReadonlySet<number>
}

export interface CalendarSource {
  zone: string
  /** The State Council's days, all years. */
  days: readonly SpecialDay[]
  /** Years whose notice is out. */
  publishedYears: readonly number[]
  /** Days of the place itself, e.g. 壮族三月三; they win over `days`. */
  localDays?: readonly SpecialDay[]
  /** `HH:MM-HH:MM`, in order; 09:00-18:00 when left out. */
  hours?: readonly string[]
  /** Derived from everything else when left out: same version, same dues. */
  version?: string
}

export const DEFAULT_HOURS: readonly string[] = ['09:00-18:00']

/** Builds a calendar; RangeError naming the day, the hours or the zone that can't be. */
export function calendarOf(source: CalendarSource): Calendar {
  const special = new Map<DayNumber, SpecialDay>()
  for (const entry of [...source.days, ...(source.localDays ?? [])])
    special.set(numberOfDay(entry.day), entry)
  const years = new Set(source.publishedYears)
  const index = indexOf(special, years)
  const worked = (day: Day): boolean => isWorked(index, numberOfDay(day))
  return {
    version: source.version ?? versionOf(source),
    zone: zoneOf(source.zone),
    hours: hoursFrom(source.hours ?? DEFAULT_HOURS),
    publishedThrough: Math.max(...years, 0),
    isPublished: day => years.has(yearOf(numberOfDay(day))),
    isWorkday: worked,
    describe: day => {
      const name = special.get(numberOfDay(day))?.name ?? null
      return { kind: kindOf(numberOfDay(day), worked(day), name !== null), name }
    },
    index,
  }
}

const isMondayToFriday = (day: DayNumber): boolean => weekdayOf(day) % 6 !== 0

function kindOf(day: DayNumber, worked: boolean, named: boolean): DayKind {
  if (worked) return isMondayToFriday(day) ? 'workday' : 'makeUp'
  return named ? 'holiday' : 'weekend'
}

function indexOf(special: ReadonlyMap<DayNumber, SpecialDay>, years: ReadonlySet<number>): WorkdayIndex {
  const size = LAST_DAY - FIRST_DAY + 1
  const before = new Uint16Array(size + 1)
  const nth = new Uint16Array(size)
  let count = 0
  for (let i = 0; i < size; i++) {
    before[i] = count
    if (special.get(FIRST_DAY + i)?.workday ?? isMondayToFriday(FIRST_DAY + i)) nth[count++] = i
  }
  before[size] = count
  return { before, nth: nth.slice(0, count), years }
}

/** Reads `['09:00-12:00', '13:00-18:00']`; RangeError when a span is no span or they overlap. */
export function hoursFrom(texts: readonly string[]): OfficeSpan[] {
  let last = 0
  const spans = texts.map(text => {
    const [, opens, closes] = /^(\d\d:[0-5]\d)-(\d\d:[0-5]\d)$/.exec(text) ?? []
    const span = { opens: timeFrom(opens), closes: timeFrom(closes) }
    if (!(span.opens >= last && span.closes > span.opens && span.closes <= DAY))
      throw new RangeError(`office hours '${text}' can't be; write HH:MM-HH:MM, in order and without overlap`)
    last = span.closes
    return span
  })
  if (spans.length === 0) throw new RangeError('office hours are missing; write at least one HH:MM-HH:MM')
  return spans
}

const timeFrom = (text = ''): number => Number(text.slice(0, 2)) * HOUR + Number(text.slice(3, 5)) * MINUTE

/** A short fingerprint (FNV-1a) of what decides a due time: `2026-9f3c1b22`. */
function versionOf({
  zone,
  days,
  publishedYears,
  localDays = [],
  hours = DEFAULT_HOURS,
}: CalendarSource): string {
  const sign = (d: SpecialDay): string => `${d.day}${d.workday}`
  const text = [zone, ...hours, ...publishedYears, ...days.map(sign), '+', ...localDays.map(sign)].join('|')
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return `${Math.max(...publishedYears, 0)}-${(hash >>> 0).toString(16).padStart(8, '0')}`
}

const isWorked = (index: WorkdayIndex, day: DayNumber): boolean =>
  index.before[day + 1 - FIRST_DAY]! > index.before[day - FIRST_DAY]!

/** Is that day worked? The number must lie in 1990–2100. */
export const isWorkedDay = (calendar: Calendar, day: DayNumber): boolean => isWorked(calendar.index, day)

/** How many worked days there are from 1990 to that day, itself included. */
export const workdaysUpTo = (calendar: Calendar, day: DayNumber): number =>
  calendar.index.before[withinRange(day) + 1 - FIRST_DAY]!

/** The n-th worked day since 1990 (n from 1); RangeError beyond 2100. */
export function nthWorkday(calendar: Calendar, n: number): DayNumber {
  const offset = calendar.index.nth[n - 1]
  if (offset === undefined)
    throw new RangeError('the limit reaches beyond the years 1990 to 2100 that a calendar covers')
  return FIRST_DAY + offset
}

/** The day itself when it is worked, else the next one that is. */
export const workdayFrom = (calendar: Calendar, day: DayNumber): DayNumber =>
  nthWorkday(calendar, workdaysUpTo(calendar, day) + (isWorkedDay(calendar, day) ? 0 : 1))

/** Has every year from the first day to the last its State Council notice? */
export function isPublishedBetween(calendar: Calendar, first: DayNumber, last: DayNumber): boolean {
  for (let year = yearOf(first); year <= yearOf(last); year++)
    if (!calendar.index.years.has(year)) return false
  return true
}
