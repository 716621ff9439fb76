/** Opens and ends sessions: of staff, of citizens, and the keys that programs use. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { DAY, type Instant, isoOf } from '../../domain/instant.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { leaveTrace } from './audit.ts'
import type { Gate } from './gate.ts'
import { hashOfToken, type Present, type Proof, type SessionKind } from './presence.ts'

/** The token is shown once; the database has only its hash. */
export interface Opened {
  token: string
  expiresAt: Instant
}

const LONGEST_KEY = 366 * DAY
// The heads let a leaked token be recognised for what it is.
const HEADS: Record<SessionKind, string> = { session: 'yds_', key: 'ydk_', citizen: 'ydc_' }

interface Opening {
  tenantId: number
  kind: SessionKind
  proof: Proof
  expiresAt: Instant
  personId?: number
  phoneKey?: Buffer
  name?: string
}

async function open(gate: Gate, o: Opening): Promise<Opened & { id: number }> {
  const token = HEADS[o.kind] + randomBytes(32).toString('base64url')
  const at = new Date(gate.now())
  const { id } = await gate.db.kysely
    .insertInto('session')
    .values({
      tenant_id: o.tenantId,
      token_hash: hashOfToken(token),
      kind: o.kind,
      name: o.name ?? null,
      proof: o.proof,
      person_id: o.personId ?? null,
      phone_key: o.phoneKey ?? null,
      created_at: at,
      seen_at: at,
      expires_at: new Date(o.expiresAt),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, token, expiresAt: o.expiresAt }
}

/** Signs a person of staff in. */
export async function openSession(
  gate: Gate,
  tenantId: number,
  personId: number,
  proof: Proof,
): Promise<Opened> {
  const expiresAt = gate.now() + gate.settings.longest
  const { token } = await open(gate, { tenantId, kind: 'session', proof, expiresAt, personId })
  return { token, expiresAt }
}

/** Signs a citizen or an organisation's contact in, by phone. */
export async function openCitizenSession(gate: Gate, tenantId: number, phoneKey: Buffer): Promise<Opened> {
  const expiresAt = gate.now() + gate.settings.longest
  const { token } = await open(gate, { tenantId, kind: 'citizen', proof: 'phone', expiresAt, phoneKey })
  return { token, expiresAt }
}

/** Makes a key that acts as the person, at most a year long; only a full session may. */
export async function makeKey(
  gate: Gate,
  { actor, kind, needs, proof, login }: Present,
  { name, expiresAt }: { name: string; expiresAt: Instant },
): Promise<(Opened & { id: number }) | Refusal> {
  if (kind !== 'session') return refuse('key-needs-session')
  if (needs.length) return refuse('not-permitted', { facts: { needs } })
  const { tenantId, personId } = actor
  const end = Math.min(expiresAt, gate.now() + LONGEST_KEY)
  const made = await open(gate, { tenantId, kind: 'key', proof, expiresAt: end, personId: personId!, name })
  const facts = { key: made.id, name, expiresAt: isoOf(end) }
  await leaveTrace(gate.db.kysely, {
    tenantId,
    personId,
    act: 'key.made',
    subject: login ?? '',
    facts,
    at: gate.now(),
  })
  return made
}

/** The person's keys that still hold, newest first. */
export const keysOf = (gate: Gate, { actor }: Present) =>
  gate.db.kysely
    .selectFrom('session')
    .select(['id', 'name', 'created_at as createdAt', 'seen_at as seenAt', 'expires_at as expiresAt'])
    .where('tenant_id', '=', actor.tenantId)
    .where('person_id', '=', actor.personId)
    .where('kind', '=', 'key')
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<number>`${new Date(gate.now())}`)
    .orderBy('id', 'desc')
    .execute()

/** Ends one of the person's keys. */
export async function endKey(
  gate: Gate,
  { actor, kind, login }: Present,
  id: number,
): Promise<null | Refusal> {
  if (kind !== 'session') return refuse('key-needs-session')
  const { tenantId, personId } = actor
  const ended = await gate.db.kysely
    .updateTable('session')
    .set({ ended_at: new Date(gate.now()) })
    .where(eb => eb.and({ tenant_id: tenantId, id, person_id: personId, kind: 'key' }))
    .where('ended_at', 'is', null)
    .returning('token_hash')
    .executeTakeFirst()
  if (!ended) return refuse('not-found')
  gate.presence.forget(ended.token_hash)
  await leaveTrace(gate.db.kysely, {
    tenantId,
    personId,
    act: 'key.ended',
    subject: login ?? '',
    facts: { key: id },
    at: gate.now(),
  })
  return null
}

/** Signs out. Ending what has ended is no error. */
export async function endSession(gate: Gate, token: string): Promise<void> {
  const hash = hashOfToken(token)
  await gate.db.kysely
    .updateTable('session')
    .set({ ended_at: new Date(gate.now()) })
    .where('token_hash', '=', hash)
    .where('ended_at', 'is', null)
    .execute()
  gate.presence.forget(hash)
}

/** Ends everything a person has open, sessions and keys. */
export async function endAllOf(gate: Gate, tenantId: number, personId: number): Promise<void> {
  await openOnes(gate, tenantId, personId).execute()
  gate.presence.forgetAll()
}

/** Ends the person's other sessions; keys go on, so that programs outlive a change of password. */
export async function endOthers(gate: Gate, { actor, sessionId }: Present): Promise<void> {
  await openOnes(gate, actor.tenantId, actor.personId!)
    .where('kind', '=', 'session')
    .where('id', '!=', sessionId)
    .execute()
  gate.presence.forgetAll()
}

const openOnes = (gate: Gate, tenantId: number, personId: number) =>
  gate.db.kysely
    .updateTable('session')
    .set({ ended_at: new Date(gate.now()) })
    .where(eb => eb.and({ tenant_id: tenantId, person_id: personId }))
    .where('ended_at', 'is', null)
