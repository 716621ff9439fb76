/** What the security administrator does with accounts and roles. */
import * as wire from '../../contract/accounts.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { isoOf } from '../../domain/instant.ts'
import { type Route, route } from '../kernel/http/route.ts'
import { createAccount, resetSecondFactor, setActive, setPassword } from './accounts.ts'
import { grantRole, takeRole } from './grants.ts'
import { listAccounts } from './list.ts'
import type { AccountParts } from './parts.ts'

export function adminRoutes({ gate, tenants }: AccountParts): Route[] {
  const unitsOf = async ({ tenantId }: Actor) => (await tenants.get(tenantId)).directory.units
  const deed = async (actor: Actor, personId: number) => ({ actor, personId, units: await unitsOf(actor) })
  return [
    route(wire.listAccounts, async ({ actor, query }) => {
      const accounts = await listAccounts(gate, { actor, units: await unitsOf(actor) }, query)
      const next = accounts.length === query.limit ? accounts.at(-1)!.login : null
      return {
        accounts: accounts.map(a => ({
          ...a,
          lastLoginAt: a.lastLoginAt === null ? null : isoOf(a.lastLoginAt),
        })),
        next,
      }
    }),
    route(wire.createAccount, async ({ actor, body }) =>
      createAccount(gate, await deed(actor, body.personId), body),
    ),
    route(wire.changeAccount, async ({ actor, params, body }) =>
      setActive(gate, await deed(actor, params.personId), body.active),
    ),
    route(wire.resetPassword, async ({ actor, params, body }) =>
      setPassword(gate, await deed(actor, params.personId), body.password),
    ),
    route(wire.resetSecondFactor, async ({ actor, params }) =>
      resetSecondFactor(gate, await deed(actor, params.personId)),
    ),
    route(wire.grantRole, async ({ actor, params, body }) =>
      grantRole(gate, { ...(await deed(actor, params.personId)), ...body }),
    ),
    route(wire.takeRole, async ({ actor, params }) =>
      takeRole(gate, { ...(await deed(actor, params.personId)), role: params.role, unitId: params.unitId }),
    ),
  ]
}
