/** Recomputes the seals of a tenant: every root from its events, every hash from the seal before, no gap, nothing left out. */
import type pg from 'pg'
import { FIRST_HASH } from '../hash.ts'
import { MerkleTree } from '../seal/merkle.ts'
import { SEAL_READER } from '../seal/seal.ts'
import { eventLeaf, type SealedEvent, sealHash } from '../seal/seal-hash.ts'
import { contactLeaf } from '../seal/sealed-contacts.ts'
import { Broken } from './finding.ts'
import { exactTypes, Reading } from './reading.ts'
import { SealedContacts } from './sealed-contacts.ts'

/** A row of `seal`, times in epoch milliseconds. */
interface SealRow {
  tenant_id: number
  no: number
  at: number
  after_id: number
  tx_from: number
  tx_to: number
  events: number
  last_id: number
  root: Buffer
  prev_hash: Buffer
  hash: Buffer
}

export interface SealsChecked {
  seals: number
  sealedEvents: number
  /** Events newer than the last seal. */
  unsealed: number
  /** The last seal, as printed; null before the first. */
  last: { no: number; at: number; hash: string } | null
}

const FIRST: SealRow = {
  tenant_id: 0,
  no: 0,
  at: 0,
  after_id: 0,
  tx_from: 0,
  tx_to: 0,
  events: 0,
  last_id: 0,
  root: FIRST_HASH,
  prev_hash: FIRST_HASH,
  hash: FIRST_HASH,
}

/** Throws Broken at the first seal that can't be recomputed. `onSeal` is called with the hash of each that can. */
export async function checkSeals(
  client: pg.ClientBase,
  tenantId: number,
  onSeal: (hash: string) => void,
): Promise<SealsChecked> {
  const { starts, reader } = await epochsOf(client, tenantId)
  const checked: SealsChecked = { seals: 0, sealedEvents: 0, unsealed: 0, last: null }
  let last: SealRow = { ...FIRST, tenant_id: tenantId }
  const contacts = await SealedContacts.open(client, tenantId)
  for (const [i, afterId] of starts.entries()) {
    const epoch = {
      afterId,
      until: starts[i + 1] ?? null,
      sealedTo: afterId === reader.afterId ? reader.txTo : Infinity,
    }
    last = await checkEpoch({ client, contacts, epoch, checked, onSeal }, last)
  }
  await contacts.close()
  checked.last = last.no ? { no: last.no, at: last.at, hash: last.hash.toString('hex') } : null
  return checked
}

/** Where each counting of transactions begins, and how far the present one is sealed. */
async function epochsOf(client: pg.ClientBase, tenantId: number) {
  const reader = await client.query<{ tx_to: number; after_id: number }>({
    text: 'SELECT tx_to, after_id FROM reader WHERE name = $1',
    values: [SEAL_READER],
    types: exactTypes,
  })
  const { tx_to: txTo = 0, after_id: afterId = 0 } = reader.rows[0] ?? {}
  const { rows } = await client.query<{ after_id: number }>({
    text: 'SELECT DISTINCT after_id FROM seal WHERE tenant_id = $1',
    values: [tenantId],
    types: exactTypes,
  })
  const starts = [...new Set([0, afterId, ...rows.map(row => row.after_id)])].sort((a, b) => a - b)
  return { starts, reader: { txTo, afterId } }
}

interface Epoch {
  afterId: number
  /** The last event id of the epoch; null in the present one. */
  until: number | null
  /** Every event of an earlier transaction must be in a seal. */
  sealedTo: number
}

interface Checking {
  client: pg.ClientBase
  contacts: SealedContacts
  epoch: Epoch
  checked: SealsChecked
  onSeal: (hash: string) => void
}

async function checkEpoch(
  { client, contacts, epoch, checked, onSeal }: Checking,
  before: SealRow,
): Promise<SealRow> {
  const tenant = `tenant_id = ${before.tenant_id}`
  const until = epoch.until === null ? '' : `AND id <= ${epoch.until}`
  const events = await Reading.open<SealedEvent & { appeal_id: number; seq: number }>(
    client,
    'verify_sealed',
    `SELECT id, tx, hash, appeal_id, seq FROM event WHERE ${tenant} AND id > ${epoch.afterId} ${until} ORDER BY tx, id`,
  )
  const seals = await Reading.open<SealRow>(
    client,
    'verify_seal',
    `SELECT * FROM seal WHERE ${tenant} AND after_id = ${epoch.afterId} ORDER BY no`,
  )
  let last = before
  for (let seal = seals.current; seal; seal = seals.current) {
    checkPlace(seal, last)
    await checkRoot(seal, last, events, contacts)
    onSeal(seal.hash.toString('hex'))
    checked.seals += 1
    checked.sealedEvents += seal.events
    last = seal
    await seals.next()
  }
  for (let e = events.current; e; e = events.current) {
    if (e.tx < epoch.sealedTo)
      throw new Broken({
        table: 'event',
        tenantId: before.tenant_id,
        appealId: e.appeal_id,
        row: { seq: e.seq },
        field: 'tx',
        what: 'it is in no seal, though all events up to it were sealed: a seal is missing, or the event came later',
      })
    checked.unsealed += 1
    await events.next()
  }
  await events.close()
  await seals.close()
  return last
}

const brokenSeal = (seal: SealRow, field: string, what: string) =>
  new Broken({ table: 'seal', tenantId: seal.tenant_id, appealId: null, row: { no: seal.no }, field, what })

/** It follows the last one without a gap, and its hash covers what it says. */
function checkPlace(seal: SealRow, last: SealRow): void {
  if (seal.no !== last.no + 1)
    throw brokenSeal(
      { ...seal, no: last.no + 1 },
      'no',
      `seal ${last.no + 1} is missing; ${seal.no} comes instead`,
    )
  if (!seal.prev_hash.equals(last.hash))
    throw brokenSeal(seal, 'prev_hash', 'it does not continue the seal before it')
  const hash = sealHash(seal.prev_hash, {
    tenantId: seal.tenant_id,
    no: seal.no,
    at: seal.at,
    afterId: seal.after_id,
    txFrom: seal.tx_from,
    txTo: seal.tx_to,
    events: seal.events,
    lastId: seal.last_id,
    root: seal.root,
  })
  if (!hash.equals(seal.hash)) throw brokenSeal(seal, 'hash', 'its content does not give its hash')
  const from = seal.after_id === last.after_id ? last.tx_to : 0
  if (seal.tx_from !== from)
    throw brokenSeal(seal, 'tx_from', `it leaves a gap: the seals before it end at ${from}`)
}

/** The events of its transactions, and then its contacts, give its root. */
async function checkRoot(
  seal: SealRow,
  last: SealRow,
  events: Reading<SealedEvent>,
  contacts: SealedContacts,
): Promise<void> {
  const tree = new MerkleTree()
  let lastId = last.last_id
  for (let e = events.current; e && e.tx < seal.tx_to; e = events.current) {
    tree.add(eventLeaf(e))
    lastId = Math.max(lastId, e.id)
    const more = events.next()
    if (more) await more
  }
  if (tree.leaves !== seal.events)
    throw brokenSeal(seal, 'events', `it sealed ${seal.events} events, but ${tree.leaves} are there`)
  await contacts.upTo(seal.no, contact => tree.add(contactLeaf(contact)))
  // Without a leaf there is no root: all that it sealed is gone.
  if (tree.leaves === 0 || !tree.root().equals(seal.root))
    throw brokenSeal(
      seal,
      'root',
      'the id or the transaction of an event it sealed was changed, an event exchanged, or a contact changed, taken away or put in',
    )
  if (lastId !== seal.last_id) throw brokenSeal(seal, 'last_id', 'the highest id of its events is another')
}
