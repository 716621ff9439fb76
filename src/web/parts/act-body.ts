/** From what was filled in to what is sent. */
import type { ActSpec } from './acts.ts'
import { type DispatchRow, dispatchRows } from './fields/dispatch-rows.ts'

type Values = Record<string, unknown>

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** A local time as the browser gives it, with the zone of the machine. */
const instantOf = (local: unknown): string => new Date(String(local)).toISOString()

const SHAPES: Partial<Record<string, (values: Values) => Values>> = {
  contactAppellant: ({ reached, ...rest }) => ({ ...rest, reached: reached !== 'no' }),
  checkSite: ({ before = [], after = [], ...rest }) => ({
    ...rest,
    fileIds: [...(before as number[]), ...(after as number[])],
  }),
  decideReturn: ({ accept, ...rest }) => ({ ...rest, accept: accept === 'yes' }),
}

/** The body of an act; empty fields are left out. */
export function bodyOf(act: ActSpec, values: Values): Values {
  const body: Values = {}
  for (const asked of act.asks) {
    const value = values[asked.name]
    if (isEmpty(value)) continue
    if (asked.kind === 'dispatch' || asked.kind === 'passDown') {
      const rows = dispatchRows(value as DispatchRow[], asked.kind === 'passDown')
      if (rows.length > 0) body[asked.name] = rows
    } else body[asked.name] = asked.kind === 'moment' ? instantOf(value) : value
  }
  return SHAPES[act.name]?.(body) ?? body
}
