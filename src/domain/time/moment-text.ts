/** Moments as people write and read them: wall-clock time, with the offset where a machine reads it. */
import { DAY, HOUR, type Instant, MINUTE } from '../instant.ts'
import { instantOf, localTimeAt, type Zone } from './zone.ts'

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/i
const EXPECTED = 'write YYYY-MM-DDTHH:MM, with an offset such as +08:00 or without (then it is local time)'

/** Reads a moment; without an offset it is the zone's wall clock, without a time 00:00. RangeError when it is none. */
export function momentFrom(text: string, zone: Zone): Instant {
  const [, day, time = '00:00', offset] = MOMENT.exec(text.trim()) ?? []
  const local = day === undefined ? Number.NaN : Date.parse(`${day}T${time}Z`)
  // 24:00 and 31 February are read by Date.parse as the next day: only what reads back as written is a moment.
  if (Number.isNaN(local) || new Date(local).toISOString().slice(0, 16) !== `${day}T${time.slice(0, 5)}`)
    throw new RangeError(`'${text}' is not a moment; ${EXPECTED}`)
  return offset === undefined ? instantOf(zone, local) : local - offsetFrom(offset)
}

function offsetFrom(text: string): number {
  if (text.toUpperCase() === 'Z') return 0
  const size = Number(text.slice(1, 3)) * HOUR + Number(text.slice(4, 6)) * MINUTE
  if (size >= DAY) throw new RangeError(`'${text}' is not an offset from UTC; write e.g. +08:00`)
  return text.startsWith('-') ? -size : size
}

/** Wall-clock time to the minute, `2026-10-13 18:00`; with seconds where there are any. */
export function localText(at: Instant, zone: Zone): string {
  const [day = '', time = ''] = new Date(localTimeAt(zone, at)).toISOString().split('T')
  return `${day} ${at % MINUTE === 0 ? time.slice(0, 5) : time.slice(0, 8)}`
}

/** When a limit ends, as people say it: a midnight is the end of the day before, `2026-12-01 24:00`. */
export function limitText(at: Instant, zone: Zone): string {
  const text = localText(at, zone)
  return text.endsWith(' 00:00') ? `${localText(at - MINUTE, zone).slice(0, 10)} 24:00` : text
}

/** ISO 8601 with the zone's offset, `2026-10-13T18:00:00+08:00`; with milliseconds where there are any. */
export function isoWithOffset(at: Instant, zone: Zone): string {
  const offset = zone.offsetAt(at)
  const local = new Date(at + offset)
    .toISOString()
    .slice(0, 23)
    .replace(/\.000$/, '')
  const size = Math.abs(offset)
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0')
  return `${local}${offset < 0 ? '-' : '+'}${two(size / HOUR)}:${two((size % HOUR) / MINUTE)}`
}
