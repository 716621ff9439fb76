/** The routes of group robots. */
import * as wire from '../../contract/robots.ts'
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import type { UnitTree } from '../../domain/directory/units.ts'
import { isoOf } from '../../domain/instant.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { Refused } from '../kernel/http/problems.ts'
import { route } from '../kernel/http/route.ts'
import { whyNotUrl } from '../webhooks/address.ts'
import type { RobotParts } from './deliver.ts'
import {
  deleteRobot,
  insertRobot,
  listRobots,
  type RobotRow,
  SECRET_CONTEXT,
  toldTo,
  URL_CONTEXT,
  updateRobot,
} from './robots.ts'
import { say } from './say.ts'

export const robotRoutes = (parts: RobotParts) => [
  route(wire.listRobots, async ({ actor }) => {
    const units = await unitsOf(parts, actor)
    const rows = await listRobots(parts.db, actor.tenantId)
    const own = rows.filter(r => mayFor(actor, 'webhook.edit', r.unitId, units))
    return { robots: own.map(r => shown(parts, units, r)) }
  }),
  route(wire.createRobot, async ({ actor, body }) => {
    const units = await unitsOf(parts, actor)
    if (!units.get(body.unitId)?.active) return refuse('no-such-unit', { field: 'unitId' })
    if (!mayFor(actor, 'webhook.edit', body.unitId, units)) return refuse('not-permitted')
    const refusal = whyNotTo(parts, body.url)
    if (refusal) return refusal
    const { tenantId, personId: by } = actor
    const made = await insertRobot(parts.db, parts.keys, { tenantId, ...body, by, at: parts.now() })
    return shown(parts, units, made)
  }),
  route(wire.changeRobot, async ({ actor, params, body }) => {
    const { units } = await ownRobot(parts, actor, params.id)
    const refusal = body.url === undefined ? null : whyNotTo(parts, body.url)
    if (refusal) return refusal
    const at = { tenantId: actor.tenantId, id: params.id }
    const changed = await updateRobot(parts.db, parts.keys, at, body)
    return changed ? shown(parts, units, changed) : refuse('not-found')
  }),
  route(wire.deleteRobot, async ({ actor, params }) => {
    await ownRobot(parts, actor, params.id)
    await deleteRobot(parts.db, actor.tenantId, params.id)
    return null
  }),
  route(wire.tryRobot, async ({ actor, params }) => {
    const { robot } = await ownRobot(parts, actor, params.id)
    const { keys, now, privateToo, tenants } = parts
    const { name } = await tenants.get(actor.tenantId)
    const error = await say({
      kind: robot.kind,
      url: keys.decrypt(robot.url, URL_CONTEXT),
      secret: robot.secret && keys.decrypt(robot.secret, SECRET_CONTEXT),
      text: `【${name}】机器人测试 This is a test`,
      at: now(),
      privateToo,
    })
    return { taken: error === null, error }
  }),
  route(wire.listRobotDeliveries, async ({ actor, params, query: { after, limit } }) => {
    await ownRobot(parts, actor, params.id)
    const before = after === undefined ? null : Number(after)
    const told = await toldTo(parts.db, { tenantId: actor.tenantId, id: params.id, before, limit })
    return {
      deliveries: told.map(({ body, createdAt, sentAt, ...row }) => ({
        ...row,
        text: textIn(() => parts.keys.decrypt(body, 'message.body')),
        createdAt: isoOf(createdAt),
        sentAt: sentAt === null ? null : isoOf(sentAt),
      })),
      next: told.length === limit ? String(told.at(-1)!.id) : null,
    }
  }),
]

/** What was sealed with a secret that is lost shows as ***. */
function textIn(read: () => string): string {
  try {
    return read()
  } catch {
    return '***'
  }
}

const unitsOf = async ({ tenants }: RobotParts, { tenantId }: Actor): Promise<UnitTree> =>
  (await tenants.get(tenantId)).directory.units

/** Throws Refused: not-found; not-permitted where it is another unit's. */
async function ownRobot(parts: RobotParts, actor: Actor, id: number) {
  const units = await unitsOf(parts, actor)
  const robot = (await listRobots(parts.db, actor.tenantId)).find(r => r.id === id)
  if (!robot) throw new Refused(refuse('not-found'))
  if (!mayFor(actor, 'webhook.edit', robot.unitId, units)) throw new Refused(refuse('not-permitted'))
  return { robot, units }
}

function whyNotTo({ privateToo }: RobotParts, url: string): Refusal | null {
  const why = whyNotUrl(url, privateToo)
  return why ? refuse('address-not-allowed', { field: 'url', facts: { why } }) : null
}

function shown(
  { keys }: RobotParts,
  units: UnitTree,
  { url, secret, createdAt, restsUntil, ...robot }: RobotRow,
) {
  const { id, unitId, kind, name, tells, active, failures } = robot
  return {
    id,
    unitId,
    unit: units.get(unitId)?.name ?? '',
    kind,
    name,
    host: hostOf(() => keys.decrypt(url, URL_CONTEXT)),
    signed: secret !== null,
    tells,
    active,
    failures,
    restsUntil: restsUntil === null ? null : isoOf(restsUntil),
    createdAt: isoOf(createdAt),
  }
}

/** Whoever knows more of the address may write to the group. */
function hostOf(read: () => string): string | null {
  try {
    return new URL(read()).host
  } catch {
    return null
  }
}
