/** What an event changed: every field with its old and new value, so that the history replays to the current state. */
import { DERIVED } from './shown-words.ts'
import { CHILD_NAMES, type ChildName, type TicketState } from './state.ts'

/** [to] for a value that was blank (null, absent or the blank of a new row), [from, to] otherwise. */
export type FieldChange = readonly [unknown] | readonly [unknown, unknown]
export type FieldChanges = Record<string, FieldChange>
export type Changes = { appeal?: FieldChanges } & { [child in ChildName]?: Record<string, FieldChanges> }

type Row = Record<string, unknown>

const same = (a: unknown, b: unknown): boolean =>
  a === b ||
  (typeof a === 'object' &&
    typeof b === 'object' &&
    a !== null &&
    b !== null &&
    JSON.stringify(a) === JSON.stringify(b))

function fieldChanges(
  before: Row | undefined,
  after: Row,
  except?: ReadonlySet<string>,
): FieldChanges | undefined {
  let changes: FieldChanges | undefined
  for (const field in after) {
    const from = before?.[field] ?? null
    const to = after[field] ?? null
    if (same(from, to) || except?.has(field)) continue
    changes ??= {}
    changes[field] = from === null ? [to] : [from, to]
  }
  return changes
}

/** The differences between two states of one ticket; rows below an appeal are never taken away. */
export function changesBetween(before: TicketState | null, after: TicketState): Changes {
  const changes: Changes = {}
  const appeal = fieldChanges(before?.appeal as Row | undefined, after.appeal as unknown as Row, DERIVED)
  if (appeal) changes.appeal = appeal
  for (const name of CHILD_NAMES) {
    const rows: Record<string, FieldChanges> = {}
    const old = before?.[name]
    after[name].forEach((row, i) => {
      if (old?.[i] === row) return
      const changed = fieldChanges(old?.[i] as Row | undefined, row as unknown as Row)
      if (changed) rows[String(row.no)] = changed
    })
    if (Object.keys(rows).length > 0) changes[name] = rows
  }
  return changes
}

/** Thrown when a recorded "from" is not what the replay had reached. */
export class ReplayMismatch extends Error {}

function applyFields(row: Row, changes: FieldChanges, where: string): void {
  for (const [field, change] of Object.entries(changes)) {
    const from = change.length === 1 ? null : change[0]
    if (!same(row[field] ?? null, from)) throw new ReplayMismatch(`${where}.${field}`)
    row[field] = change.length === 1 ? change[0] : change[1]
  }
}

/** A ticket as replay builds it: plain rows, fields that were never set are absent. */
export interface ReplayedTicket {
  appeal: Row
  children: Record<ChildName, Map<number, Row>>
}

export const blankTicket = (): ReplayedTicket => ({
  appeal: {},
  children: Object.fromEntries(CHILD_NAMES.map(name => [name, new Map()])) as ReplayedTicket['children'],
})

/** Takes one event's changes onto a replayed ticket. Throws ReplayMismatch when they don't follow from it. */
export function replay(ticket: ReplayedTicket, changes: Changes): void {
  if (changes.appeal) applyFields(ticket.appeal, changes.appeal, 'appeal')
  for (const name of CHILD_NAMES)
    for (const [no, fields] of Object.entries(changes[name] ?? {})) {
      const rows = ticket.children[name]
      const row = rows.get(Number(no)) ?? {}
      rows.set(Number(no), row)
      applyFields(row, fields, `${name}.${no}`)
    }
}

/** The first field in which a stored row differs from the replayed one, or null. */
export function firstDifference(replayed: Row, stored: Row): string | null {
  for (const field in stored) if (!same(replayed[field] ?? null, stored[field] ?? null)) return field
  return null
}
