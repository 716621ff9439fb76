/** Checks who the appellants are: what stands encrypted must be what the history committed to, unless it was erased. */
import { idNumberKeyOf, phoneKeyOf } from '../../kernel/crypto/blind-index.ts'
import type { Keys } from '../../kernel/crypto/keys.ts'
import { commitment } from '../hash.ts'
import { Broken } from './finding.ts'
import type { IdentityFact } from './history.ts'
import type { TicketKey } from './state.ts'

/** A row of `identity`, times in epoch milliseconds. */
export interface IdentityRow {
  tenant_id: number
  id: number
  contact_id: number | null
  appeal_id: number | null
  /** Null when the person was erased. */
  salt: Buffer | null
  commitment: Buffer
  name_enc: Buffer | null
  phone_enc: Buffer | null
  phone2_enc: Buffer | null
  id_number_enc: Buffer | null
  address_enc: Buffer | null
  phone_key: Buffer | null
  id_number_key: Buffer | null
  at: number
  erased_at: number | null
}

const SEALED = {
  name: 'name_enc',
  phone: 'phone_enc',
  phone2: 'phone2_enc',
  idNumber: 'id_number_enc',
  address: 'address_enc',
} as const

type Why = [field: string, what: string] | null

/** Throws Broken at the first identity that is not as recorded, or that the history knows and the table doesn't. */
export function checkIdentities(
  key: TicketKey,
  facts: ReadonlyMap<string, IdentityFact>,
  rows: readonly IdentityRow[],
  keys: Keys,
): void {
  const left = new Map(facts)
  for (const row of rows) {
    const commits = row.commitment.toString('hex')
    const why = whyNotRecorded(row, left.get(commits)) ?? whyNotIntact(row, keys)
    if (why) throw new Broken({ table: 'identity', ...key, row: { id: row.id }, field: why[0], what: why[1] })
    left.delete(commits)
  }
  for (const { seq } of left.values())
    throw new Broken({
      table: 'identity',
      ...key,
      row: { seq },
      field: 'commitment',
      what: `the person that event ${seq} brought is missing`,
    })
}

function whyNotRecorded(row: IdentityRow, fact: IdentityFact | undefined): Why {
  if (!fact) return ['commitment', 'no event of its appeal brought it']
  if (row.at !== fact.recordedAt)
    return ['at', `event ${fact.seq}, which brought it, was recorded at another time`]
  if (fact.contactId !== null && row.contact_id !== fact.contactId)
    return ['contact_id', `event ${fact.seq} names another contact`]
  return null
}

/** Why an identity, taken by itself, is not what its commitment says. */
export function whyNotIntact(row: IdentityRow, keys: Keys): Why {
  if (row.erased_at !== null) return whyNotErased(row)
  if (!row.salt) return ['salt', 'it has lost its salt, though it was not erased']
  const plain: Record<string, string> = {}
  for (const [field, column] of Object.entries(SEALED)) {
    const sealed = row[column]
    if (!sealed) continue
    try {
      plain[field] = keys.decrypt(sealed, `identity.${field}`)
    } catch (error) {
      return [column, (error as Error).message]
    }
  }
  if (!commitment(row.salt, plain).equals(row.commitment))
    return ['commitment', 'it is not what was recorded']
  return whyNotKeys(row, plain, keys)
}

function whyNotKeys(row: IdentityRow, { phone, idNumber }: Record<string, string>, keys: Keys): Why {
  const same = (a: Buffer | null, b: Buffer | null) => (a && b ? a.equals(b) : a === b)
  if (!same(row.phone_key, phone ? phoneKeyOf(keys, phone) : null))
    return ['phone_key', 'it is not found by its telephone number']
  if (!same(row.id_number_key, idNumber ? idNumberKeyOf(keys, idNumber) : null))
    return ['id_number_key', 'it is not found by its document number']
  return null
}

function whyNotErased(row: IdentityRow): Why {
  const kept = [...Object.values(SEALED), 'phone_key', 'id_number_key', 'salt'] as const
  const column = kept.find(name => row[name] !== null)
  return column ? [column, 'it was erased, but this is still there'] : null
}
