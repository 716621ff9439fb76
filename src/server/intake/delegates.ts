/** Enterprises and delegates: who may send for an organisation, and for which of its sub-units (XA-24). */
import type { Actor } from '../../domain/access/actor.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Database } from '../kernel/database.ts'

interface Behalf {
  organisationId?: number | undefined
  onBehalfOf?: string | undefined
}

/** An organisation can be named by its own contact people only, signed in by phone; a sub-unit by who may speak for it. */
export async function whyNotDelegate(
  db: Database,
  { tenantId, phoneKey, organisationIds = [] }: Actor,
  { organisationId, onBehalfOf }: Behalf,
): Promise<Refusal | null> {
  if (organisationId === undefined)
    return onBehalfOf === undefined ? null : refuse('no-such-organisation', { field: 'organisationId' })
  if (phoneKey === undefined || !organisationIds.includes(organisationId))
    return refuse('not-your-organisation', { field: 'organisationId' })
  if (onBehalfOf === undefined) return null
  const [may] = await db.named(
    'intake.subUnit',
    `SELECT FROM organisation_contact WHERE tenant_id = $1 AND organisation_id = $2 AND phone_key = $3 AND active
     AND $4 = ANY (sub_units) LIMIT 1`,
    [tenantId, organisationId, Buffer.from(phoneKey, 'hex'), onBehalfOf],
  )
  return may ? null : refuse('not-your-sub-unit', { field: 'onBehalfOf' })
}
