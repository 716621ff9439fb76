/** Says who is signed in, as the wire puts it. */
import type { Me } from '../../contract/sign-in.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { PERMISSIONS, ROLES } from '../../domain/access/roles.ts'
import { isoOf } from '../../domain/instant.ts'
import type { Present } from './presence.ts'

/** `present` is null for an appellant who came with number and code. */
export function meOf(actor: Actor, present: Present | null): Me {
  const held = new Set<string>(actor.grants.flatMap(grant => ROLES[grant.role]))
  return {
    kind: actor.kind === 'staff' ? 'staff' : 'appellant',
    personId: actor.personId,
    name: actor.name,
    login: present?.login ?? null,
    unitId: actor.unitId,
    grants: [...actor.grants],
    permissions: PERMISSIONS.filter(permission => held.has(permission)),
    needs: [...(present?.needs ?? [])],
    organisationIds: [...(actor.organisationIds ?? [])],
    expiresAt: present ? isoOf(present.expiresAt) : null,
  }
}
