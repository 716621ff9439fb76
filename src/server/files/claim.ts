/** Files that an act is about to attach: claimed first, so that of two acts naming one file the second is refused. */
import { randomUUID } from 'node:crypto'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { type Database, isAway } from '../kernel/database.ts'

interface Claiming {
  tenantId: number
  fileIds: readonly number[] | undefined
  key?: string | undefined
  /** Those that belong to the ticket already; nobody needs to claim them. */
  known?: ReadonlySet<number>
}

// Locked in one order, so that two claims of the same files wait instead of barring each other. A claim outlives a crash
// by as long as the job needs that attaches what was forgotten.
const CLAIM = `UPDATE file SET claimed_by = $3, claimed_at = clock_timestamp()
WHERE tenant_id = $1 AND id IN (SELECT id FROM file WHERE tenant_id = $1 AND id = ANY ($2::bigint[]) ORDER BY id FOR UPDATE)
  AND appeal_id IS NULL AND holder IS NULL
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
  { tenantId, fileIds, key, known = new Set() }: Claiming,
  act: () => Promise<Done | Refusal>,
): Promise<Done | Refusal> {
  if (!fileIds?.length) return act()
  const claim = [tenantId, fileIds.filter(id => !known.has(id)), key ?? randomUUID()]
  const rows = await db.named<{ id: number }>('file.claim', CLAIM, claim)
  const ours = new Set(rows.map(r => r.id))
  const at = fileIds.findIndex(id => !ours.has(id) && !known.has(id))
  const release = () => db.named('file.release', RELEASE, claim)
  try {
    const done = at < 0 ? await act() : refuse('no-such-file', { field: `fileIds.${at}` })
    if (isRefusal(done)) await release()
    return done
  } catch (error) {
    if (!isAway(error)) await release()
    throw error
  }
}
