/** A town hall with a few people, a clock that tests set, and a gate; on a real database. */
import { createHmac, randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import type { Actor } from '../../domain/access/actor.ts'
import type { Role } from '../../domain/access/roles.ts'
import { type UnitTree, unitTreeOf } from '../../domain/directory/units.ts'
import { type Instant, MINUTE } from '../../domain/instant.ts'
import { isRefusal, type Refusal } from '../../domain/refusal.ts'
import { openKeys } from '../kernel/crypto/keys.ts'
import { type Gate, openGate } from './gate.ts'
import { hashPassword } from './password.ts'
import { type SignInSettings, signInSettings } from './settings.ts'

export const PASSWORD = '荷叶Lotus-2027'
const hashed = hashPassword(PASSWORD)
const keys = await openKeys({ secret: createHmac('sha256', 'town').digest('base64') })

export interface Town {
  db: TestDatabase
  gate: Gate
  tenantId: number
  units: UnitTree
  city: number
  roads: number
  clock: { now: Instant }
  /** Another server process on the same database. */
  otherServer: () => Gate
  /** A person of the roads unit with an account whose password is PASSWORD; `null` has none. */
  person: (login: string | null, more?: { password?: string | null; email?: string }) => Promise<number>
  grant: (personId: number, role: Role, unitId?: number) => Promise<void>
  /** How the person acts with all roles granted so far. */
  actor: (personId: number) => Promise<Actor>
  audit: () => Promise<
    { act: string; subject: string; personId: number | null; facts: Record<string, unknown> }[]
  >
}

/** A working Monday. */
export const START = Date.parse('2026-09-28T09:00:00+08:00')

export async function openTown(
  options: { sample?: boolean; settings?: Partial<SignInSettings> } = {},
): Promise<Town> {
  const db = await freshDatabase()
  const clock = { now: START }
  const settings = { ...signInSettings({}), ...options.settings }
  const serve = () => openGate({ db, keys, settings, now: () => clock.now })
  const tenantId = await insert(db, 'tenant (code, name, sample)', [
    'town',
    '示例市',
    options.sample ?? false,
  ])
  const city = await insert(db, 'unit (tenant_id, code, name, kind)', [tenantId, 'city', '示例市', 'city'])
  const roads = await insert(db, 'unit (tenant_id, code, name, kind, parent_id)', [
    tenantId,
    'roads',
    '市政处',
    'department',
    city,
  ])
  const { rows } = await db.pool.query(
    'SELECT id, code, name, kind, parent_id AS "parentId", active FROM unit',
  )
  return {
    ...{ db, clock, tenantId, city, roads, units: unitTreeOf(rows), gate: serve(), otherServer: serve },
    person: (login, more = {}) => addPerson(db, { tenantId, unitId: roads, login, at: clock.now, ...more }),
    grant: (personId, role, unitId = city) =>
      insert(db, 'role_grant (tenant_id, person_id, role, unit_id)', [tenantId, personId, role, unitId]).then(
        () => {},
      ),
    actor: personId => actorOf(db, tenantId, personId),
    audit: async () =>
      (await db.pool.query('SELECT act, subject, person_id AS "personId", facts FROM audit ORDER BY id'))
        .rows,
  }
}

async function insert(db: TestDatabase, into: string, values: unknown[]): Promise<number> {
  const places = values.map((_, at) => `$${at + 1}`).join(', ')
  return (await db.pool.query(`INSERT INTO ${into} VALUES (${places}) RETURNING id`, values)).rows[0].id
}

interface Newcomer {
  tenantId: number
  unitId: number
  login: string | null
  at: Instant
  password?: string | null
  email?: string
}

async function addPerson(db: TestDatabase, n: Newcomer): Promise<number> {
  const code = n.login ?? randomBytes(4).toString('hex')
  const columns = 'person (tenant_id, code, name, unit_id, email)'
  const id = await insert(db, columns, [n.tenantId, code, `${code}同志`, n.unitId, n.email ?? null])
  if (n.login === null) return id
  const hash = n.password === null ? null : n.password ? await hashPassword(n.password) : await hashed
  await db.pool.query(
    'INSERT INTO account (tenant_id, person_id, login, password_hash, password_set_at) VALUES ($1, $2, $3, $4, $5)',
    [n.tenantId, id, n.login, hash, new Date(n.at - MINUTE)],
  )
  return id
}

async function actorOf(db: TestDatabase, tenantId: number, personId: number): Promise<Actor> {
  const { rows: grants } = await db.pool.query(
    'SELECT role, unit_id AS "unitId" FROM role_grant WHERE tenant_id = $1 AND person_id = $2',
    [tenantId, personId],
  )
  return { kind: 'staff', tenantId, personId, name: '某同志', unitId: null, grants }
}

/** What an authenticator app shows for the secret at a moment. */
export const codeAt = (secret: string, at: Instant): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at })

/** The answer, which must not be a refusal. */
export function granted<T extends object | null>(answer: T | Refusal): T {
  if (answer !== null && isRefusal(answer)) throw new Error(`refused: ${JSON.stringify(answer)}`)
  return answer as T
}

/** The code of the refusal, which there must be. */
export function refusalOf(answer: object | null): string {
  if (answer === null || !isRefusal(answer)) throw new Error('it was not refused')
  return answer.refused
}
