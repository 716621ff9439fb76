/** What the signed-in see and change of themselves. */
import type { FastifyRequest } from 'fastify'
import * as wire from '../../contract/sign-in.ts'
import { isoOf } from '../../domain/instant.ts'
import { isRefusal, refuse } from '../../domain/refusal.ts'
import { InvalidInput, Refused } from '../kernel/http/problems.ts'
import { type Route, route } from '../kernel/http/route.ts'
import { presentOf } from './authenticate.ts'
import type { Gate } from './gate.ts'
import { meOf } from './me.ts'
import { changePassword } from './own-password.ts'
import type { AccountParts } from './parts.ts'
import type { Present } from './presence.ts'
import { endKey, keysOf, makeKey } from './sessions.ts'
import { confirmTotp, enrolTotp } from './totp.ts'

// A session that ended since the route let it in.
async function here(gate: Gate, request: FastifyRequest): Promise<Present> {
  const present = await presentOf(gate, request)
  if (!present) throw new Refused(refuse('not-signed-in'))
  return present
}

export const ownRoutes = ({ gate, tenants }: AccountParts): Route[] => [
  route(wire.readMe, async ({ actor, request }) => {
    const me = meOf(actor, actor.appealId ? null : await presentOf(gate, request))
    if (actor.kind !== 'staff') return me
    const { colours } = (await tenants.get(actor.tenantId)).policy.rules.supervision ?? {}
    return { ...me, ...(colours && { lights: colours }) }
  }),
  route(wire.changeMyPassword, async ({ body, request }) =>
    changePassword(gate, await here(gate, request), body),
  ),
  route(wire.enrolSecondFactor, async ({ request }) => enrolTotp(gate, await here(gate, request))),
  route(wire.confirmSecondFactor, async ({ body, request }) => {
    const refused = await confirmTotp(gate, await here(gate, request), body.code)
    if (refused) return refused
    const present = await here(gate, request)
    return meOf(present.actor, present)
  }),
  ...keyRoutes(gate),
]

const keyRoutes = (gate: Gate) => [
  route(wire.listMyKeys, async ({ request }) => {
    const keys = await keysOf(gate, await here(gate, request))
    return {
      keys: keys.map(({ id, name, createdAt, seenAt, expiresAt }) => ({
        id,
        name: name ?? '',
        createdAt: isoOf(createdAt),
        seenAt: isoOf(seenAt),
        expiresAt: isoOf(expiresAt),
      })),
    }
  }),
  route(wire.createMyKey, async ({ body, request }) => {
    const expiresAt = Date.parse(body.expiresAt)
    // Also false for 23:59:60, which the format allows and nothing can store.
    if (!(expiresAt > gate.now()))
      throw new InvalidInput('expiresAt', '有效期须在将来。', 'expiresAt must lie in the future')
    const made = await makeKey(gate, await here(gate, request), { name: body.name, expiresAt })
    return isRefusal(made) ? made : { id: made.id, token: made.token, expiresAt: isoOf(made.expiresAt) }
  }),
  route(wire.endMyKey, async ({ params, request }) => endKey(gate, await here(gate, request), params.id)),
]
