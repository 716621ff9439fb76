/** Gives and takes roles; nobody their own, and the three administrators stay three people (三员分立). */
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import { ROLES, type Role, SEPARATE_ROLES } from '../../domain/access/roles.ts'
import type { UnitTree } from '../../domain/directory/units.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Queryable } from '../kernel/database.ts'
import { leaveTrace } from './audit.ts'
import type { Gate } from './gate.ts'

export interface Granting {
  actor: Actor
  units: UnitTree
  personId: number
  role: string
  /** The top of the subtree it holds for. */
  unitId: number
}

const isRole = (role: string): role is Role => Object.hasOwn(ROLES, role)
const isSeparate = (role: string): boolean => (SEPARATE_ROLES as readonly string[]).includes(role)

/** Gives a person a role for a unit and all below it; giving it twice is no error. */
export async function grantRole(gate: Gate, g: Granting): Promise<null | Refusal> {
  const no = whyNotGrant(g)
  if (no) return no
  const answer = await gate.db.kysely.transaction().execute(async tx => {
    const held = await rolesHeld(tx, g)
    if (!held) return refuse('not-found', { field: 'personId' })
    if (isSeparate(g.role) && held.some(role => isSeparate(role) && role !== g.role))
      return refuse('roles-conflict')
    await keepGrant(tx, gate, g)
    return null
  })
  gate.presence.forgetAll()
  return answer
}

/** Takes a role that was given for exactly this unit. */
export async function takeRole(gate: Gate, g: Granting): Promise<null | Refusal> {
  const no = whyNotGrant(g)
  if (no) return no
  const taken = await gate.db.kysely.transaction().execute(async tx => {
    const gone = await tx
      .deleteFrom('role_grant')
      .where(eb => eb.and(grantOf(g)))
      .executeTakeFirst()
    if (gone.numDeletedRows) await trace(tx, gate, g, 'role.taken')
    return gone.numDeletedRows > 0n
  })
  gate.presence.forgetAll()
  return taken ? null : refuse('not-found')
}

function whyNotGrant({ actor, units, personId, role, unitId }: Granting): Refusal | null {
  if (!isRole(role)) return refuse('no-such-role', { field: 'role' })
  if (!units.get(unitId)) return refuse('no-such-unit', { field: 'unitId' })
  if (!mayFor(actor, 'account.grant', unitId, units)) return refuse('not-permitted', { field: 'unitId' })
  return actor.personId === personId ? refuse('own-roles', { field: 'personId' }) : null
}

const grantOf = ({ actor, personId, role, unitId }: Granting) => ({
  tenant_id: actor.tenantId,
  person_id: personId,
  role,
  unit_id: unitId,
})

// The row lock makes two grants to one person wait for each other, so that both can't miss the conflict.
async function rolesHeld(tx: Queryable, { actor, personId }: Granting): Promise<string[] | null> {
  const { tenantId } = actor
  const person = await tx
    .selectFrom('person')
    .select('id')
    .where(eb => eb.and({ tenant_id: tenantId, id: personId }))
    .forUpdate()
    .executeTakeFirst()
  if (!person) return null
  const rows = await tx
    .selectFrom('role_grant')
    .select('role')
    .where(eb => eb.and({ tenant_id: tenantId, person_id: personId }))
    .execute()
  return rows.map(row => row.role)
}

async function keepGrant(tx: Queryable, gate: Gate, g: Granting): Promise<void> {
  const kept = await tx
    .insertInto('role_grant')
    .values({ ...grantOf(g), granted_by: g.actor.personId, granted_at: new Date(gate.now()) })
    .onConflict(oc => oc.columns(['tenant_id', 'person_id', 'role', 'unit_id']).doNothing())
    .executeTakeFirst()
  if (kept.numInsertedOrUpdatedRows) await trace(tx, gate, g, 'role.given')
}

const trace = (tx: Queryable, gate: Gate, g: Granting, act: 'role.given' | 'role.taken') =>
  leaveTrace(tx, {
    tenantId: g.actor.tenantId,
    personId: g.actor.personId,
    act,
    subject: g.role,
    facts: { person: g.personId, unit: g.unitId },
    at: gate.now(),
  })
