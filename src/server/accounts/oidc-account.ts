/** Finds whose account a sign-on belongs to, and remembers it. */
import type { Gate } from './gate.ts'
import { normalLogin } from './login.ts'

/** What the provider vouches for. */
export interface Claims {
  issuer: string
  subject: string
  /** Null unless the provider verified it. */
  email: string | null
  username: string | null
}

interface Account {
  personId: number
  login: string
}

/** The account bound to the subject; else, once, the only unbound one with the verified e-mail or the login; null for none. */
export async function recognise(gate: Gate, tenantId: number, claims: Claims): Promise<Account | null> {
  const bound = await activeAccounts(gate, tenantId)
    .where('a.oidc_issuer', '=', claims.issuer)
    .where('a.oidc_subject', '=', claims.subject)
    .executeTakeFirst()
  if (bound) return seen(gate, tenantId, claims, bound)
  const fitting = await unboundAccounts(gate, tenantId, claims)
  // Two people with one e-mail: the administrator has to say which.
  return fitting.length === 1 ? seen(gate, tenantId, claims, fitting[0]!) : null
}

const activeAccounts = (gate: Gate, tenantId: number) =>
  gate.db.kysely
    .selectFrom('account as a')
    .innerJoin('person as p', j =>
      j.onRef('p.tenant_id', '=', 'a.tenant_id').onRef('p.id', '=', 'a.person_id'),
    )
    .select(['a.person_id as personId', 'a.login'])
    .where('a.tenant_id', '=', tenantId)
    .where('a.active', '=', true)
    .where('p.active', '=', true)

async function unboundAccounts(
  gate: Gate,
  tenantId: number,
  { email, username }: Claims,
): Promise<Account[]> {
  const unbound = activeAccounts(gate, tenantId).where('a.oidc_subject', 'is', null)
  const byEmail = email
    ? await unbound.where(eb => eb(eb.fn<string>('lower', ['p.email']), '=', email.toLowerCase())).execute()
    : []
  if (byEmail.length || !username) return byEmail
  return unbound.where(eb => eb(eb.fn<string>('lower', ['a.login']), '=', normalLogin(username))).execute()
}

// Bound by the condition on the row: of two first sign-ons at once only the same subject can win twice.
async function seen(
  gate: Gate,
  tenantId: number,
  { issuer, subject }: Claims,
  account: Account,
): Promise<Account | null> {
  const kept = await gate.db.kysely
    .updateTable('account')
    .set({ oidc_issuer: issuer, oidc_subject: subject, last_login_at: new Date(gate.now()) })
    .where(eb => eb.and({ tenant_id: tenantId, person_id: account.personId }))
    .where(eb =>
      eb.or([eb('oidc_subject', 'is', null), eb.and({ oidc_issuer: issuer, oidc_subject: subject })]),
    )
    .executeTakeFirst()
  return kept.numUpdatedRows ? account : null
}
