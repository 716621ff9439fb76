/** The same creating call answered again, with the query codes opened anew. */
import type { Parts } from '../parts.ts'

/** The query codes of appeals, by number. */
export async function queryCodesOf(
  { db, keys }: Pick<Parts, 'db' | 'keys'>,
  tenantId: number,
  numbers: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.named<{ number: string; sealed: Buffer }>(
    'intake.codes',
    'SELECT number, query_code AS sealed FROM appeal WHERE tenant_id = $1 AND number = ANY ($2)',
    [tenantId, numbers],
  )
  return new Map(rows.map(r => [r.number, keys.decrypt(r.sealed, 'appeal.queryCode')]))
}
