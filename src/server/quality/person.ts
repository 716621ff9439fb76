/** Whom a ticket came from, only ever to see that a text doesn't name them. */
import type { Person } from '../../domain/quality/typical-case.ts'
import type { Parts } from '../parts.ts'

/** Nulls where nobody is known, or was erased. */
export async function personOf(
  { db, keys }: Pick<Parts, 'db' | 'keys'>,
  tenantId: number,
  appealId: number,
): Promise<Person> {
  const [row] = await db.named<{ name: Buffer | null; address: Buffer | null }>(
    'insight.person',
    `SELECT name_enc AS name, address_enc AS address FROM identity
     WHERE tenant_id = $1 AND appeal_id = $2 AND erased_at IS NULL ORDER BY id LIMIT 1`,
    [tenantId, appealId],
  )
  const plain = (field: 'name' | 'address') =>
    row?.[field] ? keys.decrypt(row[field], `identity.${field}`) : null
  return { name: plain('name'), address: plain('address') }
}
