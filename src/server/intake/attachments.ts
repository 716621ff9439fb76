/** Ties files that were uploaded before to the appeal they belong to. */
import { randomUUID } from 'node:crypto'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { type Database, isAway } from '../kernel/database.ts'

interface Attaching {
  tenantId: number
  fileIds: readonly number[] | undefined
}

// Locked in one order, so that two claims of the same files wait instead of barring each other. A claim outlives a crash
// by as long as the job needs that attaches what was forgotten.
const CLAIM = `UPDATE file SET claimed_by = $3, claimed_at = clock_timestamp()
WHERE tenant_id = $1 AND id IN (SELECT id FROM file WHERE tenant_id = $1 AND id = ANY ($2::bigint[]) ORDER BY id FOR UPDATE)
  AND appeal_id IS NULL
  AND (claimed_by IS NULL OR claimed_by = $3 OR claimed_at < clock_timestamp() - interval '10 minutes')
RETURNING id`

const RELEASE = `UPDATE file SET claimed_by = NULL, claimed_at = NULL
WHERE tenant_id = $1 AND id = ANY ($2::bigint[]) AND claimed_by = $3 AND appeal_id IS NULL`

/**
 * Acts with files that nobody else is acting with: all of the tenant, and of no appeal yet. A call made twice claims them
 * by its idempotency key, and hears the same answer twice. An act that is refused or fails lets them go, unless it can't be
 * known whether it was committed.
 */
export async function withClaimed<Done extends object>(
  db: Database,
  { tenantId, fileIds, key }: Attaching & { key?: string | undefined },
  act: () => Promise<Done | Refusal>,
): Promise<Done | Refusal> {
  if (!fileIds?.length) return act()
  const claim = [tenantId, fileIds, key ?? randomUUID()]
  const rows = await db.named<{ id: number }>('intake.claim', CLAIM, claim)
  const ours = new Set(rows.map(r => r.id))
  const at = fileIds.findIndex(id => !ours.has(id))
  const release = () => db.named('intake.release', RELEASE, claim)
  try {
    const done = at < 0 ? await act() : refuse('no-such-file', { field: `fileIds.${at}` })
    if (isRefusal(done)) await release()
    return done
  } catch (error) {
    if (!isAway(error)) await release()
    throw error
  }
}

/** Attaches them to an event of an appeal. May be called again; a file never moves from one appeal to another. */
export async function attachFiles(
  db: Database,
  { tenantId, fileIds, appealId, seq }: Attaching & { appealId: number; seq: number },
): Promise<void> {
  if (!fileIds?.length) return
  await db.named(
    'intake.attach',
    'UPDATE file SET appeal_id = $3, seq = $4 WHERE tenant_id = $1 AND id = ANY ($2::bigint[]) AND appeal_id IS NULL',
    [tenantId, fileIds, appealId, seq],
  )
}

/** Attaches what a crash left between a commit and the attaching: files of the last two days, to the step that names them. */
export async function attachForgotten(db: Database, now: Date): Promise<void> {
  await db.pool.query(
    `UPDATE file f SET appeal_id = e.appeal_id, seq = e.seq
     FROM event e, jsonb_array_elements_text(e.facts -> 'files') AS named (file_id)
     WHERE e.facts ? 'files' AND e.recorded_at > $1::timestamptz - interval '2 days'
       AND f.tenant_id = e.tenant_id AND f.id = named.file_id::bigint AND f.appeal_id IS NULL
       AND f.uploaded_at > $1::timestamptz - interval '2 days'`,
    [now],
  )
}
