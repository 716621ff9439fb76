/** Shows who the appellant is, once the look is logged; and erases it. */
import type { IdentityField, SightPurpose } from '../../../contract/identity.ts'
import { IDENTITY_FIELDS } from '../../../contract/identity.ts'
import type { Actor } from '../../../domain/access/actor.ts'
import * as rule from '../../../domain/access/see-identity.ts'
import { maySee } from '../../../domain/access/sight.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/refusal.ts'
import { plainText } from '../../../domain/text/plain-text.ts'
import type { Keys } from '../../kernel/crypto/keys.ts'
import type { Database } from '../../kernel/database.ts'
import { CAME_WITH_IT } from '../../messaging/recipients.ts'
import type { Parts } from '../../parts.ts'
import { loadTickets } from '../load.ts'
import { logViews } from './view-log.ts'

export interface SeeInput {
  purpose: SightPurpose
  reason?: string
  fields?: readonly IdentityField[]
}

export type Identity = Partial<Record<IdentityField, string | null>>

/** The plain values asked for. Nothing is read before the look stands in the log, and a reasoned one in the history. */
export async function identityFor(
  parts: Parts,
  actor: Actor,
  number: string,
  input: SeeInput,
): Promise<Identity | Refusal> {
  const appealId = await parts.tickets.idOf(actor.tenantId, number)
  if (appealId === null) return refuse('not-found')
  const { purpose } = input
  const fields = [...new Set(input.fields ?? (['name', 'phone'] as const))]
  const reason = purpose === 'reveal' ? plainText(input.reason ?? '').trim() : null
  const refusal =
    purpose === 'reveal'
      ? await recordReveal(parts, actor, appealId, fields, reason!)
      : await whyNotByPurpose(parts, actor, appealId, purpose, fields)
  if (refusal) return refusal
  await logViews(parts.db, actor, [{ appealId, fields, purpose, reason, now: parts.now() }])
  return plainIdentity(parts, actor, appealId, { fields, inCall: purpose === 'call' })
}

async function recordReveal(
  { door }: Parts,
  actor: Actor,
  appealId: number,
  fields: IdentityField[],
  reason: string,
) {
  const done = await door.act({ actor, appealId, decide: rule.revealIdentity, input: { fields, reason } })
  return isRefusal(done) ? done : null
}

async function whyNotByPurpose(
  parts: Parts,
  actor: Actor,
  appealId: number,
  purpose: rule.Purpose,
  fields: readonly IdentityField[],
): Promise<Refusal | null> {
  if (!fields.every(f => rule.BY_PURPOSE.includes(f))) return refuse('no-purpose', { field: 'fields' })
  const [context, [loaded]] = await Promise.all([
    parts.door.context(actor),
    loadTickets(parts.db, actor.tenantId, [appealId]),
  ])
  if (!loaded || !maySee(actor, loaded.state, context.directory.units)) return refuse('not-found')
  const inCall = purpose === 'call' && (await isInCall(parts, actor, appealId))
  return rule.whyNotSeeBy(purpose, loaded.state, inCall, context)
}

const IN_CALL = `SELECT FROM contact WHERE tenant_id = $1 AND appeal_id = $2 AND agent_id = $3
  AND (outcome = 'pending' OR coalesce(ended_at, at) > $4) LIMIT 1`

async function isInCall({ db, now }: Parts, actor: Actor, appealId: number): Promise<boolean> {
  const since = new Date(now() - rule.CALL_LASTS)
  return (
    (await db.named('identity.call', IN_CALL, [actor.tenantId, appealId, actor.personId, since])).length > 0
  )
}

const SEALED: Record<Exclude<IdentityField, 'content'>, string> = {
  name: 'name_enc',
  phone: 'phone_enc',
  phone2: 'phone2_enc',
  idNumber: 'id_number_enc',
  address: 'address_enc',
}

/** Who brought the appeal; who joined it later is somebody else. */
const APPELLANT = `SELECT * FROM identity i WHERE i.tenant_id = $1 AND i.appeal_id = $2 AND i.erased_at IS NULL AND ${CAME_WITH_IT}
  ORDER BY i.id LIMIT 1`

/** Whoever was on the line with this agent last, appellant or joiner. */
const CALLER = `SELECT i.* FROM identity i JOIN contact c ON c.tenant_id = i.tenant_id AND c.id = i.contact_id
  WHERE i.tenant_id = $1 AND i.appeal_id = $2 AND i.erased_at IS NULL AND c.agent_id = $3 ORDER BY c.at DESC, i.id DESC LIMIT 1`

type Sealed = Record<string, Buffer | number | null>

async function plainIdentity(
  { db, keys }: { db: Database; keys: Keys },
  { tenantId, personId }: Actor,
  appealId: number,
  { fields, inCall }: { fields: readonly IdentityField[]; inCall: boolean },
): Promise<Identity | Refusal> {
  const wanted = IDENTITY_FIELDS.filter(f => fields.includes(f))
  const [row] = inCall
    ? await db.named<Sealed>('identity.caller', CALLER, [tenantId, appealId, personId])
    : await db.named<Sealed>('identity.sealed', APPELLANT, [tenantId, appealId])
  if (!row && !wanted.includes('content')) return refuse('no-identity')
  const shown: Identity = {}
  for (const field of wanted)
    shown[field] =
      field === 'content'
        ? await originalOf(db, tenantId, appealId)
        : unsealed(keys, field, row?.[SEALED[field]])
  return shown
}

const unsealed = (
  keys: Keys,
  field: IdentityField,
  sealed: Buffer | number | null | undefined,
): string | null => (Buffer.isBuffer(sealed) ? keys.decrypt(sealed, `identity.${field}`) : null)

/** The words as they came, with whatever numbers are in them. */
async function originalOf(db: Database, tenantId: number, appealId: number): Promise<string | null> {
  const [row] = await db.named<{ title: string | null; content: string | null }>(
    'identity.original',
    `SELECT texts->>'title' AS title, texts->>'content' AS content FROM event
     WHERE tenant_id = $1 AND appeal_id = $2 AND texts ? 'content' AND kind <> 'appeal.rewritten' ORDER BY seq LIMIT 1`,
    [tenantId, appealId],
  )
  return row ? [row.title, row.content].filter(Boolean).join('\n') : null
}
