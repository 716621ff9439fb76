/** Changes one's own password. */
import { whyNotPassword } from '../../domain/access/password-rules.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { leaveTrace } from './audit.ts'
import type { Gate } from './gate.ts'
import { triesOfLogin } from './login.ts'
import { hashPassword, isPassword } from './password.ts'
import type { Present } from './presence.ts'
import { endOthers } from './sessions.ts'
import { blockedUntil, countTry } from './tries.ts'

/** Needs the present password again, counts wrong ones as sign-in does, and ends the person's other sessions. */
export async function changePassword(
  gate: Gate,
  present: Present,
  { old, fresh }: { old: string; fresh: string },
): Promise<null | Refusal> {
  const { actor, kind, login } = present
  const { tenantId, personId, name } = actor
  if (kind !== 'session' || !login) return refuse('key-needs-session')
  const tries = [triesOfLogin(login)]
  if (await blockedUntil(gate, tenantId, tries)) return refuse('locked-out')
  if (!(await isPassword(old, await hashOf(gate, tenantId, personId!)))) {
    await countTry(gate, tenantId, tries)
    return refuse('wrong-login', { field: 'old' })
  }
  const why = old === fresh ? 'unchanged' : whyNotPassword(fresh, login, name)
  if (why) return refuse('weak-password', { field: 'fresh', facts: { why } })
  await keepPassword(gate, { tenantId, personId: personId!, password: fresh, setBy: personId, login })
  await endOthers(gate, present)
  return null
}

async function hashOf(gate: Gate, tenantId: number, personId: number): Promise<string | null> {
  const row = await gate.db.kysely
    .selectFrom('account')
    .select('password_hash as hash')
    .where(eb => eb.and({ tenant_id: tenantId, person_id: personId }))
    .executeTakeFirst()
  return row?.hash ?? null
}

/** Stores a password that passed the rules. One set by somebody else has no date: it must be changed at once. */
export async function keepPassword(
  gate: Gate,
  to: { tenantId: number; personId: number; password: string; setBy: number | null; login: string },
): Promise<void> {
  const { tenantId, personId, login, setBy } = to
  const hash = await hashPassword(to.password)
  const at = gate.now()
  await gate.db.kysely.transaction().execute(async tx => {
    await tx
      .updateTable('account')
      .set({ password_hash: hash, password_set_at: setBy === personId ? new Date(at) : null })
      .where(eb => eb.and({ tenant_id: tenantId, person_id: personId }))
      .execute()
    await leaveTrace(tx, { tenantId, personId: setBy, act: 'account.passwordSet', subject: login, at })
  })
}
