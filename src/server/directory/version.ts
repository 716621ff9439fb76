/** The number that tells every server that a tenant's directory, calendar or rules have changed. */
import { sql } from 'kysely'
import type { Queryable } from '../kernel/database.ts'

/** Raises it, inside the transaction that changes something; locks the tenant's row until that ends. */
export async function raiseVersion(tx: Queryable, tenantId: number): Promise<void> {
  await tx
    .updateTable('tenant')
    .set({ directory_version: sql<number>`directory_version + 1` })
    .where('id', '=', tenantId)
    .execute()
}
