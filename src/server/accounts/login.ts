/** Signs staff in with login, password and, where it is set up, a one-time code. */
import { MINUTE } from '../../domain/instant.ts'
import { type Refusal, type RefusalCode, refuse } from '../../domain/refusal.ts'
import { leaveTrace } from './audit.ts'
import type { Gate } from './gate.ts'
import { isPassword } from './password.ts'
import { type Opened, openSession } from './sessions.ts'
import { useCode } from './totp.ts'
import { blockedUntil, countTry, forgetTries, type Limit } from './tries.ts'

export interface SignIn {
  tenantId: number
  login: string
  password: string
  code?: string | undefined
  /** Where it comes from. */
  address: string
}

const PER_LOGIN: Limit = { kind: 'login', most: 5, within: 15 * MINUTE }
// A whole office may stand behind one address.
const PER_ADDRESS: Limit = { kind: 'signInFrom', most: 100, within: 15 * MINUTE }

/** Logins are the same however they are cased. */
export const normalLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase()

export const triesOfLogin = (login: string) => ({ limit: PER_LOGIN, what: normalLogin(login) })

/** Opens a session, or says no; takes as long for a login that doesn't exist, and locks that as well. */
export async function signIn(gate: Gate, by: SignIn): Promise<Opened | Refusal> {
  const { tenantId, password, code, address } = by
  const from = { limit: PER_ADDRESS, what: address }
  // Not traced: whoever floods would only fill the audit.
  if (await blockedUntil(gate, tenantId, [from])) return refuse('slow-down')
  const account = await accountOf(gate, tenantId, by.login)
  const tries = triesOfLogin(by.login)
  if (await blockedUntil(gate, tenantId, [tries])) return refused(gate, by, account, 'locked-out')
  if (!(await isPassword(password, account?.passwordHash ?? null)) || !account)
    return wrong(gate, by, account, 'wrong-login')
  if (account.totp) {
    if (!code) return refused(gate, by, account, 'code-needed')
    if (!(await useCode(gate, tenantId, account.personId, account.totp, code)))
      return wrong(gate, by, account, 'wrong-one-time-code')
  }
  // Guesses made at the same time: the right one among them comes too late once the others have used up the tries.
  if (await blockedUntil(gate, tenantId, [tries])) return refused(gate, by, account, 'locked-out')
  await forgetTries(gate, tenantId, tries)
  return welcome(gate, by, account)
}

interface Account {
  personId: number
  login: string
  passwordHash: string | null
  /** Null unless it was confirmed. */
  totp: Buffer | null
}

async function accountOf(gate: Gate, tenantId: number, login: string): Promise<Account | null> {
  const row = await gate.db.kysely
    .selectFrom('account as a')
    .innerJoin('person as p', j =>
      j.onRef('p.tenant_id', '=', 'a.tenant_id').onRef('p.id', '=', 'a.person_id'),
    )
    .select(['a.person_id as personId', 'a.login', 'a.password_hash as passwordHash'])
    .select(['a.totp_secret_enc as totp', 'a.totp_confirmed_at as confirmedAt'])
    .where('a.tenant_id', '=', tenantId)
    .where(eb => eb(eb.fn<string>('lower', ['a.login']), '=', normalLogin(login)))
    .where('a.active', '=', true)
    .where('p.active', '=', true)
    .executeTakeFirst()
  return row ? { ...row, totp: row.confirmedAt ? row.totp : null } : null
}

async function welcome(gate: Gate, by: SignIn, account: Account): Promise<Opened> {
  const { tenantId } = by
  const { personId, totp } = account
  await gate.db.kysely
    .updateTable('account')
    .set({ last_login_at: new Date(gate.now()) })
    .where(eb => eb.and({ tenant_id: tenantId, person_id: personId }))
    .execute()
  await trace(gate, by, account, 'signIn.done')
  return openSession(gate, tenantId, personId, totp ? 'totp' : 'password')
}

async function wrong(gate: Gate, by: SignIn, account: Account | null, why: RefusalCode): Promise<Refusal> {
  await countTry(gate, by.tenantId, [{ limit: PER_ADDRESS, what: by.address }, triesOfLogin(by.login)])
  return refused(gate, by, account, why)
}

async function refused(gate: Gate, by: SignIn, account: Account | null, why: RefusalCode): Promise<Refusal> {
  await trace(gate, by, account, 'signIn.refused', why)
  const until = why === 'locked-out' ? await blockedUntil(gate, by.tenantId, [triesOfLogin(by.login)]) : null
  return refuse(why, until ? { facts: { until: new Date(until).toISOString() } } : {})
}

function trace(
  gate: Gate,
  by: SignIn,
  account: Account | null,
  act: 'signIn.done' | 'signIn.refused',
  why?: RefusalCode,
) {
  const { tenantId, login, address } = by
  // People type their password into the wrong field: an unknown login is kept by its first letters only.
  const subject = account?.login ?? `${login.slice(0, 2)}…`
  const facts = { address, ...(why && { why }) }
  return leaveTrace(gate.db.kysely, {
    tenantId,
    personId: account?.personId ?? null,
    act,
    subject,
    facts,
    at: gate.now(),
  })
}
