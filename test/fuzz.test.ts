/** Random requests made from the OpenAPI document: whatever is sent, the answer is an answer. FUZZ_SECONDS for longer, FUZZ_SEED to repeat. */
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Contract } from '../src/contract/route.ts'
import { type Grant, holds } from '../src/domain/access/actor.ts'
import type { Permission } from '../src/domain/access/roles.ts'
import { allRoutes } from '../src/server/app.ts'
import { maysOf, refusalsOf } from '../src/server/kernel/http/describe.ts'
import { verifyRecord } from '../src/server/record/verify/verify.ts'
import type { Pool } from './fuzz/arbitrary.testing.ts'
import { type Request, requestFor } from './fuzz/request.testing.ts'
import { type OpenApi, type Operation, operationsOf } from './openapi.testing.ts'
import { openWorld, PEOPLE, type PersonName, type World } from './world.ts'

const SECONDS = Number(process.env.FUZZ_SECONDS ?? 0)
const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31))
/** Without FUZZ_SECONDS each operation gets so many requests. */
const ROUNDS = 12

let world: World
let operations: Operation[]
let contracts: Map<string, Contract>
let pool: Pool
before(async () => {
  world = await openWorld()
  contracts = new Map(allRoutes(world.app.parts).map(r => [r.contract.name, r.contract]))
  const doc: OpenApi = (await world.app.http.inject('/api/openapi.json')).json()
  // The stream of events never ends; files have their own tests.
  operations = operationsOf(doc).filter(
    o => o.operationId !== 'streamEvents' && !o.requestBody?.content['multipart/form-data'],
  )
  pool = await realValues()
})
after(() => world.close())

/** What exists in the town, by the names that fields have. */
async function realValues(): Promise<Pool> {
  const numbers: string[] = []
  for (const to of ['roads', 'east', 'lake'] as const)
    numbers.push((await world.dispatched(to, { categoryId: world.category.water })).number)
  for (let i = 0; i < 5; i++) numbers.push((await world.received()).number)
  const ids = async (table: string) =>
    (
      await world.db.pool.query(`SELECT id FROM ${table} WHERE tenant_id = $1 LIMIT 9`, [world.tenantId])
    ).rows.map(r => r.id)
  const { rows } = await world.db.pool.query(
    `INSERT INTO person (tenant_id, code, name, unit_id) SELECT $1, 'spare' || n, 'spare', $2 FROM generate_series(1, 5) n RETURNING id`,
    [world.tenantId, world.unit.roads],
  )
  const units = Object.values(world.unit)
  return {
    number: numbers,
    into: numbers,
    parent: numbers,
    numbers,
    no: [1],
    unitId: units,
    ownerUnitId: units,
    leadUnitId: units,
    issuer: units,
    channelId: Object.values(world.channel),
    categoryId: Object.values(world.category),
    regionId: Object.values(world.region),
    // Nobody whose session the test uses loses it.
    personId: rows.map(r => r.id),
    id: [1, 2, ...(await ids('contact'))],
    contactId: await ids('contact'),
    tenant: ['town'],
    platform: ['wenzheng'],
    version: [1],
    from: [1, '2026-09-01', '2026-09-01T00:00:00Z'],
    to: [1, '2026-10-01T00:00:00Z'],
    until: ['2026-10-01'],
    reason: ['notOurDuty', 'complexWorks', 'season', 'outsideTerritory'],
    line: ['119'],
    limit: ['2wd', 10],
    role: ['lead'],
    kind: ['help', 'street'],
  }
}

/** Somebody who may, most of the time: the others never get past the door. */
function askerOf(c: Contract, random: () => number): PersonName | null {
  const people = Object.keys(PEOPLE) as PersonName[]
  const may = (name: PersonName) =>
    maysOf(c).some(
      m => m === 'signedIn' || m === 'public' || holdsIt({ role: PEOPLE[name][0], unitId: 1 }, m),
    )
  const fit = people.filter(may)
  if (random() < 0.1) return null
  return random() < 0.15 || fit.length === 0
    ? people[Math.floor(random() * people.length)]!
    : fit[Math.floor(random() * fit.length)]!
}
const holdsIt = ({ role }: Grant, may: string) => holds(role, may as Permission)

/** Codes of the general checks that come before a route's own. */
const GENERAL = [
  'invalid-input',
  'invalid-request',
  'too-large',
  'wrong-media-type',
  'no-such-address',
  'too-long',
]

function faultOf(
  c: Contract,
  {
    statusCode: status,
    headers,
    body,
  }: { statusCode: number; headers: Record<string, unknown>; body: string },
): string | null {
  if (status < 400) return null
  if (!String(headers['content-type']).startsWith('application/problem+json')) return 'no problem document'
  const { code, detail, detailEn, field, instance } = JSON.parse(body)
  const isKnown = GENERAL.includes(code) || (refusalsOf(c) as string[]).includes(code)
  if (!isKnown) return `${code} is not in the contract`
  if (status >= 500 && !(c.refusals ?? []).includes(code)) return 'an error of the server'
  if (code === 'invalid-input' && !field) return 'names no field'
  return detail && detailEn && instance ? null : 'says nothing'
}

const passed = new Set<string>()
const failures: string[] = []

async function send(o: Operation, request: Request, who: PersonName | null): Promise<void> {
  const c = contracts.get(o.operationId)!
  const { method, url, headers, payload } = request
  const answer = await world.app.http.inject({
    method: method as 'GET',
    url,
    headers: { ...headers, ...(who && { authorization: `Bearer ${world.token(who)}` }) },
    ...(payload !== undefined && { payload }),
  })
  if (request.sound && answer.statusCode !== 400) passed.add(o.operationId)
  const fault = faultOf(c, answer)
  if (fault)
    failures.push(
      `${o.operationId} as ${who ?? 'nobody'}: ${fault}\n  ${method} ${url.slice(0, 300)} ${JSON.stringify(headers)}\n  ${payload?.slice(0, 500)}\n  → ${answer.statusCode} ${answer.body.slice(0, 300)}`,
    )
}

test('no random request meets an error of the server, and every no says why in words', async t => {
  t.diagnostic(`FUZZ_SEED=${SEED}`)
  const until = Date.now() + SECONDS * 1000
  for (let round = 0; round < ROUNDS || Date.now() < until; round++)
    for (const [i, o] of operations.entries()) {
      const seed = SEED + round * operations.length + i
      const [request] = fc.sample(requestFor(o, round % 2 === 0, pool), { numRuns: 1, seed })
      const random = fc
        .sample(fc.double({ min: 0, max: 1, noNaN: true }), { numRuns: 3, seed })
        [Symbol.iterator]()
      await send(
        o,
        request!,
        askerOf(contracts.get(o.operationId)!, () => random.next().value ?? 0.5),
      )
    }
  assert.deepEqual(failures.slice(0, 20), [], `FUZZ_SEED=${SEED}`)
})

test('every operation was reached with requests that pass its own description', () => {
  assert.deepEqual(
    operations.map(o => o.operationId).filter(id => !passed.has(id)),
    [],
    `FUZZ_SEED=${SEED}`,
  )
})

test('after all that the record still verifies', async () => {
  const verdict = await verifyRecord({ db: world.db, keys: world.app.parts.keys })
  assert.ok(verdict.ok, JSON.stringify(verdict))
})
