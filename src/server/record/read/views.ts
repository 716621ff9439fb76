/** Who looked at the person behind a ticket: in full for the auditor, by unit for the person. */
import { type Actor, mayFor } from '../../../domain/access/actor.ts'
import { isoOf } from '../../../domain/instant.ts'
import { type Refusal, refuse } from '../../../domain/refusal.ts'
import type { Parts } from '../../parts.ts'
import { isOfPhone } from '../appellants.ts'
import { namesOf } from './names.ts'
import { viewsByUnit, viewsOf } from './view-log.ts'

/** The appellant is known by the phone they signed in with; who merely joined is told nothing. */
export async function viewsFor({ db, door, tickets }: Parts, actor: Actor, number: string) {
  const appealId = await tickets.idOf(actor.tenantId, number)
  if (appealId === null) return refuse('not-found') satisfies Refusal
  const { directory } = await door.context(actor)
  const isAuditor = mayFor(actor, 'log.read', directory.units.root.id, directory.units)
  if (!isAuditor && !(await isOfPhone({ db }, actor, appealId))) return refuse('not-found') satisfies Refusal
  const names = namesOf(directory)
  const byUnit = await viewsByUnit(db, actor.tenantId, appealId)
  const views = isAuditor ? await viewsOf(db, actor.tenantId, appealId) : null
  return {
    byUnit: byUnit.map(({ unitId, times }) => ({ unit: names.unitOrNull(unitId), times: Number(times) })),
    views:
      views?.map(({ personId, unitId, at, ...v }) => ({
        ...v,
        at: isoOf(at),
        person: names.person(personId),
        unit: names.unitOrNull(unitId),
      })) ?? null,
  }
}
