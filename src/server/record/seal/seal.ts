/** Seals the history: once a minute, per tenant, one Merkle root over all new events and ended contacts, chained to the seal before. */
import type pg from 'pg'
import QueryStream from 'pg-query-stream'
import type { Database } from '../../kernel/database.ts'
import type { Job } from '../../kernel/jobs.ts'
import { FIRST_HASH } from '../hash.ts'
import { MerkleTree } from './merkle.ts'
import { eventLeaf, type SealContent, type SealedEvent, sealHash } from './seal-hash.ts'
import { contactLeaf, sealContacts, tenantsWithContacts } from './sealed-contacts.ts'

/** The row of `reader` that says how far all tenants are sealed. */
export const SEAL_READER = 'seal'

/** Any fixed number: one process seals at a time. */
const LOCK = 12345_0007

export interface NewSeal {
  tenantId: number
  no: number
  events: number
  hash: Buffer
}

/** All transactions from `txFrom` on and before `txTo`, events behind `afterId` only. */
interface Range {
  afterId: number
  txFrom: number
  txTo: number
}

/** Seals what is new, every minute; at most one process does it. */
export const sealJob = (db: Database): Job => ({
  name: 'seal-history',
  everySeconds: 60,
  run: async () => void (await sealAll(db)),
})

/**
 * Seals all new events of all tenants that no running transaction can still precede; one pass over them, in constant
 * memory. A tenant without new events gets no row. Answers the new seals; none when another process is sealing.
 */
export async function sealAll(db: Database): Promise<NewSeal[]> {
  const client = await db.pool.connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query('SELECT pg_try_advisory_xact_lock($1) AS got', [LOCK])
    const seals = rows[0].got ? await sealNew(client) : []
    await client.query('COMMIT')
    return seals
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** Seals within a transaction of the caller's, who lets nobody else seal meanwhile. */
export async function sealNew(client: pg.ClientBase): Promise<NewSeal[]> {
  // Read before the events are: whatever precedes the oldest running transaction is visible to later statements.
  const { rows } = await client.query<{ oldest: number; next: number }>(
    `SELECT pg_snapshot_xmin(s)::text::bigint AS oldest, pg_snapshot_xmax(s)::text::bigint AS next
     FROM pg_current_snapshot() s`,
  )
  const { oldest, next } = rows[0]!
  let { afterId, txTo: txFrom } = await positionOf(client)
  const seals: NewSeal[] = []
  if (next < txFrom) {
    // Transactions are counted anew: another program restored this database. What was left unsealed comes first.
    const closed = await closeEpoch(client)
    seals.push(...closed.seals)
    afterId = closed.afterId
    txFrom = 0
  }
  if (oldest <= txFrom) return seals
  seals.push(...(await sealRange(client, { afterId, txFrom, txTo: oldest })))
  await moveTo(client, oldest, afterId)
  return seals
}

/**
 * For a database restored into another cluster, where transactions are counted anew: seals what the old cluster left,
 * then begins an epoch behind the last event. Call it in the transaction that restores; no event may be written meanwhile.
 */
export async function closeEpoch(client: pg.ClientBase): Promise<{ afterId: number; seals: NewSeal[] }> {
  const { afterId, txTo } = await positionOf(client)
  const { rows } = await client.query<{ tx: number | null; id: number | null }>(
    'SELECT max(tx) AS tx, max(id) AS id FROM event WHERE tx >= $1 AND id > $2',
    [txTo, afterId],
  )
  const left = rows[0]!
  const seals = left.tx === null ? [] : await sealRange(client, { afterId, txFrom: txTo, txTo: left.tx + 1 })
  const sealed = await client.query<{ id: number }>('SELECT coalesce(max(last_id), 0) AS id FROM seal')
  const start = Math.max(sealed.rows[0]!.id, left.id ?? 0)
  await moveTo(client, 0, start)
  return { afterId: start, seals }
}

async function positionOf(client: pg.ClientBase): Promise<{ txTo: number; afterId: number }> {
  const { rows } = await client.query<{ tx_to: number; after_id: number }>(
    'SELECT tx_to, after_id FROM reader WHERE name = $1',
    [SEAL_READER],
  )
  return { txTo: rows[0]?.tx_to ?? 0, afterId: rows[0]?.after_id ?? 0 }
}

const moveTo = (client: pg.ClientBase, txTo: number, afterId: number) =>
  client.query(
    `INSERT INTO reader (name, tx_to, after_id) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO UPDATE SET tx_to = excluded.tx_to, after_id = excluded.after_id`,
    [SEAL_READER, txTo, afterId],
  )

/** The events to seal; the index on tx finds them. */
export const NEW_EVENTS = `SELECT tenant_id, id, tx, hash FROM event
  WHERE tx >= $1 AND tx < $2 AND id > $3 ORDER BY tenant_id, tx, id`

interface Sealing {
  tenantId: number
  tree: MerkleTree
  lastId: number
}

async function sealRange(client: pg.ClientBase, range: Range): Promise<NewSeal[]> {
  const sealings: Sealing[] = []
  const stream = client.query(
    new QueryStream(NEW_EVENTS, [range.txFrom, range.txTo, range.afterId], { batchSize: 2000 }),
  )
  for await (const row of stream as AsyncIterable<SealedEvent & { tenant_id: number }>) {
    let sealing = sealings.at(-1)
    if (sealing?.tenantId !== row.tenant_id) {
      sealing = { tenantId: row.tenant_id, tree: new MerkleTree(), lastId: 0 }
      sealings.push(sealing)
    }
    sealing.tree.add(eventLeaf(row))
    sealing.lastId = Math.max(sealing.lastId, row.id)
  }
  for (const tenantId of await tenantsWithContacts(client))
    if (!sealings.some(s => s.tenantId === tenantId))
      sealings.push({ tenantId, tree: new MerkleTree(), lastId: 0 })
  const seals: NewSeal[] = []
  for (const sealing of sealings) seals.push(await writeSeal(client, sealing, range))
  return seals
}

async function writeSeal(client: pg.ClientBase, sealing: Sealing, range: Range): Promise<NewSeal> {
  const { tenantId, tree } = sealing
  const { rows } = await client.query(
    'SELECT no, tx_to, after_id, last_id, hash FROM seal WHERE tenant_id = $1 ORDER BY no DESC LIMIT 1',
    [tenantId],
  )
  const last = rows[0]
  const previous: Buffer = last?.hash ?? FIRST_HASH
  const no = (last?.no ?? 0) + 1
  const events = tree.leaves
  for (const contact of await sealContacts(client, { tenantId, no })) tree.add(contactLeaf(contact))
  const content: SealContent = {
    tenantId,
    no,
    at: Date.now(),
    afterId: range.afterId,
    // A tenant's seals join without a gap; in an epoch's first they start from the beginning.
    txFrom: last?.after_id === range.afterId ? last.tx_to : 0,
    txTo: range.txTo,
    events,
    lastId: Math.max(sealing.lastId, last?.last_id ?? 0),
    root: tree.root(),
  }
  const hash = sealHash(previous, content)
  await client.query(
    `INSERT INTO seal (tenant_id, no, at, after_id, tx_from, tx_to, events, last_id, root, prev_hash, hash)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)`,
    [
      tenantId,
      content.no,
      new Date(content.at).toISOString(),
      content.afterId,
      content.txFrom,
      content.txTo,
      content.events,
      content.lastId,
      content.root,
      previous,
      hash,
    ],
  )
  return { tenantId, no, events, hash }
}

/** The latest seal of a tenant, to be printed where the database can't reach it; null before the first. */
export async function latestSeal(
  db: Database,
  tenantId: number,
): Promise<{ no: number; at: number; hash: Buffer } | null> {
  const row = await db.kysely
    .selectFrom('seal')
    .select(['no', 'at', 'hash'])
    .where('tenant_id', '=', tenantId)
    .orderBy('no', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
