/** `./yidan due`: when a limit ends and how it was counted. */
import { readFile } from 'node:fs/promises'
import { calendarOf } from '../domain/time/calendar.ts'
import { type CountedDay, howCounted } from '../domain/time/counted.ts'
import type { Counting, Due } from '../domain/time/due.ts'
import { isByDay, limitFrom, limitText } from '../domain/time/limit.ts'
import { isoWithOffset, momentFrom } from '../domain/time/moment-text.ts'
import type { Pause } from '../domain/time/pauses.ts'
import type { Zone } from '../domain/time/zone.ts'
import { type CalendarFile, calendarFileFrom } from '../server/directory/calendar-file.ts'
import { NATIONAL_DAYS, PUBLISHED_YEARS } from '../server/directory/national-days.ts'
import { type CliCommand, CliError, EXIT, type Invocation, type Outcome } from './command.ts'
import { isMidnightAfter, textOf } from './due-text.ts'

const MILLISECOND = 1

export const due: CliCommand = {
  summary: 'count a limit: when it is due, and which days counted',
  usage: 'MOMENT LIMIT [--zone ZONE] [--calendar FILE] [--pause FROM/TO]… [--close]',
  help: `
MOMENT is when the limit starts: 2026-09-30T10:00 (local time), or with an offset, 2026-09-30T10:00+08:00.
LIMIT is 5wd (working days), 7d (natural days), 4wh (working hours), 24h (hours) or 30m (minutes).

  ./yidan due 2026-09-30T10:00 5wd
  ./yidan due 2026-09-30T10:00 5wd --pause 2026-10-08T09:00/2026-10-09T12:00 --json

  --zone ZONE       the wall clock to count by, an IANA name; Asia/Shanghai when left out
  --calendar FILE   YAML with local days, office hours and zone, e.g. config/calendars/guangxi.yaml
  --pause FROM/TO   time that doesn't count; TO left out (FROM/) for a pause that still lasts; may be repeated
  --close           days end when the office closes, not at 24:00

With --json, "due" of a limit in days is the last millisecond of its last day (…T23:59:59.999+08:00), so that it
carries the day's date and every ISO 8601 reader understands it; "dueAt" is the exact instant, the next midnight.`,
  takesWords: true,
  options: {
    zone: { type: 'string' },
    calendar: { type: 'string' },
    pause: { type: 'string', multiple: true },
    close: { type: 'boolean' },
  },
  run: async call => {
    const [moment, limit, ...more] = call.positionals
    if (moment === undefined || limit === undefined || more.length > 0)
      throw new CliError('due takes a moment and a limit, e.g. ./yidan due 2026-09-30T10:00 5wd', EXIT.usage)
    try {
      return answer(await countingFrom(call, moment, limit))
    } catch (error) {
      if (error instanceof RangeError) throw new CliError(error.message, EXIT.input)
      throw error
    }
  },
}

async function countingFrom({ values }: Invocation, moment: string, limit: string): Promise<Counting> {
  const file = typeof values.calendar === 'string' ? await readCalendar(values.calendar) : {}
  const calendar = calendarOf({
    zone: typeof values.zone === 'string' ? values.zone : (file.zone ?? 'Asia/Shanghai'),
    days: NATIONAL_DAYS,
    publishedYears: PUBLISHED_YEARS,
    localDays: file.days ?? [],
    ...(file.hours && { hours: file.hours }),
  })
  const pauses = Array.isArray(values.pause) ? values.pause.map(text => pauseFrom(text, calendar.zone)) : []
  return {
    start: momentFrom(moment, calendar.zone),
    limit: limitFrom(limit),
    calendar,
    pauses,
    rules: { dayEnds: values.close === true ? 'officeClose' : 'midnight' },
  }
}

async function readCalendar(path: string): Promise<CalendarFile> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CliError(`the calendar ${path} can't be read (${error.code})`, EXIT.input)
  })
  return calendarFileFrom(text, path)
}

function pauseFrom(text: string, zone: Zone): Pause {
  const [from, to, ...more] = text.split('/')
  if (!from || to === undefined || more.length > 0)
    throw new RangeError(`'${text}' is not a pause; write FROM/TO, or FROM/ while it lasts`)
  return { from: momentFrom(from, zone), to: to === '' ? null : momentFrom(to, zone) }
}

function answer(counting: Counting): Outcome {
  const { due, days } = howCounted(counting)
  return { text: textOf(counting, due, days), json: jsonOf(counting, due, days) }
}

function jsonOf({ limit, start, calendar }: Counting, due: Due, days: CountedDay[]): Record<string, unknown> {
  const endsDay = due.dueAt !== null && isMidnightAfter(due, calendar)
  return {
    due: due.dueAt === null ? null : isoWithOffset(due.dueAt - (endsDay ? MILLISECOND : 0), calendar.zone),
    dueAt: due.dueAt === null ? null : new Date(due.dueAt).toISOString(),
    start: isoWithOffset(start, calendar.zone),
    limit: limitText(limit),
    mode: limit.mode,
    amount: limit.amount,
    unit: isByDay(limit.mode) ? 'day' : 'minute',
    provisional: due.provisional,
    rolledFrom: due.rolledFrom,
    paused: due.dueAt === null,
    remaining: due.remaining && limitText(due.remaining),
    calendar: {
      version: calendar.version,
      zone: calendar.zone.name,
      publishedThrough: calendar.publishedThrough,
    },
    counted: days,
  }
}
