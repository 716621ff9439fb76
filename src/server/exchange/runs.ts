/** The runs of imports: how far each has come, so that a stopped one goes on where it was. */
import { isoOf } from '../../domain/instant.ts'
import type { Database } from '../kernel/database.ts'
import type { BatchResult } from './loader.ts'

export interface Run {
  id: number
  /** Rows that are done for good. */
  settled: number
  created: number
  repeated: number
  changed: number
  rejected: number
  rejectBytes: number
}

export interface RunKey {
  tenantId: number
  mapping: string
  source: string
  sourceHash: string
  startedBy: number | null
}

const COLUMNS = `id, settled, created, repeated, changed, rejected, reject_bytes AS "rejectBytes"`

/** The run under way of this file and mapping, or a new one. */
export async function openRun(
  db: Database,
  { tenantId, mapping, source, sourceHash, startedBy }: RunKey,
): Promise<Run> {
  const [run] = await db.named<Run>(
    'exchange.openRun',
    `INSERT INTO import_run AS r (tenant_id, mapping, source, source_hash, started_at, started_by) VALUES ($1, $2, $3, $4, now(), $5)
     ON CONFLICT (tenant_id, mapping, source_hash) WHERE finished_at IS NULL DO UPDATE SET source = excluded.source, error = NULL
     RETURNING ${COLUMNS}`,
    [tenantId, mapping, source, sourceHash, startedBy],
  )
  return run!
}

/** A run that isn't kept: a dry run. */
export const dryRun = (): Run => ({
  id: 0,
  settled: 0,
  created: 0,
  repeated: 0,
  changed: 0,
  rejected: 0,
  rejectBytes: 0,
})

/** Adds what a batch came to; answers the run as it stands then. */
export const advanced = (run: Run, b: BatchResult, rejectBytes: number): Run => ({
  id: run.id,
  settled: run.settled + b.read,
  created: run.created + b.created,
  repeated: run.repeated + b.repeated,
  changed: run.changed + b.changed,
  rejected: run.rejected + b.rejects.length,
  rejectBytes,
})

export async function saveRun(db: Database, tenantId: number, run: Run): Promise<void> {
  await db.named(
    'exchange.saveRun',
    `UPDATE import_run SET settled = $3, created = $4, repeated = $5, changed = $6, rejected = $7, reject_bytes = $8
     WHERE tenant_id = $1 AND id = $2`,
    [tenantId, run.id, run.settled, run.created, run.repeated, run.changed, run.rejected, run.rejectBytes],
  )
}

export async function finishRun(db: Database, tenantId: number, id: number): Promise<void> {
  await db.named(
    'exchange.finishRun',
    'UPDATE import_run SET finished_at = now(), total = settled WHERE tenant_id = $1 AND id = $2',
    [tenantId, id],
  )
}

/** Runs `work` while nobody else works on the same run; null when somebody does. */
export async function aloneOn<T>(
  db: Database,
  { tenantId, mapping, sourceHash }: RunKey,
  work: () => Promise<T>,
): Promise<T | null> {
  const client = await db.pool.connect()
  const key = `import ${tenantId} ${mapping} ${sourceHash}`
  try {
    const { rows } = await client.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS got', [key])
    if (!rows[0].got) return null
    return await work()
  } finally {
    // The lock goes with its connection.
    client.release(true)
  }
}

interface RunRow extends Omit<Run, 'rejectBytes'> {
  mapping: string
  source: string
  startedAt: number
  finishedAt: number | null
}

/** Newest first, for people. */
export async function latestRuns(db: Database, tenantId: number, limit: number) {
  const rows = await db.named<RunRow>(
    'exchange.runs',
    `SELECT id, split_part(mapping, ':', 1) AS mapping, source, started_at AS "startedAt", finished_at AS "finishedAt",
       settled, created, repeated, changed, rejected
     FROM import_run WHERE tenant_id = $1 ORDER BY id DESC LIMIT $2`,
    [tenantId, limit],
  )
  return rows.map(r => ({
    ...r,
    startedAt: isoOf(r.startedAt),
    finishedAt: r.finishedAt === null ? null : isoOf(r.finishedAt),
  }))
}
