/** The city the benchmarks run in: the sample city of the product in a database of its own, with keys for its people. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { loadCity } from '../src/server/directory/city.ts'
import { type Database, openDatabase } from '../src/server/kernel/database.ts'
import { migrate } from '../src/server/kernel/migrate.ts'

/** The server every benchmark's database stands on. */
export const SERVER_URL = process.env.BENCH_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'

/** What the databases' names begin with. */
export const PREFIX = process.env.BENCH_PREFIX ?? 'yidan_bench'

/** One secret for all, so that a database made yesterday opens today. Of no use outside a benchmark. */
export const SECRET = Buffer.alloc(32, 'bench').toString('base64')

export const urlOf = (database: string): string =>
  Object.assign(new URL(SERVER_URL), { pathname: `/${database}` }).href

/** What a client has to know to act for the city's people. */
export interface City {
  tenantId: number
  tokens: { agent: string; dispatcher: string; liaison: string; centre: string }
  /** The liaison's unit, and the one that owns everything. */
  unit: number
  owner: number
  hotline: number
  channels: number[]
  /** The most specific ones, and their codes. */
  categories: { id: number; code: string }[]
  regions: number[]
  /** Units that get work, with every unit above each but the top. */
  units: { id: number; reach: number[] }[]
}

/** Runs on a connection of its own, to a benchmark's database when one is named. */
export async function onServer<T>(run: (client: pg.Client) => Promise<T>, database?: string): Promise<T> {
  const client = new pg.Client({ connectionString: database === undefined ? SERVER_URL : urlOf(database) })
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

export const dropDatabase = (name: string) =>
  onServer(c => c.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))

/** A copy of a database, made anew; nobody may be connected to the one that is copied. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  await dropDatabase(to)
  await onServer(c => c.query(`CREATE DATABASE ${to} TEMPLATE ${from}`))
}

/** Makes the database with the city in it. */
export async function createCity(name: string): Promise<void> {
  await dropDatabase(name)
  await onServer(c => c.query(`CREATE DATABASE ${name}`))
  const db = openDatabase({ connectionString: urlOf(name), max: 2 })
  try {
    await migrate(db)
    const { tenantId, problems } = await loadCity(db, join(import.meta.dirname, '../config/sample-city'))
    if (tenantId === null) throw new Error(`the sample city has problems: ${JSON.stringify(problems)}`)
    // Ten callers share a telephone in the load: no flood is meant.
    await db.pool.query(`UPDATE policy SET rules = jsonb_set(rules, '{floods,perPhonePerHour}', '100000')`)
    for (const code of PEOPLE) await keyFor(db, tenantId, code)
  } finally {
    await db.close()
  }
}

const AGENT = 'agent01'
const DISPATCHER = 'dispatch01'
const LIAISON = 'chengguan-liaison'
const PEOPLE = [AGENT, DISPATCHER, LIAISON]
const UNIT = 'chengguan'

const tokenOf = (code: string): string => createHash('sha256').update(`bench ${code}`).digest('base64url')

async function keyFor(db: Database, tenantId: number, code: string): Promise<void> {
  const hash = createHash('sha256').update(tokenOf(code)).digest()
  await db.pool.query(
    `INSERT INTO account (tenant_id, person_id, login) SELECT tenant_id, id, code FROM person WHERE tenant_id = $1 AND code = $2
     ON CONFLICT DO NOTHING`,
    [tenantId, code],
  )
  await db.pool.query(
    `INSERT INTO session (tenant_id, token_hash, kind, name, person_id, expires_at)
     SELECT tenant_id, $3, 'key', 'bench', id, '2200-01-01Z' FROM person WHERE tenant_id = $1 AND code = $2`,
    [tenantId, code, hash],
  )
}

const REACH = `
WITH RECURSIVE up AS (
  SELECT id AS unit, id AS at, parent_id FROM unit WHERE active AND kind NOT IN ('city', 'centre')
  UNION ALL SELECT up.unit, u.id, u.parent_id FROM up JOIN unit u ON u.id = up.parent_id
)
SELECT unit AS id, array_agg(at) FILTER (WHERE parent_id IS NOT NULL) AS reach FROM up GROUP BY unit ORDER BY unit`

/** Reads the city of a benchmark's database. */
export async function cityOf(name: string): Promise<City> {
  const db = openDatabase({ connectionString: urlOf(name), max: 1 })
  const rows = async <Row>(sql: string): Promise<Row[]> => (await db.pool.query(sql)).rows
  try {
    const [tenant] = await rows<{ id: number }>('SELECT id FROM tenant')
    const unit = await rows<{ id: number; code: string }>('SELECT id, code FROM unit')
    const channels = await rows<{ id: number; code: string }>(
      'SELECT id, code FROM channel WHERE active ORDER BY id',
    )
    const units = await rows<{ id: number; reach: string[] }>(REACH)
    return {
      tenantId: tenant!.id,
      tokens: {
        agent: tokenOf(AGENT),
        dispatcher: tokenOf(DISPATCHER),
        liaison: tokenOf(LIAISON),
        centre: tokenOf(DISPATCHER),
      },
      unit: unit.find(u => u.code === UNIT)!.id,
      owner: unit.find(u => u.code === 'centre')!.id,
      hotline: channels.find(c => c.code === 'hotline-12345')!.id,
      channels: channels.map(c => c.id),
      categories: await rows(
        'SELECT id, code FROM category c WHERE active AND NOT EXISTS (SELECT FROM category x WHERE x.parent_id = c.id) ORDER BY md5(code)',
      ),
      regions: (await rows<{ id: number }>('SELECT id FROM region ORDER BY md5(code)')).map(r => r.id),
      units: units.map(u => ({ id: u.id, reach: u.reach.map(Number) })),
    }
  } finally {
    await db.close()
  }
}
