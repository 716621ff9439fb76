/** The sweep of the lights: a million open limits, ten thousand of them due; once, and by four servers at the same moment. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { loadavg, tmpdir } from 'node:os'
import { buildApp, partsOf } from '../src/server/app.ts'
import { openKeys } from '../src/server/kernel/crypto/keys.ts'
import { openDatabase } from '../src/server/kernel/database.ts'
import { openWords } from '../src/server/kernel/words.ts'
import { sweepLights } from '../src/server/supervision/sweep.ts'
import { cityOf, copyDatabase, createCity, dropDatabase, PREFIX, SECRET, urlOf } from './city.ts'
import type { Found, Line } from './report.ts'
import { makeDue, manyClocks } from './sweep-rows.ts'

const CLOCKS = Number(process.env.BENCH_CLOCKS ?? 1_000_000)
const DUE = Number(process.env.BENCH_DUE ?? 10_000)
const FULL = `${PREFIX}_sweep`
const ONE = `${PREFIX}_sweep_one`
const SERVERS = 4

/** What becomes due: a colour alone with a word to the unit, or a colour with a sheet. */
const CASES = {
  'a colour and a reminder': { kind: 'sign', lit: null },
  'a colour and a yellow sheet': { kind: 'reply', lit: 'green' },
} as const
type Case = keyof typeof CASES

async function settings(database: string) {
  const keys = await openKeys({ secret: SECRET })
  const db = openDatabase({ connectionString: urlOf(database), max: 10 })
  return { db, keys, words: openWords(), folder: tmpdir(), logLevel: 'silent' }
}

/** The city with all its limits; made anew. */
async function makeFull(): Promise<void> {
  await createCity(FULL)
  const city = await cityOf(FULL)
  const with_ = await settings(FULL)
  const app = await buildApp({ ...with_, jobs: false })
  const call = async (token: string, url: string, body: object) => {
    const headers = { authorization: `Bearer ${token}` }
    const answer = await app.http.inject({ method: 'POST', url: `/api/v1${url}`, headers, payload: body })
    if (answer.statusCode > 201) throw new Error(answer.body)
    return answer.json()
  }
  const { number } = await call(city.tokens.agent, '/appeals', {
    channelId: city.hotline,
    kind: 'help',
    intent: 'request',
    title: '路灯不亮',
    content: '湖滨路与柳荫街交叉口的三盏路灯已经一周不亮，请尽快维修。',
    categoryId: city.categories[0]!.id,
    place: { address: '湖滨路18号', regionId: city.regions[0]! },
  })
  await call(city.tokens.dispatcher, `/appeals/${number}/dispatch`, {
    units: [{ unitId: city.unit, role: 'lead' }],
  })
  await manyClocks(with_.db, CLOCKS)
  await app.close()
  await with_.db.close()
}

/** One server, or several at the same moment; in milliseconds until the last has ended. */
async function sweepOnce(what: Case, servers: number): Promise<Line> {
  await copyDatabase(FULL, ONE)
  const { db } = await settings(ONE)
  await makeDue(db, { ...CASES[what], count: DUE })
  await db.pool.query('ANALYZE clock; CHECKPOINT')
  const load = loadavg()[0]!.toFixed(0)
  const children = await Promise.all(Array.from({ length: servers }, startOne))
  const began = performance.now()
  for (const child of children) child.send('sweep')
  await Promise.all(children.map(child => once(child, 'exit')))
  const took = performance.now() - began
  const line = await countedIn(db, what, servers)
  await db.close()
  return { ...line, ms: Math.round(took), 'load before': load }
}

async function startOne() {
  const child = fork(import.meta.filename, ['child'])
  await once(child, 'message')
  return child
}

const COUNTED = `SELECT count(*) FILTER (WHERE n = 1)::int AS once, count(*) FILTER (WHERE n > 1)::int AS twice FROM (
  SELECT appeal_id, facts ->> 'clockNo', facts ->> 'light', count(*) AS n FROM event WHERE kind = 'clock.lit' GROUP BY 1, 2, 3) e`
const SHEETS = `SELECT count(*)::int AS sheets, count(DISTINCT number)::int AS numbers FROM sheet`

async function countedIn(db: Awaited<ReturnType<typeof settings>>['db'], what: string, servers: number) {
  const [{ once: told, twice }] = (await db.pool.query(COUNTED)).rows
  const [{ sheets, numbers }] = (await db.pool.query(SHEETS)).rows
  const left = (await db.pool.query('SELECT count(*)::int AS n FROM clock WHERE next_at <= now()')).rows[0].n
  return { what, servers, due: DUE, once: told, twice, left, sheets, 'numbers given': numbers }
}

export async function sweep(): Promise<Found> {
  await makeFull()
  const lines: Line[] = []
  for (const what of Object.keys(CASES) as Case[])
    for (const servers of [1, SERVERS]) lines.push(await sweepOnce(what, servers))
  for (const name of [ONE, FULL]) await dropDatabase(name)
  const isOnce = (l: Line) =>
    l.once === DUE && l.twice === 0 && l.left === 0 && l.sheets === l['numbers given']
  return {
    lines,
    goals: [
      ...lines
        .filter(l => l.servers === 1)
        .map(l => ({
          goal: `${DUE} of ${CLOCKS} due, ${l.what}, swept ≤ 2 s`,
          met: Number(l.ms) <= 2000,
          found: `${l.ms} ms`,
        })),
      {
        goal: 'exactly once, also with four servers',
        met: lines.every(isOnce),
        found: lines.map(l => `${l.once}/${l.twice}`).join(' '),
      },
    ],
  }
}

/** A server that does nothing else. */
async function asChild(): Promise<void> {
  const with_ = await settings(ONE)
  const parts = partsOf(with_)
  await with_.db.pool.query('SELECT 1')
  process.once('message', async () => {
    await sweepLights(parts)
    parts.tenants.close()
    await with_.db.close()
    process.disconnect()
  })
  process.send!('ready')
}

if (process.argv[2] === 'child') await asChild()
