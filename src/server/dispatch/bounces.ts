/** How a matter went to and fro between units, from its history. */
import type { Actor } from '../../domain/access/actor.ts'
import { bouncedFor, type DutyEvent, staysOf } from '../../domain/dispatch/bounced-for.ts'
import { isoOf, SECOND } from '../../domain/instant.ts'
import { isRefusal } from '../../domain/refusal.ts'
import type { Parts } from '../parts.ts'
import { seenTicket } from './seen.ts'

const DUTY_EVENTS = `
SELECT kind, at, unit_id AS "unitId", facts FROM event
WHERE tenant_id = $1 AND appeal_id = $2 AND kind LIKE 'assignment.%' ORDER BY seq`

export async function showBounces(parts: Parts, actor: Actor, number: string) {
  const seen = await seenTicket(parts, actor, number)
  if (isRefusal(seen)) return seen
  const { appeal, tenantId, id } = seen.state
  const events = await parts.db.named<DutyEvent>('dispatch.bounces', DUTY_EVENTS, [tenantId, id])
  const until = appeal.endedAt ?? parts.now()
  return {
    hops: appeal.hops,
    returns: appeal.returns,
    objections: appeal.objections,
    firstUnitId: appeal.firstUnitId,
    bouncedSeconds: Math.round(bouncedFor(events, until) / SECOND),
    stays: staysOf(events).map(s => ({ ...s, from: isoOf(s.from), to: s.to === null ? null : isoOf(s.to) })),
  }
}
