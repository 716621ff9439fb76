/** Opens, closes and lists the accounts of staff; what the security administrator does. */
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import { whyNotPassword } from '../../domain/access/password-rules.ts'
import type { UnitTree } from '../../domain/directory/units.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { violatedKey } from '../kernel/database.ts'
import { leaveTrace, type Trace } from './audit.ts'
import type { Gate } from './gate.ts'
import { normalLogin, triesOfLogin } from './login.ts'
import { keepPassword } from './own-password.ts'
import { endAllOf } from './sessions.ts'
import { forgetTries } from './tries.ts'

/** Who changes whose account; `units` is the tree of the actor's tenant. */
export interface Deed {
  actor: Actor
  units: UnitTree
  personId: number
}

interface Person {
  name: string
  unitId: number
  login: string | null
}

/** Opens an account for a person of the directory; a password given here must be changed at the first sign-in. */
export async function createAccount(
  gate: Gate,
  deed: Deed,
  { login, password }: { login: string; password?: string | undefined },
): Promise<null | Refusal> {
  const person = await personFor(gate, deed)
  if (isRefusal(person)) return person
  const why = password === undefined ? null : whyNotPassword(password, login, person.name)
  if (why) return refuse('weak-password', { field: 'password', facts: { why } })
  const whose = { tenant_id: deed.actor.tenantId, person_id: deed.personId }
  try {
    await gate.db.kysely
      .insertInto('account')
      .values({ ...whose, login: normalLogin(login) })
      .execute()
  } catch (error) {
    const key = violatedKey(error)
    if (key !== null)
      return refuse('already-exists', { field: key === 'account_pkey' ? 'personId' : 'login' })
    throw error
  }
  await leaveTrace(gate.db.kysely, traceOf(gate, deed, 'account.opened', normalLogin(login)))
  return password === undefined ? null : setPassword(gate, deed, password)
}

/** Gives a person a new password, to be changed at the next sign-in; ends what they have open, and a lock. */
export async function setPassword(gate: Gate, deed: Deed, password: string): Promise<null | Refusal> {
  const person = await accountFor(gate, deed)
  if (isRefusal(person)) return person
  const { tenantId, personId: setBy } = deed.actor
  const { login } = person
  // Otherwise the administrator could make the own password last for ever.
  if (setBy === deed.personId) return refuse('not-permitted')
  const why = whyNotPassword(password, login, person.name)
  if (why) return refuse('weak-password', { field: 'password', facts: { why } })
  await keepPassword(gate, { tenantId, personId: deed.personId, password, setBy, login })
  await endAllOf(gate, tenantId, deed.personId)
  await forgetTries(gate, tenantId, triesOfLogin(login))
  return null
}

/** Closes an account, which ends all it has open, or opens it again. */
export async function setActive(gate: Gate, deed: Deed, active: boolean): Promise<null | Refusal> {
  const person = await accountFor(gate, deed)
  if (isRefusal(person)) return person
  await gate.db.kysely
    .updateTable('account')
    .set({ active })
    .where(eb => eb.and(whoseOf(deed)))
    .execute()
  await leaveTrace(
    gate.db.kysely,
    traceOf(gate, deed, active ? 'account.reopened' : 'account.closed', person.login),
  )
  if (!active) await endAllOf(gate, deed.actor.tenantId, deed.personId)
  return null
}

/** Takes the second factor away, e.g. when the phone was lost; the person sets up another at the next sign-in. */
export async function resetSecondFactor(gate: Gate, deed: Deed): Promise<null | Refusal> {
  const person = await accountFor(gate, deed)
  if (isRefusal(person)) return person
  await gate.db.kysely
    .updateTable('account')
    .set({ totp_secret_enc: null, totp_confirmed_at: null, totp_last_step: null })
    .where(eb => eb.and(whoseOf(deed)))
    .execute()
  await leaveTrace(gate.db.kysely, traceOf(gate, deed, 'account.secondFactorReset', person.login))
  await endAllOf(gate, deed.actor.tenantId, deed.personId)
  return null
}

const whoseOf = ({ actor, personId }: Deed) => ({ tenant_id: actor.tenantId, person_id: personId })

const traceOf = (gate: Gate, { actor, personId: whose }: Deed, act: Trace['act'], subject: string): Trace => {
  const { tenantId, personId } = actor
  return { tenantId, personId, act, subject, facts: { person: whose }, at: gate.now() }
}

async function accountFor(gate: Gate, deed: Deed): Promise<(Person & { login: string }) | Refusal> {
  const person = await personFor(gate, deed)
  if (isRefusal(person)) return person
  return person.login === null ? refuse('not-found') : { ...person, login: person.login }
}

/** A person outside the actor's reach is as good as none. */
async function personFor(gate: Gate, { actor, units, personId }: Deed): Promise<Person | Refusal> {
  const person = await gate.db.kysely
    .selectFrom('person as p')
    .leftJoin('account as a', j =>
      j.onRef('a.tenant_id', '=', 'p.tenant_id').onRef('a.person_id', '=', 'p.id'),
    )
    .select(['p.name', 'p.unit_id as unitId', 'a.login'])
    .where('p.tenant_id', '=', actor.tenantId)
    .where('p.id', '=', personId)
    .executeTakeFirst()
  return person && mayFor(actor, 'account.edit', person.unitId, units)
    ? person
    : refuse('not-found', { field: 'personId' })
}
