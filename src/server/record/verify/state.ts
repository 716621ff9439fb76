/** Compares the current rows of a ticket with the state its history leads to. */
import { firstDifference } from '../../../domain/record/changes.ts'
import { shownWordsOf } from '../../../domain/record/shown-words.ts'
import type { ChildName } from '../../../domain/record/state.ts'
import type { Keys } from '../../kernel/crypto/keys.ts'
import { CHILD_TABLES, fromStored, snake } from '../columns.ts'
import { Broken } from './finding.ts'
import type { History } from './history.ts'

export type StoredRow = Record<string, unknown>

export interface TicketKey {
  tenantId: number
  appealId: number
}

/** Throws Broken when the appeal's own row differs from the history, or one of the two is missing. */
export function checkAppeal(key: TicketKey, history: History, row: StoredRow | null, keys: Keys): void {
  if (!row) throw missing(key, 'appeal', 'id', 'it is missing, though rows of it are there')
  if (history.seq === 0) throw missing(key, 'event', 'seq', 'the appeal has no history')
  const why = whyNotAppeal(history, row, keys)
  if (why) throw new Broken({ table: 'appeal', ...key, row: {}, field: why[0], what: why[1] })
}

const missing = (key: TicketKey, table: string, field: string, what: string) =>
  new Broken({ table, ...key, row: {}, field, what })

function whyNotAppeal(history: History, row: StoredRow, keys: Keys): [field: string, what: string] | null {
  if (row.version !== history.seq)
    return ['version', `it says ${row.version}, but the last event is ${history.seq}`]
  if (!history.head.equals(row.head_hash as Buffer))
    return ['head_hash', 'it is not the hash of the last event']
  const told = history.ticket.appeal
  // What lists show of the words is derived from them, and gone when they were erased.
  const shown = shownWordsOf(history.words ?? {}, told.confidential === true)
  const field = firstDifference({ ...told, ...shown, ...oldPointOf(history) }, fromStored('appeal', row))
  if (field) return [snake(field), OTHERWISE]
  return isQueryCode(row.query_code as Buffer, keys) ? null : ['query_code', 'it does not open']
}

/** Tickets from before coordinates stood among the words: their history tells them itself. */
const oldPointOf = ({ words, ticket: { appeal } }: History): StoredRow =>
  words && ('lng' in appeal || 'lat' in appeal) ? { lng: appeal.lng, lat: appeal.lat } : {}

const OTHERWISE = 'its history leads to another value'

function isQueryCode(sealed: Buffer, keys: Keys): boolean {
  try {
    return /^\d{6}$/.test(keys.decrypt(sealed, 'appeal.queryCode'))
  } catch {
    return false
  }
}

/** A row of `contact` with the ticket it belongs to. */
export interface ContactRow {
  id: number
  outcome: string
}

/** Throws Broken when a contact that the history names isn't the ticket's, or one is that it doesn't name. */
export function checkContacts(key: TicketKey, { contacts }: History, rows: ContactRow[]): void {
  const broken = (id: number, field: string, what: string) =>
    new Broken({ table: 'contact', ...key, row: { id }, field, what })
  for (const { id, outcome } of rows) {
    if (!contacts.has(id)) throw broken(id, 'id', 'no event of its appeal names it')
    if (outcome !== 'appeal') throw broken(id, 'outcome', `it became an appeal, but says '${outcome}'`)
  }
  const there = new Set(rows.map(row => row.id))
  for (const id of contacts) if (!there.has(id)) throw broken(id, 'id', 'it is missing, or not of its appeal')
}

/** Throws Broken when a row below the appeal differs, is missing, or is there without a history. */
export function checkChildren(key: TicketKey, history: History, name: ChildName, rows: StoredRow[]): void {
  const told = history.ticket.children[name]
  const broken = (no: number, field: string, what: string) =>
    new Broken({ table: CHILD_TABLES[name].table, ...key, row: { no }, field, what })
  for (const row of rows) {
    const no = row.no as number
    const replayed = told.get(no)
    if (!replayed) throw broken(no, 'no', 'no event of its appeal brings it about')
    const field = firstDifference(replayed, fromStored(name, row))
    if (field) throw broken(no, snake(field), OTHERWISE)
  }
  if (rows.length === told.size) return
  const there = new Set(rows.map(row => row.no))
  for (const no of told.keys()) if (!there.has(no)) throw broken(no, 'no', 'it is missing')
}
