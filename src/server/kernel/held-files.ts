/** Files of something that is no ticket – a policy document, a letter of thanks –: held, they stay; who may open them is the holder's. */
import type { Queryable } from './database.ts'

export interface Held {
  id: number
  name: string
  size: number
}

export type FileHolder = 'regulation' | 'commendation'

/**
 * In the transaction that writes the holder. False when there is no such file, it belongs to something else, or somebody
 * else sent it.
 */
export async function holdFile(
  tx: Queryable,
  tenantId: number,
  {
    fileId,
    by,
    holder,
    holderId,
  }: { fileId: number; by: number | null; holder: FileHolder; holderId: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('file')
    .set({ holder, holder_id: holderId })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', fileId)
    .where('appeal_id', 'is', null)
    .where('claimed_by', 'is', null)
    .where(eb =>
      eb.or([
        eb.and([eb('holder', 'is', null), eb('uploaded_by', '=', by)]),
        eb.and([eb('holder', '=', holder), eb('holder_id', '=', holderId)]),
      ]),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Null when it has gone. */
export async function heldFile(db: Queryable, tenantId: number, fileId: number | null): Promise<Held | null> {
  if (fileId === null) return null
  const row = await db
    .selectFrom('file')
    .select(['id', 'name', 'size'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', fileId)
    .executeTakeFirst()
  return row ? { id: row.id, name: row.name, size: Number(row.size) } : null
}
