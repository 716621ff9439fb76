/** Days as numbers, so that counting them is arithmetic: 0 is 1970-01-01, as in the proleptic Gregorian calendar. */
import { DAY, type Day } from '../instant.ts'

/** Days since 1970-01-01; of the wall clock, not of UTC. */
export type DayNumber = number

/** The span a calendar covers; a date outside is a slip of the pen, not a deadline. */
export const FIRST_DAY: DayNumber = Date.UTC(1990, 0, 1) / DAY
export const LAST_DAY: DayNumber = Date.UTC(2100, 11, 31) / DAY

/** The same number, or a RangeError when it lies outside 1990–2100. */
export function withinRange(number: DayNumber): DayNumber {
  if (number >= FIRST_DAY && number <= LAST_DAY) return number
  const at = new Date(number * DAY)
  const day = Number.isNaN(at.getTime()) ? 'the day' : at.toISOString().split('T')[0]
  throw new RangeError(`${day} lies outside the years 1990 to 2100 that a calendar covers`)
}

/** The number of a day written YYYY-MM-DD; RangeError when there is no such day or it lies outside 1990–2100. */
export function numberOfDay(day: Day): DayNumber {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN
  if (Number.isNaN(at) || dayOfNumber(at / DAY) !== day)
    throw new RangeError(`'${day}' is not a day; write YYYY-MM-DD, e.g. 2026-10-13`)
  return withinRange(at / DAY)
}

/** YYYY-MM-DD of a day number. */
export const dayOfNumber = (number: DayNumber): Day => new Date(number * DAY).toISOString().slice(0, 10)

/** 0 Sunday … 6 Saturday; 1970-01-01 was a Thursday. */
export const weekdayOf = (number: DayNumber): number => (((number + 4) % 7) + 7) % 7

/** The year a day number falls in. */
export const yearOf = (number: DayNumber): number => new Date(number * DAY).getUTCFullYear()
