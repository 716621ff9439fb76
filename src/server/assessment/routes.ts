/** The routes of 考. Figures are of the units whose figures the caller may read. */
import * as wire from '../../contract/assessment.ts'
import { readOverview } from '../../contract/overview.ts'
import { tryLadder, tryRules } from '../../contract/rules.ts'
import { mayFor, reachOf } from '../../domain/access/actor.ts'
import { RATES } from '../../domain/assessment/rates.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { numberOfDay } from '../../domain/time/day.ts'
import { InvalidInput } from '../kernel/http/problems.ts'
import { type Call, type Route, route } from '../kernel/http/route.ts'
import type { Parts } from '../parts.ts'
import { type FigureQuery, figuresOf } from './figures.ts'
import { dayOfTenant } from './fold.ts'
import { openLadderTrials } from './ladder-trial.ts'
import { openOverview } from './overview.ts'
import { periodOfDays, reconcile } from './reconcile.ts'
import { openTrials } from './trial.ts'

export const assessmentRoutes = (parts: Parts): Route[] => [
  route(wire.readFigures, call => figures(parts, call)),
  route(wire.readReconciliation, call => reconciliation(parts, call)),
  route(readOverview, openOverview(parts)),
  route(tryRules, openTrials(parts)),
  route(tryLadder, openLadderTrials(parts)),
]

async function figures({ db, tenants }: Parts, { actor, query }: Call<typeof wire.readFigures>) {
  const { directory } = await tenants.get(actor.tenantId)
  const { from, until, by = 'all', unitId, below = true } = query
  daysWithin(from, until)
  const units = unitsFor({ directory, actor, unitId, below })
  if (!Array.isArray(units) && units !== null) return units
  const asked: FigureQuery = { tenantId: actor.tenantId, from, until, by, ...(units && { unitIds: units }) }
  const rows = await figuresOf(db, asked, await dayOfTenant(tenants, actor.tenantId))
  return {
    rows: rows.map(r => ({
      key: r.key,
      name: nameOf(directory, by, r.key),
      figures: Object.fromEntries(r.figures),
      rates: r.rates.map(rate => ({ ...rate, zh: RATES[rate.name].zh, en: RATES[rate.name].en })),
    })),
  }
}

/** History is read for every figure of a period: a year and a day of it at a time. */
const MOST_DAYS = 366

/** First and last day; throws InvalidInput for a period that ends before it begins, or is too long to read at once. */
function daysWithin(from: string, until: string): [first: number, last: number] {
  const [first, last] = [dayIn('from', from), dayIn('until', until)]
  if (last < first) throw new InvalidInput('until', '止期早于起期。', 'is before from')
  if (last - first >= MOST_DAYS)
    throw new InvalidInput(
      'until',
      `时段最长 ${MOST_DAYS} 天，请分段查询。`,
      `is more than ${MOST_DAYS} days from the first day; ask for shorter periods`,
    )
  return [first, last]
}

function dayIn(field: string, day: string): number {
  try {
    return numberOfDay(day)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new InvalidInput(field, '日期应在 1990 年至 2100 年之间。', 'must be a day between 1990 and 2100')
  }
}

interface Wanted {
  directory: Directory
  actor: Call<typeof wire.readFigures>['actor']
  unitId: number | undefined
  below: boolean
}

/** Null: all units. */
function unitsFor({ directory, actor, unitId, below }: Wanted): number[] | null | Refusal {
  const { units } = directory
  const tops = reachOf(actor, 'figures.read')
  if (unitId === undefined && tops.includes(units.root.id)) return null
  if (unitId !== undefined && !units.get(unitId)) return refuse('no-such-unit', { field: 'unitId' })
  if (unitId !== undefined && !mayFor(actor, 'figures.read', unitId, units)) return refuse('not-permitted')
  if (unitId !== undefined && !below) return [unitId]
  const wanted = unitId === undefined ? tops : [unitId]
  return units.all.filter(u => wanted.some(top => units.isWithin(u.id, top))).map(u => u.id)
}

function nameOf(d: Directory, by: string, key: string): string {
  if (by === 'unit') return d.units.get(Number(key))?.name ?? key
  if (by === 'channel') return d.channels.get(Number(key))?.name ?? key
  return key
}

/** Reconciliation shows every unit's hands: for those whose reading covers the whole city. */
async function reconciliation(
  { db, tenants }: Parts,
  { actor, query }: Call<typeof wire.readReconciliation>,
) {
  const { directory, calendar } = await tenants.get(actor.tenantId)
  if (!mayFor(actor, 'figures.read', directory.units.root.id, directory.units)) return refuse('not-permitted')
  const [first, last] = daysWithin(query.from, query.until)
  const found = await reconcile(db, periodOfDays(actor.tenantId, calendar.zone, first, last))
  return {
    balanced: found.balanced,
    channels: found.channels.map(c => ({ ...c, name: nameOf(directory, 'channel', String(c.channelId)) })),
    hands: found.hands.map(h => ({ ...h, name: nameOf(directory, 'unit', String(h.unitId)) })),
    differences: found.differences,
  }
}
