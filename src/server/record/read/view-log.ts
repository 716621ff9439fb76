/** The log of looks at a person: written before anything is shown, read by the auditor and the appellant. */
import type { Actor } from '../../../domain/access/actor.ts'
import type { Instant } from '../../../domain/instant.ts'
import type { Database } from '../../kernel/database.ts'

export interface Look {
  appealId: number | null
  /** Of a look in a call. */
  contactId?: number
  fields: readonly string[]
  purpose: string
  reason: string | null
  now: Instant
}

/** One row per field of each look. */
export async function logViews(db: Database, actor: Actor, looks: readonly Look[]): Promise<void> {
  const rows = looks.flatMap(({ appealId, contactId = null, fields, purpose, reason, now }) =>
    fields.map(field => ({
      tenant_id: actor.tenantId,
      appeal_id: appealId,
      contact_id: contactId,
      person_id: actor.personId,
      unit_id: actor.unitId,
      field,
      purpose,
      reason,
      at: new Date(now),
    })),
  )
  await db.kysely.insertInto('view_log').values(rows).execute()
}

/** Everybody who looked, newest first. */
export const viewsOf = (db: Database, tenantId: number, appealId: number) =>
  db.kysely
    .selectFrom('view_log')
    .select(['at', 'person_id as personId', 'unit_id as unitId', 'field', 'purpose', 'reason'])
    .where('tenant_id', '=', tenantId)
    .where('appeal_id', '=', appealId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1000)
    .execute()

/** How often each unit looked: what the appellant may know. */
export const viewsByUnit = (db: Database, tenantId: number, appealId: number) =>
  db.kysely
    .selectFrom('view_log')
    .select(({ fn }) => ['unit_id as unitId', fn.countAll<number>().as('times')])
    .where('tenant_id', '=', tenantId)
    .where('appeal_id', '=', appealId)
    .groupBy('unit_id')
    .orderBy('times', 'desc')
    .execute()
