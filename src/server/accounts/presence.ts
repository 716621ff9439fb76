/** Who is behind a token: asked on every request, so it is kept in memory for a few seconds. */
import { createHash } from 'node:crypto'
import type { Actor, Grant } from '../../domain/access/actor.ts'
import { ROLES } from '../../domain/access/roles.ts'
import type { ForceScope } from '../../domain/access/task-force.ts'
import { type Instant, MINUTE, SECOND } from '../../domain/instant.ts'
import type { Database } from '../kernel/database.ts'
import type { SignInSettings } from './settings.ts'

/** What the question takes. */
export interface PresenceParts {
  db: Database
  settings: SignInSettings
  now: () => Instant
}

export type SessionKind = 'session' | 'key' | 'citizen'
/** What a session was opened with. */
export type Proof = 'password' | 'totp' | 'oidc' | 'phone'
/** What a person of staff must do before any permission counts. */
export type Need = 'newPassword' | 'secondFactor'

/** A token that holds. */
export interface Present {
  actor: Actor
  sessionId: number
  kind: SessionKind
  proof: Proof
  login: string | null
  expiresAt: Instant
  /** While this isn't empty the actor has no grants. */
  needs: readonly Need[]
}

export interface Presence {
  /** Null when the token is unknown, ended, idle too long, or its person's account is closed. */
  presentOf: (token: string) => Promise<Present | null>
  /** The actor alone. */
  actorOf: (token: string) => Promise<Actor | null>
  /** Call after ending one session: the next request asks the database. */
  forget: (tokenHash: Buffer) => void
  /** Call after changing roles, accounts or several sessions. */
  forgetAll: () => void
}

// A role or session ended by another server is noticed here after so long.
const REMEMBERED = 3 * SECOND
const MOST_REMEMBERED = 20_000
const MOST_SEEN_EVERY = MINUTE
/** Citizens write their appeals without hurry. */
const CITIZEN_IDLE = 30 * MINUTE

/** What is stored of a token. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

export function openPresence(parts: PresenceParts): Presence {
  const known = new Map<string, { until: Instant; present: Promise<Present | null> }>()

  function presentOf(token: string): Promise<Present | null> {
    const hash = hashOfToken(token)
    const key = hash.toString('base64')
    const now = parts.now()
    const found = known.get(key)
    if (found && now < found.until) return found.present
    if (known.size >= MOST_REMEMBERED) known.clear()
    const entry = { until: now + REMEMBERED, present: ask(parts, hash) }
    known.set(key, entry)
    // Only those who hold are remembered: unknown tokens would push them out, and an error is worth another try.
    const drop = () => known.get(key) === entry && known.delete(key)
    entry.present.then(present => present ?? drop(), drop)
    return entry.present
  }

  return {
    presentOf,
    actorOf: async token => (await presentOf(token))?.actor ?? null,
    forget: hash => void known.delete(hash.toString('base64')),
    forgetAll: () => known.clear(),
  }
}

interface Row {
  tenantId: number
  sessionId: number
  kind: SessionKind
  proof: Proof
  expiresAt: Instant
  sample: boolean
  personId: number | null
  name: string | null
  unitId: number | null
  login: string | null
  passwordSetAt: Instant | null
  grants: Grant[]
  forces: ForceScope[] | null
  phoneKey: string | null
  organisationIds: number[]
}

// One round trip: finds who it is and, at most once a minute, notes that they were here.
const PRESENT = `
WITH held AS (
  SELECT s.*, t.sample, t.zone FROM session s JOIN tenant t ON t.id = s.tenant_id
  WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND CASE s.kind
    WHEN 'key' THEN true
    WHEN 'citizen' THEN s.seen_at > $5
    ELSE s.seen_at > CASE WHEN t.sample THEN $4::timestamptz ELSE $3 END END
), seen AS (
  UPDATE session SET seen_at = $2 FROM held
  WHERE session.tenant_id = held.tenant_id AND session.id = held.id AND held.seen_at < $6
)
SELECT h.tenant_id AS "tenantId", h.id AS "sessionId", h.kind, h.proof, h.expires_at AS "expiresAt", h.sample,
  h.person_id AS "personId", p.name, p.unit_id AS "unitId", a.login, a.password_set_at AS "passwordSetAt",
  encode(h.phone_key, 'hex') AS "phoneKey",
  (SELECT coalesce(json_agg(json_build_object('role', g.role, 'unitId', g.unit_id)), '[]') FROM role_grant g
   WHERE g.tenant_id = h.tenant_id AND g.person_id = h.person_id) AS grants,
  (SELECT json_agg(json_build_object('id', f.id, 'categoryIds', f.category_ids, 'regionIds', f.region_ids, 'appealIds', f.appeal_ids))
   FROM task_force_member m JOIN task_force_scope f ON f.tenant_id = m.tenant_id AND f.id = m.force_id
   WHERE m.tenant_id = h.tenant_id AND m.person_id = h.person_id AND m.until_on IS NULL
     AND ($2::timestamptz AT TIME ZONE h.zone)::date BETWEEN f.starts_on AND coalesce(f.last_on, 'infinity')) AS forces,
  (SELECT coalesce(json_agg(DISTINCT c.organisation_id), '[]') FROM organisation_contact c
   WHERE c.tenant_id = h.tenant_id AND c.phone_key = h.phone_key AND c.active) AS "organisationIds"
FROM held h
LEFT JOIN person p ON p.tenant_id = h.tenant_id AND p.id = h.person_id AND p.active
LEFT JOIN account a ON a.tenant_id = h.tenant_id AND a.person_id = h.person_id AND a.active
WHERE h.kind = 'citizen' OR (p.id IS NOT NULL AND a.person_id IS NOT NULL)`

async function ask(parts: PresenceParts, hash: Buffer): Promise<Present | null> {
  const { idle, sampleIdle } = parts.settings
  const now = parts.now()
  const ago = (span: number) => new Date(now - span)
  const seenEvery = Math.min(MOST_SEEN_EVERY, idle / 10)
  const times = [ago(0), ago(idle), ago(sampleIdle), ago(CITIZEN_IDLE), ago(seenEvery)]
  const [row] = await parts.db.named<Row>('present', PRESENT, [hash, ...times])
  return row ? presentFrom(parts, row, now) : null
}

function presentFrom({ settings }: PresenceParts, row: Row, now: Instant): Present {
  const { sessionId, kind, proof, login, expiresAt } = row
  const needs: Need[] = []
  if (kind === 'session' && !row.sample) {
    const { passwordAge, mfa } = settings
    const isOld =
      row.passwordSetAt === null || (passwordAge !== null && now - row.passwordSetAt >= passwordAge)
    if (proof !== 'oidc' && isOld) needs.push('newPassword')
    if (proof === 'password' && mfa === 'required') needs.push('secondFactor')
  }
  const actor = kind === 'citizen' ? citizenOf(row) : staffOf(row, needs.length === 0)
  return { actor, sessionId, kind, proof, login, expiresAt, needs }
}

const staffOf = (row: Row, isFree: boolean): Actor => ({
  kind: 'staff',
  tenantId: row.tenantId,
  personId: row.personId,
  name: row.name!,
  unitId: row.unitId,
  // A role that a later version took away gives nothing.
  grants: isFree ? row.grants.filter(grant => Object.hasOwn(ROLES, grant.role)) : [],
  ...(isFree && row.forces && { forces: row.forces }),
})

const citizenOf = (row: Row): Actor => ({
  kind: 'appellant',
  tenantId: row.tenantId,
  personId: null,
  name: '诉求人',
  unitId: null,
  grants: [],
  phoneKey: row.phoneKey!,
  organisationIds: row.organisationIds,
})
