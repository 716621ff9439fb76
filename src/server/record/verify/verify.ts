/** Verifies the record: recomputes every hash, chain, commitment and seal, and replays every ticket. */
import type pg from 'pg'
import type { Keys } from '../../kernel/crypto/keys.ts'
import type { Database } from '../../kernel/database.ts'
import { openWords, type Words } from '../../kernel/words.ts'
import { Broken, type Finding } from './finding.ts'
import { checkSeals } from './seals.ts'
import { type Counted, checkContactIdentities, checkTickets } from './tickets.ts'

export interface VerifySettings {
  db: Database
  keys: Keys
  /** Those of the product when left out. */
  words?: Words
  /** Only this tenant. */
  tenantId?: number | undefined
  /** A seal kept outside: its hash in hex, or at least the first 16 digits of it. */
  seal?: string | undefined
  progress?: (message: string, done?: number, total?: number) => void
}

/** Their dictionary is read when first needed. */
const PRODUCT_WORDS = openWords()

export interface TenantSeal {
  tenant: string
  no: number
  /** Epoch milliseconds. */
  at: number
  hash: string
}

export interface Verified extends Counted {
  seals: number
  unsealed: number
  lastSeals: TenantSeal[]
}

/** The first broken row in words an operator can look up. */
export interface BrokenRow extends Omit<Finding, 'tenantId' | 'appealId'> {
  /** The tenant's code. */
  tenant: string
  /** The appeal's number, or its id when its row is gone. */
  appeal: string | null
}

export type Verdict = { ok: true; verified: Verified } | { ok: false; broken: BrokenRow }

/** Reads everything in one snapshot, so it may run beside a working server; memory doesn't grow with the record. */
export async function verifyRecord(settings: VerifySettings): Promise<Verdict> {
  const client = await settings.db.pool.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    return await verifyIn(client, settings)
  } finally {
    await client.query('ROLLBACK').catch(() => {})
    client.release()
  }
}

/** The same on what a transaction sees; call it on an open one, and end that when the verdict is bad. */
export async function verifyIn(
  client: pg.ClientBase,
  settings: Omit<VerifySettings, 'db'>,
): Promise<Verdict> {
  try {
    return { ok: true, verified: await verifyAll(client, settings) }
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    return { ok: false, broken: await inWords(client, error.finding) }
  }
}

async function verifyAll(client: pg.ClientBase, s: Omit<VerifySettings, 'db'>): Promise<Verified> {
  const { keys, words = PRODUCT_WORDS, progress = () => {} } = s
  const within = s.tenantId === undefined ? 'true' : `tenant_id = ${s.tenantId}`
  const total = await roughCount(client)
  const counted = await checkTickets(client, within, { keys, words }, done =>
    progress('events', done, Math.max(done, total)),
  )
  progress('people whose contact became no appeal')
  counted.identities += await checkContactIdentities(client, within, keys)
  const wanted = s.seal?.toLowerCase()
  let found = wanted === undefined
  const verified: Verified = { ...counted, seals: 0, unsealed: 0, lastSeals: [] }
  for (const tenant of await tenantsOf(client, s.tenantId)) {
    progress(`seals of ${tenant.code}`)
    const checked = await checkSeals(client, tenant.id, hash => {
      if (wanted !== undefined && hash.startsWith(wanted)) found = true
    })
    verified.seals += checked.seals
    verified.unsealed += checked.unsealed
    if (checked.last) verified.lastSeals.push({ tenant: tenant.code, ...checked.last })
  }
  if (!found) throw new Broken(notFound(s))
  return verified
}

const notFound = (s: Pick<VerifySettings, 'tenantId' | 'seal'>): Finding => ({
  table: 'seal',
  tenantId: s.tenantId ?? 0,
  appealId: null,
  row: {},
  field: 'hash',
  what: `no seal has the hash ${s.seal}: the history up to it was rewritten, or it was sealed in another place`,
})

async function tenantsOf(client: pg.ClientBase, tenantId: number | undefined) {
  const { rows } = await client.query<{ id: number; code: string }>('SELECT id, code FROM tenant ORDER BY id')
  return rows.filter(row => tenantId === undefined || row.id === tenantId)
}

/** Enough for a progress line; -1 in PostgreSQL means never counted. */
async function roughCount(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `SELECT reltuples::bigint AS n FROM pg_class WHERE oid = 'event'::regclass`,
  )
  return Math.max(0, rows[0]!.n)
}

async function inWords(client: pg.ClientBase, { tenantId, appealId, ...rest }: Finding): Promise<BrokenRow> {
  const tenant = await client.query<{ code: string }>('SELECT code FROM tenant WHERE id = $1', [tenantId])
  const appeal = await client.query<{ number: string }>(
    'SELECT number FROM appeal WHERE tenant_id = $1 AND id = $2',
    [tenantId, appealId],
  )
  return {
    ...rest,
    tenant: tenant.rows[0]?.code ?? (tenantId ? `id ${tenantId}` : ''),
    appeal: appealId === null ? null : (appeal.rows[0]?.number ?? `id ${appealId}`),
  }
}
