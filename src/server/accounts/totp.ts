/** The second factor of staff: one-time codes of an authenticator app (RFC 6238). */
import { Secret, TOTP } from 'otpauth'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { leaveTrace } from './audit.ts'
import type { Gate } from './gate.ts'
import type { Present } from './presence.ts'

const CONTEXT = 'account.totpSecret'
const PERIOD_SECONDS = 30

const totpOf = (secret: string, label = '', issuer = ''): TOTP =>
  new TOTP({
    secret: Secret.fromBase32(secret),
    period: PERIOD_SECONDS,
    digits: 6,
    algorithm: 'SHA1',
    label,
    issuer,
  })

/** Makes a secret for the person's app, as text and as the `otpauth://` address of a QR code; in force once confirmed. */
export async function enrolTotp(
  gate: Gate,
  { actor, kind, login }: Present,
): Promise<{ secret: string; uri: string } | Refusal> {
  if (kind !== 'session') return refuse('key-needs-session')
  const secret = new Secret({ size: 20 }).base32
  const { name } = await gate.db.kysely
    .selectFrom('tenant')
    .select('name')
    .where('id', '=', actor.tenantId)
    .executeTakeFirstOrThrow()
  const kept = await gate.db.kysely
    .updateTable('account')
    .set({ totp_secret_enc: gate.keys.encrypt(secret, CONTEXT), totp_last_step: null })
    .where('tenant_id', '=', actor.tenantId)
    .where('person_id', '=', actor.personId)
    .where('totp_confirmed_at', 'is', null)
    .executeTakeFirst()
  if (!kept.numUpdatedRows) return refuse('already-done')
  return { secret, uri: totpOf(secret, login ?? '', name).toString() }
}

/** Puts the second factor in force with a first code; the session at hand counts as proven by it. */
export async function confirmTotp(gate: Gate, present: Present, code: string): Promise<null | Refusal> {
  const { tenantId, personId } = present.actor
  if (present.kind !== 'session') return refuse('key-needs-session')
  const account = await gate.db.kysely
    .selectFrom('account')
    .select(['totp_secret_enc as sealed', 'totp_confirmed_at as confirmedAt'])
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (!account?.sealed) return refuse('not-confirmed')
  if (account.confirmedAt) return refuse('already-done')
  if (!(await useCode(gate, tenantId, personId!, account.sealed, code)))
    return refuse('wrong-one-time-code', { field: 'code' })
  await putInForce(gate, present)
  gate.presence.forgetAll()
  return null
}

async function putInForce(gate: Gate, { actor, sessionId, login }: Present): Promise<void> {
  const { tenantId, personId } = actor
  const at = gate.now()
  await gate.db.kysely.transaction().execute(async tx => {
    const whose = { tenant_id: tenantId, person_id: personId! }
    await tx
      .updateTable('account')
      .set({ totp_confirmed_at: new Date(at) })
      .where(eb => eb.and(whose))
      .execute()
    await tx
      .updateTable('session')
      .set({ proof: 'totp' })
      .where(eb => eb.and({ tenant_id: tenantId, id: sessionId }))
      .execute()
    await leaveTrace(tx, { tenantId, personId, act: 'account.secondFactorSet', subject: login ?? '', at })
  })
}

/** Whether the code is right (one step of clock error either way) and was not used before; it is used now. */
export async function useCode(
  gate: Gate,
  tenantId: number,
  personId: number,
  sealed: Buffer,
  code: string,
): Promise<boolean> {
  const digits = code.normalize('NFKC').replace(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return false
  const now = gate.now()
  const drift = totpOf(gate.keys.decrypt(sealed, CONTEXT)).validate({
    token: digits,
    timestamp: now,
    window: 1,
  })
  if (drift === null) return false
  const step = Math.floor(now / (PERIOD_SECONDS * 1000)) + drift
  const used = await gate.db.kysely
    .updateTable('account')
    .set({ totp_last_step: step })
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .where(eb => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', step)]))
    .executeTakeFirst()
  return used.numUpdatedRows > 0n
}
