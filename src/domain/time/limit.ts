/** A limit 时限 as data: how it is counted, and how much; written 5wd, 7d, 24h, 4wh, 30m. */
import { MINUTE } from '../instant.ts'

/** 工作日 · 自然日 · 工作小时 · 自然小时. */
export type CountMode = 'workingDay' | 'naturalDay' | 'workingHour' | 'naturalHour'

export interface Limit {
  mode: CountMode
  /** Whole days in the day modes, whole minutes in the hour modes. */
  amount: number
}

/** The largest number a limit may be written with: ten years of days. */
export const MOST = 3660

const UNITS: Record<string, { mode: CountMode; minutes: number | null }> = {
  wd: { mode: 'workingDay', minutes: null },
  d: { mode: 'naturalDay', minutes: null },
  wh: { mode: 'workingHour', minutes: 60 },
  wm: { mode: 'workingHour', minutes: 1 },
  h: { mode: 'naturalHour', minutes: 60 },
  m: { mode: 'naturalHour', minutes: 1 },
}

const WRITE = 'write 5wd (working days), 7d (natural days), 4wh (working hours), 24h (hours) or 30m (minutes)'

/** Reads 5wd, 1.wd, 7d, 24h, 1.5h, 4wh, 30m; RangeError saying what is wrong with anything else. */
export function limitFrom(text: string): Limit {
  const [, number, unit = ''] = /^(\d+(?:\.\d*)?)\s*([a-z]+)$/i.exec(text.trim()) ?? []
  const { mode, minutes } = UNITS[unit.toLowerCase()] ?? {}
  if (number === undefined || mode === undefined) throw new RangeError(`'${text}' is not a limit; ${WRITE}`)
  const written = Number(number)
  if (written <= 0) throw new RangeError(`the limit '${text}' must be more than 0`)
  if (written > MOST)
    throw new RangeError(`the limit '${text}' is more than ${MOST}, the most that can be counted`)
  // 0.1 of an hour is 6 minutes, but 0.1 × 60 isn't exactly 6 in every fraction: compare after rounding to a millionth.
  const amount = Math.round(written * (minutes ?? 1) * 1e6) / 1e6
  if (!Number.isInteger(amount))
    throw new RangeError(`the limit '${text}' must be whole ${minutes ? 'minutes' : 'days'}`)
  return { mode, amount }
}

/** Is it counted in days (and so ends with a day), not from moment to moment? */
export const isByDay = (mode: CountMode): boolean => mode === 'workingDay' || mode === 'naturalDay'

/** Is it counted by the working calendar? */
export const isByWork = (mode: CountMode): boolean => mode === 'workingDay' || mode === 'workingHour'

/** Milliseconds of an hour-mode limit. */
export const millisecondsOf = (limit: Limit): number => limit.amount * MINUTE

/** As `limitFrom` reads it: 5wd, 7d, 24h, 90m, 4wh, 90wm. */
export function limitText({ mode, amount }: Limit): string {
  if (isByDay(mode)) return `${amount}${mode === 'workingDay' ? 'wd' : 'd'}`
  const prefix = mode === 'workingHour' ? 'w' : ''
  return amount % 60 === 0 ? `${amount / 60}${prefix}h` : `${amount}${prefix}m`
}

const WORDS = {
  wd: ['个工作日', 'working day'],
  d: ['个自然日', 'natural day'],
  wh: ['个工作小时', 'working hour'],
  wm: ['个工作分钟', 'working minute'],
  h: ['小时', 'hour'],
  m: ['分钟', 'minute'],
} as const

/** The limit in words, Chinese and English. */
export function limitInWords(limit: Limit): { zh: string; en: string } {
  const [, count = '', unit = ''] = /^(\d+)(\w+)$/.exec(limitText(limit)) ?? []
  const [zh, en] = WORDS[unit as keyof typeof WORDS]
  return { zh: `${count} ${zh}`, en: `${count} ${en}${count === '1' ? '' : 's'}` }
}
