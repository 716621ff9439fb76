/** Tries a ladder on the matters of a period: how many reminders, sheets, calls and orders each unit would have met. */
import type * as wire from '../../contract/rules.ts'
import { mayFor } from '../../domain/access/actor.ts'
import { DAY, isoOf } from '../../domain/instant.ts'
import { isRefusal, refuse } from '../../domain/refusal.ts'
import { STEPS } from '../../domain/supervision/ladder.ts'
import {
  type LadderCounts,
  type LadderTrial,
  newLadderTrial,
  tryLadderOn,
} from '../../domain/supervision/try-ladder.ts'
import { DEFAULT_HOURS, hoursFrom } from '../../domain/time/calendar.ts'
import type { Call } from '../kernel/http/route.ts'
import type { Parts } from '../parts.ts'
import { periodOf, rulesOf, versionsOf, walkTickets } from './trial.ts'

/** What was received so long before the period may still have slipped in it. */
const BEFORE = 62 * DAY

type TrialCall = Call<typeof wire.tryLadder>

/** One trial at a time for a tenant: it reads much. */
export function openLadderTrials(parts: Parts) {
  const running = new Set<number>()
  return async (call: TrialCall) => {
    const { tenantId } = call.actor
    const { units } = (await parts.tenants.get(tenantId)).directory
    if (!mayFor(call.actor, 'rules.edit', units.root.id, units)) return refuse('not-permitted')
    if (running.has(tenantId)) return refuse('trial-running')
    running.add(tenantId)
    try {
      return await tried(parts, call)
    } finally {
      running.delete(tenantId)
    }
  }
}

async function tried(parts: Parts, { actor: { tenantId }, body }: TrialCall) {
  const versions = await versionsOf(parts.db, tenantId)
  const rules = rulesOf(body, versions)
  if (isRefusal(rules)) return rules
  const { directory, calendar } = await parts.tenants.get(tenantId)
  const period = periodOf(body, calendar)
  const trial: LadderTrial = {
    ...period,
    rules,
    startOf: version => versions.get(version)?.clockStart,
    calendar: { ...calendar, hours: hoursFrom(rules.officeHours ?? DEFAULT_HOURS) },
    directory,
    now: parts.now(),
  }
  const counts = newLadderTrial()
  const walked = { tenantId, from: period.from - BEFORE, until: period.until }
  const reached = await walkTickets(parts.db, walked, ticket => tryLadderOn(counts, ticket, trial))
  const nameOf = (id: number): string => directory.units.get(id)?.name ?? ''
  return {
    from: body.from,
    until: body.until,
    tickets: counts.tickets,
    reachedBackTo: isoOf(reached),
    rows: rowsOf(counts, nameOf),
  }
}

/** Whoever would have met most comes first; the steps in their own order. */
const rowsOf = ({ units }: LadderCounts, nameOf: (id: number) => string) =>
  [...units]
    .map(([id, steps]) => ({
      unit: { id, name: nameOf(id) },
      steps: STEPS.flatMap(step => {
        const count = steps.get(step)
        return count ? [{ step, ...count }] : []
      }),
    }))
    .sort((a, b) => sumOf(b) - sumOf(a))

const sumOf = ({ steps }: { steps: { automatic: number; proposed: number }[] }): number =>
  steps.reduce((sum, s) => sum + s.automatic + s.proposed, 0)
