/** Which tickets an actor may see, as a fence around every query. */
import { type RawBuilder, sql } from 'kysely'
import { type Actor, reachOf } from '../../../domain/access/actor.ts'
import type { UnitTree } from '../../../domain/directory/units.ts'

/** Null: all of the tenant. Otherwise the tops of the subtrees, none of them below another; none at all sees nothing. */
export type Tops = readonly number[] | null

export function topsOf(actor: Actor, units: UnitTree): Tops {
  if (actor.kind === 'system') return null
  return highest(reachOf(actor, 'appeal.read'), units)
}

/** Leaves out what lies below another; null when the top unit is among them. */
export function highest(tops: readonly number[], units: UnitTree): Tops {
  if (tops.includes(units.root.id)) return null
  return tops.filter(top => !tops.some(other => other !== top && units.isWithin(top, other)))
}

/**
 * Is a ticket within one of the subtrees? A scalar, so that the planner never turns it into a join. `at` and `id` are
 * when it was received and its key.
 */
export const withinReach = (
  tenantId: number,
  tops: readonly number[],
  at = sql`a.received_at`,
  id = sql`a.id`,
): RawBuilder<boolean> =>
  sql`(SELECT true FROM reach r WHERE r.tenant_id = ${tenantId} AND r.unit_id = ANY(${[...tops]}::bigint[])
    AND r.received_at = ${at} AND r.appeal_id = ${id} LIMIT 1)`
