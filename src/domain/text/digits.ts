/** The appeal number: where, when, through which channel, which in a row, and a digit that catches slips. */
import type { Day } from '../instant.ts'

/** What an appeal number says; `channel` is 0–99, `sequence` a whole number from 0, counted by the tenant. */
export type NumberParts = { region: string; day: Day; channel: number; sequence: number }

// Damm's quasigroup of order 10. ISO 7064 MOD 11,10 lets a few adjacent swaps through; Damm lets none.
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
].map(row => [...row].map(Number))

const dammOf = (digits: string): number => {
  let interim = 0
  for (const digit of digits) interim = DAMM[interim]![Number(digit)]!
  return interim
}

const NUMBER = /^\d{6}(\d{4})(\d{2})(\d{2})\d{2}\d{6,15}\d$/

const isDay = (year: string, month: string, day: string): boolean => {
  const at = Date.parse(`${year}-${month}-${day}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).getUTCDate() === Number(day)
}

const whole = (field: string, value: number, most: number): string => {
  if (!Number.isSafeInteger(value) || value < 0 || value > most) {
    throw new RangeError(`${field} must be a whole number from 0 to ${most}, not ${value}`)
  }
  return String(value)
}

/**
 * Region (6 digits), day (8), channel (2), sequence (6, more when the city has had a million that day) and check digit (1).
 * Throws a RangeError that names the field when a part does not fit.
 */
export function numberOf({ region, day, channel, sequence }: NumberParts): string {
  if (!/^\d{6}$/.test(region)) throw new RangeError(`region must be 6 digits, not ${JSON.stringify(region)}`)
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []
  if (!year || !month || !date || !isDay(year, month, date)) {
    throw new RangeError(`day must be a calendar day YYYY-MM-DD, not ${JSON.stringify(day)}`)
  }
  const line = whole('channel', channel, 99).padStart(2, '0')
  const count = whole('sequence', sequence, 999_999_999_999_999).padStart(6, '0')
  const body = `${region}${year}${month}${date}${line}${count}`
  return body + dammOf(body)
}

/** Whether the text is an appeal number with a real day in it and the right check digit. */
export function isNumber(text: string): boolean {
  const [, year, month, day] = NUMBER.exec(text) ?? []
  return Boolean(year && month && day) && isDay(year!, month!, day!) && dammOf(text) === 0
}
