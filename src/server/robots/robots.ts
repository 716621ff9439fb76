/** Group robots as stored: the address is the key to the group, and lies sealed. */
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { RobotKind } from '../../domain/vocabulary.ts'
import type { Keys } from '../kernel/crypto/keys.ts'
import type { Database } from '../kernel/database.ts'

export interface RobotRow {
  id: number
  unitId: number
  kind: RobotKind
  name: string
  url: Buffer
  secret: Buffer | null
  tells: string[]
  active: boolean
  failures: number
  restsUntil: Instant | null
  createdAt: Instant
}

export const URL_CONTEXT = 'robot.url'
export const SECRET_CONTEXT = 'robot.secret'
const COLUMNS = `id, unit_id AS "unitId", kind, name, url_enc AS url, secret_enc AS secret, tells, active, failures,
  CASE WHEN failures > 0 THEN rests_until END AS "restsUntil", created_at AS "createdAt"`

export const listRobots = (db: Database, tenantId: number): Promise<RobotRow[]> =>
  db.named('robot.list', `SELECT ${COLUMNS} FROM robot WHERE tenant_id = $1 ORDER BY id`, [tenantId])

export interface NewRobot {
  tenantId: number
  unitId: number
  kind: RobotKind
  name: string
  url: string
  secret?: string
  tells: readonly string[]
  by: number | null
  at: Instant
}

export async function insertRobot(db: Database, keys: Keys, r: NewRobot): Promise<RobotRow> {
  const secret = r.secret ? keys.encrypt(r.secret, SECRET_CONTEXT) : null
  const [row] = await db.named<RobotRow>(
    'robot.insert',
    `INSERT INTO robot (tenant_id, unit_id, kind, name, url_enc, secret_enc, tells, created_by, created_at)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9) RETURNING ${COLUMNS}`,
    [
      r.tenantId,
      r.unitId,
      r.kind,
      r.name,
      keys.encrypt(r.url, URL_CONTEXT),
      secret,
      r.tells,
      r.by,
      isoOf(r.at),
    ],
  )
  return row!
}

export interface RobotChange {
  name?: string
  url?: string
  secret?: string
  tells?: readonly string[]
  active?: boolean
}

/** What was changed may help: it rests no longer. Null when there is none. */
export async function updateRobot(
  db: Database,
  keys: Keys,
  { tenantId, id }: { tenantId: number; id: number },
  { name, url, secret, tells, active }: RobotChange,
): Promise<RobotRow | null> {
  const [row] = await db.named<RobotRow>(
    'robot.update',
    `UPDATE robot SET name = coalesce($3, name), url_enc = coalesce($4, url_enc), secret_enc = coalesce($5, secret_enc),
       tells = coalesce($6, tells), active = coalesce($7, active), failures = 0, rests_until = NULL
     WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
    [
      tenantId,
      id,
      name ?? null,
      url === undefined ? null : keys.encrypt(url, URL_CONTEXT),
      secret === undefined ? null : keys.encrypt(secret, SECRET_CONTEXT),
      tells ?? null,
      active ?? null,
    ],
  )
  return row ?? null
}

export interface Told {
  id: number
  body: Buffer
  state: 'waiting' | 'calling' | 'sent' | 'failed' | 'kept'
  attempts: number
  error: string | null
  createdAt: Instant
  sentAt: Instant | null
}

const TOLD = `SELECT id, body_enc AS body, state, attempts, error, created_at AS "createdAt", sent_at AS "sentAt" FROM message
  WHERE tenant_id = $1 AND robot_id = $2 AND id < $3 ORDER BY id DESC LIMIT $4`

/** What the group was told or is to be told, the latest first; those before `before`. */
export const toldTo = (
  db: Database,
  { tenantId, id, before, limit }: { tenantId: number; id: number; before: number | null; limit: number },
): Promise<Told[]> => db.named('robot.told', TOLD, [tenantId, id, before ?? Number.MAX_SAFE_INTEGER, limit])

/** What still waits for it is dropped; what it was told stays in the outbox. */
export const deleteRobot = (db: Database, tenantId: number, id: number): Promise<unknown> =>
  db.named(
    'robot.delete',
    `WITH waiting AS (DELETE FROM message WHERE tenant_id = $1 AND robot_id = $2 AND state = 'waiting')
     DELETE FROM robot WHERE tenant_id = $1 AND id = $2`,
    [tenantId, id],
  )
