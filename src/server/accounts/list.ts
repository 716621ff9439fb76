/** Lists the accounts a security administrator may see, with what each may do. */
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import type { UnitTree } from '../../domain/directory/units.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Gate } from './gate.ts'

export interface AccountRow {
  personId: number
  code: string
  name: string
  unitId: number
  login: string
  active: boolean
  hasSecondFactor: boolean
  hasSignOn: boolean
  lastLoginAt: Instant | null
  grants: { role: string; unitId: number }[]
}

const ACCOUNTS = `
SELECT p.id AS "personId", p.code, p.name, p.unit_id AS "unitId", a.login, a.active AND p.active AS active,
  a.totp_confirmed_at IS NOT NULL AS "hasSecondFactor", a.oidc_subject IS NOT NULL AS "hasSignOn",
  a.last_login_at AS "lastLoginAt",
  (SELECT coalesce(json_agg(json_build_object('role', g.role, 'unitId', g.unit_id) ORDER BY g.id), '[]')
   FROM role_grant g WHERE g.tenant_id = a.tenant_id AND g.person_id = a.person_id) AS grants
FROM account a JOIN person p ON p.tenant_id = a.tenant_id AND p.id = a.person_id
WHERE a.tenant_id = $1 AND p.unit_id = ANY($2) AND a.login > $3 ORDER BY a.login LIMIT $4`

/** By login, `limit` of them behind the login `after`; only people of units where the actor may edit accounts. */
export function listAccounts(
  gate: Gate,
  { actor, units }: { actor: Actor; units: UnitTree },
  { after = '', limit }: { after?: string | undefined; limit: number },
): Promise<AccountRow[]> {
  const within = units.all.filter(unit => mayFor(actor, 'account.edit', unit.id, units))
  return gate.db.named('accounts', ACCOUNTS, [actor.tenantId, within.map(unit => unit.id), after, limit])
}
