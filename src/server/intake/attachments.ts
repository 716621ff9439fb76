/** Ties files that were uploaded before to the appeal they belong to. */
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Database } from '../kernel/database.ts'

interface Attaching {
  tenantId: number
  fileIds: readonly number[] | undefined
}

/** Every file must be of the tenant and not yet belong to an appeal. */
export async function whyNotFiles(db: Database, { tenantId, fileIds }: Attaching): Promise<Refusal | null> {
  if (!fileIds?.length) return null
  const rows = await db.named<{ id: number }>(
    'intake.files',
    'SELECT id FROM file WHERE tenant_id = $1 AND id = ANY ($2::bigint[]) AND appeal_id IS NULL',
    [tenantId, fileIds],
  )
  const free = new Set(rows.map(r => r.id))
  const at = fileIds.findIndex(id => !free.has(id))
  return at < 0 ? null : refuse('no-such-file', { field: `fileIds.${at}` })
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
