/** The blind indexes by which a person is found: one way to make them, so that all tables agree. */
import { normalPhone } from '../../../domain/access/phone.ts'
import type { Keys } from './keys.ts'

/** The `phone_key` of a number, however it was typed; null when the text has no digits. */
export function phoneKeyOf(keys: Keys, phone: string): Buffer | null {
  const normal = normalPhone(phone)
  return normal ? keys.blind(normal, 'phone') : null
}

/** The `id_number_key` of an identity card or other document; null when the text has no letters or digits. */
export function idNumberKeyOf(keys: Keys, idNumber: string): Buffer | null {
  const normal = idNumber
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
  return normal ? keys.blind(normal, 'idNumber') : null
}
