/** Opens who stands behind an appeal or a contact, where the same person is written down once more. */
import type { IdentityInput } from '../../domain/record/draft.ts'
import { CAME_WITH_IT } from '../messaging/recipients.ts'
import type { Parts } from '../parts.ts'

const FIELDS = {
  name: 'name',
  phone: 'phone',
  phone2: 'phone2',
  idNumber: 'id_number',
  address: 'address',
} as const

type Asking = Pick<Parts, 'db' | 'keys'>

/** Who brought an appeal, or the latest of a contact; null when there is none, or it was erased. */
export const personOf = (
  parts: Asking,
  tenantId: number,
  of: { appealId: number } | { contactId: number },
): Promise<IdentityInput | null> =>
  'appealId' in of
    ? personWhere(parts, 'appeal', `i.appeal_id = $2 AND ${CAME_WITH_IT}`, 'id', [tenantId, of.appealId])
    : personWhere(parts, 'contact', 'contact_id = $2', 'id DESC', [tenantId, of.contactId])

/** Who came from this phone last. */
export const personOfPhone = (
  parts: Asking,
  tenantId: number,
  phoneKey: Buffer,
): Promise<IdentityInput | null> =>
  personWhere(parts, 'phone', 'phone_key = $2', 'at DESC', [tenantId, phoneKey])

async function personWhere(
  { db, keys }: Asking,
  of: string,
  condition: string,
  order: string,
  values: unknown[],
) {
  const [row] = await db.named<Record<string, Buffer | null>>(
    `intake.person.${of}`,
    `SELECT name_enc, phone_enc, phone2_enc, id_number_enc, address_enc FROM identity i
     WHERE tenant_id = $1 AND ${condition} AND erased_at IS NULL ORDER BY ${order} LIMIT 1`,
    values,
  )
  if (!row) return null
  const known = Object.entries(FIELDS).flatMap(([field, stored]) => {
    const sealed = row[`${stored}_enc`]
    return sealed ? [[field, keys.decrypt(sealed, `identity.${field}`)] as const] : []
  })
  return known.length > 0 ? (Object.fromEntries(known) as IdentityInput) : null
}
