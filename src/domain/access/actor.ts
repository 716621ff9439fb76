/** Who acts, and the one question about it: why may they not? */
import type { UnitTree } from '../directory/units.ts'
import { type Permission, ROLES, type Role } from './roles.ts'
import type { ForceScope } from './task-force.ts'

export interface Grant {
  role: Role
  /** The top of the subtree it holds for. */
  unitId: number
}

/** A member of staff, an appellant with number and code, or the system itself. */
export interface Actor {
  kind: 'staff' | 'appellant' | 'system'
  tenantId: number
  personId: number | null
  name: string
  unitId: number | null
  grants: readonly Grant[]
  /** 工作专班 the person is in today: matters seen across the borders of units. */
  forces?: readonly ForceScope[]
  /** For an appellant with number and code: the one appeal the code opens. */
  appealId?: number
  /** For an appellant signed in by a one-time code: the blind index of the phone, in hex. */
  phoneKey?: string
  /** The organisations whose contact person has that phone. */
  organisationIds?: readonly number[]
}

export const systemActor = (tenantId: number, name = 'system'): Actor => ({
  kind: 'system',
  tenantId,
  personId: null,
  name,
  unitId: null,
  grants: [],
})

/** May the actor do this anywhere at all? The system may; an appellant never by permission. */
export const mayAnywhere = (actor: Actor, permission: Permission): boolean =>
  actor.kind === 'system' || actor.grants.some(g => holds(g.role, permission))

/** May the actor do this for matters of this unit? */
export const mayFor = (actor: Actor, permission: Permission, unitId: number, units: UnitTree): boolean =>
  actor.kind === 'system' ||
  actor.grants.some(g => holds(g.role, permission) && units.isWithin(unitId, g.unitId))

/** The tops of the subtrees for which the actor holds a permission. */
export const reachOf = (actor: Actor, permission: Permission): number[] => [
  ...new Set(actor.grants.filter(g => holds(g.role, permission)).map(g => g.unitId)),
]

export const holds = (role: Role, permission: Permission): boolean =>
  (ROLES[role] as readonly Permission[]).includes(permission)
