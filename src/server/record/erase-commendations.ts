/** Takes away who gave thanks: their name, their words and their letter; that somebody did, and what it counts, stays. */
import { type RawBuilder, sql } from 'kysely'
import type { Queryable } from '../kernel/database.ts'

/** Answers how many there were. The letter goes as a forgotten upload does. */
export async function eraseThanks(
  tx: Queryable,
  { tenantId, which, at }: { tenantId: number; which: { id: number } | { appealId: number }; at: Date },
): Promise<number> {
  const these: RawBuilder<unknown> =
    'id' in which ? sql`id = ${which.id}` : sql`appeal_id = ${which.appealId}`
  const { rows } = await sql<{ fileId: number | null }>`WITH old AS (
      SELECT tenant_id, id, file_id FROM commendation WHERE tenant_id = ${tenantId} AND ${these} FOR UPDATE)
    UPDATE commendation c SET thanked_by = NULL, words = NULL, file_id = NULL, erased_at = ${at}
    FROM old WHERE c.tenant_id = old.tenant_id AND c.id = old.id RETURNING old.file_id AS "fileId"`.execute(
    tx,
  )
  const files = rows.flatMap(r => r.fileId ?? [])
  if (files.length > 0)
    await tx
      .updateTable('file')
      .set({ holder: null, holder_id: null, name: '', uploaded_by: null, uploaded_at: new Date(0) })
      .where('tenant_id', '=', tenantId)
      .where('id', 'in', files)
      .execute()
  return rows.length
}
