/** The routes of typical cases 典型案例. */
import * as wire from '../../contract/cases.ts'
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import { maySee } from '../../domain/access/sight.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import { isoOf } from '../../domain/instant.ts'
import {
  CASE_STATES,
  type CaseWords,
  mayWriteCases,
  tellingField,
  whyNotPublishCase,
  whyNotSelect,
} from '../../domain/quality/typical-case.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { dayOfNumber } from '../../domain/time/day.ts'
import { dayNumberAt } from '../../domain/time/zone.ts'
import { tenantCalled } from '../accounts/tenant.ts'
import { type Call, type Route, route } from '../kernel/http/route.ts'
import { lineFrom, textFrom } from '../kernel/http/written.ts'
import { answeredOnce, keepUnder } from '../kernel/once.ts'
import type { Parts } from '../parts.ts'
import { loadTickets } from '../record/load.ts'
import { namesOf } from '../record/read/names.ts'
import { type CaseRow, caseById, casesOf, insertCase, type SavedCase, updateCase } from './cases.ts'
import { personOf } from './person.ts'

export const caseRoutes = (parts: Parts): Route[] => [
  route(wire.listCases, async ({ actor, query: { state, ...query } }) => {
    const { directory } = await parts.tenants.get(actor.tenantId)
    const writes = mayWriteCases(actor, directory.units.root.id, directory.units)
    const readable = writes ? CASE_STATES : (['inside', 'public'] as const)
    const states = readable.filter(s => state === undefined || s === state)
    const { page, next } =
      states.length === 0
        ? { page: [], next: null }
        : await casesOf(parts.db, { tenantId: actor.tenantId, states, ...query })
    return { cases: page.map(row => seen(row, actor, directory)), can: { write: writes }, next }
  }),
  route(wire.writeCase, call => write(parts, call)),
  route(wire.changeCase, call => answeredOnce(parts.db, call, () => change(parts, call))),
  route(wire.publishCase, call => answeredOnce(parts.db, call, () => publish(parts, call))),
  route(wire.listPublicCases, async ({ query: { tenant, ...query } }) => {
    const tenantId = await tenantCalled(parts.gate, tenant)
    if (typeof tenantId !== 'number') return tenantId
    const { directory, calendar } = await parts.tenants.get(tenantId)
    const { page, next } = await casesOf(parts.db, { tenantId, states: ['public'], ...query })
    const names = namesOf(directory)
    return {
      cases: page.map(({ title, situation, handling, outcome, categoryId, unitId, createdAt }) => ({
        ...{ title, situation, handling, outcome },
        category: names.category(categoryId)?.name ?? null,
        unit: names.unit(unitId).name,
        on: dayOfNumber(dayNumberAt(calendar.zone, createdAt)),
      })),
      next,
    }
  }),
]

async function write(
  parts: Parts,
  { actor, body }: Call<typeof wire.writeCase>,
): Promise<SavedCase | Refusal> {
  const { units } = (await parts.tenants.get(actor.tenantId)).directory
  const appealId = await parts.tickets.idOf(actor.tenantId, body.number)
  const [ticket] = appealId === null ? [] : await loadTickets(parts.db, actor.tenantId, [appealId])
  if (!ticket || !maySee(actor, ticket.state, units)) return refuse('not-found', { field: 'number' })
  const { ownerUnitId, leadUnitId, categoryId } = ticket.state.appeal
  const refusal = whyNotSelect(ticket.state.appeal, actor, units)
  if (refusal) return refusal
  const words = wordsFrom(body)
  const named = await whyNotWords(parts, actor, ticket.state.id, words)
  if (named) return named
  const saved = await insertCase(parts.db.kysely, {
    ...words,
    ...{ tenantId: actor.tenantId, appealId: ticket.state.id, categoryId },
    ...{ unitId: leadUnitId ?? ownerUnitId, by: actor.personId!, at: parts.now() },
  })
  return saved ?? refuse('already-exists', { field: 'number' })
}

/** Another look at an approved case: whatever changes in it is approved anew. */
async function change(parts: Parts, call: Call<typeof wire.changeCase>): Promise<SavedCase | Refusal> {
  const { actor, body } = call
  const before = await unchanged(parts, call)
  if (isRefusal(before)) return before
  const { units } = (await parts.tenants.get(actor.tenantId)).directory
  if (!mayWriteCases(actor, units.root.id, units)) return refuse('not-permitted')
  const words = wordsFrom({ ...before, ...body })
  const named = await whyNotWords(parts, actor, before.appealId, words)
  return named ?? saved(parts, call, before, { ...words, state: 'draft', approvedBy: null })
}

async function publish(parts: Parts, call: Call<typeof wire.publishCase>): Promise<SavedCase | Refusal> {
  const { actor, body } = call
  const before = await unchanged(parts, call)
  if (isRefusal(before)) return before
  const { units } = (await parts.tenants.get(actor.tenantId)).directory
  if (body.to === 'withdrawn') {
    if (!mayFor(actor, 'publish', units.root.id, units)) return refuse('not-permitted')
    return saved(parts, call, before, { ...before, state: 'withdrawn' })
  }
  const refusal =
    whyNotPublishCase(before, body.to, actor, units) ??
    (await whyNotWords(parts, actor, before.appealId, wordsFrom(before)))
  return refusal ?? saved(parts, call, before, { ...before, state: body.to, approvedBy: actor.personId })
}

async function unchanged(
  { db }: Parts,
  { actor, params, ifMatch }: { actor: Actor; params: { id: number }; ifMatch: number | undefined },
): Promise<CaseRow | Refusal> {
  const before = await caseById(db.kysely, actor.tenantId, params.id)
  if (!before) return refuse('not-found')
  if (ifMatch === undefined) return refuse('version-needed', { field: 'If-Match' })
  return ifMatch === before.version
    ? before
    : refuse('changed-meanwhile', { facts: { version: before.version } })
}

async function saved(
  { db, now }: Parts,
  call: { actor: Actor; idempotency?: Call<typeof wire.changeCase>['idempotency'] },
  before: CaseRow,
  next: CaseWords & Pick<CaseRow, 'state' | 'approvedBy'>,
): Promise<SavedCase | Refusal> {
  return db.kysely.transaction().execute(async tx => {
    const done = await updateCase(tx, call.actor.tenantId, before, { ...next, at: now() })
    if (done) await keepUnder(tx, call, done)
    return done ?? refuse('changed-meanwhile', { facts: { version: before.version } })
  })
}

async function whyNotWords(
  parts: Parts,
  actor: Actor,
  appealId: number,
  words: CaseWords,
): Promise<Refusal | null> {
  const field = tellingField(words, await personOf(parts, actor.tenantId, appealId))
  return field && refuse('case-names-person', { field })
}

const wordsFrom = ({ title, situation, handling, outcome, lesson }: CaseWords): CaseWords => ({
  title: lineFrom(title, 'title'),
  situation: textFrom(situation, 'situation'),
  handling: textFrom(handling, 'handling'),
  outcome: textFrom(outcome, 'outcome'),
  lesson: lesson === null ? null : textFrom(lesson, 'lesson'),
})

function seen(row: CaseRow, actor: Actor, directory: Directory) {
  const names = namesOf(directory)
  const { units } = directory
  const { id, version, title, situation, handling, outcome, lesson, state } = row
  const category = names.category(row.categoryId)
  return {
    ...{ id, version, title, situation, handling, outcome, lesson, state },
    category: category && { id: category.id, name: category.name },
    unit: names.unit(row.unitId),
    number: mayFor(actor, 'appeal.read', row.unitId, units) ? row.number : null,
    writtenBy: names.person(row.createdBy),
    writtenAt: isoOf(row.createdAt),
    approvedBy: names.person(row.approvedBy),
    can: {
      edit: mayWriteCases(actor, units.root.id, units),
      approve: mayFor(actor, 'publish', units.root.id, units) && row.createdBy !== actor.personId,
    },
  }
}
