/** A place's own calendar as a YAML file: zone, office hours and local days; config/calendars/guangxi.yaml is one. */
import Type, { type Static } from 'typebox'
import Value from 'typebox/value'
import { LineCounter, parseDocument } from 'yaml'
import { numberOfDay } from '../../domain/time/day.ts'

const closed = { additionalProperties: false }

const CalendarFile = Type.Object(
  {
    zone: Type.Optional(Type.String()),
    hours: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    days: Type.Optional(
      Type.Array(Type.Object({ day: Type.String(), workday: Type.Boolean(), name: Type.String() }, closed)),
    ),
  },
  closed,
)
export type CalendarFile = Static<typeof CalendarFile>

/** Reads the file's text; RangeError naming `file`, line and field of the first thing wrong. */
export function calendarFileFrom(text: string, file: string): CalendarFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const wrong = (offset: number, message: string): RangeError =>
    new RangeError(`${file}, line ${lines.linePos(offset).line}: ${message}`)
  const offsetOf = (path: (string | number)[]): number => {
    const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined
    return node?.range?.[0] ?? 0
  }
  const [broken] = document.errors
  if (broken) throw wrong(broken.pos[0], broken.message)

  const read: unknown = document.toJS() ?? {}
  if (!Value.Check(CalendarFile, read)) {
    const error = Value.Errors(CalendarFile, read).find(e => e.keyword !== 'boolean')
    const path = (error?.instancePath ?? '').split('/').slice(1)
    throw wrong(offsetOf(path), `${path.join('.') || 'the file'} ${error?.message}`)
  }
  read.days?.forEach(({ day }, i) => {
    try {
      numberOfDay(day)
    } catch (error) {
      throw wrong(offsetOf(['days', i, 'day']), (error as Error).message)
    }
  })
  return read
}
