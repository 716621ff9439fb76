/** Loads batches: decode, read by the mapping, decide, write many at once; every row ends as one of five. */
import type pg from 'pg'
import { systemActor } from '../../domain/access/actor.ts'
import { importAppeal } from '../../domain/exchange/import-appeal.ts'
import type { Origin, SourceMatter } from '../../domain/exchange/source.ts'
import type { Context } from '../../domain/record/context.ts'
import type { Tenants } from '../directory/tenants.ts'
import { type Database, isAway } from '../kernel/database.ts'
import { canonical } from '../record/hash.ts'
import { copyTextsOf, writeCopies } from '../record/load-many.ts'
import type { Tools } from '../record/rows.ts'
import type { Batch } from './batches.ts'
import { decode } from './decode.ts'
import { RowFault } from './field-rules.ts'
import { earlierOf } from './known.ts'
import type { Mapping } from './mapping.ts'
import { type ReadRow, rowReader } from './read-row.ts'

export interface LoadPlan {
  tenantId: number
  runId: number
  mapping: Mapping
  columns: readonly string[] | null
  dryRun: boolean
}

/** A row that was not taken, by where it stands in the file. */
export interface Reject {
  row: number
  line: number
  reason: string
}

export interface BatchResult {
  first: number
  read: number
  created: number
  repeated: number
  changed: number
  rejects: Reject[]
}

export interface Loader {
  load: (batch: Batch) => Promise<BatchResult>
}

export interface LoaderParts {
  db: Database
  tenants: Tenants
  tools: Tools
  now: () => number
}

/** One row on its way: where it stands in the file, and what it says. */
interface Item {
  index: number
  origin: Origin
  matter: SourceMatter
}

export async function openLoader(parts: LoaderParts, plan: LoadPlan): Promise<Loader> {
  const tenant = await parts.tenants.get(plan.tenantId)
  const read = rowReader(plan.mapping, {
    directory: tenant.directory,
    zone: tenant.zone,
    rules: tenant.policy.rules,
  })
  return { load: batch => loadBatch({ parts, plan, read }, batch) }
}

interface Loading {
  parts: LoaderParts
  plan: LoadPlan
  read: ReadRow
}

async function loadBatch(loading: Loading, batch: Batch): Promise<BatchResult> {
  const result: BatchResult = {
    first: batch.first,
    read: batch.ends.length,
    created: 0,
    repeated: 0,
    changed: 0,
    rejects: [],
  }
  const reject = (index: number, reason: string) =>
    result.rejects.push({ row: batch.first + index, line: batch.lines[index]!, reason })
  const items = onceEach(itemsOf(loading, batch, reject), result)
  await settle(loading, items, result, reject)
  result.rejects.sort((a, b) => a.row - b.row)
  return result
}

function itemsOf(
  { parts, plan, read }: Loading,
  batch: Batch,
  reject: (index: number, reason: string) => void,
): Item[] {
  const now = parts.now()
  const items: Item[] = []
  for (const [index, decoded] of decode(batch, plan.mapping, plan.columns).entries()) {
    if ('fault' in decoded) {
      reject(index, decoded.fault)
      continue
    }
    try {
      const matter = read(decoded.row, now)
      const fingerprint = parts.tools.keys.blind(canonical(matter), 'import.row').toString('base64url')
      items.push({ index, matter, origin: { runId: plan.runId, row: batch.first + index, fingerprint } })
    } catch (error) {
      if (!(error instanceof RowFault)) throw error
      reject(index, error.message)
    }
  }
  return items
}

/** The same id twice in one batch: the first counts. */
function onceEach(items: readonly Item[], result: BatchResult): Item[] {
  const seen = new Map<string, Item>()
  for (const item of items) {
    const first = seen.get(item.matter.externalId)
    if (!first) seen.set(item.matter.externalId, item)
    else if (first.origin.fingerprint === item.origin.fingerprint) result.repeated += 1
    else result.changed += 1
  }
  return [...seen.values()]
}

/** How often a batch is tried again while somebody else brings in the same ids. */
const TRIES = 3

async function settle(
  loading: Loading,
  items: Item[],
  result: BatchResult,
  reject: (index: number, reason: string) => void,
  tries = 1,
): Promise<void> {
  const fresh = await notYetKnown(loading, items, result)
  if (fresh.length === 0) return
  if (loading.plan.dryRun) {
    result.created += fresh.length
    return
  }
  try {
    await write(loading, fresh)
    result.created += fresh.length
  } catch (error) {
    if (!isTaken(error) && !isOfRow(error)) throw error
    // Somebody else brought some of them in: look again. Otherwise smaller and smaller parts, down to the row at fault.
    if (isTaken(error) && tries < TRIES) await settle(loading, fresh, result, reject, tries + 1)
    else if (fresh.length > 1) for (const half of halves(fresh)) await settle(loading, half, result, reject)
    else
      reject(
        fresh[0]!.index,
        `数据库不接受 The database refuses it: ${(error as Error).message.slice(0, 200)}`,
      )
  }
}

const halves = <T>(items: readonly T[]): T[][] => {
  const middle = Math.ceil(items.length / 2)
  return [items.slice(0, middle), items.slice(middle)]
}

/** A value that doesn't fit, or stands against a rule of the table: classes 22, 23 and 54 of PostgreSQL's errors. */
const isOfRow = (error: unknown): boolean =>
  !isAway(error) && /^(22|23|54)/.test((error as { code?: string }).code ?? '')

/** A unique key, or a deadlock with another loader over one. */
const isTaken = (error: unknown): boolean =>
  ['23505', '40P01'].includes((error as { code?: string }).code ?? '')

/** Counts what is there already; answers the rest. */
async function notYetKnown(
  { parts, plan }: Loading,
  items: readonly Item[],
  result: BatchResult,
): Promise<Item[]> {
  const earlier = await earlierOf(parts.db, {
    tenantId: plan.tenantId,
    platform: plan.mapping.platform,
    ids: items.map(i => i.matter.externalId),
  })
  return items.filter(({ matter, origin }) => {
    const known = earlier.get(matter.externalId)
    if (!known) return true
    // Written by this very run before it was stopped, and not counted then.
    if (known.runId === origin.runId && known.row === origin.row) result.created += 1
    else if (known.fingerprint === null || known.fingerprint === origin.fingerprint) result.repeated += 1
    else result.changed += 1
    return false
  })
}

async function write({ parts, plan }: Loading, items: readonly Item[]): Promise<void> {
  const { db, tools, tenants } = parts
  const tenant = await tenants.get(plan.tenantId)
  const actor = systemActor(plan.tenantId, 'import')
  const context: Context = {
    actor,
    now: parts.now(),
    policy: tenant.policy,
    calendar: tenant.calendar,
    directory: tenant.directory,
  }
  const [appealIds, contactIds] = await Promise.all([
    idsFrom(db, 'appeal_id_seq', items.length),
    idsFrom(db, 'contact_id_seq', items.length),
  ])
  const changes = items.map(({ matter, origin }, i) =>
    importAppeal(matter, origin, context, { appealId: appealIds[i]!, contactId: contactIds[i]! }),
  )
  const copies = copyTextsOf(changes, tools, context)
  await withClient(db, client => writeCopies(client, copies))
}

async function idsFrom(db: Database, sequence: string, count: number): Promise<number[]> {
  const rows = await db.named<{ id: number }>(
    `ids.${sequence}`,
    `SELECT nextval('${sequence}') AS id FROM generate_series(1, $1)`,
    [count],
  )
  return rows.map(r => r.id)
}

async function withClient(db: Database, run: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await db.pool.connect()
  let broken: Error | undefined
  try {
    await run(client)
  } catch (error) {
    broken = isAway(error) ? (error as Error) : undefined
    throw error
  } finally {
    client.release(broken)
  }
}
