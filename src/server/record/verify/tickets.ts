/** Walks all tickets, events and current rows side by side in the order of their ids, and checks each. */
import type pg from 'pg'
import { CHILD_NAMES, type ChildName } from '../../../domain/record/state.ts'
import type { Keys } from '../../kernel/crypto/keys.ts'
import type { Words } from '../../kernel/words.ts'
import { CHILD_TABLES } from '../columns.ts'
import { Broken } from './finding.ts'
import { type EventRow, History } from './history.ts'
import { checkIdentities, type IdentityRow, whyNotIntact } from './identities.ts'
import { checkReach, type ReachRow, type Town, townsIn } from './reach.ts'
import { Reading } from './reading.ts'
import { checkSearchWords, type SearchRow } from './search-words.ts'
import {
  type ContactRow,
  checkAppeal,
  checkChildren,
  checkContacts,
  type StoredRow,
  type TicketKey,
} from './state.ts'

export interface Counted {
  events: number
  appeals: number
  identities: number
  /** Erased people, and events whose words were erased. */
  erasedIdentities: number
  erasedTexts: number
  /** Appeals whose index lacks words that the present dictionary finds in them: written with an older one, or taken away. */
  fewerWords: number
}

export interface Tools {
  keys: Keys
  words: Pick<Words, 'index'>
}

interface Readings {
  events: Reading<EventRow>
  appeals: Reading<StoredRow>
  identities: Reading<IdentityRow>
  contacts: Reading<ContactRow>
  reach: Reading<ReachRow>
  search: Reading<SearchRow>
  children: Record<ChildName, Reading<StoredRow>>
}

const EVENT_COLUMNS = `tenant_id, appeal_id, seq, kind, actor_kind, actor_id, unit_id, at, recorded_at, limit_class,
  policy_version, facts, changes, texts_hash, prev_hash, hash, texts, salt`

/** `within` is a condition on tenant_id, e.g. `tenant_id = 3` or `true`. */
async function openReadings(client: pg.ClientBase, within: string): Promise<Readings> {
  const open = <Row>(name: string, columns: string, order: string, more = '') =>
    Reading.open<Row>(
      client,
      `verify_${name}`,
      `SELECT ${columns} FROM ${name} WHERE ${within} ${more} ORDER BY tenant_id, ${order}`,
    )
  const children = {} as Readings['children']
  for (const name of CHILD_NAMES) children[name] = await open(CHILD_TABLES[name].table, '*', 'appeal_id, no')
  return {
    events: await open('event', EVENT_COLUMNS, 'appeal_id, seq'),
    appeals: await open('appeal', '*, id AS appeal_id', 'id'),
    identities: await open('identity', '*', 'appeal_id, id', 'AND appeal_id IS NOT NULL'),
    contacts: await open(
      'contact',
      'tenant_id, appeal_id, id, outcome',
      'appeal_id, id',
      'AND appeal_id IS NOT NULL',
    ),
    reach: await open('reach', 'tenant_id, appeal_id, unit_id, received_at', 'appeal_id, unit_id'),
    search: await open(
      'appeal_search',
      'tenant_id, appeal_id, received_at, to_json(tsvector_to_array(words)) AS words, to_json(bands) AS bands',
      'appeal_id',
    ),
    children,
  }
}

/** Throws Broken at the first ticket that is not as its history says. `progress` is called with the events done. */
export async function checkTickets(
  client: pg.ClientBase,
  within: string,
  tools: Tools,
  progress: (events: number) => void,
): Promise<Counted> {
  const towns = await townsIn(client)
  const readings = await openReadings(client, within)
  const { children, ...own } = readings
  const all = [...Object.values(own), ...Object.values(children)]
  const counted: Counted = {
    ...{ events: 0, appeals: 0, identities: 0 },
    ...{ erasedIdentities: 0, erasedTexts: 0, fewerWords: 0 },
  }
  for (;;) {
    const key = firstOf(all)
    if (!key) break
    const town = towns.get(key.tenantId)
    await checkTicket(key, readings, { ...tools, town }, counted)
    if (counted.appeals % 500 === 0) progress(counted.events)
  }
  for (const reading of all) await reading.close()
  return counted
}

/** The smallest key any table stands on: whatever is missing in the others is found there. */
function firstOf(readings: readonly Reading<unknown>[]): TicketKey | null {
  let first: TicketKey | null = null
  for (const { current } of readings) {
    if (!current) continue
    const { tenant_id, appeal_id } = current as { tenant_id: number; appeal_id: number }
    if (!first || tenant_id < first.tenantId || (tenant_id === first.tenantId && appeal_id < first.appealId))
      first = { tenantId: tenant_id, appealId: appeal_id }
  }
  return first
}

async function checkTicket(
  key: TicketKey,
  readings: Readings,
  { keys, words, town }: Tools & { town: Town | undefined },
  counted: Counted,
): Promise<void> {
  const history = new History()
  await take(readings.events, key, event => history.add(event))
  const [appeal] = await taken(readings.appeals, key)
  checkAppeal(key, history, appeal ?? null, keys)
  for (const name of CHILD_NAMES) checkChildren(key, history, name, await taken(readings.children[name], key))
  const identities = await taken(readings.identities, key)
  checkContacts(key, history, await taken(readings.contacts, key))
  checkIdentities(key, history.identities, identities, keys)
  const reach = await taken(readings.reach, key)
  if (town) checkReach(key, history, reach, town)
  const [search] = await taken(readings.search, key)
  if (!checkSearchWords(key, history, search ?? null, words)) counted.fewerWords += 1
  counted.events += history.seq
  counted.appeals += 1
  counted.identities += identities.length
  counted.erasedIdentities += identities.filter(i => i.erased_at !== null).length
  counted.erasedTexts += history.erasedTexts
}

async function take<Row>(reading: Reading<Row>, key: TicketKey, each: (row: Row) => void): Promise<void> {
  for (;;) {
    const row = reading.current as (Row & { tenant_id: number; appeal_id: number }) | null
    if (row?.appeal_id !== key.appealId || row.tenant_id !== key.tenantId) return
    each(row)
    const more = reading.next()
    if (more) await more
  }
}

async function taken<Row>(reading: Reading<Row>, key: TicketKey): Promise<Row[]> {
  const rows: Row[] = []
  await take(reading, key, row => rows.push(row))
  return rows
}

/** People whose contact became no appeal: no event speaks of them, but each must match its own commitment. */
export async function checkContactIdentities(
  client: pg.ClientBase,
  within: string,
  keys: Keys,
): Promise<number> {
  const sql = `SELECT * FROM identity WHERE ${within} AND appeal_id IS NULL ORDER BY tenant_id, id`
  const reading = await Reading.open<IdentityRow>(client, 'verify_contact_identity', sql)
  let count = 0
  for (let row = reading.current; row; row = reading.current) {
    const why = whyNotIntact(row, keys)
    const at = { table: 'identity', tenantId: row.tenant_id, appealId: null, row: { id: row.id } }
    if (why) throw new Broken({ ...at, field: why[0], what: why[1] })
    count += 1
    await reading.next()
  }
  await reading.close()
  return count
}
