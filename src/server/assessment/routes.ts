/** The routes of 考. Figures are of the units whose figures the caller may read. */
import * as wire from '../../contract/assessment.ts'
import { readCredits } from '../../contract/commendations.ts'
import { readOverview } from '../../contract/overview.ts'
import { readConduct } from '../../contract/quality.ts'
import { tryLadder, tryRules } from '../../contract/rules.ts'
import { mayFor } from '../../domain/access/actor.ts'
import { DEFAULT_TARGETS, RATES, type Targets } from '../../domain/assessment/rates.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import { conductItemsOf, DEFAULT_QUALITY } from '../../domain/quality/scorecard.ts'
import { isRefusal, refuse } from '../../domain/refusal.ts'
import { startOfDay } from '../../domain/time/zone.ts'
import { type Call, type Route, route } from '../kernel/http/route.ts'
import type { Parts } from '../parts.ts'
import { creditsOf } from '../quality/commendations.ts'
import { namesOf } from '../record/read/names.ts'
import { conductOf } from './conduct.ts'
import { type FigureQuery, figuresOf } from './figures.ts'
import { dayOfTenant } from './fold.ts'
import { openHotDomains } from './hot-domains.ts'
import { openLadderTrials } from './ladder-trial.ts'
import { openOverview } from './overview.ts'
import { daysWithin, unitsFor } from './period.ts'
import { periodOfDays, reconcile } from './reconcile.ts'
import { stepsOf } from './steps.ts'
import { openTrials } from './trial.ts'

export const assessmentRoutes = (parts: Parts): Route[] => [
  route(wire.readFigures, call => figures(parts, call)),
  route(wire.readReconciliation, call => reconciliation(parts, call)),
  route(readOverview, openOverview(parts)),
  route(readCredits, call => credits(parts, call)),
  route(wire.readHotDomains, openHotDomains(parts)),
  route(readConduct, call => conduct(parts, call)),
  route(wire.readSteps, call => steps(parts, call)),
  route(tryRules, openTrials(parts)),
  route(tryLadder, openLadderTrials(parts)),
]

async function figures({ db, tenants }: Parts, { actor, query }: Call<typeof wire.readFigures>) {
  const { directory, policy } = await tenants.get(actor.tenantId)
  const targets: Targets = policy.rules.targets ?? DEFAULT_TARGETS
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
      rates: r.rates.map(rate => ({
        ...rate,
        ...{ zh: RATES[rate.name].zh, en: RATES[rate.name].en },
        ...(targets[rate.name] !== undefined && { target: targets[rate.name]! }),
      })),
    })),
  }
}

async function credits({ db, tenants }: Parts, { actor, query }: Call<typeof readCredits>) {
  const { directory } = await tenants.get(actor.tenantId)
  daysWithin(query.from, query.until)
  const unitIds = unitsFor({ directory, actor, unitId: query.unitId, below: true })
  if (unitIds !== null && isRefusal(unitIds)) return unitIds
  const rows = await creditsOf(db, {
    tenantId: actor.tenantId,
    unitIds,
    from: query.from,
    until: query.until,
  })
  const names = namesOf(directory)
  return { rows: rows.map(({ unitId, ...row }) => ({ unit: names.unit(unitId), ...row })) }
}

async function steps({ db, tenants }: Parts, { actor, query }: Call<typeof wire.readSteps>) {
  const { directory, calendar } = await tenants.get(actor.tenantId)
  const [first, last] = daysWithin(query.from, query.until, 92)
  const unitIds = unitsFor({ directory, actor, unitId: query.unitId, below: true })
  if (unitIds !== null && isRefusal(unitIds)) return unitIds
  const rows = await stepsOf(db, {
    ...{ tenantId: actor.tenantId, unitIds },
    from: startOfDay(calendar.zone, first),
    until: startOfDay(calendar.zone, last + 1),
  })
  const names = namesOf(directory)
  return { rows: rows.map(({ unitId, ...row }) => ({ unit: names.unitOrNull(unitId), ...row })) }
}

async function conduct({ db, tenants }: Parts, { actor, query }: Call<typeof readConduct>) {
  const { directory, calendar, policy } = await tenants.get(actor.tenantId)
  const [first, last] = daysWithin(query.from, query.until)
  const unitIds = unitsFor({ directory, actor, unitId: query.unitId, below: true })
  if (unitIds !== null && isRefusal(unitIds)) return unitIds
  const { zone } = calendar
  const criteria = conductItemsOf(policy.rules.quality ?? DEFAULT_QUALITY)
  const rows = await conductOf(db, {
    ...{ tenantId: actor.tenantId, unitIds, criteria, zone: zone.name },
    from: startOfDay(zone, first),
    until: startOfDay(zone, last + 1),
  })
  const names = namesOf(directory)
  return { criteria, rows: rows.map(({ unitId, ...row }) => ({ unit: names.unit(unitId), ...row })) }
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
