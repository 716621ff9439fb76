/** Reads moments as other systems write them: 'MM/dd/yyyy hh:mm:ss a', ISO 8601, seconds since 1970, Excel's day numbers. */
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../domain/instant.ts'
import { momentFrom } from '../../domain/time/moment-text.ts'
import { instantOf, type Zone } from '../../domain/time/zone.ts'

/** Null when the text is not written so; never throws. */
export type DateReader = (text: string, zone: Zone) => Instant | null

/** Excel counts days from here; its 1900 leap day that never was is before anything of ours. */
const EXCEL_ZERO = Date.UTC(1899, 11, 30)

const NAMED: Record<string, DateReader> = {
  iso: (text, zone) => {
    try {
      return momentFrom(text, zone)
    } catch {
      return null
    }
  },
  unix: text => (/^\d{1,12}(\.\d+)?$/.test(text) ? Math.round(Number(text) * SECOND) : null),
  unixMs: text => (/^\d{1,15}$/.test(text) ? Number(text) : null),
  excel: (text, zone) =>
    /^\d{1,7}(\.\d+)?$/.test(text)
      ? instantOf(zone, EXCEL_ZERO + Math.round((Number(text) * DAY) / SECOND) * SECOND)
      : null,
}

/** What a letter of a format stands for. */
const TOKENS: Record<string, string> = {
  yyyy: '(?<year>\\d{4})',
  yy: '(?<shortYear>\\d{2})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<half>\\d{2})',
  h: '(?<half>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  m: '(?<minute>\\d{1,2})',
  ss: '(?<second>\\d{2})',
  s: '(?<second>\\d{1,2})',
  a: '(?<noon>AM|PM|am|pm|上午|下午)',
}

const known = new Map<string, DateReader>()

/** The reader of a format; RangeError when the format says no year, month or day, or has unknown letters. */
export function dateReader(format: string): DateReader {
  const reader = NAMED[format] ?? known.get(format) ?? readerOf(format)
  known.set(format, reader)
  return reader
}

function readerOf(format: string): DateReader {
  const source = format.replace(/yyyy|yy|MM?|dd?|HH?|hh?|mm?|ss?|a|[A-Za-z]+|[^A-Za-z]/g, token => {
    const pattern = TOKENS[token]
    if (pattern) return pattern
    if (/^[A-SU-Za-z]/.test(token))
      throw new RangeError(`'${format}' is not a date format: '${token}' stands for nothing`)
    return RegExp.escape(token)
  })
  if (!/<(year|shortYear)>/.test(source) || !source.includes('<month>') || !source.includes('<day>'))
    throw new RangeError(
      `'${format}' is not a date format: it needs a year, a month and a day, or is one of ${Object.keys(NAMED).join(', ')}`,
    )
  const pattern = new RegExp(`^${source}$`)
  return (text, zone) => {
    const parts = pattern.exec(text)?.groups
    const local = parts ? localFrom(parts) : null
    return local === null ? null : instantOf(zone, local)
  }
}

function localFrom(parts: Record<string, string | undefined>): number | null {
  const number = (name: string): number => Number(parts[name] ?? 0)
  const year = parts.year === undefined ? 2000 + number('shortYear') : number('year')
  const hour = parts.half === undefined ? number('hour') : hourOf(number('half'), parts.noon ?? 'AM')
  const [month, day, minute, second] = ['month', 'day', 'minute', 'second'].map(number) as [
    number,
    number,
    number,
    number,
  ]
  if (hour === null || hour > 23 || minute > 59 || second > 59) return null
  const at = new Date(0)
  at.setUTCFullYear(year, month - 1, day)
  // 31 February becomes a day in March: not a date.
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null
  return at.getTime() + hour * HOUR + minute * MINUTE + second * SECOND
}

function hourOf(half: number, noon: string): number | null {
  if (half < 1 || half > 12) return null
  return (half % 12) + (/pm|下午/i.test(noon) ? 12 : 0)
}
