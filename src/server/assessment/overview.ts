/** The wall: read at most once a second for one unit and one kind of viewer, and shown to all of them alike. */
import type * as wire from '../../contract/overview.ts'
import type { AnswerOf } from '../../contract/route.ts'
import { type Actor, mayFor, reachOf } from '../../domain/access/actor.ts'
import { RATES, type RateName } from '../../domain/assessment/rates.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import { DAY, isoOf, SECOND } from '../../domain/instant.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { dayOfNumber } from '../../domain/time/day.ts'
import { dayNumberAt, startOfDay } from '../../domain/time/zone.ts'
import { CONTACT_OUTCOMES } from '../../domain/vocabulary.ts'
import type { Call } from '../kernel/http/route.ts'
import type { Parts } from '../parts.ts'
import { highest } from '../record/read/scope.ts'
import { figuresOf } from './figures.ts'
import { dayOfTenant } from './fold.ts'
import { changedAt, contactsToday, openByLead, receivedByHour, receivedLately } from './overview-counts.ts'
import * as show from './overview-shown.ts'

type Overview = AnswerOf<typeof wire.readOverview>
const HEADLINES: readonly RateName[] = ['responseRate', 'resolveRate', 'satisfyRate']
const KEPT = 500

/** What one viewer may be shown: the unit, and whether lists open behind the numbers. */
interface Scope {
  unitId: number
  whole: boolean
  masked: boolean
}

export function openOverview(parts: Parts) {
  const lately = new Map<string, { at: number; wall: Promise<Omit<Overview, 'units'>> }>()
  return async ({ actor, query }: Call<typeof wire.readOverview>): Promise<Overview | Refusal> => {
    const { directory } = await parts.tenants.get(actor.tenantId)
    const scope = scopeOf(actor, directory, query.unitId)
    if (isRefusal(scope)) return scope
    const { tops, ...of } = scope
    const key = `${actor.tenantId}/${of.unitId}/${of.masked}`
    const known = lately.get(key)
    const now = parts.now()
    const units = tops.map(id => ({ id, name: directory.units.get(id)!.name }))
    if (known && now - known.at < SECOND && now >= known.at) return { ...(await known.wall), units }
    const wall = wallOf(parts, actor.tenantId, of)
    if (lately.size >= KEPT) lately.clear()
    lately.set(key, { at: now, wall })
    wall.catch(() => lately.delete(key))
    return { ...(await wall), units }
  }
}

function scopeOf(
  actor: Actor,
  { units }: Directory,
  asked: number | undefined,
): (Scope & { tops: number[] }) | Refusal {
  const tops = [...(highest(reachOf(actor, 'figures.read'), units) ?? [units.root.id])]
  if (asked !== undefined && !units.get(asked)) return refuse('no-such-unit', { field: 'unitId' })
  if (asked !== undefined && !mayFor(actor, 'figures.read', asked, units)) return refuse('not-permitted')
  const unitId = asked ?? tops[0]!
  const masked = !mayFor(actor, 'appeal.read', unitId, units)
  return { unitId, whole: unitId === units.root.id, masked, tops }
}

async function wallOf({ db, tenants, now }: Parts, tenantId: number, { unitId, whole, masked }: Scope) {
  const { directory, calendar } = await tenants.get(tenantId)
  const at = now()
  const day = dayNumberAt(calendar.zone, at)
  const below = directory.units.all.filter(u => directory.units.isWithin(u.id, unitId)).map(u => u.id)
  const shown: show.Shown = {
    tenantId,
    directory,
    masked,
    leads: whole ? null : below,
    leadUnitId: whole ? null : unitId,
    now: at,
    today: startOfDay(calendar.zone, day),
    tomorrow: startOfDay(calendar.zone, day + 1),
    dayAgo: at - DAY,
    weekAgo: at - 7 * DAY,
    twoWeeksAgo: at - 14 * DAY,
  }
  const month = `${dayOfNumber(day).slice(0, 7)}-01`
  const figures = {
    tenantId,
    from: month,
    until: dayOfNumber(day),
    by: 'all',
    ...(!whole && { unitIds: below }),
  } as const
  const [rows, hours, open, contacts, sums, changed] = await Promise.all([
    receivedLately(db, shown),
    receivedByHour(db, shown),
    openByLead(db, shown),
    contactsToday(db, shown, below),
    figuresOf(db, figures, await dayOfTenant(tenants, tenantId)),
    changedAt(db, tenantId),
  ])
  const rates = sums[0]?.rates ?? []
  return {
    at: isoOf(at),
    day: dayOfNumber(day),
    unit: { id: unitId, name: directory.units.get(unitId)!.name },
    masked,
    contacts: contactsShown(shown, contacts),
    received: show.receivedShown(shown, hours),
    ...show.lightsShown(shown, open),
    categories: show.categoriesShown(shown, rows),
    regions: show.regionsShown(shown, rows),
    flow: show.flowShown(shown, rows),
    rates: rates
      .filter(r => HEADLINES.includes(r.name))
      .map(r => ({ ...r, zh: RATES[r.name].zh, en: RATES[r.name].en })),
    changedAt: changed === null ? null : isoOf(changed),
  }
}

/** Lists of contacts have no unit to narrow them to: there are none behind the numbers of a part of the city. */
function contactsShown(s: show.Shown, counted: Awaited<ReturnType<typeof contactsToday>>) {
  const between = { from: isoOf(s.today), to: isoOf(s.tomorrow) }
  const cell = (n: number, filter: object) => {
    const shown = show.cellOf(s, n, { ...between, ...filter })
    return s.leads === null ? shown : { ...shown, filter: null }
  }
  const of = new Map(counted.map(c => [c.outcome, c.n]))
  return {
    today: cell(
      counted.reduce((n, c) => n + c.n, 0),
      {},
    ),
    byOutcome: CONTACT_OUTCOMES.map(outcome => ({ outcome, ...cell(of.get(outcome) ?? 0, { outcome }) })),
  }
}
