/** The routes of 质检. */
import * as wire from '../../contract/quality.ts'
import { type Actor, reachOf } from '../../domain/access/actor.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import { DAY, isoOf } from '../../domain/instant.ts'
import { whyNotCheck, whyNotScore } from '../../domain/quality/check-work.ts'
import { averageOf, DEFAULT_QUALITY } from '../../domain/quality/scorecard.ts'
import { refuse } from '../../domain/refusal.ts'
import { InvalidInput } from '../kernel/http/problems.ts'
import { type Call, type Route, route } from '../kernel/http/route.ts'
import { instantFrom, textFrom } from '../kernel/http/written.ts'
import type { Parts } from '../parts.ts'
import { namesOf } from '../record/read/names.ts'
import { caseRoutes } from './case-routes.ts'
import { averagesOf, type CheckRow, checksOf, insertCheck, workOf } from './checks.ts'
import { commendationRoutes } from './commendation-routes.ts'
import { queueOf } from './queue.ts'

const PER_PAGE = 50

export const qualityRoutes = (parts: Parts): Route[] => [
  route(wire.listQualityQueue, call => queue(parts, call)),
  route(wire.checkQuality, call => check(parts, call)),
  route(wire.listQualityChecks, call => list(parts, call)),
  ...commendationRoutes(parts),
  ...caseRoutes(parts),
]

/** The centres whose work the actor may check, narrowed to a unit and what is below it. */
function unitsOf(actor: Actor, { units }: Directory, unitId?: number): number[] {
  const tops = reachOf(actor, 'quality.check')
  return units.all
    .filter(u => tops.some(top => units.isWithin(u.id, top)))
    .filter(u => unitId === undefined || units.isWithin(u.id, unitId))
    .map(u => u.id)
}

async function queue({ db, tenants, now }: Parts, { actor, query }: Call<typeof wire.listQualityQueue>) {
  const { directory, policy } = await tenants.get(actor.tenantId)
  const rules = policy.rules.quality ?? DEFAULT_QUALITY
  const { subject = 'contact', agentId, after, limit = PER_PAGE } = query
  const since = now() - rules.withinDays * DAY
  const asked = {
    tenantId: actor.tenantId,
    unitIds: unitsOf(actor, directory),
    subject,
    agentId,
    since,
    rules,
  }
  const { page, next } = await queueOf(db, { ...asked, after, limit })
  const names = namesOf(directory)
  return {
    scorecard: { items: rules.items, flags: rules.flags },
    queue: page.map(({ id, at, agentId: agent, unitId, channelId, ...row }) => ({
      ...row,
      subject,
      contactId: subject === 'contact' ? id : null,
      at: isoOf(at),
      agent: names.person(agent),
      unit: names.unit(unitId),
      channel: names.channel(channelId),
    })),
    next,
  }
}

async function check({ db, tenants, now }: Parts, { actor, body }: Call<typeof wire.checkQuality>) {
  const { contactId, number, scores, flags = [], note } = body
  if ((contactId === undefined) === (number === undefined))
    throw new InvalidInput('number', '来访和诉求编号应给出其一。', 'give either a contact or a number')
  const { directory, policy } = await tenants.get(actor.tenantId)
  const work = await workOf(db, actor.tenantId, { contactId, number })
  const refusal =
    whyNotCheck(work, actor, directory.units) ??
    whyNotScore({ scores, flags }, policy.rules.quality ?? DEFAULT_QUALITY)
  if (refusal) return refusal
  const checked = await insertCheck(db, work!, {
    tenantId: actor.tenantId,
    checkedBy: actor.personId,
    at: now(),
    scores,
    average: averageOf(scores, (policy.rules.quality ?? DEFAULT_QUALITY).items),
    flags,
    note: note === undefined ? null : textFrom(note, 'note'),
  })
  return checked ? checkSeen(checked, directory) : refuse('already-done')
}

function checkSeen({ agentId, unitId, at, checkedBy, ...row }: CheckRow, directory: Directory) {
  const names = namesOf(directory)
  return {
    ...row,
    agent: names.person(agentId),
    unit: names.unit(unitId),
    at: isoOf(at),
    checkedBy: names.person(checkedBy),
  }
}

async function list({ db, tenants }: Parts, { actor, query }: Call<typeof wire.listQualityChecks>) {
  const { directory } = await tenants.get(actor.tenantId)
  const { agentId, unitId, subject, from, to, after, limit = PER_PAGE } = query
  const asked = {
    tenantId: actor.tenantId,
    unitIds: unitsOf(actor, directory, unitId),
    agentId,
    subject,
    from: from === undefined ? undefined : instantFrom(from, 'from'),
    to: to === undefined ? undefined : instantFrom(to, 'to'),
  }
  const [{ page, next }, averages] = await Promise.all([
    checksOf(db, asked, after, limit),
    after === undefined ? averagesOf(db, asked) : [],
  ])
  const names = namesOf(directory)
  return {
    checks: page.map(row => checkSeen(row, directory)),
    averages: averages.map(({ agentId: agent, ...a }) => ({ ...a, agent: names.person(agent) })),
    next,
  }
}
