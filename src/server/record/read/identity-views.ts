/** Who looked at whose identity, across all tickets: for the auditor. */
import { sql } from 'kysely'
import type * as wire from '../../../contract/identity.ts'
import { type Actor, reachOf } from '../../../domain/access/actor.ts'
import type { Directory } from '../../../domain/directory/directory.ts'
import { type Instant, isoOf } from '../../../domain/instant.ts'
import { redact } from '../../../domain/text/redact.ts'
import { allOf, type Condition, when } from '../../kernel/conditions.ts'
import { pageOf, positionFrom } from '../../kernel/http/cursor.ts'
import type { Call } from '../../kernel/http/route.ts'
import { instantFrom } from '../../kernel/http/written.ts'
import type { Parts } from '../../parts.ts'
import { namesOf } from './names.ts'
import { highest } from './scope.ts'

interface Row {
  id: number
  at: Instant
  number: string | null
  personId: number | null
  unitId: number | null
  field: string
  purpose: string
  reason: string | null
}

const listed = (conditions: readonly Condition[], limit: number) =>
  sql<Row>`SELECT v.id, v.at, a.number, v.person_id AS "personId", v.unit_id AS "unitId", v.field, v.purpose, v.reason
    FROM view_log v LEFT JOIN appeal a ON a.tenant_id = v.tenant_id AND a.id = v.appeal_id
    WHERE ${allOf(conditions)} ORDER BY v.at DESC, v.id DESC LIMIT ${limit}`

/** Null: the whole tenant, and what belongs to no unit. */
function unitsOf(actor: Actor, { units }: Directory, unitId: number | undefined): number[] | null {
  const tops = highest(reachOf(actor, 'log.read'), units)
  if (tops === null && unitId === undefined) return null
  return units.all
    .filter(u => tops === null || tops.some(top => units.isWithin(u.id, top)))
    .filter(u => unitId === undefined || units.isWithin(u.id, unitId))
    .map(u => u.id)
}

export async function identityViews(
  { db, tenants, tickets }: Parts,
  { actor, query }: Call<typeof wire.listIdentityViews>,
) {
  const { directory } = await tenants.get(actor.tenantId)
  const { personId, unitId, number, purpose, from, to, after, limit = 50 } = query
  const appealId = number === undefined ? null : await tickets.idOf(actor.tenantId, number)
  if (number !== undefined && appealId === null) return { views: [], next: null }
  const position = after === undefined ? null : positionFrom('identity_views', after)
  const moment = (text: string | undefined, field: string) =>
    text === undefined ? null : isoOf(instantFrom(text, field))
  const conditions = [
    sql`v.tenant_id = ${actor.tenantId}`,
    ...when(unitsOf(actor, directory, unitId), units => sql`v.unit_id = ANY (${units}::bigint[])`),
    ...when(personId, id => sql`v.person_id = ${id}`),
    ...when(appealId, id => sql`v.appeal_id = ${id}`),
    ...when(purpose, asked => sql`v.purpose = ${asked}`),
    ...when(moment(from, 'from'), at => sql`v.at >= ${at}::timestamptz`),
    ...when(moment(to, 'to'), at => sql`v.at < ${at}::timestamptz`),
    ...when(position, ({ at, id }) => sql`(v.at, v.id) < (${isoOf(at)}::timestamptz, ${id}::bigint)`),
  ]
  const { rows } = await listed(conditions, limit + 1).execute(db.kysely)
  const { page, next } = pageOf('identity_views', rows, limit, row => row)
  const names = namesOf(directory)
  const views = page.map(({ id: _, at, personId: person, unitId: unit, reason, ...v }) => ({
    ...v,
    at: isoOf(at),
    person: names.person(person),
    unit: names.unitOrNull(unit),
    // A reason may name the person it is about.
    reason: reason === null ? null : redact(reason),
  }))
  return { views, next }
}
