/** Who is calling: the name by purpose of the call, the organisations the phone speaks for, and what it asked before. */
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { Kind, Result, Stage } from '../../domain/vocabulary.ts'
import { phoneKeyOf } from '../kernel/crypto/blind-index.ts'
import type { Database } from '../kernel/database.ts'
import { CAME_WITH_IT } from '../messaging/recipients.ts'
import type { Parts } from '../parts.ts'
import { wireTime } from '../record/read/names.ts'
import { logViews } from '../record/read/view-log.ts'
import { personOfPhone } from './persons.ts'

const MOST = 20

interface EarlierRow {
  id: number
  number: string
  title: string | null
  kind: Kind
  stage: Stage
  receivedAt: Instant
  dueAt: Instant | null
  endedAt: Instant | null
  result: Result | null
  leadUnitId: number | null
  ownerUnitId: number
  joined: boolean
}

// A confidential report isn't told even to whom the same phone calls next.
const EARLIER = `SELECT a.id, a.number, a.title, a.kind, a.stage, a.received_at AS "receivedAt", a.due_at AS "dueAt",
    a.ended_at AS "endedAt", a.result, a.lead_unit_id AS "leadUnitId", a.owner_unit_id AS "ownerUnitId", own.joined
  FROM (SELECT i.appeal_id AS id, bool_and(${CAME_WITH_IT} IS NOT TRUE) AS joined, max(i.at) AS at FROM (
      SELECT * FROM identity WHERE tenant_id = $1 AND phone_key = $2 AND appeal_id IS NOT NULL ORDER BY at DESC LIMIT 100) i
    GROUP BY i.appeal_id) own
  JOIN appeal a ON a.tenant_id = $1 AND a.id = own.id WHERE NOT a.confidential
  ORDER BY a.received_at DESC, a.id DESC LIMIT ${MOST}`

const ORGANISATIONS = `SELECT o.id, o.code, o.name, c.role FROM organisation_contact c
  JOIN organisation o ON o.tenant_id = c.tenant_id AND o.id = c.organisation_id
  WHERE c.tenant_id = $1 AND c.phone_key = $2 AND c.active ORDER BY o.id, c.id LIMIT ${MOST}`

interface OrganisationRow {
  id: number
  code: string
  name: string
  role: string
}

export interface Calling {
  actor: Actor
  directory: Directory
  /** The centre that took the call. */
  unitId: number
  contactId: number
  phone: string
}

/** What the desk sees when it rings. The name is shown to those who may see it in a live call, and that is logged. */
export async function callerOf(parts: Parts, { actor, directory, unitId, contactId, phone }: Calling) {
  const key = phoneKeyOf(parts.keys, phone)
  if (!key) return null
  const { tenantId } = actor
  const [earlier, organisations] = await Promise.all([
    earlierOf(parts.db, tenantId, key),
    parts.db.named<OrganisationRow>('caller.organisations', ORGANISATIONS, [tenantId, key]),
  ])
  const seen = earlier.filter(a => mayFor(actor, 'appeal.read', a.ownerUnitId, directory.units))
  const maySee = mayFor(actor, 'identity.see', unitId, directory.units)
  const name = maySee ? ((await personOfPhone(parts, tenantId, key))?.name ?? null) : null
  if (name !== null) {
    const look = { appealId: seen[0]?.id ?? null, contactId, fields: ['name'], purpose: 'call', reason: null }
    await logViews(parts.db, actor, [{ ...look, now: parts.now() }])
  }
  return {
    name,
    organisations,
    earlier: seen.map(({ id: _, ownerUnitId: __, leadUnitId, receivedAt, dueAt, endedAt, ...a }) => ({
      ...a,
      unit: leadUnitId === null ? null : (directory.units.get(leadUnitId)?.name ?? null),
      receivedAt: isoOf(receivedAt),
      dueAt: wireTime(dueAt),
      endedAt: wireTime(endedAt),
    })),
  }
}

const earlierOf = (db: Database, tenantId: number, key: Buffer): Promise<EarlierRow[]> =>
  db.named<EarlierRow>('caller.earlier', EARLIER, [tenantId, key])
