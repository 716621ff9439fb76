/** The runs of imports, begun by the command line or over the API: how far each has come, and which rows it didn't take. */
import type { Keys } from '../kernel/crypto/keys.ts'
import type { Database } from '../kernel/database.ts'
import type { Reject } from './loader.ts'

export interface Counts {
  /** Rows that are done for good. */
  settled: number
  created: number
  repeated: number
  changed: number
  rejected: number
}

/** A run as it is worked on; times are epoch milliseconds. */
export interface Run extends Counts {
  tenantId: number
  id: number
  /** The mapping's key: its file's name and a fingerprint. */
  mapping: string
  mappingText: string | null
  source: string
  /** Null on the command line, which has the file itself. */
  fileId: number | null
  dryRun: boolean
  startedAt: number
  finishedAt: number | null
  cancelledAt: number | null
  /** Roughly how much of the file has been read, 0 to 100; null where that can't be told. */
  percent: number | null
  error: string | null
  startedBy: number | null
  /** Who began it; null: the command line. */
  starter: string | null
}

export interface RunKey {
  tenantId: number
  mapping: { key: string; text: string }
  source: string
  sourceHash: string
  dryRun: boolean
  startedBy: number | null
  fileId: number | null
}

/** The id of the run under way of this file and mapping, or of a new one. */
export async function openRun(db: Database, k: RunKey): Promise<number> {
  const [run] = await db.named<{ id: number }>(
    'exchange.openRun',
    `INSERT INTO import_run AS r (tenant_id, mapping, mapping_text, source, source_hash, dry_run, started_at, started_by, file_id)
     VALUES ($1, $2, $3, $4, $5, $6, now(), $7, $8)
     ON CONFLICT (tenant_id, mapping, source_hash, dry_run) WHERE finished_at IS NULL
     DO UPDATE SET source = excluded.source, mapping_text = excluded.mapping_text, error = NULL,
       file_id = coalesce(excluded.file_id, r.file_id)
     RETURNING id`,
    [k.tenantId, k.mapping.key, k.mapping.text, k.source, k.sourceHash, k.dryRun, k.startedBy, k.fileId],
  )
  return run!.id
}

const READ = `SELECT r.tenant_id AS "tenantId", r.id, mapping, mapping_text AS "mappingText", source, file_id AS "fileId",
  dry_run AS "dryRun", started_at AS "startedAt", finished_at AS "finishedAt", cancelled_at AS "cancelledAt", percent, error,
  started_by AS "startedBy", p.name AS starter, settled, created, repeated, changed, rejected
  FROM import_run r LEFT JOIN person p ON p.tenant_id = r.tenant_id AND p.id = r.started_by`

export async function runById(db: Database, tenantId: number, id: number): Promise<Run | null> {
  const sql = `${READ} WHERE r.tenant_id = $1 AND r.id = $2`
  return (await db.named<Run>('exchange.run', sql, [tenantId, id]))[0] ?? null
}

/** Newest first, those before the run `below`. */
export const latestRuns = (db: Database, tenantId: number, limit: number, below: number): Promise<Run[]> =>
  db.named<Run>('exchange.runs', `${READ} WHERE r.tenant_id = $1 AND r.id < $3 ORDER BY r.id DESC LIMIT $2`, [
    tenantId,
    limit,
    below,
  ])

/** Unfinished runs whose file is kept here, in the order in which they came. */
export const waitingRuns = (db: Database): Promise<Run[]> =>
  db.named<Run>(
    'exchange.waitingRuns',
    `${READ} WHERE finished_at IS NULL AND file_id IS NOT NULL ORDER BY r.id`,
    [],
  )

/** A dry run that was interrupted begins anew: the town may have changed since. */
export async function beginAnew(db: Database, run: Run): Promise<Run> {
  const at = [run.tenantId, run.id]
  await db.named(
    'exchange.beginAnew',
    `WITH gone AS (DELETE FROM import_reject WHERE tenant_id = $1 AND run_id = $2)
     UPDATE import_run SET settled = 0, created = 0, repeated = 0, changed = 0, rejected = 0, percent = NULL
     WHERE tenant_id = $1 AND id = $2`,
    at,
  )
  return { ...run, settled: 0, created: 0, repeated: 0, changed: 0, rejected: 0 }
}

/** Context of the cipher. */
const REASON = 'import_reject.reason'

/** What a run has come to since it was last written down. */
export interface Step {
  run: Run
  before: number
  rejects: readonly Reject[]
}

/** Writes a step down; answers whether the run goes on, was cancelled, or has been taken over by somebody else. */
export async function saveStep(
  { db, keys }: { db: Database; keys: Keys },
  { run, before, rejects }: Step,
): Promise<'goes on' | 'cancelled' | 'lost'> {
  const { tenantId, id, settled, created, repeated, changed, rejected, percent } = run
  const [saved] = await db.named<{ cancelled: boolean }>(
    'exchange.saveStep',
    `WITH saved AS (
       UPDATE import_run SET settled = $4, created = $5, repeated = $6, changed = $7, rejected = $8, percent = $9, error = NULL
       WHERE tenant_id = $1 AND id = $2 AND settled = $3 AND finished_at IS NULL RETURNING cancelled_at
     ), noted AS (
       INSERT INTO import_reject (tenant_id, run_id, row_no, line_no, reason)
       SELECT $1, $2, r.* FROM unnest($10::bigint[], $11::bigint[], $12::bytea[]) r WHERE EXISTS (SELECT FROM saved)
     )
     SELECT cancelled_at IS NOT NULL AS cancelled FROM saved`,
    [
      ...[tenantId, id, before, settled, created, repeated, changed, rejected, percent],
      rejects.map(r => r.row),
      rejects.map(r => r.line),
      rejects.map(r => keys.encrypt(r.reason, REASON)),
    ],
  )
  if (saved) return saved.cancelled ? 'cancelled' : 'goes on'
  // A step whose answer was lost with the connection has been written all the same.
  const now = await runById(db, tenantId, id)
  return now && now.settled === settled && now.finishedAt === null ? 'goes on' : 'lost'
}

/** Ends a run: done, or failed with the reason. */
export async function endRun(
  db: Database,
  { tenantId, id }: Pick<Run, 'tenantId' | 'id'>,
  error: string | null = null,
): Promise<void> {
  await db.named(
    'exchange.endRun',
    `UPDATE import_run SET finished_at = now(), error = $3::text,
       percent = CASE WHEN $3::text IS NULL AND cancelled_at IS NULL THEN 100 ELSE percent END
     WHERE tenant_id = $1 AND id = $2 AND finished_at IS NULL`,
    [tenantId, id, error],
  )
}

/** Says why a run doesn't get on; it stays open. */
export async function noteError(db: Database, { tenantId, id }: Run, error: string): Promise<void> {
  await db.named('exchange.noteError', 'UPDATE import_run SET error = $3 WHERE tenant_id = $1 AND id = $2', [
    tenantId,
    id,
    error,
  ])
}

/** Whoever works on the run stops after the batch in hand. False when it has ended. */
export async function askToCancel(
  db: Database,
  { tenantId, id }: Pick<Run, 'tenantId' | 'id'>,
  personId: number | null,
): Promise<boolean> {
  const asked = await db.named(
    'exchange.cancel',
    `UPDATE import_run SET cancelled_at = coalesce(cancelled_at, now()), cancelled_by = coalesce(cancelled_by, $3)
     WHERE tenant_id = $1 AND id = $2 AND finished_at IS NULL RETURNING id`,
    [tenantId, id, personId],
  )
  return asked.length > 0
}

export interface Refused {
  row: number
  line: number
  reason: string
}

const REJECTS_AT_ONCE = 1000

/** The rows of a run that were not taken, behind row `after`, in the order of the file. */
export async function someRejects(
  { db, keys }: { db: Database; keys: Keys },
  { tenantId, id }: Pick<Run, 'tenantId' | 'id'>,
  { after = 0, most = REJECTS_AT_ONCE }: { after?: number; most?: number } = {},
): Promise<Refused[]> {
  const rows = await db.named<{ row: number; line: number; reason: Buffer }>(
    'exchange.rejects',
    `SELECT row_no AS row, line_no AS line, reason FROM import_reject
     WHERE tenant_id = $1 AND run_id = $2 AND row_no > $3 ORDER BY row_no LIMIT $4`,
    [tenantId, id, after, most],
  )
  return rows.map(r => ({ ...r, reason: keys.decrypt(r.reason, REASON) }))
}

export async function* allRejects(
  parts: { db: Database; keys: Keys },
  run: Pick<Run, 'tenantId' | 'id'>,
): AsyncGenerator<Refused> {
  for (let after = 0; ; ) {
    const some = await someRejects(parts, run, { after })
    yield* some
    if (some.length < REJECTS_AT_ONCE) return
    after = some.at(-1)!.row
  }
}

const lockOf = ({ tenantId, id }: Pick<Run, 'tenantId' | 'id'>) => `import ${tenantId} ${id}`

/** Runs `work` while nobody else works on the same run; null when somebody does. */
export async function aloneOn<T>(
  db: Database,
  run: Pick<Run, 'tenantId' | 'id'>,
  work: () => Promise<T>,
): Promise<T | null> {
  const client = await db.pool.connect()
  try {
    const { rows } = await client.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS got', [
      lockOf(run),
    ])
    if (!rows[0].got) return null
    try {
      return await work()
    } finally {
      // Given back before anybody hears of the end: a lock that only goes with its connection outlives it by a moment, in
      // which the run would still look worked on.
      await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [lockOf(run)]).catch(() => {})
    }
  } finally {
    // Where it could not be given back, it goes with its connection.
    client.release(true)
  }
}

/** Which of these runs somebody works on at this moment. */
export async function workedOn(db: Database, runs: readonly Run[]): Promise<Set<number>> {
  const open = runs.filter(r => r.finishedAt === null)
  if (open.length === 0) return new Set()
  const held = await db.named<{ id: number }>(
    'exchange.workedOn',
    `SELECT r.id FROM unnest($1::bigint[], $2::text[]) r (id, lock) JOIN pg_locks l
       ON l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND (l.classid::bigint << 32) | l.objid::bigint = hashtextextended(r.lock, 0)`,
    [open.map(r => r.id), open.map(lockOf)],
  )
  return new Set(held.map(r => r.id))
}
