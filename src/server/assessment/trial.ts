/** Tries rules on the tickets of a period: read batch by batch, counted, nothing is written. */
import type * as wire from '../../contract/rules.ts'
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import {
  newTrial,
  type Trial,
  type TrialCounts,
  type Tried,
  tryOn,
} from '../../domain/assessment/try-rules.ts'
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { Rules } from '../../domain/policy/rules.ts'
import type { TicketState } from '../../domain/record/state.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { type Calendar, DEFAULT_HOURS, hoursFrom } from '../../domain/time/calendar.ts'
import { numberOfDay } from '../../domain/time/day.ts'
import { startOfDay } from '../../domain/time/zone.ts'
import { checkRules } from '../directory/rules-file.ts'
import type { Database } from '../kernel/database.ts'
import { InvalidInput } from '../kernel/http/problems.ts'
import type { Call } from '../kernel/http/route.ts'
import type { Parts } from '../parts.ts'
import { loadTickets } from '../record/load.ts'

const BATCH = 500
/** Tickets of one trial at most: the newest; about a minute. */
const MOST = 100_000
const LONGEST_DAYS = 92

type TrialCall = Call<typeof wire.tryRules>

/** One trial at a time for a tenant: it reads much. */
export function openTrials(parts: Parts) {
  const running = new Set<number>()
  return async (call: TrialCall) => {
    const { tenantId } = call.actor
    const refusal = await whyNotTry(parts, call.actor)
    if (refusal) return refusal
    if (running.has(tenantId)) return refuse('trial-running')
    running.add(tenantId)
    try {
      return await tried(parts, call)
    } finally {
      running.delete(tenantId)
    }
  }
}

async function whyNotTry({ tenants }: Parts, actor: Actor): Promise<Refusal | null> {
  const { units } = (await tenants.get(actor.tenantId)).directory
  const may = (['rules.edit', 'figures.read'] as const).some(p => mayFor(actor, p, units.root.id, units))
  return may ? null : refuse('not-permitted')
}

async function tried(parts: Parts, { actor, body }: TrialCall) {
  const { tenantId } = actor
  const versions = await versionsOf(parts.db, tenantId)
  const rules = rulesOf(body, versions)
  if (isRefusal(rules)) return rules
  const { directory, calendar } = await parts.tenants.get(tenantId)
  const period = periodOf(body, calendar)
  const counts = newTrial()
  const trial: Trial = {
    rules,
    startOf: version => versions.get(version)?.clockStart,
    calendar: { ...calendar, hours: hoursFrom(rules.officeHours ?? DEFAULT_HOURS) },
    directory,
    now: parts.now(),
  }
  const reached = await walkTickets(parts.db, { tenantId, ...period }, ticket => tryOn(counts, ticket, trial))
  const named = mayFor(actor, 'appeal.read', directory.units.root.id, directory.units)
  return { ...counted(counts, named), from: body.from, until: body.until, reachedBackTo: isoOf(reached) }
}

/** The rules that are tried: those given, or a version. */
export function rulesOf(
  body: Pick<TrialCall['body'], 'rules' | 'version'>,
  versions: Map<number, Rules>,
): Rules | Refusal {
  if ((body.rules === undefined) === (body.version === undefined))
    throw new InvalidInput('rules', '规则和版本号应给出其一。', 'give either rules or a version')
  if (body.version !== undefined)
    return versions.get(body.version) ?? refuse('not-found', { field: 'version' })
  const { rules, problems } = checkRules(body.rules)
  const named = problems.map(p => ({ path: p.column ?? '', message: p.message }))
  return rules ?? refuse('rules-wrong', { field: `rules.${named[0]!.path}`, facts: { problems: named } })
}

export async function versionsOf(db: Database, tenantId: number): Promise<Map<number, Rules>> {
  const rows = await db.named<{ version: number; rules: Rules }>(
    'trial.versions',
    'SELECT version, rules FROM policy WHERE tenant_id = $1',
    [tenantId],
  )
  return new Map(rows.map(r => [r.version, r.rules]))
}

interface Walked {
  tenantId: number
  from: Instant
  until: Instant
}

const NEXT = `SELECT id, received_at AS at FROM appeal
  WHERE tenant_id = $1 AND received_at >= $2 AND (received_at, id) < ($3, $4::bigint)
  ORDER BY received_at DESC, id DESC LIMIT ${BATCH}`

/** First and last day as moments. Throws InvalidInput when it is no period, or too long a one. */
export function periodOf({ from, until }: { from: string; until: string }, { zone }: Calendar) {
  const [first, last] = [numberOfDay(from), numberOfDay(until)]
  if (last < first || last - first >= LONGEST_DAYS)
    throw new InvalidInput(
      'until',
      `时段应在 1 到 ${LONGEST_DAYS} 天之间。`,
      `the period must be 1 to ${LONGEST_DAYS} days`,
    )
  return { from: startOfDay(zone, first), until: startOfDay(zone, last + 1) }
}

/** Those received in the period, newest first, so many at most; answers how far back it came. */
export async function walkTickets(
  db: Database,
  w: Walked,
  take: (ticket: TicketState & Tried) => void,
): Promise<Instant> {
  let at = w.until
  let id = 0
  for (let taken = 0; taken < MOST; taken += BATCH) {
    const batch = await db.named<{ id: number; at: Instant }>('trial.next', NEXT, [
      w.tenantId,
      isoOf(w.from),
      isoOf(at),
      id,
    ])
    const tickets = await loadTickets(
      db,
      w.tenantId,
      batch.map(b => b.id),
    )
    for (const { state } of tickets.sort((a, b) => b.state.id - a.state.id)) {
      const signed = state.assignments.flatMap(a => a.signedAt ?? [])
      take({ ...state, signedAt: signed.length > 0 ? Math.min(...signed) : null })
    }
    if (batch.length < BATCH) return w.from
    ;({ at, id } = batch.at(-1)!)
  }
  return at
}

function counted({ tickets, rows, given, calledOff }: TrialCounts, named: boolean) {
  const sorted = [...rows.values()].sort((a, b) => b.newlyLate - a.newlyLate || b.total - a.total)
  return { tickets, given, calledOff, rows: sorted.map(r => (named ? r : { ...r, samples: [] })) }
}
