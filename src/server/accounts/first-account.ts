/** Lets the first person in: without an account nobody could open one. */
import { randomBytes } from 'node:crypto'
import { systemActor } from '../../domain/access/actor.ts'
import { whyNotPassword } from '../../domain/access/password-rules.ts'
import type { UnitTree } from '../../domain/directory/units.ts'
import { createAccount } from './accounts.ts'
import type { Gate } from './gate.ts'

export interface FirstAccount {
  login: string
  name: string
  /** To be changed at the first sign-in; kept nowhere. */
  password: string
}

/** Opens an account for every security administrator of a tenant that has no account yet; none when it has one. */
export async function firstAccounts(gate: Gate, tenantId: number, units: UnitTree): Promise<FirstAccount[]> {
  const { rows } = await gate.db.pool.query<{ id: number; code: string; name: string }>(
    `SELECT DISTINCT p.id, p.code, p.name FROM person p
     JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.role = 'securityAdmin'
     WHERE p.tenant_id = $1 AND p.active AND NOT EXISTS (SELECT FROM account a WHERE a.tenant_id = $1) ORDER BY p.id`,
    [tenantId],
  )
  const opened: FirstAccount[] = []
  for (const { id: personId, code: login, name } of rows) {
    const password = newPassword(login, name)
    const refusal = await createAccount(
      gate,
      { actor: systemActor(tenantId), units, personId },
      { login, password },
    )
    if (refusal === null) opened.push({ login, name, password })
  }
  return opened
}

function newPassword(login: string, name: string): string {
  for (;;) {
    const password = randomBytes(12).toString('base64url')
    if (whyNotPassword(password, login, name) === null) return password
  }
}
