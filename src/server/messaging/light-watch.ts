/** 订阅亮灯: who is told of the colours of a unit's duties, and the routes to say so. */
import type pg from 'pg'
import * as wire from '../../contract/light-watch.ts'
import { type Grant, holds, mayFor } from '../../domain/access/actor.ts'
import type { UnitTree } from '../../domain/directory/units.ts'
import { refuse } from '../../domain/refusal.ts'
import { route } from '../kernel/http/route.ts'
import type { Parts } from '../parts.ts'
import type { Recipient } from './recipients.ts'
import { type Person, type Ticket, written } from './staff.ts'

type Light = 'green' | 'yellow' | 'red'
interface Watch {
  unitId: number
  below: boolean
  lights: Light[]
}

export const lightWatchRoutes = ({ db, tenants }: Pick<Parts, 'db' | 'tenants'>) => [
  route(wire.readMyLights, async ({ actor }) => {
    const [row] = await db.named<Watch>(
      'watch.read',
      'SELECT unit_id AS "unitId", below, lights FROM light_watch WHERE tenant_id = $1 AND person_id = $2',
      [actor.tenantId, actor.personId],
    )
    return row ?? { unitId: null, below: true, lights: [] }
  }),
  route(wire.watchLights, async ({ actor, body: { unitId, below = true, lights } }) => {
    const { units } = (await tenants.get(actor.tenantId)).directory
    if (!units.get(unitId)?.active) return refuse('no-such-unit', { field: 'unitId' })
    if (!mayFor(actor, 'appeal.read', unitId, units)) return refuse('not-permitted')
    await db.named(
      'watch.set',
      // What was before is no news.
      `INSERT INTO light_watch (tenant_id, person_id, unit_id, below, lights, seen_id)
       VALUES ($1, $2, $3, $4, $5, (SELECT coalesce(max(id), 0) FROM event))
       ON CONFLICT (tenant_id, person_id) DO UPDATE SET unit_id = excluded.unit_id, below = excluded.below,
         lights = excluded.lights, seen_id = excluded.seen_id`,
      [actor.tenantId, actor.personId, unitId, below, lights],
    )
    return { unitId, below, lights }
  }),
]

const WATCHERS = `SELECT p.id, p.phone, p.email, w.unit_id AS "unitId", w.below,
  (SELECT coalesce(json_agg(json_build_object('role', g.role, 'unitId', g.unit_id)), '[]') FROM role_grant g
   WHERE g.tenant_id = p.tenant_id AND g.person_id = p.id) AS grants
FROM light_watch w JOIN person p ON p.tenant_id = w.tenant_id AND p.id = w.person_id
WHERE w.tenant_id = $1 AND $2 = ANY(w.lights) AND p.active AND (p.email IS NOT NULL OR p.phone IS NOT NULL) ORDER BY p.id`

/** Those who asked for it and may still see the unit's tickets. */
export async function watchersOf(
  client: pg.ClientBase,
  { tenantId, unitId, light, units }: { tenantId: number; unitId: number; light: string; units: UnitTree },
  ticket: Ticket,
): Promise<Recipient[]> {
  const { rows } = await client.query<Person & { unitId: number; below: boolean; grants: Grant[] }>({
    name: 'message.watchers',
    text: WATCHERS,
    values: [tenantId, light],
  })
  const maySee = (g: Grant): boolean => holds(g.role, 'appeal.read') && units.isWithin(unitId, g.unitId)
  return written(
    rows.filter(
      p => (p.below ? units.isWithin(unitId, p.unitId) : unitId === p.unitId) && p.grants.some(maySee),
    ),
    ticket,
  )
}
