/** The routes of 表扬与致谢. */
import * as wire from '../../contract/commendations.ts'
import { type Actor, mayFor, reachOf } from '../../domain/access/actor.ts'
import { maySee } from '../../domain/access/sight.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import { isoOf } from '../../domain/instant.ts'
import {
  DEFAULT_COMMENDATIONS,
  READS_COMMENDATIONS,
  thankedByOf,
  whyNotDecide,
  whyNotRegister,
  wordsOfThanks,
} from '../../domain/quality/commendation.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { dayOfNumber } from '../../domain/time/day.ts'
import { dayNumberAt } from '../../domain/time/zone.ts'
import { holdFile } from '../kernel/held-files.ts'
import { InvalidInput, Refused } from '../kernel/http/problems.ts'
import { type Call, type Route, route } from '../kernel/http/route.ts'
import { lineFrom, textFrom } from '../kernel/http/written.ts'
import type { Parts } from '../parts.ts'
import { eraseThanks } from '../record/erase-commendations.ts'
import { loadTickets } from '../record/load.ts'
import { namesOf } from '../record/read/names.ts'
import {
  type CommendationRow,
  commendationById,
  commendationsOf,
  decideCommendation,
  insertCommendation,
} from './commendations.ts'

export const commendationRoutes = (parts: Parts): Route[] => [
  route(wire.listCommendations, async ({ actor, query: { unitId, ...query } }) => {
    const { directory } = await parts.tenants.get(actor.tenantId)
    const unitIds = unitsRead(actor, directory, unitId)
    const { page, next } = await commendationsOf(parts.db, { tenantId: actor.tenantId, unitIds, ...query })
    return { commendations: page.map(row => seen(row, actor, directory)), next }
  }),
  route(wire.registerCommendation, call => register(parts, call)),
  route(wire.confirmCommendation, async ({ actor, params }) => {
    const { rules } = (await parts.tenants.get(actor.tenantId)).policy
    const points = rules.commendations ?? DEFAULT_COMMENDATIONS
    return decide(parts, actor, params.id, row => ({ points: points[row.source], reason: null }))
  }),
  route(wire.dismissCommendation, ({ actor, params, body }) => {
    const reason = lineFrom(body.reason, 'reason')
    return decide(parts, actor, params.id, () => ({ points: null, reason }))
  }),
  route(wire.eraseCommendation, call => erase(parts, call)),
]

/** Null: all units. */
function unitsRead(actor: Actor, { units }: Directory, unitId: number | undefined): number[] | null {
  const tops = READS_COMMENDATIONS.flatMap(p => reachOf(actor, p))
  if (unitId === undefined && tops.includes(units.root.id)) return null
  return units.all
    .filter(u => tops.some(top => units.isWithin(u.id, top)))
    .filter(u => unitId === undefined || units.isWithin(u.id, unitId))
    .map(u => u.id)
}

async function register(
  parts: Parts,
  { actor, body }: Call<typeof wire.registerCommendation>,
): Promise<{ id: number } | Refusal> {
  const { directory, calendar } = await parts.tenants.get(actor.tenantId)
  const { source, thankedBy, receivedOn, words, fileId = null, personIds = [] } = body
  if (receivedOn > dayOfNumber(dayNumberAt(calendar.zone, parts.now())))
    throw new InvalidInput('receivedOn', '收到日期不能在将来。', 'must not lie in the future')
  if (words === undefined && fileId === null)
    throw new InvalidInput('words', '致谢内容和信函至少有一样。', 'give the words or the letter')
  const about = await aboutOf(parts, actor, body)
  if (isRefusal(about)) return about
  const refusal = whyNotRegister(actor, about.unitId, directory.units)
  if (refusal) return refusal
  const stranger = personIds.findIndex(id => directory.people.get(id) === undefined)
  if (stranger >= 0) return refuse('no-such-person', { field: `personIds.${stranger}` })
  const committing = parts.db.kysely.transaction().execute(async tx => {
    const id = await insertCommendation(tx, {
      ...{ tenantId: actor.tenantId, source, receivedOn, personIds, fileId, ...about },
      thankedBy: thankedBy === undefined ? null : thankedByOf(source, lineFrom(thankedBy, 'thankedBy')),
      words: words === undefined ? null : wordsOfThanks(textFrom(words, 'words')),
      createdBy: actor.personId!,
      createdAt: parts.now(),
    })
    const held = { holder: 'commendation', holderId: id, by: actor.personId } as const
    if (fileId !== null && !(await holdFile(tx, actor.tenantId, { fileId, ...held })))
      throw new Refused(refuse('no-such-file', { field: 'fileId' }))
    return { id }
  })
  return committing.catch(error => {
    if (error instanceof Refused) return error.refusal
    throw error
  })
}

/** The ticket one may see, and the unit: named, or who leads the ticket. */
async function aboutOf(
  { db, tickets, tenants }: Parts,
  actor: Actor,
  { number, unitId }: Call<typeof wire.registerCommendation>['body'],
): Promise<{ appealId: number | null; unitId: number } | Refusal> {
  if (number === undefined && unitId === undefined)
    throw new InvalidInput('unitId', '请写明单号或单位。', 'name the ticket or the unit')
  if (number === undefined) return { appealId: null, unitId: unitId! }
  const { units } = (await tenants.get(actor.tenantId)).directory
  const id = await tickets.idOf(actor.tenantId, number)
  const [ticket] = id === null ? [] : await loadTickets(db, actor.tenantId, [id])
  if (!ticket || !maySee(actor, ticket.state, units)) return refuse('not-found', { field: 'number' })
  const { leadUnitId, ownerUnitId, confidential } = ticket.state.appeal
  // Thanks for a confidential report would tell who made it.
  return { appealId: confidential ? null : id, unitId: unitId ?? leadUnitId ?? ownerUnitId }
}

async function decide(
  { db, tenants, now }: Parts,
  actor: Actor,
  id: number,
  as: (row: CommendationRow) => { points: number | null; reason: string | null },
) {
  const { directory } = await tenants.get(actor.tenantId)
  const row = await commendationById(db.kysely, actor.tenantId, id)
  const refusal = whyNotDecide(row, actor, directory.units)
  if (refusal || !row) return refusal ?? refuse('not-found')
  const decision = { tenantId: actor.tenantId, id, by: actor.personId, at: now(), ...as(row) }
  if (!(await decideCommendation(db.kysely, decision))) return refuse('already-done')
  const after = await commendationById(db.kysely, actor.tenantId, id)
  return seen(after!, actor, directory)
}

async function erase(
  { db, tenants, now }: Parts,
  { actor, params: { id }, body }: Call<typeof wire.eraseCommendation>,
): Promise<{ id: number } | Refusal> {
  const { units } = (await tenants.get(actor.tenantId)).directory
  const row = await commendationById(db.kysely, actor.tenantId, id)
  if (!row || !mayFor(actor, 'identity.erase', row.unitId, units)) return refuse('not-found')
  await db.kysely.transaction().execute(async tx => {
    await eraseThanks(tx, { tenantId: actor.tenantId, which: { id }, at: new Date(now()) })
    const trace = { act: 'commendation.erased', subject: String(id), at: new Date(now()) }
    const facts = JSON.stringify({ reason: lineFrom(body.reason, 'reason') })
    await tx
      .insertInto('audit')
      .values({ tenant_id: actor.tenantId, person_id: actor.personId, facts, ...trace })
      .execute()
  })
  return { id }
}

function seen(row: CommendationRow, actor: Actor, directory: Directory) {
  const names = namesOf(directory)
  const { id, source, thankedBy, receivedOn, number, words, state, points, reason } = row
  return {
    ...{ id, source, thankedBy, receivedOn, words, state, points, reason },
    number: mayFor(actor, 'appeal.read', row.unitId, directory.units) ? number : null,
    unit: names.unit(row.unitId),
    people: row.personIds.flatMap(person => names.person(person) ?? []),
    file: row.fileId === null ? null : { id: row.fileId, name: row.fileName ?? '', size: row.fileSize ?? 0 },
    registeredBy: names.person(row.createdBy),
    registeredAt: isoOf(row.createdAt),
    decidedBy: names.person(row.decidedBy),
    can: { decide: whyNotDecide(row, actor, directory.units) === null },
  }
}
