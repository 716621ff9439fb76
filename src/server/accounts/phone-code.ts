/** Signs citizens and organisations' contacts in with a one-time code sent to their phone. */
import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { isMobile, normalPhone } from '../../domain/access/phone.ts'
import { HOUR, type Instant, MINUTE } from '../../domain/instant.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { phoneKeyOf } from '../kernel/crypto/blind-index.ts'
import type { Gate } from './gate.ts'
import { type Opened, openCitizenSession } from './sessions.ts'
import { blockedUntil, countTry, type Limit } from './tries.ts'

/** A code to be sent; whoever sends it keeps it nowhere. */
export interface PhoneCode {
  /** In normal form. */
  phone: string
  /** Six digits. */
  code: string
  expiresAt: Instant
}

interface Asking {
  tenantId: number
  phone: string
  address: string
}

const VALID = 5 * MINUTE
const SENT: Limit = { kind: 'codeSent', most: 3, within: HOUR }
const SENT_FROM: Limit = { kind: 'codeSentFrom', most: 30, within: HOUR }
const WRONG: Limit = { kind: 'phone', most: 5, within: HOUR }
const WRONG_FROM: Limit = { kind: 'phoneFrom', most: 30, within: HOUR }

/** Makes a code for the phone, three times an hour at most; an earlier one no longer holds. */
export async function requestPhoneCode(
  gate: Gate,
  { tenantId, phone, address }: Asking,
): Promise<PhoneCode | Refusal> {
  const normal = normalPhone(phone)
  if (!isMobile(normal)) return refuse('not-a-mobile', { field: 'phone' })
  const until = await countTry(gate, tenantId, [
    { limit: SENT_FROM, what: address },
    { limit: SENT, what: normal },
  ])
  if (until) return slowDown(until)
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const expiresAt = gate.now() + VALID
  await keepCode(gate, tenantId, normal, { code, expiresAt })
  return { phone: normal, code, expiresAt }
}

async function keepCode(
  gate: Gate,
  tenantId: number,
  phone: string,
  { code, expiresAt }: Omit<PhoneCode, 'phone'>,
) {
  const kept = { code_hash: hashOf(gate, phone, code), expires_at: new Date(expiresAt) }
  await gate.db.kysely
    .insertInto('phone_code')
    .values({ tenant_id: tenantId, phone_key: phoneKeyOf(gate.keys, phone)!, ...kept })
    .onConflict(oc => oc.columns(['tenant_id', 'phone_key']).doUpdateSet(kept))
    .execute()
}

/** Opens a citizen's session when the code is the latest one, in time, and not yet used. */
export async function verifyPhoneCode(
  gate: Gate,
  { tenantId, phone, address, code }: Asking & { code: string },
): Promise<Opened | Refusal> {
  const normal = normalPhone(phone)
  const phoneKey = phoneKeyOf(gate.keys, normal)
  if (!phoneKey) return refuse('not-a-mobile', { field: 'phone' })
  const tries = [
    { limit: WRONG_FROM, what: address },
    { limit: WRONG, what: normal },
  ]
  const isRight = await takeCode(gate, tenantId, phoneKey, hashOf(gate, normal, code))
  if (!isRight) await countTry(gate, tenantId, tries)
  // Asked last: of many guesses made at once, the right one is refused when the others used up the tries.
  const until = await blockedUntil(gate, tenantId, tries)
  if (until) return slowDown(until)
  return isRight
    ? openCitizenSession(gate, tenantId, phoneKey)
    : refuse('wrong-phone-code', { field: 'code' })
}

async function takeCode(gate: Gate, tenantId: number, phoneKey: Buffer, codeHash: Buffer): Promise<boolean> {
  const taken = await gate.db.kysely
    .deleteFrom('phone_code')
    .where(eb => eb.and({ tenant_id: tenantId, phone_key: phoneKey, code_hash: codeHash }))
    .where('expires_at', '>', sql<number>`${new Date(gate.now())}`)
    .executeTakeFirst()
  return taken.numDeletedRows > 0n
}

// Six digits are soon tried through; without the keys the hash tells nothing.
const hashOf = (gate: Gate, phone: string, code: string): Buffer =>
  gate.keys.blind(`${phone}:${code.normalize('NFKC').replace(/\s/g, '')}`, 'phoneCode')

const slowDown = (until: Instant): Refusal =>
  refuse('slow-down', { facts: { until: new Date(until).toISOString() } })
