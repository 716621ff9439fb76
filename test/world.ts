/** A small town with a running server and a clock of its own: the builders every test starts from. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '../src/domain/access/roles.ts'
import type { Rules } from '../src/domain/policy/rules.ts'
import { type App, buildApp } from '../src/server/app.ts'
import { openKeys } from '../src/server/kernel/crypto/keys.ts'
import { openWords } from '../src/server/kernel/words.ts'
import { freshDatabase, type TestDatabase } from './database.ts'
import { townRules } from './rules.ts'

/** The town's units, by a short name. */
export const UNITS = {
  city: { kind: 'city', name: '示例市', parent: null },
  roads: { kind: 'department', name: '市政工程处', parent: 'city' },
  water: { kind: 'utility', name: '示例水务', parent: 'city' },
  east: { kind: 'district', name: '东城区', parent: 'city' },
  lake: { kind: 'street', name: '湖滨街道', parent: 'east' },
  reed: { kind: 'community', name: '芦苇社区', parent: 'lake' },
  west: { kind: 'district', name: '西城区', parent: 'city' },
} as const
export type UnitName = keyof typeof UNITS

/** The town's people: role and the unit it is granted for. */
export const PEOPLE = {
  agent: ['agent', 'city'],
  vendor: ['vendorAgent', 'city'],
  shiftLead: ['shiftLead', 'city'],
  dispatcher: ['dispatcher', 'city'],
  visitor: ['visitor', 'city'],
  supervisor: ['supervisor', 'city'],
  director: ['centreDirector', 'city'],
  clerk: ['sectionClerk', 'city'],
  qa: ['qa', 'city'],
  mayor: ['cityLeader', 'city'],
  observer: ['observer', 'city'],
  roads: ['liaison', 'roads'],
  roadsHandler: ['handler', 'roads'],
  roadsLeader: ['unitLeader', 'roads'],
  roadsReviewer: ['reviewer', 'roads'],
  water: ['liaison', 'water'],
  waterSigner: ['reviewer', 'water'],
  east: ['liaison', 'east'],
  lake: ['liaison', 'lake'],
  reed: ['handler', 'reed'],
  west: ['liaison', 'west'],
  admin: ['systemAdmin', 'city'],
  security: ['securityAdmin', 'city'],
  auditor: ['auditor', 'city'],
} as const satisfies Record<string, readonly [Role, UnitName]>
export type PersonName = keyof typeof PEOPLE

export interface Answer<Body = Record<string, unknown>> {
  status: number
  body: Body
  headers: Record<string, unknown>
}

export interface CallOptions {
  body?: unknown
  headers?: Record<string, string>
}

export interface World {
  app: App
  db: TestDatabase
  tenantId: number
  unit: Record<UnitName, number>
  person: Record<PersonName, number>
  channel: { hotline: number; web: number; platform: number; window: number; internal: number }
  category: { roads: number; lamps: number; water: number }
  region: { east: number; west: number }
  clock: { now: () => number; set: (text: string) => void; pass: (ms: number) => void }
  /** A call as somebody; `null` is nobody. */
  call: (who: PersonName | null, method: string, path: string, options?: CallOptions) => Promise<Answer>
  /** The bearer token of a person. */
  token: (who: PersonName) => string
  /** An appeal as the agent takes it by telephone. */
  received: (
    fields?: Record<string, unknown>,
  ) => Promise<{ number: string; queryCode: string; version: number }>
  /** The same, dispatched to `to` (the roads by default). */
  dispatched: (
    to?: UnitName,
    fields?: Record<string, unknown>,
  ) => Promise<{ number: string; queryCode: string; version: number }>
  close: () => Promise<void>
}

/** Wall clock of the town, Monday morning by default. */
const START = '2026-09-28T09:00:00+08:00'

const instant = (text: string): number => Date.parse(/[Z+]/.test(text.slice(10)) ? text : `${text}+08:00`)

const words = openWords()
const keys = await openKeys({ secret: Buffer.alloc(32, 7).toString('base64') })

export async function openWorld(options: { rules?: Rules; code?: string } = {}): Promise<World> {
  const db = await freshDatabase()
  let now = instant(START)
  const clock = {
    now: () => now,
    set: (text: string) => {
      now = instant(text)
    },
    pass: (ms: number) => {
      now += ms
    },
  }
  const folder = await mkdtemp(join(tmpdir(), 'yidan-world-'))
  const town = await buildTown(db, options.code ?? 'town', options.rules ?? townRules)
  const app = await buildApp({ db, keys, words, folder, now: clock.now, jobs: false })
  const call: World['call'] = async (who, method, path, { body, headers } = {}) => {
    const answer = await app.http.inject({
      method: method as 'GET',
      url: path.startsWith('/api') || path.startsWith('/healthz') ? path : `/api/v1${path}`,
      headers: { ...(who && { authorization: `Bearer ${town.tokens[who]}` }), ...headers },
      ...(body !== undefined && { payload: body as object }),
    })
    const type = String(answer.headers['content-type'] ?? '')
    return {
      status: answer.statusCode,
      body: type.includes('json') ? answer.json() : { text: answer.body },
      headers: answer.headers,
    }
  }
  const received: World['received'] = async (fields = {}) => {
    const answer = await call('agent', 'POST', '/appeals', { body: { ...lampAppeal(town), ...fields } })
    if (answer.status !== 201) throw new Error(`the appeal was not received: ${JSON.stringify(answer.body)}`)
    return answer.body as never
  }
  const dispatched: World['dispatched'] = async (to = 'roads', fields = {}) => {
    const appeal = await received(fields)
    const units = [{ unitId: town.unit[to], role: 'lead' }]
    const answer = await call('dispatcher', 'POST', `/appeals/${appeal.number}/dispatch`, { body: { units } })
    if (answer.status !== 200) throw new Error(`not dispatched: ${JSON.stringify(answer.body)}`)
    return { ...appeal, version: answer.body.version as number }
  }
  return {
    app,
    db,
    clock,
    call,
    received,
    dispatched,
    tenantId: town.tenantId,
    unit: town.unit,
    person: town.person,
    channel: town.channel,
    category: town.category,
    region: town.region,
    token: who => town.tokens[who],
    close: async () => {
      await app.close()
      await db.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Town = Awaited<ReturnType<typeof buildTown>>

export const lampAppeal = (town: Pick<Town, 'channel' | 'category' | 'region'>) => ({
  channelId: town.channel.hotline,
  kind: 'help',
  intent: 'request',
  title: '湖滨路路灯不亮',
  content: '湖滨路与柳荫街交叉口的三盏路灯已经一周不亮，晚上老人出行不便，请尽快维修。',
  categoryId: town.category.lamps,
  place: {
    address: '东城区湖滨街道湖滨路18号2栋301',
    regionId: town.region.east,
    lng: 120.123456,
    lat: 30.654321,
  },
  appellant: { name: '王小明', phone: '13812345678' },
})

/** A tenant with the units, people, channels, categories and rules above; several may stand in one database. */
export async function buildTown(db: TestDatabase, code: string, rules: Rules) {
  const one = async (sql: string, values: unknown[]): Promise<number> =>
    (await db.pool.query(sql, values)).rows[0].id
  const t = await one(`INSERT INTO tenant (code, name, region_code) VALUES ($1, $2, '999001') RETURNING id`, [
    code,
    `示例市${code}`,
  ])
  const unit = {} as Record<UnitName, number>
  for (const [name, u] of Object.entries(UNITS) as [UnitName, (typeof UNITS)[UnitName]][])
    unit[name] = await one(
      'INSERT INTO unit (tenant_id, code, name, kind, parent_id) VALUES ($1,$2,$3,$4,$5) RETURNING id',
      [t, name, u.name, u.kind, u.parent && unit[u.parent]],
    )
  const region = {} as Town0['region']
  for (const name of ['east', 'west'] as const)
    region[name] = await one('INSERT INTO region (tenant_id, code, name) VALUES ($1,$2,$3) RETURNING id', [
      t,
      name,
      UNITS[name].name,
    ])
  const channel = {} as Town0['channel']
  for (const [name, kind, digits, platform] of CHANNELS)
    channel[name] = await one(
      'INSERT INTO channel (tenant_id, code, name, kind, digits, external_platform) VALUES ($1,$2,$2,$3,$4,$5) RETURNING id',
      [t, name, kind, digits, platform],
    )
  const category = {} as Town0['category']
  for (const [name, number, parent, level] of CATEGORIES)
    category[name] = await one(
      'INSERT INTO category (tenant_id, code, name, parent_id, level) VALUES ($1,$2,$3,$4,$5) RETURNING id',
      [t, number, name, parent && category[parent], level],
    )
  await db.pool.query(
    `INSERT INTO catalogue_entry (tenant_id, category_id, unit_id, legal_basis, floor) VALUES ($1,$2,$3,'市政设施管理办法第3条','district'), ($1,$4,$5,'供水条例第8条',NULL)`,
    [t, category.roads, unit.roads, category.water, unit.water],
  )
  await db.pool.query(
    `INSERT INTO policy (tenant_id, version, name, rules, valid_from) VALUES ($1, 1, 'town', $2, '2000-01-01Z')`,
    [t, JSON.stringify(rules)],
  )
  const people = await buildPeople(db, t, unit)
  return { tenantId: t, unit, region, channel, category, ...people }
}

interface Town0 {
  region: { east: number; west: number }
  channel: { hotline: number; web: number; platform: number; window: number; internal: number }
  category: { roads: number; lamps: number; water: number }
}
const CHANNELS = [
  ['hotline', 'hotline', 1, null],
  ['web', 'web', 2, null],
  ['platform', 'externalPlatform', 3, 'wenzheng'],
  ['window', 'window', 4, null],
  ['internal', 'internal', 9, null],
] as const
const CATEGORIES = [
  ['roads', '01', null, 1],
  ['lamps', '0101', 'roads', 2],
  ['water', '02', null, 1],
] as const

async function buildPeople(db: TestDatabase, t: number, unit: Record<UnitName, number>) {
  const person = {} as Record<PersonName, number>
  const tokens = {} as Record<PersonName, string>
  for (const [name, [role, at]] of Object.entries(PEOPLE) as [PersonName, readonly [Role, UnitName]][]) {
    const { rows } = await db.pool.query(
      'INSERT INTO person (tenant_id, code, name, unit_id) VALUES ($1,$2,$2,$3) RETURNING id',
      [t, name, unit[at]],
    )
    person[name] = rows[0].id
    await db.pool.query('INSERT INTO role_grant (tenant_id, person_id, role, unit_id) VALUES ($1,$2,$3,$4)', [
      t,
      person[name],
      role,
      unit[at],
    ])
    await db.pool.query('INSERT INTO account (tenant_id, person_id, login) VALUES ($1,$2,$3)', [
      t,
      person[name],
      name,
    ])
    tokens[name] = randomBytes(32).toString('base64url')
    await db.pool.query(
      `INSERT INTO session (tenant_id, token_hash, kind, name, person_id, expires_at) VALUES ($1,$2,'key','test',$3,'2200-01-01Z')`,
      [t, createHash('sha256').update(tokens[name]).digest(), person[name]],
    )
  }
  return { person, tokens }
}
