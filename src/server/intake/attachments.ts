/** Ties files that were uploaded before to the appeal they belong to. */
import type { Database } from '../kernel/database.ts'

interface Attaching {
  tenantId: number
  fileIds: readonly number[] | undefined
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
