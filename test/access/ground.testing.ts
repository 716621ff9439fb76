/** Two cities in one database, and in four places somebody of every role: who asks, in the access test. */
import { createHash, randomBytes } from 'node:crypto'
import type { InjectOptions } from 'fastify'
import type { Role } from '../../src/domain/access/roles.ts'
import { ROLE_NAMES } from '../../src/domain/access/roles.ts'
import { phoneKeyOf } from '../../src/server/kernel/crypto/blind-index.ts'
import { steppedRules } from '../stories/matter.testing.ts'
import { buildTown, openWorld, type World } from '../world.ts'
import { PLACES, type Place } from './table.testing.ts'

/** What a call sends besides who sends it. */
export interface Sent {
  path: string
  body?: unknown
  headers?: Record<string, string>
  /** A body that isn't JSON. */
  payload?: Buffer
}

export interface Said {
  status: number
  code: string
  text: string
}

export interface Ground {
  world: World
  away: Awaited<ReturnType<typeof buildTown>>
  /** Bearer tokens. */
  staff: Record<Place, Record<Role, string>>
  citizen: string
  ask: (method: string, sent: Sent, authorization: string | null) => Promise<Said>
}

/** The phone that every appeal of the builders comes from. */
export const PHONE = '13812345678'

export async function openGround(): Promise<Ground> {
  const world = await openWorld({ rules: steppedRules })
  const away = await buildTown(world.db, 'away', steppedRules)
  const tops = { centre: world.unit.city, own: world.unit.east, other: world.unit.west, away: away.unit.city }
  const staff = {} as Ground['staff']
  for (const place of PLACES) {
    const tenantId = place === 'away' ? away.tenantId : world.tenantId
    staff[place] = {} as Record<Role, string>
    for (const role of ROLE_NAMES)
      staff[place][role] = await personWith(world, {
        tenantId,
        role,
        unitId: tops[place],
        code: `${place}-${role}`,
      })
  }
  const citizen = await sessionOf(world, world.tenantId, {
    phone_key: phoneKeyOf(world.app.parts.keys, PHONE),
  })
  return { world, away, staff, citizen, ask: (...args) => ask(world, ...args) }
}

async function personWith(
  world: World,
  { tenantId, role, unitId, code }: { tenantId: number; role: Role; unitId: number; code: string },
): Promise<string> {
  const { pool } = world.db
  const { rows } = await pool.query(
    'INSERT INTO person (tenant_id, code, name, unit_id) VALUES ($1,$2,$2,$3) RETURNING id',
    [tenantId, code, unitId],
  )
  const personId = rows[0].id
  await pool.query('INSERT INTO role_grant (tenant_id, person_id, role, unit_id) VALUES ($1,$2,$3,$4)', [
    tenantId,
    personId,
    role,
    unitId,
  ])
  await pool.query('INSERT INTO account (tenant_id, person_id, login) VALUES ($1,$2,$3)', [
    tenantId,
    personId,
    code,
  ])
  return sessionOf(world, tenantId, { person_id: personId })
}

async function sessionOf(
  { db, clock }: World,
  tenantId: number,
  whose: { person_id: number } | { phone_key: Buffer | null },
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(token).digest()
  const [column, value] = Object.entries(whose)[0]!
  const kind = column === 'person_id' ? 'key' : 'citizen'
  // A citizen's session ends when it is idle; this one is to last as long as the test's clock may run.
  await db.pool.query(
    `INSERT INTO session (tenant_id, token_hash, kind, name, ${column}, seen_at, expires_at) VALUES ($1,$2,$3,'test',$4,$5,'2200-01-01Z')`,
    [tenantId, hash, kind, value, new Date(clock.now())],
  )
  return token
}

/** Every request comes from an address of its own: floods are somebody else's tests. */
let asked = 0
const nextAddress = () => `10.${(++asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`

async function ask({ app }: World, method: string, sent: Sent, authorization: string | null): Promise<Said> {
  const { path, body, headers, payload } = sent
  const options: InjectOptions = {
    method: method as 'GET',
    url: `/api/v1${path}`,
    remoteAddress: nextAddress(),
    headers: { ...headers, ...(authorization !== null && { authorization }) },
  }
  const answer = await app.http.inject(
    payload
      ? { ...options, payload }
      : { ...options, ...(body !== undefined && { payload: body as object }) },
  )
  const isProblem = String(answer.headers['content-type']).includes('problem+json')
  return { status: answer.statusCode, code: isProblem ? answer.json().code : '', text: answer.body }
}

/** A multipart body with one file, and other fields before it. */
export function upload(
  name: string,
  type: string,
  content: Buffer,
  fields: Record<string, string> = {},
): Pick<Sent, 'payload' | 'headers'> {
  const boundary = 'a1b2c3d4e5f6'
  const before = Object.entries(fields).map(
    ([field, value]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  )
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([
      Buffer.from(before.join('') + head),
      content,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  }
}
