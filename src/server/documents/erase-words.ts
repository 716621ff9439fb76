/** Takes the appellant's words out of the papers about a ticket, and the files made of them. */
import { withoutWords } from '../../domain/documents/sheet-data.ts'
import type { Queryable } from '../kernel/database.ts'
import type { Parts } from '../parts.ts'

/** Safe to do again. A file goes before its row, so that none is left that nobody knows of. */
export async function eraseWords(
  tx: Queryable,
  store: Parts['files']['store'],
  { tenantId, appealId }: { tenantId: number; appealId: number },
): Promise<void> {
  const sheets = await tx
    .selectFrom('document')
    .select(['id', 'data'])
    .where(eb => eb.and({ tenant_id: tenantId, appeal_id: appealId }))
    .execute()
  for (const { id, data } of sheets) {
    const of = { tenant_id: tenantId, document_id: id }
    const files = await tx
      .selectFrom('document_file')
      .select('hash')
      .where(eb => eb.and(of))
      .execute()
    for (const { hash } of files) await store.remove(hash)
    await tx
      .deleteFrom('document_file')
      .where(eb => eb.and(of))
      .execute()
    const rest = withoutWords(data as never)
    await tx
      .updateTable('document')
      .set({ data: JSON.stringify(rest), title: rest.title })
      .where(eb => eb.and({ tenant_id: tenantId, id }))
      .execute()
  }
}
